"""From plain strings to a ``Document``, and from many documents to distinct ones."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator

from transforms.model import Document, Reject

# A title of more than this is a paragraph that a blank line happens to follow.
_LONGEST_TITLE = 300

# Possessive throughout: a megabyte of spaces must not cost a square.
_FIRST_LINE = re.compile(r"\s*+(?:#{1,6}[ \t]++)?+([^\r\n]++)(?:\r\n|\r|\n)[ \t]*+(?:\r\n|\r|\n)\s*+\S")
_BEFORE_TITLE = re.compile(r"\s*+(?:#{1,6}[ \t]++)?+")


def document_from_text(
    text: str,
    *,
    title: str | None = None,
    source_path: str = "text",
    source_row: int | None = None,
    source_id: str | None = None,
    published_on: dt.date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str = "ar",
) -> Document:
    """A document of ``text``, keyed by its content.

    A ``title`` that does not open the text is put before it with a blank line between; without a ``title``, a first
    line with a blank line after it is the title. ``UnicodeEncodeError`` when the text holds half of a surrogate pair.
    """
    whole = with_title(text, title)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return Document(
        document_id=f"d{digest[:16]}",
        source_path=source_path,
        source_row=source_row,
        source_id=source_id,
        content_sha256=digest,
        title=title if title else first_line_title(whole),
        text=whole,
        language=language,
        published_on=published_on,
        publisher=publisher,
        url=url,
    )


def with_title(text: str, title: str | None) -> str:
    """``text``, with ``title`` and a blank line before it unless it opens with the title already."""
    if not title:
        return text
    opening = _BEFORE_TITLE.match(text)
    if text.startswith(title, opening.end() if opening else 0):
        return text
    return f"{title}\n\n{text}"


def first_line_title(text: str) -> str | None:
    """The first line with letters, when a blank line and more text follow; a Markdown heading without its signs."""
    found = _FIRST_LINE.match(text)
    if found is None:
        return None
    title = found[1].strip()
    return title if 0 < len(title) <= _LONGEST_TITLE else None


def drop_duplicates(items: Iterable[Document | Reject], seen: set[bytes]) -> Iterator[Document | Reject]:
    """``items`` in their order, each document whose content is in ``seen`` turned into a ``duplicate`` reject.

    ``seen`` holds the 32 raw bytes of each SHA-256 and grows: hand the same set to every file of a run.
    """
    for item in items:
        if isinstance(item, Reject):
            yield item
            continue
        key = bytes.fromhex(item.content_sha256)
        if key in seen:
            yield Reject(item.source_path, item.source_row, "duplicate", item.document_id)
        else:
            seen.add(key)
            yield item
