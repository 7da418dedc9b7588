"""Web pages: the article on the page, and what the page's own head says of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from transforms.model import Document, Reject
from transforms.reading.encodings import decode
from transforms.reading.formats import Source
from transforms.reading.rejection import RejectedError
from transforms.reading.rows import iso_date, item
from transforms.reading.streams import read_whole

_TAG = re.compile(r"<(?:meta|link)\b[^<>]{1,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date",
)
# The library warns on its own logger of every page that it finds wanting; the reject says so here.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_html(source: Source) -> Iterator[Document | Reject]:
    """One item: the article with its title, metadata from the page's meta tags and, before them, from the sidecar."""
    page = decode(read_whole(source.stream, source.options.max_page_bytes))
    if not page.strip():
        return
    title, text = _article(page)
    fields = {"title": title, **page_fields(page), **source.sidecar, "text": text}
    yield item(fields, source.path, None, "", source.options)


def _article(page: str) -> tuple[str | None, str]:
    """Title and text; ``RejectedError`` when the page has no article, or breaks the library."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(page, with_metadata=True, include_comments=False)
    except Exception as error:  # pages are written by anyone, and lxml and its users raise anything for them
        raise RejectedError("unreadable", f"HTML: {type(error).__name__}") from None
    if found is None or isinstance(found, dict) or not found.text:
        raise RejectedError("empty", "no article on the page")
    return found.title, found.text


def page_fields(page: str) -> dict[str, object]:
    """Day, outlet and address of a page, as its meta and link tags state them; nothing is worked out from its text."""
    head = _head(page)
    dates = (_stated_date(head.meta[name]) for name in _DATE_NAMES if name in head.meta)
    fields = {
        "published_on": next((date for date in dates if date), None),
        "publisher": head.meta.get("og:site_name"),
        "url": next(iter(head.canonical), None) or head.meta.get("og:url"),
    }
    return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True, slots=True)
class _Head:
    """The contents of the meta tags by name, the first of each, and the canonical addresses."""

    meta: dict[str, str] = field(default_factory=dict)
    canonical: list[str] = field(default_factory=list)


def _head(page: str) -> _Head:
    head = _Head()
    for tag in _TAG.findall(page):
        values = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if values.get("rel", "").lower() == "canonical" and "href" in values:
            head.canonical.append(values["href"])
        for attribute in ("property", "name", "itemprop"):
            if attribute in values and "content" in values:
                head.meta.setdefault(values[attribute].lower(), values["content"])
    return head


def _stated_date(value: str) -> object:
    """The date of a meta tag; None when it is not written as ISO 8601, for the page did not promise that."""
    try:
        return iso_date(value.strip())
    except RejectedError:
        return None
