"""Bytes to text, exactly: a byte order mark goes, nothing else changes, and what cannot be read is refused."""

from __future__ import annotations

import codecs
import re

from transforms.reading.rejection import RejectedError

MARK = "\ufeff"

# Text that was written as UTF-8 and damaged still has most of its letters whole; Windows-1256 forms such pairs by
# chance (a letter before an Arabic comma), at most one in ten.
_DAMAGED_UTF8_SHARE = 0.5
# Any byte is some sign of Windows-1256, so the signs must make sense: Arabic letters, hardly any accented Latin ones,
# and hardly any within a Latin word (there they are the accents of another encoding).
_FEWEST_LETTERS = 3
_LEAST_LETTER_SHARE = 0.9
_MIXED_WORD = re.compile(rb"[A-Za-z][\xc0-\xff]|[\xc0-\xff][A-Za-z]")

_ASCII = bytes(range(0x80))
_LEGACY_LETTERS = "".join(map(chr, (*range(0x621, 0x63B), *range(0x641, 0x64B)))).encode("cp1256")
_LEGACY_MARKS = (
    "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652،؛؟«»“”‘’–—…\u00a0\u200c\u200d\u200e\u200f".encode("cp1256")
)


def decode(data: bytes, where: int = 0) -> str:
    """``data`` as text, without the byte order mark of its file.

    UTF-8, UTF-16 (by its mark, or by where its zero bytes are) or Windows-1256. ``where`` is the offset of ``data`` in
    its file: a byte order mark stands at 0 only. ``RejectedError`` (``undecodable``, with the byte offset in the file)
    for anything else, binary data included.
    """
    if utf16 := utf16_codec(data):
        return _checked(_decode_utf16(data, utf16, where), where)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        legacy = _windows_1256(data)
        if legacy is None:
            offset = where + error.start
            raise RejectedError("undecodable", f"byte {offset} (0x{data[error.start]:02x}) is not UTF-8") from None
        return _checked(legacy, where)
    return _checked(text.removeprefix(MARK) if where == 0 else text, where)


def utf16_codec(head: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` when ``head``, the beginning of a text, is that; else None."""
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    sample = head[: min(len(head), 4096) // 2 * 2]
    if b"\x00" not in sample and b"\x06" not in sample:
        return None
    if _is_high_half(sample[1::2]) and not _is_high_half(sample[::2]):
        return "utf-16-le"
    if _is_high_half(sample[::2]) and not _is_high_half(sample[1::2]):
        return "utf-16-be"
    return None


def _is_high_half(half: bytes) -> bool:
    """True when the bytes are what stands above ASCII (0x00) and Arabic letters (0x06) in UTF-16."""
    return len(half) > 0 and half.count(0x00) + half.count(0x06) >= 0.8 * len(half)


def _decode_utf16(data: bytes, codec: str, where: int) -> str:
    try:
        return data.decode(codec).removeprefix(MARK)
    except UnicodeDecodeError as error:
        raise RejectedError("undecodable", f"byte {where + error.start} is not {codec.upper()}") from None


def _checked(text: str, where: int) -> str:
    if "\x00" in text:
        offset = where + len(text[: text.index("\x00")].encode())
        raise RejectedError("undecodable", f"a NUL at byte {offset}: binary data, not text")
    return text


def _windows_1256(data: bytes) -> str | None:
    """``data`` read as Windows-1256 when the result looks like Arabic; else None."""
    high = data.translate(None, _ASCII)
    whole = data.decode("utf-8", "ignore").encode().translate(None, _ASCII)
    if len(whole) > _DAMAGED_UTF8_SHARE * len(high):
        return None
    others = high.translate(None, _LEGACY_LETTERS)
    letters = len(high) - len(others)
    foreign = len(others.translate(None, _LEGACY_MARKS))
    foreign += len(_MIXED_WORD.findall(data))
    if letters < _FEWEST_LETTERS or letters < _LEAST_LETTER_SHARE * (letters + foreign):
        return None
    return data.decode("cp1256")
