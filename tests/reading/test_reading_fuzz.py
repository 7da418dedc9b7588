"""No bytes under any name raise, hang or vanish."""

from __future__ import annotations

import gzip
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_inputs import BODY, OTHER, TITLE, Item, json_lines, read

from transforms.model import Reject
from transforms.reading.source import READERS
from transforms.vocabularies import REJECT_REASONS

SUFFIXES = sorted(READERS)
ROWS = [
    {"id": "1", "title": TITLE, "text": BODY, "published_on": "2024-03-05", "language": "ar"},
    {"id": "2", "title": "", "text": f"{OTHER}\n\n{BODY}", "published_on": "2024-03-06T10:00:00Z", "language": ""},
    {"id": "3", "title": TITLE, "text": f'{BODY} "{OTHER}"', "published_on": "", "language": "ar-JO"},
]


def parquet() -> bytes:
    """The rows as Parquet."""
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), buffer)
    return buffer.getvalue()


def table() -> bytes:
    """The rows as CSV."""
    quoted = [[value.replace('"', '""') for value in row.values()] for row in ROWS]
    return ("\r\n".join([",".join(ROWS[0]), *('"' + '","'.join(row) + '"' for row in quoted)]) + "\r\n").encode()


VALID = {
    ".txt": f"{TITLE}\n\n{BODY}\n{OTHER}\n".encode(),
    ".md": f"---\ntitle: {TITLE}\npublished_on: 2024-03-05\n---\n# {TITLE}\n\n{BODY}\n".encode(),
    ".html": f'<html><head><meta name="date" content="2024-03-05"><title>{TITLE}</title></head><body>'
    f"<article><h1>{TITLE}</h1><p>{BODY}</p><p>{OTHER}</p></article></body></html>".encode(),
    ".jsonl": json_lines(*ROWS),
    ".json": json.dumps(ROWS, ensure_ascii=False, indent=1).encode(),
    ".csv": table(),
    ".parquet": parquet(),
}
FORMATS = sorted(VALID)
HOSTILE = [
    b"\n", b"\r", b'"', b"{", b"}", b"[", b"]", b",", b"\\", b"\\ud800", b"\x00", b"\xff", b"\xfe", b"\xef\xbb\xbf",
    b"\xd9", b"---\n", b"<", b"&#x0;", "\u2028".encode(), "\u0085".encode(), b"NaN", b"\x1f\x8b",
    b"PAR1", b"\xed\xa0\x80", b"text",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, valid: bytes) -> bytes:
    """Valid bytes with a few places overwritten, cut out, doubled or spiked."""
    data = bytearray(valid)
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        data[start:end] = draw(st.sampled_from(HOSTILE) | st.binary(max_size=6) | st.just(bytes(data[start:end]) * 2))
    return bytes(data[: draw(st.integers(0, len(data)))]) if draw(st.integers(0, 9)) == 0 else bytes(data)


def check(items: list[Item]) -> None:
    """Something came out, all of it can be stored, rows count up, and only the end can lack a row.

    Parquet alone counts past rows, those of a damaged row group.
    """
    assert items
    rows = [item.source_row for item in items if item.source_row is not None]
    assert rows == sorted(set(rows))
    assert rows == list(range(len(rows))) or items[0].source_path.startswith("a.parquet")
    assert all(item.source_row is not None for item in items[:-1])
    for item in items:
        if isinstance(item, Reject):
            assert item.reason in REJECT_REASONS
            assert item.detail
            item.detail.encode()
        else:
            assert item.text.strip()
            for value in (item.text, item.title, item.source_id, item.publisher, item.url):
                assert value is None or "\x00" not in value
                (value or "").encode()


ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("suffix", [*SUFFIXES, *(f"{suffix}.gz" for suffix in SUFFIXES)])
@ANY
@given(data=st.binary(max_size=200) | st.lists(st.sampled_from(HOSTILE), max_size=30).map(b"".join))
def test_arbitrary_bytes(suffix: str, data: bytes) -> None:
    check(read(f"a{suffix}", data))


@pytest.mark.parametrize("suffix", FORMATS)
@settings(ANY, max_examples=150)
@given(data=st.data())
def test_mutated_files(suffix: str, data: st.DataObject) -> None:
    check(read(f"a{suffix}", data.draw(mutated(VALID[suffix]))))


@pytest.mark.parametrize("suffix", FORMATS)
@ANY
@given(data=st.data())
def test_mutated_gzip_files(suffix: str, data: st.DataObject) -> None:
    packed = gzip.compress(VALID[suffix], mtime=0)
    check(read(f"a{suffix}.gz", data.draw(mutated(packed))))


@settings(ANY, max_examples=300)
@given(mutated(VALID[".jsonl"] * 2))
def test_no_line_of_json_lines_is_lost(data: bytes) -> None:
    lines = [line for line in data.split(b"\n") if line.strip()]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return  # then bytes are halves of characters, and a line is something else
    items = read("a.jsonl", data)
    check(items)
    assert len(items) == max(1, len(lines))


@settings(ANY, max_examples=100)
@given(
    st.lists(st.sampled_from([*ROWS, 3, None, [], "نص", {"text": 1}, {"text": ""}]), min_size=1),
    st.sampled_from([None, 1]),
)
def test_no_object_of_an_array_is_lost(rows: list[object], indent: int | None) -> None:
    items = read("a.json", json.dumps(rows, indent=indent).encode())
    check(items)
    assert len(items) == len(rows)
