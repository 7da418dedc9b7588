"""Parquet: one document a row, read in batches of the columns that are needed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from transforms.model import Document, Reject
from transforms.reading.encodings import decode
from transforms.reading.formats import Source
from transforms.reading.options import FIELDS, ReadingOptions
from transforms.reading.rejection import RejectedError, quoted
from transforms.reading.rows import item, own_names
from transforms.reading.streams import read_whole

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_BATCH_ROWS = 512
_READ_AHEAD = 1024 * 1024


def read_parquet(source: Source) -> Iterator[Document | Reject]:
    """One item a row; one reject for the rows of a row group that stand behind a damaged place.

    ``RejectedError`` when the file cannot be opened or has no column for the text.
    """
    import pyarrow.parquet as pq

    with _arrow_errors():
        file = pq.ParquetFile(_seekable(source), buffer_size=_READ_AHEAD)
        columns = _columns(file, source.options)
        sizes = [file.metadata.row_group(index).num_rows for index in range(file.num_row_groups)]
    end = 0
    for group, size in enumerate(sizes):
        row, end = end, end + max(size, 0)
        try:
            for batch in _batches(file, group, columns):
                for values in zip(*(_values(column) for column in batch.columns), strict=True):
                    yield _item(dict(zip(batch.schema.names, values, strict=True)), row, source)
                    row += 1
        except RejectedError as error:
            yield Reject(source.path, row, error.reason, f"rows {row} to {end - 1}: {error.detail}")
        end = max(row, end)


def _seekable(source: Source) -> BinaryIO:
    if source.stream.seekable():
        return source.stream
    return io.BytesIO(read_whole(source.stream, source.options.max_whole_file_bytes))


@contextmanager
def _arrow_errors() -> Iterator[None]:
    """Turns what Arrow raises for a damaged file into ``RejectedError``."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError, ValueError) as error:
        raise RejectedError("unreadable", f"Parquet: {quoted(str(error))}") from None


def _columns(file: pq.ParquetFile, options: ReadingOptions) -> list[str]:
    """The columns that hold a field; ``RejectedError`` when none holds the text, or when they unpack to too much."""
    present: list[str] = file.schema_arrow.names
    known = {*FIELDS, *options.names.values()}
    columns = [name for name in present if name in known]
    text = options.names.get("text", "text")
    if not {"text", text} & set(columns):
        raise RejectedError("malformed_row", f"no column {quoted(text)} among {quoted(', '.join(present))}")
    if len(set(columns)) < len(columns):
        raise RejectedError("malformed_row", "a column name is given twice")
    groups = (file.metadata.row_group(index) for index in range(file.metadata.num_row_groups))
    size = sum(group.column(index).total_uncompressed_size for group in groups for index in range(group.num_columns))
    if size > options.max_file_bytes:
        raise RejectedError("too_large", f"the file unpacks to {size} bytes, the limit is {options.max_file_bytes}")
    return columns


def _batches(file: pq.ParquetFile, group: int, columns: list[str]) -> Iterator[pa.RecordBatch]:
    with _arrow_errors():
        batches = file.iter_batches(_BATCH_ROWS, row_groups=[group], columns=columns, use_threads=False)
    while True:
        with _arrow_errors():
            batch = next(batches, None)
        if batch is None:
            return
        yield batch


def _values(column: pa.Array) -> list[Any]:
    """The values of ``column``; where one has no Python form, all of them as Arrow scalars for :func:`_plain`."""
    import pyarrow as pa

    try:
        values: list[Any] = column.to_pylist()
    except (pa.ArrowException, ValueError, OverflowError, LookupError):
        return list(column)
    return values


def _item(values: dict[str, Any], row: int, source: Source) -> Document | Reject:
    try:
        plain = {name: _plain(name, value) for name, value in values.items()}
    except RejectedError as error:
        return Reject(source.path, row, error.reason, error.detail)
    return item({**source.sidecar, **own_names(plain, source.options)}, source.path, row, "", source.options)


def _plain(name: str, value: Any) -> object:
    """``value`` as Python has it, text that is stored as bytes decoded; ``RejectedError`` when that cannot be."""
    import pyarrow as pa

    try:
        plain: object = value.as_py() if isinstance(value, pa.Scalar) else value
        return decode(plain) if isinstance(plain, bytes) else plain
    except RejectedError as error:
        raise RejectedError(error.reason, f"{name}: {error.detail}") from None
    except UnicodeDecodeError as error:
        raise RejectedError("undecodable", f"{name}: byte {error.start} is not UTF-8") from None
    except (pa.ArrowException, ValueError, OverflowError, LookupError) as error:
        raise RejectedError("malformed_row", f"{name}: {quoted(str(error))}") from None
