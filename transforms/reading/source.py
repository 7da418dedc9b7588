"""The way in: from a name and a stream to documents and rejects, by the suffix of the name."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from transforms.model import Document, Reject
from transforms.reading.csv_rows import read_csv
from transforms.reading.encodings import decode
from transforms.reading.formats import Reader, Source
from transforms.reading.html_page import read_html
from transforms.reading.json_file import read_json
from transforms.reading.json_rows import read_json_lines
from transforms.reading.options import ReadingOptions, SourceMetadata
from transforms.reading.parquet_rows import read_parquet
from transforms.reading.plain_text import read_plain_text
from transforms.reading.rejection import RejectedError
from transforms.reading.rows import own_names
from transforms.reading.streams import gunzipped_stream, plain_stream
from transforms.reading.strict_json import load_object

READERS: Mapping[str, Reader] = {
    ".txt": read_plain_text,
    ".md": read_plain_text,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_json_lines,
    ".json": read_json,
    ".csv": read_csv,
    ".parquet": read_parquet,
}
STANDARD_INPUT = "-"
SIDECAR_SUFFIX = ".meta.json"


def read_source(
    name: str, stream: BinaryIO, options: ReadingOptions, metadata: SourceMetadata | None = None
) -> Iterator[Document | Reject]:
    """The documents and rejects of one file, in its order: exactly one item an input, at least one a file.

    ``name`` is the path relative to the input given; its suffix decides the format (``-`` is JSON lines), a further
    ``.gz`` is decompressed on the way. ``stream`` is read from where it stands and is not closed. Nothing is raised for
    bad input: a file that cannot be read, or not to its end, gives one last reject without a row.
    """
    path = name.encode("utf-8", "backslashreplace").decode()  # a file name need not be text
    count = 0
    try:
        reader = _reader(path)
        source = Source(path, _opened(path, stream, options), options, _sidecar_fields(metadata, options))
        for item in reader(source):
            count += 1
            yield item
        if count == 0:
            yield Reject(path, None, "empty", "nothing in the file")
    except RejectedError as error:
        yield Reject(path, None, error.reason, _after(count) + error.detail)
    except (EOFError, OSError, zlib.error) as error:
        yield Reject(path, None, "unreadable", f"{_after(count)}{type(error).__name__}: {error}")


def is_readable(name: str) -> bool:
    """True when the suffix of ``name`` is of a format that is read."""
    return name == STANDARD_INPUT or _suffix(name) in READERS


def is_sidecar(name: str) -> bool:
    """True when ``name`` is that of a file with the metadata of another one."""
    return name.lower().endswith(SIDECAR_SUFFIX)


def sidecar_names(name: str) -> tuple[str, ...]:
    """Where the metadata of ``name`` may lie, the first found counts: ``a.txt.meta.json``, then ``a.meta.json``."""
    unpacked = name[:-3] if name.lower().endswith(".gz") else name
    stem = unpacked[: len(unpacked) - len(_suffix(name))]
    return tuple(dict.fromkeys(base + SIDECAR_SUFFIX for base in (name, unpacked, stem)))


def _suffix(name: str) -> str:
    """The suffix that tells the format, in lower case, ``.gz`` left aside; empty when there is none."""
    last = name.rpartition("/")[2].lower().removesuffix(".gz")
    stem, dot, suffix = last.rpartition(".")
    return dot + suffix if stem else ""


def _reader(path: str) -> Reader:
    if path == STANDARD_INPUT:
        return read_json_lines
    suffix = _suffix(path)
    if suffix not in READERS:
        shown = f"files ending in {suffix} are" if suffix else "a file without a suffix is"
        raise RejectedError(
            "unsupported_format", f"{shown} not read; these are: {' '.join(READERS)}, each also with .gz"
        )
    return READERS[suffix]


def _opened(path: str, stream: BinaryIO, options: ReadingOptions) -> io.BufferedReader:
    return gunzipped_stream(stream, options) if path.lower().endswith(".gz") else plain_stream(stream, options)


def _sidecar_fields(metadata: SourceMetadata | None, options: ReadingOptions) -> Mapping[str, object]:
    if metadata is None:
        return {}
    try:
        fields = own_names(load_object(decode(metadata.sidecar)), options)
    except RejectedError as error:
        raise RejectedError("malformed_row", f"sidecar: {error.detail}") from None
    return {name: value for name, value in fields.items() if name != "text"}


def _after(count: int) -> str:
    return f"after {count} rows: " if count else ""
