"""Bytes to text, exactly or not at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_inputs import BODY, OTHER, TITLE, brief, document, json_lines, read, reject

from transforms.model import Reject
from transforms.reading.encodings import decode

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]
TEXT = f"{TITLE}\r\n\r\n{BODY} «{OTHER}» – (12/5) GCC\u00a0؟\n"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [TEXT, BODY, "نص قصير", "كلّا"])
def test_text_comes_back_code_point_by_code_point(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text
    assert document("a.txt", text.encode(encoding)).text == text


def test_big_endian_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_rows_in_every_encoding(encoding: str) -> None:
    lines = json_lines({"text": BODY}, {"text": OTHER}).decode()
    assert brief(read("a.jsonl", lines.encode(encoding))) == [(0, BODY), (1, OTHER)]
    table = f'id,text\n1,"{BODY}\n{TITLE}"\n2,{OTHER}\n'
    assert brief(read("a.csv", table.encode(encoding))) == [(0, f"{BODY}\n{TITLE}"), (1, OTHER)]
    array = f'[{{"text": "{BODY}"}}, {{"text": "{OTHER}"}}]'
    assert brief(read("a.json", array.encode(encoding))) == [(0, BODY), (1, OTHER)]


UTF8 = BODY.encode()


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (UTF8[:8] + b"\xff" + UTF8[8:], "byte 8 (0xff) is not UTF-8"),
        (UTF8[:9] + UTF8[10:], "byte 8 (0xd8) is not UTF-8"),
        (UTF8 + b"\xd8", f"byte {len(UTF8)} (0xd8) is not UTF-8"),
        (b"abc \xd8 def", "byte 4 (0xd8) is not UTF-8"),
        ("un café à Besançon, señor".encode("latin-1"), "byte 6 (0xe9) is not UTF-8"),
        ("Über größere Mühe".encode("latin-1"), "byte 0 (0xdc) is not UTF-8"),
        (UTF8 + b"\x00", f"a NUL at byte {len(UTF8)}: binary data, not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "byte 0 (0x89) is not UTF-8"),
        (b"\x00" * 64, "a NUL at byte 0: binary data, not text"),
        (BODY.encode("utf-16")[:-1], f"byte {len(BODY) * 2} is not UTF-16-LE"),
        (b"\xff\xfe" + b"\x00\xd8" + b"\x06" * 8, "byte 2 is not UTF-16-LE"),
        (BODY.encode("utf-32"), "a NUL at byte 0: binary data, not text"),
    ],
)
def test_what_cannot_be_decoded(data: bytes, detail: str) -> None:
    assert reject("a.txt", data) == Reject("a.txt", None, "undecodable", detail)


def test_a_broken_line_tells_its_byte_in_the_file() -> None:
    good, bad = json_lines({"text": BODY}), json_lines({"text": OTHER})
    broken = bad[:14] + b"\xff" + bad[14:]
    assert read("a.jsonl", good + broken + good)[1] == Reject(
        "a.jsonl", 1, "undecodable", f"line 2: byte {len(good) + 14} (0xff) is not UTF-8"
    )
    assert [row for row, _ in brief(read("a.jsonl", good + broken + good))] == [0, 1, 2]


def test_only_the_mark_of_the_file_goes() -> None:
    text = f"\ufeff{BODY}"
    assert document("a.txt", text.encode("utf-8-sig")).text == text
    table = f'text\n"{BODY}\n{text}"\n'
    assert brief(read("a.csv", table.encode())) == [(0, f"{BODY}\n{text}")]


def test_half_surrogates_of_utf16_cost_their_line_only() -> None:
    lines = "".join(f'{{"text": "{text}"}}\n' for text in (BODY, f"{BODY}\ud800", OTHER))
    data = codecs.BOM_UTF16_LE + lines.encode("utf-16-le", "surrogatepass")
    assert brief(read("a.jsonl", data)) == [(0, BODY), (1, "undecodable"), (2, OTHER)]


def test_a_utf16_file_cut_within_a_character() -> None:
    data = json_lines({"text": BODY}, {"text": OTHER}).decode().encode("utf-16")
    items = read("a.jsonl", data[:-3])
    assert brief(items)[0] == (0, BODY)
    assert items[-1].source_row is None
    assert items[-1].reason == "undecodable"  # type: ignore[union-attr]


@given(st.text(st.characters(min_codepoint=0x621, max_codepoint=0x63A) | st.sampled_from(" ،.\n12"), min_size=3))
def test_windows_1256_is_told_from_its_letters(text: str) -> None:
    whole = f"{BODY} {text}"
    assert decode(whole.encode("cp1256")) == whole


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x06")))
def test_utf8_is_never_changed(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


@given(st.integers(0, len(UTF8) - 1), st.integers(0x80, 0xFF))
def test_damaged_utf8_is_never_taken_for_another_encoding(position: int, byte: int) -> None:
    data = UTF8[:position] + bytes([byte]) + UTF8[position + 1 :]
    (item,) = read("a.txt", data)
    assert item.reason == "undecodable" if isinstance(item, Reject) else item.text.encode() == data
