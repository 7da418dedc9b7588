"""Folded spelling: what writers, keyboards and web pages vary is one form, what they do not stays apart."""

from __future__ import annotations

import pytest

from transforms.arabic.spelling import DROPPED, fold, without_marks

FOLDED = [
    ("أكد", "اكد"),
    ("إعلان", "اعلان"),
    ("آل ثاني", "ال ثاني"),
    ("ٱلرباط", "الرباط"),
    ("على", "علي"),
    ("علی", "علي"),  # Persian yeh
    ("رئيس", "رييس"),
    ("مسؤول", "مسوول"),
    ("مذكرة", "مذكره"),
    ("کوریا", "كوريا"),  # Persian kaf
    ("گامبيا", "كامبيا"),
    ("أنگولا", "انكولا"),
    ("پاريس", "باريس"),
    ("ڤيينا", "فيينا"),
    ("چاد", "جاد"),
    ("ﻻجئ", "لاجي"),  # the ligature of presentation forms
    ("الـتـقـى", "التقي"),
    ("اِسْتَقْبَلَ", "استقبل"),
    ("الخارجيّة التونسيّ", "الخارجيه التونسي"),
    ("مكالمةً", "مكالمه"),
    ("هٰذا", "هذا"),
    ("\u200fالرباط\u200f", "الرباط"),
    ("\u2067الرباط\u2069", "الرباط"),
    ("می\u200cخواهد", "ميخواهد"),
    ("\ufeffقال", "قال"),
    ("٢٠٢٥", "2025"),
    ("۲۰۲۵", "2025"),
    ("15 / 8", "15 / 8"),
    ("NATO", "NATO"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "folded"), FOLDED)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("عمان", "عمار"), ("قطر", "قطن"), ("سفير", "سفيره"), ("وزير", "وزيران"), ("حاد", "هاد")]
)
def test_words_that_differ_by_more_than_spelling_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


WITHOUT_MARKS = [
    ("سَعِيدُ بْنُ خَلَفٍ", "سعيد بن خلف"),
    ("أكـــرم", "أكرم"),
    ("مُؤْتَة", "مؤتة"),  # letters stay as written: a name is published so
    ("إلهام\u200f", "إلهام"),
    ("جين-بول", "جين-بول"),
]


@pytest.mark.parametrize(("written", "plain"), WITHOUT_MARKS)
def test_without_marks(written: str, plain: str) -> None:
    assert without_marks(written) == plain


def test_no_dropped_sign_is_a_letter_or_a_blank() -> None:
    assert not any(sign.isspace() or sign.isdigit() for sign in DROPPED)
    assert DROPPED.isdisjoint("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")
