"""Numbers in words."""

from __future__ import annotations

import pytest

from transforms.arabic.spelling import fold
from transforms.lexicon import lexicon

NUMERALS = lexicon().calendar.numerals

ORDINALS = [
    ("الأول", 1, 1),
    ("الفاتح", 1, 1),
    ("الثانية", 2, 1),
    ("العاشر", 10, 1),
    ("الحادي عشر", 11, 2),
    ("الثاني عشر", 12, 2),
    ("السابع عشر", 17, 2),
    ("التاسعة عشرة", 19, 2),
    ("العشرين", 20, 1),
    ("الحادي والعشرين", 21, 2),
    ("الخامس والعشرون", 25, 2),
    ("الثلاثين", 30, 1),
    ("الحادي والثلاثين", 31, 2),
    ("الثامنة والسبعين", 78, 2),
    ("الثالث من", 3, 1),
    ("الثالث وزار", 3, 1),
]


@pytest.mark.parametrize(("words", "value", "length"), ORDINALS)
def test_ordinal(words: str, value: int, length: int) -> None:
    assert NUMERALS.ordinal(fold(words).split(), 0) == (value, length)


@pytest.mark.parametrize("words", ["الوزير", "عشر", "الحادي", "الحادي الوزير", "ثلاثة", "15"])
def test_no_ordinal(words: str) -> None:
    assert NUMERALS.ordinal(fold(words).split(), 0) is None


CARDINALS = [
    ("واحدة", 1),
    ("اثنتين", 2),
    ("ثلاث", 3),
    ("أربعة", 4),
    ("خمس", 5),
    ("ثماني", 8),
    ("عشر", 10),
    ("12", 12),
    ("٧", 7),
]


@pytest.mark.parametrize(("word", "value"), CARDINALS)
def test_cardinal(word: str, value: int) -> None:
    assert NUMERALS.cardinal(fold(word)) == value


@pytest.mark.parametrize("word", ["الوزير", "الثالث", "3.5", ""])
def test_no_cardinal(word: str) -> None:
    assert NUMERALS.cardinal(fold(word)) is None
