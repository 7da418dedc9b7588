"""Web pages."""

from __future__ import annotations

import datetime as dt

import pytest
from reading_inputs import BODY, OTHER, TITLE, document, reject

from transforms.model import Reject
from transforms.reading import ReadingOptions
from transforms.reading.html_page import page_fields

META = """<meta property="og:title" content="{title}">
<meta content='وكالة &quot;أ&quot;' property='og:site_name'/><META NAME=date CONTENT=2020-01-01>
<meta property="article:published_time" content="2024-03-05T23:10:00+03:00">
<link rel="canonical" href="https://example.org/a?x=1&amp;y=2">"""
PAGE = """<!DOCTYPE html><html lang="en-US" dir="rtl"><head>
<meta charset="{charset}"><title>{title} - وكالة</title>{meta}</head>
<body><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">رياضة</a></li></ul></nav>
<article><h1>{title}</h1><p>{body}</p><p>{other}</p></article>
<aside><a href="/more">اقرأ أيضا</a></aside><footer>جميع الحقوق محفوظة</footer></body></html>"""


def page(meta: str = "", charset: str = "utf-8") -> str:
    """A page with an article and what stands around articles."""
    return PAGE.format(title=TITLE, body=BODY, other=OTHER, meta=meta.format(title=TITLE), charset=charset)


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("windows-1256", "cp1256"), ("utf-16", "utf-16")])
@pytest.mark.parametrize("name", ["a.html", "b.HTM"])
def test_article_and_what_the_head_states(charset: str, codec: str, name: str) -> None:
    found = document(name, page(META, charset).encode(codec))
    assert found.title == TITLE
    assert found.text.startswith(TITLE)
    assert BODY in found.text
    assert OTHER in found.text
    for around in ("رياضة", "اقرأ أيضا", "جميع الحقوق"):
        assert around not in found.text
    assert (found.publisher, found.url) == ('وكالة "أ"', "https://example.org/a?x=1&y=2")
    assert (found.published_on, found.language, found.source_row) == (dt.date(2024, 3, 5), "ar", None)


def test_nothing_is_guessed() -> None:
    with_date_in_text = page().replace(BODY, f"{BODY} 5 مارس 2024، 2024-03-05")
    found = document("a.html", with_date_in_text.encode())
    assert (found.published_on, found.publisher, found.url) == (None, None, None)


def test_sidecar_overrules_the_page() -> None:
    found = document("a.html", page(META).encode(), sidecar=b'{"publisher": "Y", "language": "ar-JO"}')
    assert (found.publisher, found.language, found.published_on) == ("Y", "ar-JO", dt.date(2024, 3, 5))


def test_an_xml_declaration_of_an_encoding() -> None:
    text = '<?xml version="1.0" encoding="windows-1256"?>' + page(META, "windows-1256")
    assert BODY in document("a.html", text.encode("cp1256")).text


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ('<meta name="date" content="5 مارس 2024">', None),
        ('<meta name="date" content="">', None),
        ('<meta name="pubdate" content="2024-03-05">', dt.date(2024, 3, 5)),
        ('<meta itemprop="datePublished" content="2024-03-05T00:00:00Z">', dt.date(2024, 3, 5)),
        ('<meta name="date" content="soon"><meta name="DC.date" content="2024-03-05">', dt.date(2024, 3, 5)),
        ('<meta name="last-modified" content="2024-03-05"><time datetime="2024-03-05">', None),
    ],
)
def test_dates_of_the_head(tags: str, expected: dt.date | None) -> None:
    assert page_fields(tags).get("published_on") == expected


@pytest.mark.parametrize(
    ("data", "reason", "detail"),
    [
        (b"", "empty", "nothing in the file"),
        (b"<html></html>", "empty", "no article on the page"),
        (
            b"<article>"
            + b"<p>The two ministers met in the capital and discussed the ties between their countries.</p>" * 9
            + b"",
            "no_arabic_text",
            "",
        ),
        (b"<p>\xd8</p>", "undecodable", "byte 3 (0xd8) is not UTF-8"),
        (b"<b>" * 200_000, "empty", "no article on the page"),
    ],
)
def test_pages_that_give_no_document(data: bytes, reason: str, detail: str) -> None:
    found = reject("a.html", data)
    assert (found.source_row, found.reason) == (None, reason)
    assert found.detail.startswith(detail)


def test_page_limit() -> None:
    assert reject("a.html", page().encode(), ReadingOptions(max_page_bytes=100)) == Reject(
        "a.html", None, "too_large", "the file is larger than 100 bytes"
    )
