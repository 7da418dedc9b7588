"""Bytes to text, exactly: a byte order mark goes, nothing else changes, and what cannot be read is refused."""

from __future__ import annotations

import codecs
import re

from transforms.reading.rejection import RejectedError

# Text that was written as UTF-8 and damaged still has most of its letters whole; Windows-1256 forms such pairs by chance
# (a letter before an Arabic comma), at most one in ten.
_DAMAGED_UTF8_SHARE = 0.3
# Fewer letters than this prove nothing: any byte is a letter or a sign of Windows-1256.
_FEWEST_LETTERS = 10
_LEAST_LETTER_SHARE = 0.9

_LEGACY_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
_LEGACY_MARK = re.compile("[\u0640\u064b-\u0652،؛؟«»“”‘’–—…\u00a0\u200c-\u200f]")


def decode(data: bytes, where: int = 0) -> str:
    """``data`` as text, without its byte order mark.

    UTF-8, UTF-16 (by its mark, or by where its zero bytes are) or Windows-1256. ``RejectedError`` (``undecodable``, with the byte
    offset counted from ``where``) for anything else, binary data included.
    """
    if utf16 := utf16_codec(data):
        return _checked(_decode_utf16(data, utf16, where), where)
    try:
        return _checked(data.decode("utf-8-sig"), where)
    except UnicodeDecodeError as error:
        text = _windows_1256(data)
        if text is None:
            offset = where + error.start
            raise RejectedError("undecodable", f"byte {offset} (0x{data[error.start]:02x}) is not UTF-8") from None
        return _checked(text, where)


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
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise RejectedError("undecodable", f"byte {where + error.start} is not {codec.upper()}") from None


def _checked(text: str, where: int) -> str:
    if "\x00" in text:
        offset = where + len(text[: text.index("\x00")].encode())
        raise RejectedError("undecodable", f"a NUL at byte {offset}: binary data, not text")
    return text


def _windows_1256(data: bytes) -> str | None:
    """``data`` read as Windows-1256 when the result looks like Arabic; else None."""
    high = sum(1 for byte in data if byte >= 0x80)
    whole = data.decode("utf-8", "ignore")
    if sum(len(char.encode()) for char in whole if char >= "\x80") > _DAMAGED_UTF8_SHARE * high:
        return None
    text = data.decode("cp1256")
    letters = len(_LEGACY_LETTER.findall(text))
    foreign = high - letters - len(_LEGACY_MARK.findall(text))
    if letters < _FEWEST_LETTERS or letters < _LEAST_LETTER_SHARE * (letters + foreign):
        return None
    return text
