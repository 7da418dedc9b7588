"""Dates as outlets between Rabat and Muscat write them, against the days that they mean.

The expected value is short: ``2025-05-03`` a day, ``2025-05-12/2025-05-15`` days, ``2025-05`` a month, ``2025`` a year,
``?`` a date that cannot be told; several dates of one text are separated by blanks, no date is the empty string.
Unless a test says otherwise the text appeared on Wednesday, 12 March 2025.
"""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.arabic.dates import UNKNOWN, DateForm, DateValue, find_dates, resolve
from transforms.arabic.sentences import split_sentences
from transforms.arabic.tokens import tokenize
from transforms.lexicon import lexicon

WEDNESDAY = dt.date(2025, 3, 12)


def dates(text: str, reference: dt.date | None = WEDNESDAY, *, is_future: bool = False) -> str:
    """The dates of ``text``; each is the anchor of the next, as in a document."""
    tokens = tokenize(text)
    anchor = UNKNOWN
    told = []
    for sentence in split_sentences(tokens, [token.norm for token in tokens]):
        norms = [token.norm for token in tokens[sentence.first : sentence.last]]
        for mention in find_dates(norms, lexicon().calendar):
            assert 0 <= mention.first < mention.last <= len(norms)
            value = resolve(mention.form, reference, anchor, is_future)
            anchor = value if value.start is not None else anchor
            told.append(short(value))
    return " ".join(told)


def short(value: DateValue) -> str:
    if value.start is None or value.end is None:
        assert value == UNKNOWN
        return "?"
    match value.precision:
        case "day":
            return str(value.start) if value.start == value.end else f"{value.start}/{value.end}"
        case "month":
            return f"{value.start:%Y-%m}"
        case _:
            return f"{value.start:%Y}"


MONTHS = {
    1: "يناير كانون_الثاني جانفي ينير",
    2: "فبراير شباط فيفري",
    3: "مارس آذار",
    4: "أبريل إبريل ابريل نيسان أفريل",
    5: "مايو أيار ماي",
    6: "يونيو يونية حزيران جوان",
    7: "يوليو يوليوز تموز جويلية",
    8: "أغسطس اغسطس آب أوت غشت",
    9: "سبتمبر أيلول شتنبر",
    10: "أكتوبر اكتوبر تشرين_الأول",
    11: "نوفمبر تشرين_الثاني نونبر",
    12: "ديسمبر كانون_الأول دجنبر",
}
MONTH_NAMES = [(name.replace("_", " "), number) for number, names in MONTHS.items() for name in names.split()]


@pytest.mark.parametrize(("name", "number"), MONTH_NAMES)
def test_every_family_of_month_names(name: str, number: int) -> None:
    assert dates(f"زار تونس في 15 {name} 2024.") == f"2024-{number:02}-15"
    assert dates(f"زار تونس في {name} 2024.") == f"2024-{number:02}"


