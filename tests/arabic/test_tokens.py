"""Words, numbers and signs, each with its place."""

from __future__ import annotations

import pytest

from transforms.arabic.tokens import tokenize
from transforms.extraction.words import Words

SURFACES = [
    ("التقى الوزيران.", ["التقى", "الوزيران", "."]),
    ("«قال»، إنه", ["«", "قال", "»", "،", "إنه"]),
    ("الوزير(أمس)", ["الوزير", "(", "أمس", ")"]),
    ("القمة الـ33", ["القمة", "الـ", "33"]),
    ("الروسية-الأمريكية", ["الروسية", "-", "الأمريكية"]),
    ("15/8/2024", ["15", "/", "8", "/", "2024"]),
    ("2024-08-15", ["2024", "-", "08", "-", "15"]),
    ("3.5 مليون", ["3.5", "مليون"]),
    ("1,250,000 دولار", ["1,250,000", "دولار"]),
    ("٣٫٥ في المائة", ["٣٫٥", "في", "المائة"]),
    ("الساعة 10:30", ["الساعة", "10:30"]),
    ("سنة 2024.", ["سنة", "2024", "."]),
    ("عام 2024، قال", ["عام", "2024", "،", "قال"]),
    ("1446هـ", ["1446", "هـ"]),
    ("مجموعة G20", ["مجموعة", "G", "20"]),
    ("١٥مايو", ["١٥", "مايو"]),
    ("بيان\nصحافي", ["بيان", "\n", "صحافي"]),
    ("د.سالم", ["د", ".", "سالم"]),
    ("  \t ", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "surfaces"), SURFACES)
def test_surfaces(text: str, surfaces: list[str]) -> None:
    assert [token.surface for token in tokenize(text)] == surfaces


KINDS = [
    ("قال", "word"),
    ("NATO", "word"),
    ("2025", "number"),
    ("٢٠٢٥", "number"),
    ("3.5", "number"),
    ("،", "sign"),
    ("«", "sign"),
    ("\n", "line"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: str) -> None:
    assert [token.kind for token in tokenize(text)] == [kind]


INVISIBLE = [
    ("الخاطر\u200f، قال", "الخاطر"),  # a direction mark behind a word is not of it
    ("الخاطر\u200f\u200e قال", "الخاطر"),
    ("\u202bالخاطر\u202c قال", "الخاطر"),
    ("الخاطر\ufeff", "الخاطر"),
    ("مدرسةٌ جديدة", "مدرسةٌ"),  # a vowel sign behind the last letter is
    ("الـ33", "الـ"),
    ("مي\u200cخواهد", "مي\u200cخواهد"),  # a joiner inside one is
]


@pytest.mark.parametrize(("text", "surface"), INVISIBLE)
def test_marks_at_the_end_of_a_word(text: str, surface: str) -> None:
    token = next(token for token in tokenize(text) if token.kind == "word")
    assert token.surface == surface


NORMS = [
    ("أكّدت", "اكدت"),
    ("مذكـــرة", "مذكره"),
    ("١٥", "15"),
    ("\u200fالرباط\u200f", "الرباط"),
    pytest.param("ـ", None, marks=pytest.mark.xfail(strict=True, reason="a tatweel by itself is a word of no letters")),
    ("\u064e", None),
]


@pytest.mark.parametrize(("text", "norm"), NORMS)
def test_norm(text: str, norm: str | None) -> None:
    assert [token.norm for token in tokenize(text)] == ([] if norm is None else [norm])


def test_offsets_count_code_points() -> None:
    text = "🇲🇦 المغرب"
    assert Words(text).start(len(tokenize(text)) - 1) == 3
    assert text[3:9] == tokenize(text)[-1].surface == "المغرب"


def test_only_what_stands_close_is_glued() -> None:
    tokens = tokenize("سيرغي لافروف-بيك، قال\n«")
    assert [token.surface for token in tokens if token.is_glued] == ["-", "بيك", "،", "\n", "«"]
