"""JSON files: an array of objects, one object, an object with the array ``documents``, or several objects in a row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from transforms.model import Document, Reject
from transforms.reading.encodings import decode
from transforms.reading.formats import Source
from transforms.reading.rejection import RejectedError
from transforms.reading.rows import item, own_names
from transforms.reading.streams import read_whole
from transforms.reading.strict_json import STRICT, as_object

_SPACE = re.compile(r"[ \t\r\n]*")
_LENIENT = json.JSONDecoder()
_WRAPPER = "documents"


def read_json(source: Source) -> Iterator[Document | Reject]:
    """One item an object; a lone object is a single document and has no row.

    Objects are decoded one at a time, so that a file that breaks off gives what stands before the break. Then, and when
    nesting exhausts the stack, ``RejectedError`` for the rest.
    """
    text = decode(read_whole(source.stream, source.options.max_whole_file_bytes))
    start = _after_space(text, 0)
    if start == len(text):
        return
    if text[start] == "[":
        yield from _row_items(_array_values(text, start + 1), source)
        return
    value, end = _value(text, start)
    if end < len(text):
        yield from _row_items(_successive_values(text, start), source)
    elif (wrapped := _wrapped_values(value, source)) is not None:
        yield from _row_items(iter(wrapped), source)
    else:
        yield _item(value, None, source)


def _row_items(values: Iterator[object], source: Source) -> Iterator[Document | Reject]:
    for row, value in enumerate(values):
        yield _item(value, row, source)


def _item(value: object, row: int | None, source: Source) -> Document | Reject:
    where = "" if row is None else f"object {row + 1}: "
    try:
        if isinstance(value, RejectedError):
            raise value
        fields = own_names(as_object(value), source.options)
    except RejectedError as error:
        return Reject(source.path, row, error.reason, where + error.detail)
    # A sidecar of one document overrules it; one of many documents fills what a row does not give.
    merged = {**fields, **source.sidecar} if row is None else {**source.sidecar, **fields}
    return item(merged, source.path, row, where, source.options)


def _wrapped_values(value: object, source: Source) -> list[object] | None:
    """The rows of ``{"documents": [...]}``; None for an object that is a document itself."""
    if not isinstance(value, dict) or "text" in own_names(value, source.options):
        return None
    wrapped = value.get(_WRAPPER)
    return wrapped if isinstance(wrapped, list) else None


def _successive_values(text: str, position: int) -> Iterator[object]:
    while position < len(text):
        value, position = _value(text, position)
        yield value


def _array_values(text: str, position: int) -> Iterator[object]:
    """The elements of the array whose first element may stand at ``position``."""
    position = _after_space(text, position)
    if text.startswith("]", position):
        position += 1
    else:
        while True:
            value, position = _value(text, position)
            yield value
            mark = text[position : position + 1]
            position = _after_space(text, position + 1)
            if mark == "]":
                break
            if mark != ",":
                raise RejectedError("malformed_row", f"not JSON at character {position - 1}: the array breaks off")
    if _after_space(text, position) < len(text):
        raise RejectedError("malformed_row", f"not JSON at character {position}: something follows the array")


def _value(text: str, position: int) -> tuple[object, int]:
    """The value at ``position``, and where the next sign after it stands.

    A value that is well-formed but not allowed (NaN, a name given twice) comes back as the ``RejectedError`` that tells
    so; one that does not end raises it, as nothing behind it can be found.
    """
    value: object
    try:
        value, end = STRICT.raw_decode(text, position)
    except json.JSONDecodeError as error:
        raise RejectedError("malformed_row", f"not JSON at character {error.pos}: {error.msg}") from None
    except RecursionError:
        raise RejectedError("malformed_row", f"JSON is nested too deeply at character {position}") from None
    except ValueError as error:
        value = RejectedError("malformed_row", f"JSON: {error}")
        end = _end_of_value(text, position)
    return value, _after_space(text, end)


def _end_of_value(text: str, position: int) -> int:
    try:
        return _LENIENT.raw_decode(text, position)[1]
    except (ValueError, RecursionError) as error:
        raise RejectedError("malformed_row", f"not JSON after character {position}: {type(error).__name__}") from None


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position
