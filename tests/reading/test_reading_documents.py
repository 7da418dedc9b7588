"""From strings to documents: titles, keys, duplicates."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from reading_inputs import BODY, OTHER, TITLE

from transforms.model import Document, Reject
from transforms.reading import document_from_text, drop_duplicates


def test_key_is_made_of_the_whole_text() -> None:
    digest = hashlib.sha256(BODY.encode()).hexdigest()
    document = document_from_text(BODY, published_on=dt.date(2024, 3, 5), source_id="7")
    assert document == Document(
        f"d{digest[:16]}", "text", None, "7", digest, None, BODY, "ar", dt.date(2024, 3, 5), None, None
    )


@pytest.mark.parametrize(
    ("text", "title", "expected_title", "expected_text"),
    [
        (BODY, None, None, BODY),
        (BODY, TITLE, TITLE, f"{TITLE}\n\n{BODY}"),
        (BODY, "", None, BODY),
        (f"{TITLE}\n{BODY}", TITLE, TITLE, f"{TITLE}\n{BODY}"),
        (f"\n\n{TITLE}\n{BODY}", TITLE, TITLE, f"\n\n{TITLE}\n{BODY}"),
        (f"# {TITLE}\n{BODY}", TITLE, TITLE, f"# {TITLE}\n{BODY}"),
        (f"{TITLE}\n\n{BODY}", None, TITLE, f"{TITLE}\n\n{BODY}"),
        (f"{TITLE}\r\n \t\r\n{BODY}", None, TITLE, f"{TITLE}\r\n \t\r\n{BODY}"),
        (f"{TITLE}\r\r{BODY}", None, TITLE, f"{TITLE}\r\r{BODY}"),
        (f"\n## {TITLE}  \n\n{BODY}", None, TITLE, f"\n## {TITLE}  \n\n{BODY}"),
        (f"{TITLE}\n{BODY}\n\n{OTHER}", None, None, f"{TITLE}\n{BODY}\n\n{OTHER}"),
        (f"{TITLE}\n\n", None, None, f"{TITLE}\n\n"),
        (f"{BODY * 5}\n\n{OTHER}", None, None, f"{BODY * 5}\n\n{OTHER}"),
    ],
)
def test_title(text: str, title: str | None, expected_title: str | None, expected_text: str) -> None:
    document = document_from_text(text, title=title)
    assert (document.title, document.text) == (expected_title, expected_text)


def test_duplicates_name_the_document_that_they_repeat() -> None:
    first, second = (
        document_from_text(BODY, source_path="a.txt"),
        document_from_text(BODY, source_path="b.txt", title=""),
    )
    other, broken = document_from_text(OTHER), Reject("c.txt", None, "empty", "the text is empty")
    seen: set[bytes] = set()
    assert list(drop_duplicates([first, broken, second, other], seen)) == [
        first,
        broken,
        Reject("b.txt", None, "duplicate", first.document_id),
        other,
    ]
    assert list(drop_duplicates([other], seen)) == [Reject("text", None, "duplicate", other.document_id)]
    assert seen == {bytes.fromhex(first.content_sha256), bytes.fromhex(other.content_sha256)}


def test_a_megabyte_of_spaces_costs_no_square() -> None:
    assert document_from_text(" " * 1_000_000 + "نص").title is None
    assert document_from_text("\n" * 1_000_000 + "نص\n" + " \n" * 100_000).title is None
