"""Dispatch by name, compression and limits."""

from __future__ import annotations

import gzip
import io
import pickle
import time

import pytest
from reading_inputs import BODY, DEFAULTS, OTHER, TITLE, brief, document, json_lines, read, reject

from transforms.model import Reject
from transforms.reading import ReadingOptions, document_from_text, is_readable, is_sidecar, read_source, sidecar_names
from transforms.vocabularies import REJECT_REASONS

LINES = json_lines({"text": BODY}, {"text": OTHER})


@pytest.mark.parametrize("name", ["-", "a.jsonl", "A.JSONL", "d.x/a.b.jsonl"])
def test_json_lines_by_name(name: str) -> None:
    assert is_readable(name)
    assert brief(read(name, LINES)) == [(0, BODY), (1, OTHER)]


@pytest.mark.parametrize(
    ("name", "detail"),
    [
        ("a.pdf", "files ending in .pdf are not read"),
        ("a.pdf.gz", "files ending in .pdf are not read"),
        ("README", "a file without a suffix is not read"),
        (".txt", "a file without a suffix is not read"),
        ("d.txt/a", "a file without a suffix is not read"),
        ("a.gz", "a file without a suffix is not read"),
        ("a.txt.gz.gz", "files ending in .gz are not read"),
        ("", "a file without a suffix is not read"),
    ],
)
def test_other_names(name: str, detail: str) -> None:
    assert not is_readable(name)
    found = reject(name, BODY.encode())
    assert (found.source_row, found.reason) == (None, "unsupported_format")
    assert found.detail == detail + "; these are: .txt .md .html .htm .jsonl .json .csv .parquet, each also with .gz"


def test_a_file_name_that_is_not_text() -> None:
    assert document("a\udcff.txt", BODY.encode()).source_path == "a\\udcff.txt"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("d/a.txt", ("d/a.txt.meta.json", "d/a.meta.json")),
        ("a.TXT.gz", ("a.TXT.gz.meta.json", "a.TXT.meta.json", "a.meta.json")),
        ("a.b.html", ("a.b.html.meta.json", "a.b.meta.json")),
    ],
)
def test_names_of_sidecars(name: str, expected: tuple[str, ...]) -> None:
    assert sidecar_names(name) == expected
    assert all(is_sidecar(sidecar) for sidecar in expected)
    assert not is_sidecar(name)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", BODY.encode()), ("a.jsonl", LINES), ("a.json", LINES), ("a.csv", f"text\n{BODY}\n".encode())],
)
def test_compressed_files_read_as_plain_ones(name: str, data: bytes) -> None:
    packed = read(f"{name}.gz", gzip.compress(data))
    assert brief(packed) == brief(read(name, data))
    assert {item.source_path for item in packed} == {f"{name}.gz"}


def test_several_members_of_one_gzip_file() -> None:
    first, second = LINES.splitlines(keepends=True)
    assert brief(read("a.jsonl.gz", gzip.compress(first) + gzip.compress(second))) == [(0, BODY), (1, OTHER)]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.json.gz", "a.csv.gz", "a.html.gz", "a.parquet.gz"])
@pytest.mark.parametrize("data", [b"", b"plain", gzip.compress(BODY.encode())[:-12], gzip.compress(LINES)[:20]])
def test_damaged_gzip(name: str, data: bytes) -> None:
    (*_, last) = read(name, data)
    assert isinstance(last, Reject)
    assert last.source_row is None
    assert last.reason == ("unreadable" if data or "parquet" in name else "empty")


def test_a_gzip_file_cut_off_gives_what_stands_before() -> None:
    data = json_lines(*({"text": f"{BODY} {number * 7919 % 1000}"} for number in range(3000)))
    items = read("a.jsonl.gz", gzip.compress(data)[:-2000])
    rows = [item.source_row for item in items[:-1]]
    assert rows == list(range(len(rows)))
    assert len(rows) > 100
    assert items[-1].reason == "unreadable"  # type: ignore[union-attr]
    assert items[-1].detail.startswith(f"after {len(rows)} rows: EOFError")  # type: ignore[union-attr]


BOMBS = {sign: gzip.compress(sign * 50_000_000) for sign in (b" ", b"\0", b"[")}


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.json.gz", "a.csv.gz", "a.html.gz", "a.parquet.gz"])
@pytest.mark.parametrize("sign", BOMBS)
def test_gzip_bombs(name: str, sign: bytes) -> None:
    assert reject(name, BOMBS[sign]).reason == "too_large"


