"""CSV tables."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_inputs import BODY, OTHER, TITLE, brief, document, read, reject

from transforms.model import Reject
from transforms.reading import ReadingOptions, document_from_text


def table(*rows: list[str], delimiter: str = ",") -> bytes:
    """Rows as the csv module writes them."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_all_fields_of_a_row(delimiter: str) -> None:
    header = ["id", "title", "text", "published_on", "publisher", "url", "language", "views"]
    row = ["007", TITLE, BODY, "2024-03-05", "وكالة", "https://example.org/1", "ar", "9"]
    assert document("a.csv", table(header, row, delimiter=delimiter)) == document_from_text(
        BODY,
        title=TITLE,
        source_path="a.csv",
        source_row=0,
        source_id="007",
        published_on=dt.date(2024, 3, 5),
        publisher="وكالة",
        url="https://example.org/1",
    )


def test_blank_cells_are_null() -> None:
    found = document("a.csv", table(["text", "publisher", "published_on", "id"], [BODY, " ", "", ""]))
    assert (found.publisher, found.published_on, found.source_id) == (None, None, None)


@pytest.mark.parametrize("inside", ["\n", "\r\n", "\r", "\n\n", ' "quoted", ', "\u2028", "\x85", "\x0b\x1c"])
def test_quoted_cells_are_kept_exactly(inside: str) -> None:
    text = f"{BODY}{inside}{OTHER}"
    assert brief(read("a.csv", table(["id", "text"], ["1", text], ["2", OTHER]))) == [(0, text), (1, OTHER)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    data = end.join(["", "id,text", f"1,{BODY}", "", "  ", f"2,{OTHER}"]).encode()
    assert brief(read("a.csv", data)) == [(0, BODY), (1, OTHER)]


@pytest.mark.parametrize(
    ("row", "reason", "detail"),
    [
        ("2", "malformed_row", "cells: 1, in the header: 2"),
        (f"2,{OTHER},x", "malformed_row", "cells: 3, in the header: 2"),
        ("2,", "empty", "the text is empty"),
        (",", "empty", "the text is empty"),
        ("2,plain", "no_arabic_text", "the text has no Arabic letter"),
        (f'2,"{OTHER}"x', "malformed_row", "CSV: ',' expected after '\"'"),
        (f'2,"{OTHER}', "malformed_row", "CSV: unexpected end of data"),
        (f"2,{OTHER}\0", "undecodable", "a NUL at byte "),
    ],
)
def test_a_bad_row_is_one_reject_and_the_rest_goes_on(row: str, reason: str, detail: str) -> None:
    items = read("a.csv", f"id,text\n1,{BODY}\n{row}\n3,{BODY}\n4,{OTHER}\n".encode())
    assert [item.source_row for item in items] == [0, 1, 2, 3]
    assert brief(items)[2:] == [(2, BODY), (3, OTHER)]
    assert isinstance(items[1], Reject)
    assert items[1].reason == reason
    assert items[1].detail.startswith(f"line 3: {detail[:20]}")


def test_bad_bytes_cost_their_row_only() -> None:
    data = f'id,text\n1,"{BODY}\nX{BODY}"\n2,{OTHER}\n'.encode().replace(b"X", b"\xff")
    offset = data.index(b"\xff")
    assert read("a.csv", data)[0] == Reject(
        "a.csv", 0, "undecodable", f"lines 2 to 3: byte {offset} (0xff) is not UTF-8"
    )
    assert brief(read("a.csv", data))[1:] == [(1, OTHER)]


@pytest.mark.parametrize(
    ("data", "reason", "detail"),
    [
        (f"id,body\n1,{BODY}\n".encode(), "malformed_row", "header: no column 'text' in 'id,body'"),
        (f"text,id,text\n{BODY},1,\n".encode(), "malformed_row", "header: a column name is given twice"),
        (f"{BODY}\n".encode(), "malformed_row", "header: no column 'text' in "),
        (b"id,\xff,text\n", "undecodable", "header: byte 3 (0xff) is not UTF-8"),
        (b'id,"text\n', "malformed_row", "header: no column 'text' in "),
        (b"", "empty", "nothing in the file"),
        (b"\n\n", "empty", "nothing in the file"),
        (b"id,text\n", "empty", "nothing in the file"),
    ],
)
def test_tables_that_give_no_document(data: bytes, reason: str, detail: str) -> None:
    found = reject("a.csv", data)
    assert (found.source_row, found.reason) == (None, reason)
    assert found.detail.startswith(detail)


def test_mapped_header() -> None:
    options = ReadingOptions(names={"text": "المحتوى"})
    assert brief(read("a.csv", table(["id", "المحتوى"], ["1", BODY]), options)) == [(0, BODY)]


def test_cells_longer_than_the_csv_module_would_take() -> None:
    text = BODY * 2000
    assert brief(read("a.csv", table(["id", "text"], ["1", text]))) == [(0, text)]


def test_rows_above_the_limit() -> None:
    options = ReadingOptions(max_row_bytes=1000)
    long_line = f"1,{BODY * 20}\n"
    unclosed = f'2,"{BODY}\n' + f"3,{OTHER}\n" * 20
    items = read("a.csv", f"id,text\n{long_line}{unclosed}".encode(), options)
    assert brief(items) == [(0, "too_large"), (1, "too_large"), *((row, OTHER) for row in range(2, 22))]


def test_quotes_that_never_close_cost_no_square() -> None:
    items = read("a.csv", b"id,text\n" + b'a",",\n' * 50_000)
    assert 0 < len(items) < 50_000
    assert all(isinstance(item, Reject) for item in items)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x06\ufeff"), max_size=20)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8))
def test_what_the_csv_module_writes_is_read_as_it_was(cells: list[tuple[str, str]]) -> None:
    rows = [[first, f"نص{second}"] for first, second in cells]
    items = read("a.csv", table(["other", "text"], *rows))
    assert brief(items) == [(index, row[1]) for index, row in enumerate(rows)]
