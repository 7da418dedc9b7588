"""Parquet files."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import random
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reading_inputs import BODY, OTHER, TITLE, brief, document, read, reject

from transforms.model import Reject
from transforms.reading import ReadingOptions, document_from_text


def parquet(columns: dict[str, Any], **more: Any) -> bytes:
    """Columns as a Parquet file."""
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, **more)
    return buffer.getvalue()


def test_all_fields_of_a_row() -> None:
    data = parquet(
        {
            "id": [12],
            "title": [TITLE],
            "text": pa.array([BODY]).dictionary_encode(),
            "published_on": [dt.date(2024, 3, 5)],
            "publisher": pa.array(["وكالة"], pa.large_string()),
            "url": ["https://example.org/1"],
            "language": ["ar"],
            "embedding": [[0.1, 0.2]],
        }
    )
    assert document("a.parquet", data) == document_from_text(
        BODY,
        title=TITLE,
        source_path="a.parquet",
        source_row=0,
        source_id="12",
        published_on=dt.date(2024, 3, 5),
        publisher="وكالة",
        url="https://example.org/1",
    )


@pytest.mark.parametrize(
    "type_",
    [pa.date32(), pa.date64(), pa.timestamp("s"), pa.timestamp("us"), pa.timestamp("ns"), pa.timestamp("ms", "UTC")],
)
def test_types_of_published_on(type_: pa.DataType) -> None:
    data = parquet({"text": [BODY, OTHER], "published_on": pa.array([dt.date(2024, 3, 5), None]).cast(type_)})
    assert [getattr(item, "published_on", "") for item in read("a.parquet", data)] == [dt.date(2024, 3, 5), None]


def test_a_time_zone_keeps_its_own_day() -> None:
    late = dt.datetime(2024, 3, 5, 22, 30, tzinfo=dt.UTC)
    data = parquet({"text": [BODY], "published_on": pa.array([late], pa.timestamp("ms", "+03:00"))})
    assert document("a.parquet", data).published_on == dt.date(2024, 3, 6)


def test_a_frame_as_pandas_writes_it() -> None:
    buffer = io.BytesIO()
    frame = pd.DataFrame({"text": [BODY, OTHER], "published_on": pd.to_datetime(["2024-03-05", None])}, index=[5, 9])
    frame.to_parquet(buffer)
    assert brief(read("a.parquet", buffer.getvalue())) == [(0, BODY), (1, OTHER)]


def test_a_bad_row_is_one_reject_and_the_rest_goes_on() -> None:
    data = parquet(
        {
            "text": [BODY, None, "plain", "", OTHER],
            "published_on": pa.array([0, 0, 0, 0, 2**48], pa.timestamp("s")),
        }
    )
    items = read("a.parquet", data)
    assert brief(items) == [(0, BODY), (1, "empty"), (2, "no_arabic_text"), (3, "empty"), (4, "malformed_row")]


def test_text_stored_as_bytes() -> None:
    texts = pa.array([BODY.encode(), OTHER.encode("cp1256"), b"\xff\xff", None], pa.binary())
    items = read("a.parquet", parquet({"text": texts}))
    assert brief(items) == [(0, BODY), (1, OTHER), (2, "undecodable"), (3, "empty")]
    assert items[2] == Reject("a.parquet", 2, "undecodable", "text: byte 0 (0xff) is not UTF-8")


def test_strings_that_are_not_utf8() -> None:
    raw = pa.array([BODY.encode(), b"\xd9\x86\xff", OTHER.encode()], pa.binary())
    broken = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    items = read("a.parquet", parquet({"text": broken}))
    assert brief(items) == [(0, BODY), (1, "undecodable"), (2, OTHER)]


@pytest.mark.parametrize("column", [[1], [[BODY]], [{"text": BODY}], pa.array([1.5])])
def test_text_of_another_type(column: Any) -> None:
    assert reject("a.parquet", parquet({"text": column})).reason == "malformed_row"


def test_many_batches_keep_their_order() -> None:
    texts = [f"{BODY} {number}" for number in range(1500)]
    items = read(
        "a.parquet", parquet({"content": texts}, row_group_size=700), ReadingOptions(names={"text": "content"})
    )
    assert brief(items) == list(enumerate(texts))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "unreadable"),
        (b"PAR1", "unreadable"),
        (b"not parquet at all, but long enough to hold a footer", "unreadable"),
        (parquet({"text": [BODY]})[:-9], "unreadable"),
        (parquet({"body": [BODY]}), "malformed_row"),
        (parquet({"text": pa.array([], pa.string())}), "empty"),
    ],
)
def test_files_that_give_no_document(data: bytes, reason: str) -> None:
    for name, content in (("a.parquet", data), ("a.parquet.gz", gzip.compress(data))):
        found = reject(name, content)
        assert (found.source_row, found.reason) == (None, reason)


def test_a_file_that_unpacks_to_too_much() -> None:
    data = parquet({"text": [f"{BODY}{number}" for number in range(1000)]})
    assert reject("a.parquet", data, ReadingOptions(max_file_bytes=100_000)).reason == "too_large"


def test_damage_costs_its_row_group_only() -> None:
    texts = [f"{BODY} {number}" for number in range(2000)]
    data = bytearray(parquet({"text": texts}, row_group_size=500, compression="zstd"))
    middle = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(2).column(0).dictionary_page_offset
    data[middle : middle + 200] = random.Random(4).randbytes(200)
    items = read("a.parquet", bytes(data))
    assert brief(items) == [*enumerate(texts[:1000]), (1000, "unreadable"), *list(enumerate(texts))[1500:]]
    assert items[1000].detail.startswith("rows 1000 to 1499: Parquet: ")  # type: ignore[union-attr]
