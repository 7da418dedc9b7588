"""A comparable form of Arabic spelling.

Writers differ in hamza (أكد، اكد), alif maqsura (على، علي), ta marbuta (مذكرة، مذكره), tatweel, vowel signs and, in
texts that passed through Persian keyboards, ی and ک. :func:`fold` takes all of that away. It makes a second form beside
a token and never changes where the token stands in the text.
"""

from __future__ import annotations

_MARKS = [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE)]
_INVISIBLE = [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x00AD]
_TATWEEL = [0x0640]
_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و",
    "ة": "ه", "ۀ": "ه", "ہ": "ه",
    "ک": "ك", "گ": "ك", "ڭ": "ك", "پ": "ب", "چ": "ج", "ڤ": "ف", "ڨ": "ق", "ژ": "ز",
    "ﻵ": "لا", "ﻷ": "لا", "ﻹ": "لا", "ﻻ": "لا", "ﻶ": "لا", "ﻸ": "لا", "ﻺ": "لا", "ﻼ": "لا",
}  # fmt: skip
_DIGITS = {
    **{chr(0x0660 + d): str(d) for d in range(10)},
    **{chr(0x06F0 + d): str(d) for d in range(10)},
}
DROPPED = frozenset(chr(code) for code in (*_MARKS, *_INVISIBLE, *_TATWEEL))
_FOLD: dict[int, str | None] = {
    **{ord(sign): None for sign in DROPPED},
    **{ord(letter): plain for letter, plain in {**_LETTERS, **_DIGITS}.items()},
}
_DROP = dict.fromkeys(map(ord, DROPPED))


def fold(text: str) -> str:
    """``text`` in comparable spelling: no vowel signs, tatweel or marks, one letter a family, Western digits."""
    return text.translate(_FOLD)


def without_marks(text: str) -> str:
    """``text`` without vowel signs, tatweel and marks, its letters as written: so a name is published."""
    return text if DROPPED.isdisjoint(text) else text.translate(_DROP)
