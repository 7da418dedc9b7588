"""Text and Markdown files."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from reading_inputs import BODY, OTHER, TITLE, document, reject

from transforms.model import Reject
from transforms.reading import ReadingOptions, document_from_text

FRONT = """---
id: 17
title: "{title}"
published_on: {date}
publisher: وكالة
url: https://example.org/17
language: ar-JO
tags: [a, b]
---
"""


@pytest.mark.parametrize("name", ["a.txt", "deep/b.TXT", "c.md"])
def test_whole_text_is_kept_exactly(name: str) -> None:
    text = f"{TITLE}\r\n\r\n{BODY}\u2028{OTHER}\x85\t \r"
    assert document(name, text.encode()) == document_from_text(text, title=TITLE, source_path=name)


@pytest.mark.parametrize("date", ["2024-03-05", "2024-03-05T23:30:00+03:00", '"2024-03-05"', "2024-03-05 10:00:00"])
def test_front_matter(date: str) -> None:
    text = FRONT.format(title=TITLE, date=date) + BODY + "\n---\nend"
    assert document("a.md", text.encode()) == document_from_text(
        BODY + "\n---\nend",
        title=TITLE,
        source_path="a.md",
        source_id="17",
        published_on=dt.date(2024, 3, 5),
        publisher="وكالة",
        url="https://example.org/17",
        language="ar-JO",
    )


def test_windows_line_ends_in_front_matter() -> None:
    found = document("a.txt", f"---\r\npublisher: X\r\n---\r\n{TITLE}\r\n\r\n{BODY}".encode())
    assert (found.publisher, found.title, found.text) == ("X", TITLE, f"{TITLE}\r\n\r\n{BODY}")


@pytest.mark.parametrize("text", [f"---\n{BODY}\n", f"---\n{BODY}\n---\n", "---\n---\n" + BODY, f"--- \n{BODY}"])
def test_a_rule_is_not_front_matter(text: str) -> None:
    assert document("a.md", text.encode()).text == text


@pytest.mark.parametrize(
    ("front", "detail"),
    [
        ("title: [", "front matter, line 3: expected the node content, but found '<stream end>'"),
        ("published_on: 2024-13-45", "front matter is not YAML (ValueError)"),
        ("x: !!python/object:os.system {}", "front matter, line 2: could not determine a constructor"),
        ("x: !!bool maybe", "front matter is not YAML (KeyError)"),
        ("x: " + "[" * 5000, "front matter is not YAML (RecursionError)"),
        ("published_on: yesterday", "published_on 'yesterday' is not an ISO 8601 date"),
        ("title: {a: b}", "title is not text but dict"),
        ("title: yes", "title is not text but bool"),
        ("language: Arabic", "language 'Arabic' is not a BCP 47 tag"),
    ],
)
def test_bad_front_matter(front: str, detail: str) -> None:
    found = reject("a.md", f"---\n{front}\n---\n{BODY}".encode())
    assert found.reason == "malformed_row"
    assert found.detail.startswith(detail)


def test_aliases_do_not_explode() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 10)}]\n" for i in range(30))
    found = reject("a.md", f"---\n{bomb}title: *a30\n---\n{BODY}".encode())
    assert found.detail == "title is not text but list"


def test_sidecar_overrules_front_matter() -> None:
    sidecar = json.dumps({"publisher": "Y", "published_on": "2023-01-02", "text": "ignored", "id": "s1"}).encode()
    found = document("a.txt", f"---\npublisher: X\nurl: u\n---\n{BODY}".encode(), sidecar=sidecar)
    assert (found.publisher, found.url, found.source_id, found.text) == ("Y", "u", "s1", BODY)
    assert found.published_on == dt.date(2023, 1, 2)


@pytest.mark.parametrize(
    ("sidecar", "detail"),
    [
        (b"", "sidecar: not JSON at character 0: Expecting value"),
        (b"[]", "sidecar: not a JSON object but list"),
        (b"\xff\xff", "sidecar: byte 0 (0xff) is not UTF-8"),
        (b'{"published_on": "soon"}', "published_on 'soon' is not an ISO 8601 date"),
    ],
)
def test_bad_sidecar(sidecar: bytes, detail: str) -> None:
    assert reject("a.txt", BODY.encode(), sidecar=sidecar) == Reject("a.txt", None, "malformed_row", detail)


def test_names_are_mapped_in_front_matter_too() -> None:
    options = ReadingOptions(names={"published_on": "date", "text": "title"})
    found = document("a.md", f"---\ndate: 2024-03-05\npublisher: X\n---\n{BODY}".encode(), options)
    assert (found.published_on, found.publisher, found.text) == (dt.date(2024, 3, 5), "X", BODY)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b" \r\n\t\n", "empty"), ("\ufeff".encode(), "empty"), (b"hello", "no_arabic_text"),
     ("، 12 ٣٤ ؟".encode(), "no_arabic_text"), ("نص".encode() * 300_000, "too_large"), (b"a" * 9_000_000, "too_large")],
)  # fmt: skip
def test_texts_that_give_no_document(data: bytes, reason: str) -> None:
    assert reject("a.txt", data).reason == reason
