"""The fields of one input, as its source gives them, to a ``Document`` or a ``Reject``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from transforms.model import Document, Reject
from transforms.reading.documents import document_from_text, with_title
from transforms.reading.options import FIELDS, ReadingOptions
from transforms.reading.rejection import RejectedError, quoted

Fields = Mapping[str, object]

_ARABIC_LETTER = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9"
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]"
)
_LANGUAGE_TAG = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{1,8})*)")
# Databases write 0001-01-01 for "no date"; a publication date outside of these years is such a placeholder.
_FIRST_YEAR, _LAST_YEAR = 1800, 2100


def item(fields: Fields, path: str, row: int | None, where: str, options: ReadingOptions) -> Document | Reject:
    """One input, its fields under their own names, as a document or as the reject that tells why not.

    ``where`` opens the detail of a reject ('line 3: ').
    """
    try:
        return _document(fields, path, row, options)
    except RejectedError as error:
        return Reject(path, row, error.reason, where + error.detail)


def own_names(fields: Fields, options: ReadingOptions) -> dict[str, object]:
    """``fields`` from the names that the source uses to their own, without nulls and what means nothing here.

    A text that is null stays as an empty one: a row that says that it has none is not a row that forgets to say.
    """
    named: dict[str, object] = {}
    for name in FIELDS:
        mapped = options.names.get(name, name)
        value = fields[mapped] if mapped in fields else fields.get(name)
        if value is not None:
            named[name] = value
        elif name == "text" and (mapped in fields or name in fields):
            named[name] = ""
    return named


def _document(fields: Fields, path: str, row: int | None, options: ReadingOptions) -> Document:
    text = fields.get("text")
    if not isinstance(text, str):
        raise RejectedError("malformed_row", _no_text(text, options))
    title = _string(fields, "title")
    _check_text(with_title(text, title), options)
    return document_from_text(
        text,
        title=title,
        source_path=path,
        source_row=row,
        source_id=_source_id(fields),
        published_on=_published_on(fields),
        publisher=_string(fields, "publisher"),
        url=_string(fields, "url"),
        language=_language(fields),
    )


def _no_text(text: object, options: ReadingOptions) -> str:
    name = options.names.get("text", "text")
    return f"no field {quoted(name)}" if text is None else f"{quoted(name)} is not text but {type(text).__name__}"


def _check_text(text: str, options: ReadingOptions) -> None:
    """``RejectedError`` unless ``text`` can be stored and read as Arabic."""
    if not text or text.isspace():
        raise RejectedError("empty", "the text is empty")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise RejectedError("malformed_row", f"text: half of a surrogate pair at character {error.start}") from None
    if size > options.max_document_bytes:
        raise RejectedError("too_large", f"the text takes {size} bytes, the limit is {options.max_document_bytes}")
    if "\x00" in text:
        raise RejectedError("malformed_row", f"text: a NUL character at character {text.index(chr(0))}")
    if _ARABIC_LETTER.search(text) is None:
        raise RejectedError("no_arabic_text", "the text has no Arabic letter")


def _string(fields: Fields, name: str) -> str | None:
    """The field ``name`` without the spaces around it; None when absent, null or blank (CSV knows no null)."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise RejectedError("malformed_row", f"{name} is not text but {type(value).__name__}")
    if "\x00" in value:
        raise RejectedError("malformed_row", f"{name}: a NUL character at character {value.index(chr(0))}")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise RejectedError("malformed_row", f"{name}: half of a surrogate pair at {error.start}") from None
    return value.strip() or None


def _source_id(fields: Fields) -> str | None:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(fields, "id")


def _language(fields: Fields) -> str:
    """The language tag given, its primary part in lower case; ``ar`` when none is given."""
    value = _string(fields, "language")
    if value is None or value == "ar":
        return "ar"
    tag = _LANGUAGE_TAG.fullmatch(value.replace("_", "-"))
    if tag is None or tag[1].lower() not in _language_codes():
        raise RejectedError("malformed_row", f"language {quoted(value)} is not a BCP 47 tag such as 'ar' or 'ar-MA'")
    return tag[1].lower() + tag[2]


@cache
def _language_codes() -> frozenset[str]:
    """Every language code that CLDR names."""
    from babel import Locale

    return frozenset(str(code) for code in Locale("en").languages)


def _published_on(fields: Fields) -> dt.date | None:
    value = fields.get("published_on")
    if value is None:
        return None
    date = value.date() if isinstance(value, dt.datetime) else value
    if not isinstance(date, dt.date):
        date = iso_date(_string(fields, "published_on"))
    if date is not None and not _FIRST_YEAR <= date.year <= _LAST_YEAR:
        raise RejectedError("malformed_row", f"published_on {date} is not between {_FIRST_YEAR} and {_LAST_YEAR}")
    return date


def iso_date(value: str | None) -> dt.date | None:
    """The day of an ISO 8601 date or date-time, on the clock that it was written by."""
    if value is None:
        return None
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError:
        raise RejectedError("malformed_row", f"published_on {quoted(value)} is not an ISO 8601 date") from None
