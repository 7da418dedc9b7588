"""Particles written onto the next word: every reading, the whole word first."""

from __future__ import annotations

import pytest

from transforms.arabic.proclitics import analyses

HOLDS = [
    ("الرباط", ("", "الرباط")),
    ("بالرباط", ("ب", "الرباط")),
    ("والرباط", ("و", "الرباط")),
    ("وبالرياض", ("و", "بالرياض")),
    ("وبالرياض", ("وب", "الرياض")),
    ("فالتقي", ("ف", "التقي")),
    ("لتونس", ("ل", "تونس")),
    ("للرباط", ("ل", "الرباط")),  # the alif of the article is not written behind ل
    ("وللامم", ("ول", "الامم")),
    ("للاردن", ("ل", "الاردن")),
    ("لليبيا", ("ل", "ليبيا")),  # nor the article of a name that has none
    ("وليد", ("", "وليد")),
    ("باكستان", ("", "باكستان")),
]


@pytest.mark.parametrize(("word", "reading"), HOLDS)
def test_a_reading_is_found(word: str, reading: tuple[str, str]) -> None:
    assert reading in analyses(word)


LACKS = [
    ("كالرباط", "الرباط"),  # ك is no particle of names
    ("سيلتقي", "يلتقي"),  # س is a verb's, told by its tense
    ("تونس", "ونس"),
    ("وب", "ب"),  # a rest of one letter is no word
    ("بل", "ل"),
]


@pytest.mark.parametrize(("word", "rest"), LACKS)
def test_a_reading_is_not_made_up(word: str, rest: str) -> None:
    assert rest not in [stem for _, stem in analyses(word)]


@pytest.mark.parametrize("word", ["الرباط", "وبالرياض", "للرباط", "ف", ""])
def test_the_whole_word_comes_first_and_no_reading_twice(word: str) -> None:
    found = analyses(word)
    assert len(set(found)) == len(found)
    if len(word) >= 2:
        assert found[0] == ("", word)
