"""Words, numbers and signs with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from transforms.arabic.spelling import DROPPED, fold

_SIGNS = "".join(sorted(DROPPED))
_LETTER = r"[^\W\d_]"
_ARABIC = "\u0621-\u063a\u0641-\u0652a-z"  # letters and signs that nearly all text is made of, tried first
_WORD = rf"{_LETTER}(?:[{_ARABIC}]+|{_LETTER}|[{re.escape(_SIGNS)}])*"
# a word may hold vowel signs and joiners, never end in an invisible mark: «الخاطر\u200f» is found as «الخاطر»
_TOKEN = re.compile(
    rf"(?P<word>{_WORD})|(?P<number>\d+(?:[.,:٫]\d+)*)|(?P<line>\n)|(?P<sign>[^\w\s#{re.escape(_SIGNS)}])"
)
_TRAILING_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]+$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign as written, and its comparable form ``norm``; shared by all that is written alike.

    ``start`` counts from the last space before it; ``is_glued`` when nothing stands between it and the token before.
    """

    norm: str
    kind: str
    surface: str
    start: int
    is_glued: bool


def tokenize(text: str) -> list[Token]:
    """The tokens of ``text`` in order; ``kind`` is ``word``, ``number``, ``sign`` or ``line`` (a line break)."""
    return list(chain.from_iterable(map(read_piece, text.split(" "))))


def read_piece(piece: str) -> tuple[Token, ...]:
    """The tokens of ``piece``, text between two spaces."""
    tokens = []
    behind = 0
    for match in _TOKEN.finditer(piece):
        start, end = match.span()
        norm, kind, trailing = _read(piece[start:end], match.lastgroup or "sign")
        tokens.append(Token(norm, kind, piece[start : end - trailing], start, start > 0 and start == behind))
        behind = end - trailing
    return tuple(tokens)


def _read(surface: str, kind: str) -> tuple[str, str, int]:
    """Comparable form, kind, and how many invisible marks end ``surface``."""
    if kind not in ("word", "number"):
        return surface, kind, 0
    norm = fold(surface)
    if not norm:  # a tatweel by itself: «هـ ـ»
        return surface, "sign", 0
    trailing = len(surface) - len(_TRAILING_INVISIBLE.sub("", surface)) if surface[-1] in DROPPED else 0
    return norm, kind, trailing
