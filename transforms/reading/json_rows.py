"""JSON lines: one object a line."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.model import Document, Reject
from transforms.reading.encodings import decode
from transforms.reading.formats import Source
from transforms.reading.rejection import RejectedError
from transforms.reading.rows import row_item
from transforms.reading.streams import Line, lines
from transforms.reading.strict_json import load_object


def read_json_lines(source: Source) -> Iterator[Document | Reject]:
    """One item a line that is not blank; lines end at the byte ``\\n`` only, for U+2028 and U+0085 are text."""
    row = 0
    for line in lines(source.stream, source.options.max_row_bytes):
        if line.data.isspace():
            continue
        yield _line_item(line, row, source)
        row += 1


def _line_item(line: Line, row: int, source: Source) -> Document | Reject:
    where = f"line {line.number}: "
    try:
        if line.is_cut:
            raise RejectedError("too_large", f"longer than {source.options.max_row_bytes} bytes")
        fields = load_object(decode(line.data, line.offset))
    except RejectedError as error:
        return Reject(source.path, row, error.reason, where + error.detail)
    return row_item({**source.sidecar, **fields}, source.path, row, where, source.options)