DOUBLE = [
    ("15 تموز/يوليو 2024", "2024-07-15"),
    ("15 تموز / يوليو 2024", "2024-07-15"),
    ("15 يونيو (حزيران) 2024", "2024-06-15"),
    ("5 كانون الثاني/يناير 2024", "2024-01-05"),
    ("5 ديسمبر (كانون الأول) 2024", "2024-12-05"),
    ("في أيار/مايو 2024", "2024-05"),
    ("15 أيار - مايو 2024", "2024-05-15"),
]
NUMBERS = [
    ("15/8/2024", "2024-08-15"),
    ("2024-08-15", "2024-08-15"),
    ("2024/8/15", "2024-08-15"),
    ("8/15/2024", "2024-08-15"),  # no month has the number 15
    ("3/4/2024", "2024-04-03"),  # the day first where both are possible
    ("15-8-2024", "2024-08-15"),
    ("15 - 8 - 2024", "2024-08-15"),
    ("1/2", ""),  # a fraction or a score
    ("10-12", ""),
    ("99/99/2024", ""),
    ("2024-13-45", ""),
]
EASTERN = [
    ("١٥ أغسطس ٢٠٢٤", "2024-08-15"),
    ("١٥/٨/٢٠٢٤", "2024-08-15"),
    ("۱۵ أغسطس ۲۰۲۴", "2024-08-15"),
    ("٢٠٢٤/٠٨/١٥", "2024-08-15"),
    ("عام ٢٠١٩", "2019"),
]
WORDS = [
    ("الثالث من مايو 2025", "2025-05-03"),
    ("السابع عشر من مايو 2025", "2025-05-17"),
    ("الخامس والعشرين من مايو 2025", "2025-05-25"),
    ("الحادي والثلاثين من مارس 2024", "2024-03-31"),
    ("الفاتح من نوفمبر 2024", "2024-11-01"),
    ("15 من مايو 2024", "2024-05-15"),
    ("الـ15 من مايو 2024", "2024-05-15"),
    ("15 من شهر مايو 2024", "2024-05-15"),
    ("15 مايو من العام الماضي", "2024-05-15"),
    ("15 مايو عام 2024", "2024-05-15"),
    ("15 مايو سنة 2024", "2024-05-15"),
    ("15 مايو، 2024", "2024-05-15"),
    ("15 مايو 2024م", "2024-05-15"),
]
HIJRI = [
    ("10 رمضان 1446هـ", "2025-03-10"),
    ("10 رمضان 1446 هـ", "2025-03-10"),
    ("١٠ رمضان ١٤٤٦هـ", "2025-03-10"),
    ("27 رجب 1446", "2025-01-27"),
    ("29 ذو الحجة 1445", "2024-07-05"),
    ("29 ذي الحجة 1445", "2024-07-05"),
    ("12 ربيع الآخر 1446 هـ", "2024-10-15"),
    ("12 ربيع الثاني 1446 هـ", "2024-10-15"),
    ("20/9/1446", "2025-03-20"),
    ("10 رمضان 1446هـ الموافق 10 مارس 2025", "2025-03-10"),
    ("10 رمضان 1446 هـ الموافق 10 مارس 2025م", "2025-03-10"),
    ("الاثنين 10 رمضان 1446هـ الموافق 10 مارس 2025", "2025-03-10"),
    ("10 مارس 2025 الموافق 10 رمضان 1446هـ", "2025-03-10"),
    ("3 شعبان 1446هـ (2 فبراير 2025)", "2025-02-02"),
    # a Hijri month or year is no Gregorian one, and the tables begin in 1343
    ("شهر رمضان 1446", "?"),
    ("سنة 1446", "?"),
    ("5 محرم 1300", "?"),
    ("رجب طيب أردوغان", ""),
    ("3 رمضان قديروف", ""),
    ("شعبان عبد الرحيم", ""),
]
RANGES = [
    ("من 12 إلى 15 ماي 2025", "2025-05-12/2025-05-15"),
    ("بين 7 و9 أكتوبر 2024", "2024-10-07/2024-10-09"),
    ("يومي 7 و8 مايو 2025", "2025-05-07/2025-05-08"),
    ("7-9 أكتوبر 2024", "2024-10-07/2024-10-09"),
    ("7 - 9 أكتوبر 2024", "2024-10-07/2024-10-09"),
    ("من 28 يناير إلى 2 فبراير 2024", "2024-01-28/2024-02-02"),
    ("من الثالث إلى الخامس من مايو 2025", "2025-05-03/2025-05-05"),
    ("من 12 إلى 15 مارس الجاري", "2025-03-12/2025-03-15"),
    ("من 12 إلى 15 دولة", ""),
    ("بين 7 و9 ملايين", ""),
]
WEEKDAYS = [
    ("الأربعاء", "2025-03-12"),
    ("الاثنين", "2025-03-10"),
    ("يوم الاثنين", "2025-03-10"),
    ("مساء الاثنين", "2025-03-10"),
    ("الخميس", "2025-03-06"),  # told as past: the last one
    ("الاثنين الماضي", "2025-03-10"),
    ("الأربعاء الماضي", "2025-03-05"),
    ("الأحد المنصرم", "2025-03-09"),
    ("الاثنين المقبل", "2025-03-17"),
    ("الأربعاء المقبل", "2025-03-19"),
    ("الجمعة القادم", "2025-03-14"),
    ("الثلاثاء 11 مارس", "2025-03-11"),
    ("الثلاثاء 11 مارس 2025", "2025-03-11"),
    ("الثلاثاء (11 مارس)", "2025-03-11"),
    ("الثلاثاء الموافق 11 مارس 2025", "2025-03-11"),
]
RELATIVE = [
    ("اليوم", "2025-03-12"),
    ("فجر اليوم", "2025-03-12"),
    ("اليوم الأربعاء", "2025-03-12"),
    ("أمس", "2025-03-11"),
    ("مساء أمس", "2025-03-11"),
    ("أمس الثلاثاء", "2025-03-11"),
    ("أمس الثلاثاء 11 مارس", "2025-03-11"),
    ("أول أمس", "2025-03-10"),
    ("أمس الأول", "2025-03-10"),
    ("أول من أمس", "2025-03-10"),
    ("غدا", "2025-03-13"),
    ("غداً", "2025-03-13"),
    ("غدا الخميس", "2025-03-13"),
    ("بعد غد", "2025-03-14"),
]
PERIODS = [
    ("مايو 2024", "2024-05"),
    ("في مايو الماضي", "2024-05"),
    ("في فبراير الماضي", "2025-02"),
    ("في أبريل المقبل", "2025-04"),
    ("في فبراير المقبل", "2026-02"),
    ("15 مايو الماضي", "2024-05-15"),
    ("شهر شتنبر المقبل", "2025-09"),
    ("الشهر الماضي", "2025-02"),
    ("الشهر الجاري", "2025-03"),
    ("الشهر المقبل", "2025-04"),
    ("29 من الشهر الجاري", "2025-03-29"),
    ("عام 2019", "2019"),
    ("سنة 2009", "2009"),
    ("في 2023", "2023"),
    ("لعام 1991", "1991"),
    ("العام الماضي", "2024"),
    ("العام المقبل", "2026"),
    ("مطلع العام الجاري", "2025"),
]
ANCHORED = [
    ("15 مايو 2024. وفي اليوم نفسه زار", "2024-05-15 2024-05-15"),
    ("15 مايو 2024. وفي اليوم ذاته زار", "2024-05-15 2024-05-15"),
    ("15 مايو 2024. وفي اليوم التالي زار", "2024-05-15 2024-05-16"),
    ("31 مايو 2024. وفي اليوم التالي زار", "2024-05-31 2024-06-01"),
    ("15 مايو 2024. وفي الشهر نفسه زار", "2024-05-15 2024-05"),
    ("15 مايو 2024. وفي العام ذاته زار", "2024-05-15 2024"),
    ("15 مايو 2024، وفي السابع عشر منه", "2024-05-15 2024-05-17"),
    ("مايو 2024، وفي السابع عشر منه", "2024-05 2024-05-17"),
    # nothing told before, or not exactly enough
    ("وفي اليوم نفسه زار", "?"),
    ("وفي اليوم التالي زار", "?"),
    ("مايو 2024. وفي اليوم التالي زار", "2024-05 ?"),
    ("عام 2024. وفي الشهر نفسه زار", "2024 ?"),
]
IMPOSSIBLE = [
    ("31 أبريل 2024", "?"),
    ("30 فبراير 2024", "?"),
    ("29 فبراير 2024", "2024-02-29"),
    ("29 فبراير 2025", "?"),
    ("31/4/2024", "?"),
    ("2024-02-30", "?"),
    ("30 فبراير", "?"),
    ("30 من الشهر الماضي", "?"),
    ("مايو 2024، وفي الثلاثين من فبراير 2024", "2024-05 ?"),
]
NO_DATE = [
    ("مارس الوزير مهامه", ""),
    ("آب الوفد إلى بلاده", ""),
    ("زار 15 دولة", ""),
    ("القرار 2254", ""),
    ("وقع 12 اتفاقية", ""),
    ("2023 شخصا", ""),
    ("القرن العشرين", ""),
    ("الثالث من نوعه", ""),
    ("يوم الأرض", ""),
    ("العام الجديد", ""),
    ("", ""),
]
TABLE = [
    *DOUBLE,
    *NUMBERS,
    *EASTERN,
    *WORDS,
    *HIJRI,
    *RANGES,
    *WEEKDAYS,
    *RELATIVE,
    *PERIODS,
    *ANCHORED,
    *IMPOSSIBLE,
    *NO_DATE,
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_dates(text: str, expected: str) -> None:
    assert dates(f"{text}.") == expected


FUTURE = [
    ("الخميس", "2025-03-13"),
    ("الأربعاء", "2025-03-12"),
    ("الاثنين", "2025-03-17"),
    ("ديسمبر", "2025-12"),
    ("15 يناير", "2025-01-15"),  # two months ago is nearer than ten months ahead
    ("في ديسمبر المقبل", "2025-12"),
]


@pytest.mark.parametrize(("text", "expected"), FUTURE)
def test_what_is_planned_lies_ahead(text: str, expected: str) -> None:
    assert dates(f"{text}.", is_future=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("ديسمبر", "2024-12"), ("20 ديسمبر", "2024-12-20"), ("15 يناير", "2025-01-15")]
)
def test_what_occurred_lies_behind(text: str, expected: str) -> None:
    assert dates(f"{text}.") == expected