def test_limits() -> None:
    small = ReadingOptions(max_document_bytes=len(BODY.encode()))
    assert document("a.txt", BODY.encode(), small).text == BODY
    assert reject("a.txt", f"{BODY}.".encode(), small) == Reject(
        "a.txt",
        None,
        "too_large",
        f"the text takes {len(BODY.encode()) + 1} bytes, the limit is {len(BODY.encode())}",
    )
    rows = json_lines({"text": BODY}, {"text": BODY, "title": TITLE}, {"text": BODY})
    assert brief(read("a.jsonl", rows, small)) == [(0, BODY), (1, "too_large"), (2, BODY)]


def test_limit_of_a_row() -> None:
    options = ReadingOptions(max_row_bytes=300)
    rows = json_lines({"text": BODY}, {"text": BODY, "more": "x" * 50_000}, {"text": OTHER})
    items = read("a.jsonl", rows, options)
    assert brief(items) == [(0, BODY), (1, "too_large"), (2, OTHER)]
    assert items[1] == Reject("a.jsonl", 1, "too_large", "line 2: longer than 300 bytes")
    broken = rows + b"\xff\n"
    assert read("a.jsonl", broken, options)[-1].detail == f"line 4: byte {len(rows)} (0xff) is not UTF-8"  # type: ignore[union-attr]


class Pipe(io.BytesIO):
    """Bytes that come once, as from a pipe."""

    def seekable(self) -> bool:
        return False


def test_limit_of_a_file() -> None:
    options = ReadingOptions(max_file_bytes=100)
    assert reject("a.jsonl", LINES, options) == Reject(
        "a.jsonl", None, "too_large", f"the file takes {len(LINES)} bytes, the limit is 100"
    )
    (item,) = read_source("-", Pipe(LINES), options)
    assert item == Reject("-", None, "too_large", "the file is larger than 100 bytes; the rest is not read")
    assert brief(list(read_source("-", Pipe(LINES), DEFAULTS))) == [(0, BODY), (1, OTHER)]


def test_limit_of_a_file_held_whole() -> None:
    assert reject("a.json", LINES, ReadingOptions(max_whole_file_bytes=100)).reason == "too_large"


class Failing(io.BytesIO):
    """A medium that fails behind its first bytes."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= len(LINES):
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_a_medium_that_fails() -> None:
    items = list(read_source("a.jsonl", Failing(LINES + LINES), DEFAULTS))
    assert items[-1].reason == "unreadable"  # type: ignore[union-attr]


def test_the_stream_stays_open_and_is_read_from_where_it_stands() -> None:
    stream = io.BytesIO(b"junk\n" + BODY.encode())
    stream.seek(5)
    assert list(read_source("a.txt", stream, DEFAULTS)) == [document_from_text(BODY, source_path="a.txt")]
    assert not stream.closed


def test_reading_is_lazy() -> None:
    stream = io.BytesIO(LINES * 10_000)
    next(read_source("a.jsonl", stream, DEFAULTS))
    assert stream.tell() < 100_000


def test_options_say_what_is_wrong_with_them() -> None:
    with pytest.raises(ValueError, match="no field called body; the fields are id, title"):
        ReadingOptions(names={"body": "content"})
    with pytest.raises(ValueError, match="max_row_bytes must be at least 1"):
        ReadingOptions(max_row_bytes=0)
    assert pickle.loads(pickle.dumps(DEFAULTS)) == DEFAULTS


def test_speed() -> None:
    """A third of the mark of 15,000 rows a second, for machines that are busy with other tests."""
    data = json_lines(*({"id": str(n), "title": TITLE, "text": f"{BODY * 18} {n}"} for n in range(6000)))
    started = time.perf_counter()
    assert len(read("a.jsonl", data)) == 6000
    assert time.perf_counter() - started < 6000 / 5000


def test_reasons_are_of_the_vocabulary() -> None:
    names = ["a.pdf", "a.txt", "a.jsonl", "a.csv", "a.parquet", "a.json.gz"]
    reasons = {item.reason for name in names for item in read(name, b"\xff{") if isinstance(item, Reject)}
    assert reasons <= set(REJECT_REASONS)
