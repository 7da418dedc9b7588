"""Names made comparable: what the eye takes for one spelling is one spelling here."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)  # diacritics, the elongation stroke, zero-width and direction marks
_ALIKE = str.maketrans("أإآٱىیئؤةک", "ااااييييهك")
_WORD = re.compile(r"[^\W\d_]+")


def folded(text: str) -> str:
    """``text`` without marks that carry no letter, letters of one look or one sound written alike."""
    return _UNSEEN.sub("", text).translate(_ALIKE)


def words(text: str) -> tuple[str, ...]:
    """The words of ``text``, folded; digits and punctuation part words and are none."""
    return tuple(_WORD.findall(folded(text)))


def same_family(names: list[str]) -> bool:
    """True when every name shares a word, or its letters run together, with the longest of them."""
    forms = [words(name) for name in names]
    longest = max(forms, key=len, default=())
    return all(set(form) & set(longest) or "".join(form) == "".join(longest) for form in forms)