@pytest.mark.parametrize(
    "text",
    ["اليوم", "أمس", "غدا", "الاثنين", "الاثنين الماضي", "15 مايو", "في مايو الماضي", "العام الماضي", "الشهر المقبل"],
)
def test_nothing_is_told_without_a_day_of_reference(text: str) -> None:
    assert dates(f"{text}.", None) == "?"


@pytest.mark.parametrize(
    ("text", "expected"), [("15 مايو 2024", "2024-05-15"), ("10 رمضان 1446هـ", "2025-03-10"), ("عام 2019", "2019")]
)
def test_a_full_date_needs_no_reference(text: str, expected: str) -> None:
    assert dates(f"{text}.", None) == expected


def test_the_reference_of_a_leap_day() -> None:
    leap_day = dt.date(2024, 2, 29)
    assert dates("أمس.", leap_day) == "2024-02-28"
    assert dates("غدا.", leap_day) == "2024-03-01"
    assert dates("العام الماضي.", leap_day) == "2023"
    assert dates("29 من الشهر المقبل.", leap_day) == "2024-03-29"


def test_a_range_over_the_new_year() -> None:
    assert dates("من 28 ديسمبر 2024 إلى 2 يناير 2025.").startswith("2024-12-28")


# Texts at which reading must not stop.
ROUGH = [
    "زار الوزير تونس قبل ثلاثة أيام",
    "من",
    "التقى ① الوزير",
    "مساحة ² متر",
    "في الـ ③ من مايو",
    "9" * 5000,
    "الـ",
    "15",
    "15 / ",
    "/ / /",
    "0/0/0000",
    "الموافق الموافق",
    "五 ५ مايو",
]


@pytest.mark.parametrize("text", ROUGH)
def test_no_text_stops_the_reading_of_dates(text: str) -> None:
    dates(text)


EDGES = [
    (DateForm(offset=-1), dt.date.min),
    (DateForm(offset=1), dt.date.max),
    (DateForm(weekday=0, which="next"), dt.date.max),
    (DateForm(which="next", unit="month"), dt.date.max),
    (DateForm(which="last", unit="month"), dt.date.min),
    (DateForm(which="next", unit="year"), dt.date.max),
    (DateForm(month=5, which="last"), dt.date.min),
]


@pytest.mark.parametrize(("form", "reference"), EDGES)
def test_what_lies_outside_the_calendar_is_unknown(form: DateForm, reference: dt.date) -> None:
    assert resolve(form, reference, UNKNOWN, is_future=False) == UNKNOWN
