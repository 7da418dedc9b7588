"""CSV with a header: one document a row, however many lines its quoted cells take."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from transforms.model import Document, Reject
from transforms.reading.encodings import decode
from transforms.reading.formats import Source
from transforms.reading.options import FIELDS, ReadingOptions
from transforms.reading.rejection import RejectedError, quoted
from transforms.reading.rows import item, own_names
from transforms.reading.streams import Line, lines, utf8_stream

# What spreadsheets write, the second where the comma is the decimal sign.
_DELIMITERS = (",", ";", "\t")
_LONE_RETURN = re.compile(r"(?<=\r)(?!\n)")
# Lines read again after a broken row, as a multiple of the lines read: keeps hostile files from costing a square.
_MOST_REPEATED = 4


class _TextLine(NamedTuple):
    number: int
    text: str
    error: RejectedError | None


class _RowTooLargeError(csv.Error):
    """The row, as far as it is read, is longer than a row may be."""


class _LineFeed:
    """The lines of a file as the csv module wants them; those of the row at hand can be given back."""

    def __init__(self, source: Source) -> None:
        self._lines = lines(utf8_stream(source.stream), source.options.max_row_bytes)
        self._limit = source.options.max_row_bytes
        self._waiting: deque[_TextLine] = deque()
        self._read = 0
        self._repeated = 0
        self._row_size = 0
        self.row: list[_TextLine] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while not self._waiting:
            self._waiting.extend(_text_lines(next(self._lines), self._limit))
        line = self._waiting.popleft()
        self._read += len(line.text)
        self._row_size += len(line.text)
        self.row.append(line)
        if self._row_size > self._limit:
            raise _RowTooLargeError(f"longer than {self._limit} bytes")
        return line.text

    def start_row(self) -> None:
        self.row = []
        self._row_size = 0

    def give_back(self) -> None:
        """Puts all lines of the row but the first back: behind a quote that never closes stand good rows."""
        size = sum(len(line.text) for line in self.row[1:])
        if self._repeated + size <= _MOST_REPEATED * (self._read - self._repeated):
            self._repeated += size
            self._waiting.extendleft(reversed(self.row[1:]))
            del self.row[1:]


def read_csv(source: Source) -> Iterator[Document | Reject]:
    """One item a row that is not blank, by the names in the header.

    ``RejectedError`` for the whole file when the header has no column for the text.
    """
    # The csv module has one limit for the whole process, so it is only ever raised; rows are measured in the feed.
    csv.field_size_limit(max(csv.field_size_limit(), source.options.max_row_bytes))
    feed = _LineFeed(source)
    header_line = _header_line(feed)
    if header_line is None:
        return
    delimiter, header = _header(header_line, source.options)
    for row, record in enumerate(_records(feed, delimiter)):
        yield _item(record, header, row, feed.row, source)


def _text_lines(line: Line, limit: int) -> list[_TextLine]:
    """``line`` as text, in several parts where a lone ``\\r`` ends a line; bad bytes are kept apart as surrogates."""
    if line.is_cut:
        return [_TextLine(line.number, "", RejectedError("too_large", f"longer than {limit} bytes"))]
    try:
        text, error = decode(line.data, line.offset), None
    except RejectedError as caught:
        text, error = line.data.decode("utf-8", "surrogateescape"), caught
    parts = _LONE_RETURN.split(text) if "\r" in text else [text]
    return [_TextLine(line.number, part, error) for part in parts if part]


def _header_line(feed: _LineFeed) -> _TextLine | None:
    """The first line that is not blank; None when there is none."""
    for text in feed:
        line = feed.row[-1]
        if line.error is not None:
            raise RejectedError(line.error.reason, f"header: {line.error.detail}")
        if text.strip():
            return line
        feed.start_row()
    return None


def _header(line: _TextLine, options: ReadingOptions) -> tuple[str, list[str]]:
    """The delimiter under which the header names a text column, and the names of all columns."""
    text_names = {"text", options.names.get("text", "text")}
    for delimiter in _DELIMITERS:
        names = _split_header(line.text, delimiter)
        if text_names.isdisjoint(names):
            continue
        used = [name for name in names if name in {*FIELDS, *options.names.values()}]
        if len(set(used)) < len(used):
            raise RejectedError("malformed_row", "header: a column name is given twice")
        return delimiter, names
    raise RejectedError(
        "malformed_row", f"header: no column {quoted(options.names.get('text', 'text'))} in {quoted(line.text.strip())}"
    )


def _split_header(text: str, delimiter: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([text], delimiter=delimiter, strict=True))]
    except csv.Error:
        return []


def _records(feed: _LineFeed, delimiter: str) -> Iterator[list[str] | RejectedError]:
    """Each row as its cells, or as the error in it; the lines that it takes are in ``feed.row`` meanwhile."""
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.start_row()
        record: list[str] | RejectedError
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = "too_large" if isinstance(error, _RowTooLargeError) else "malformed_row"
            record = RejectedError(reason, f"CSV: {error}")
            feed.give_back()
        if any(line.error or line.text.strip() for line in feed.row):
            yield record


def _item(
    record: list[str] | RejectedError, header: list[str], row: int, row_lines: list[_TextLine], source: Source
) -> Document | Reject:
    first, last = row_lines[0].number, row_lines[-1].number
    where = f"line {first}: " if first == last else f"lines {first} to {last}: "
    try:
        cells = _cells(record, header, row_lines)
    except RejectedError as error:
        return Reject(source.path, row, error.reason, where + error.detail)
    fields = {**source.sidecar, **own_names(cells, source.options)}
    return item(fields, source.path, row, where, source.options)


def _cells(record: list[str] | RejectedError, header: list[str], row_lines: list[_TextLine]) -> dict[str, str | None]:
    """The cells by column name, blank ones as None; ``RejectedError`` for a row that is not what the header says."""
    for line in row_lines:
        if line.error is not None:
            raise line.error
    if isinstance(record, RejectedError):
        raise record
    if len(record) != len(header):
        raise RejectedError("malformed_row", f"cells: {len(record)}, in the header: {len(header)}")
    return {name: cell if cell.strip() else None for name, cell in zip(header, record, strict=True)}
