"""JSON lines and JSON files."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from reading_inputs import BODY, OTHER, TITLE, brief, document, json_lines, read, reject

from transforms.model import Reject
from transforms.reading import ReadingOptions, document_from_text

FULL = {
    "id": "n-1", "title": TITLE, "text": BODY, "published_on": "2024-03-05T22:15:00Z", "publisher": "وكالة",
    "url": "https://example.org/1", "language": "ar",
}  # fmt: skip


def test_all_fields_of_a_line() -> None:
    assert document("a.jsonl", json_lines(FULL)) == document_from_text(
        BODY,
        title=TITLE,
        source_path="a.jsonl",
        source_row=0,
        source_id="n-1",
        published_on=dt.date(2024, 3, 5),
        publisher="وكالة",
        url="https://example.org/1",
    )


def test_lines_end_at_newline_only() -> None:
    texts = [f"{BODY}\u2028{OTHER}", f"{BODY}\u0085{OTHER}", f"{BODY}\u2029\x0b\x0c\x1c\x1e{OTHER}"]
    data = json_lines(*({"text": text} for text in texts[:2])) + json.dumps({"text": texts[2]}).encode()
    assert brief(read("a.jsonl", data)) == list(enumerate(texts))


def test_blank_lines_are_no_inputs() -> None:
    line = json_lines({"text": BODY})
    assert brief(read("a.jsonl", b"\n" + line + b" \r\n\n" + line[:-1] + b"\r\n" + line[:-1])) == [
        (0, BODY),
        (1, BODY),
        (2, BODY),
    ]


BAD_ROWS = [
    ('{"text": }', "malformed_row", "not JSON at character 9: Expecting value"),
    ("nonsense", "malformed_row", "not JSON at character 0: Expecting value"),
    ("3", "malformed_row", "not a JSON object but int"),
    ("null", "malformed_row", "not a JSON object but NoneType"),
    ("[]", "malformed_row", "not a JSON object but list"),
    ("{}", "malformed_row", "no field 'text'"),
    ('{"text": null}', "empty", "the text is empty"),
    ('{"text": "  "}', "empty", "the text is empty"),
    ('{"text": 5}', "malformed_row", "'text' is not text but int"),
    ('{"text": ["نص"]}', "malformed_row", "'text' is not text but list"),
    ('{"text": "plain"}', "no_arabic_text", "the text has no Arabic letter"),
    ('{"text": "نص \\ud800"}', "malformed_row", "text: half of a surrogate pair at character 3"),
    ('{"text": "نص", "url": "\\udfff"}', "malformed_row", "url: half of a surrogate pair at 0"),
    ('{"text": "نص \\u0000"}', "malformed_row", "text: a NUL character at character 3"),
    ('{"text": "نص", "title": "\\u0000"}', "malformed_row", "title: a NUL character at character 0"),
    ('{"text": "نص", "text": "نص"}', "malformed_row", "JSON: a name is given twice in one object"),
    ('{"text": "نص", "score": NaN}', "malformed_row", "JSON: NaN is not a JSON value"),
    ('{"text": "نص", "score": -Infinity}', "malformed_row", "JSON: -Infinity is not a JSON value"),
    ('{"text": "نص", "title": 3}', "malformed_row", "title is not text but int"),
    ('{"text": "نص", "id": true}', "malformed_row", "id is not text but bool"),
    ('{"text": "نص", "id": 1.5}', "malformed_row", "id is not text but float"),
    ('{"text": "نص", "published_on": "5/3/24"}', "malformed_row", "published_on '5/3/24' is not an ISO 8601 date"),
    ('{"text": "نص", "published_on": 1709596800}', "malformed_row", "published_on is not text but int"),
    (
        '{"text": "نص", "published_on": "0001-01-01"}',
        "malformed_row",
        "published_on 0001-01-01 is not between 1800 and 2100",
    ),
    (
        '{"text": "نص", "language": "zz"}',
        "malformed_row",
        "language 'zz' is not a BCP 47 tag such as 'ar' or 'ar-MA'",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason", "detail"), BAD_ROWS)
def test_a_bad_line_is_one_reject_and_the_rest_goes_on(line: str, reason: str, detail: str) -> None:
    good = json_lines({"text": BODY})
    items = read("a.jsonl", good + line.encode() + b"\n" + good)
    assert items[1] == Reject("a.jsonl", 1, reason, f"line 2: {detail}")
    assert [item.source_row for item in items] == [0, 1, 2]


@pytest.mark.parametrize(("line", "reason", "detail"), BAD_ROWS[2:])
def test_a_bad_object_in_an_array(line: str, reason: str, detail: str) -> None:
    good = json.dumps({"text": BODY})
    items = read("a.json", f"[{good},{line} , {good}]".encode())
    assert items[1] == Reject("a.json", 1, reason, f"object 2: {detail}")
    assert [item.source_row for item in items] == [0, 1, 2]


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting(opening: str) -> None:
    deep = opening * 100_000
    good = json_lines({"text": BODY})
    items = read("a.jsonl", good + f'{{"text": "نص", "x": {deep}\n'.encode() + good)
    assert items[1] == Reject("a.jsonl", 1, "malformed_row", "line 2: JSON is nested too deeply")
    assert len(items) == 3
    assert reject("a.json", deep.encode()).reason == "malformed_row"
    assert brief(read("a.json", b"[" + good + b"," + deep.encode())) == [(0, BODY), (None, "malformed_row")]


def test_huge_integers_do_not_stop_the_file() -> None:
    huge = f'{{"text": "نص", "n": {"9" * 5000}}}'
    assert brief(read("a.jsonl", huge.encode() + b"\n" + json_lines({"text": BODY}))) == [
        (0, "malformed_row"),
        (1, BODY),
    ]
    assert brief(read("a.json", huge.encode())) == [(None, "malformed_row")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ar", "ar"), ("AR", "ar"), ("ar-MA", "ar-MA"), ("ar_EG", "ar-EG"), ("fa", "fa"), ("ckb", "ckb"), ("", "ar"),
        (" ar ", "ar"), (None, "ar"),
    ],
)  # fmt: skip
def test_language(given: str | None, expected: str) -> None:
    assert document("a.jsonl", json_lines({"text": BODY, "language": given})).language == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2024-03-05", dt.date(2024, 3, 5)), ("20240305", dt.date(2024, 3, 5)), ("2024-W10-2", dt.date(2024, 3, 5)),
        ("2024-03-05T23:59:59.123456-05:00", dt.date(2024, 3, 5)), ("2024-03-05 07:00", dt.date(2024, 3, 5)),
        (" ", None), (None, None),
    ],
)  # fmt: skip
def test_published_on(given: str | None, expected: dt.date | None) -> None:
    assert document("a.jsonl", json_lines({"text": BODY, "published_on": given})).published_on == expected


def test_numeric_ids_become_text() -> None:
    assert document("a.jsonl", json_lines({"text": BODY, "id": 7})).source_id == "7"
    assert document("a.jsonl", json_lines({"text": BODY, "id": "007"})).source_id == "007"


def test_names_are_mapped_and_own_names_still_read() -> None:
    options = ReadingOptions(names={"text": "content", "id": "guid"})
    items = read("a.jsonl", json_lines({"content": BODY, "guid": 1, "id": 2}, {"text": OTHER, "id": 2}, {}), options)
    assert brief(items) == [(0, BODY), (1, OTHER), (2, "malformed_row")]
    assert [getattr(item, "source_id", None) for item in items] == ["1", "2", None]
    assert items[2] == Reject("a.jsonl", 2, "malformed_row", "line 3: no field 'content'")


def test_a_sidecar_fills_what_rows_do_not_give() -> None:
    rows = json_lines({"text": BODY, "publisher": "X"}, {"text": OTHER, "publisher": None})
    items = read("a.jsonl", rows, sidecar=b'{"publisher": "Y"}')
    assert [getattr(item, "publisher", None) for item in items] == ["X", "Y"]


def test_marks_between_joined_files() -> None:
    one = b"\xef\xbb\xbf" + json_lines({"text": BODY})
    assert brief(read("a.jsonl", one + one)) == [(0, BODY), (1, BODY)]


ONE, TWO = json.dumps({"text": BODY}), json.dumps({"text": OTHER}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (ONE, [(None, BODY)]),
        (f" \n{ONE}\n ", [(None, BODY)]),
        (f"[{ONE}]", [(0, BODY)]),
        (f"[{ONE}, {TWO}]\n", [(0, BODY), (1, OTHER)]),
        (f'{{"documents": [{ONE}, {TWO}], "count": 2}}', [(0, BODY), (1, OTHER)]),
        (f'{{"documents": [], "text": "{BODY}"}}', [(None, BODY)]),
        ('{"documents": []}', [(None, "empty")]),
        ('{"documents": {}}', [(None, "malformed_row")]),
        (f"{ONE}\n{TWO}\n", [(0, BODY), (1, OTHER)]),
        (f"{ONE}\n{{", [(0, BODY), (None, "malformed_row")]),
        ("[]", [(None, "empty")]),
        ("", [(None, "empty")]),
        ("3", [(None, "malformed_row")]),
        ("[", [(None, "malformed_row")]),
        (f"[{ONE}", [(0, BODY), (None, "malformed_row")]),
        (f"[{ONE},", [(0, BODY), (None, "malformed_row")]),
        (f"[{ONE},]", [(0, BODY), (None, "malformed_row")]),
        (f"[{ONE} {TWO}]", [(0, BODY), (None, "malformed_row")]),
        (f"[{ONE}] x", [(0, BODY), (None, "malformed_row")]),
        (f"[{ONE}, {TWO[:-5]}", [(0, BODY), (None, "malformed_row")]),
        (f'[{{"text": NaN, "x": }}, {ONE}]', [(None, "malformed_row")]),
    ],
)
def test_shapes_of_json_files(content: str, expected: list[tuple[int | None, str]]) -> None:
    assert brief(read("a.json", content.encode())) == expected


def test_sidecar_of_a_lone_object_overrules_it() -> None:
    data = json.dumps({"text": BODY, "publisher": "X"}).encode()
    assert document("a.json", data, sidecar=b'{"publisher": "Y"}').publisher == "Y"
    (item,) = read("a.json", b"[" + data + b"]", sidecar=b'{"publisher": "Y", "url": "u"}')
    assert (item.publisher, item.url) == ("X", "u")  # type: ignore[union-attr]
