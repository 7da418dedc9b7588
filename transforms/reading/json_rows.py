"""JSON lines: one object a line."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.model import Document, Reject
from transforms.reading.encodings import MARK, decode
from transforms.reading.formats import Source
from transforms.reading.rejection import RejectedError
from transforms.reading.rows import item, own_names
from transforms.reading.streams import Line, lines, utf8_stream
from transforms.reading.strict_json import load_object


def read_json_lines(source: Source) -> Iterator[Document | Reject]:
    """One item a line that is not blank; lines end at the byte ``\\n`` only, for U+2028 and U+0085 are text."""
    row = 0
    for line in lines(utf8_stream(source.stream), source.options.max_row_bytes):
        if line.data.isspace():
            continue
        yield _line_item(line, row, source)
        row += 1


def _line_item(line: Line, row: int, source: Source) -> Document | Reject:
    where = f"line {line.number}: "
    try:
        if line.is_cut:
            raise RejectedError("too_large", f"longer than {source.options.max_row_bytes} bytes")
        # Joined files have a mark at every joint.
        row_fields = load_object(decode(line.data, line.offset).removeprefix(MARK))
    except RejectedError as error:
        return Reject(source.path, row, error.reason, where + error.detail)
    fields = {**source.sidecar, **own_names(row_fields, source.options)}
    return item(fields, source.path, row, where, source.options)
