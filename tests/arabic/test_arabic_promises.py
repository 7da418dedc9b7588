"""What holds for any text: words, marks, directions, digits of several scripts, Latin, line breaks."""

from __future__ import annotations

import datetime as dt

from hypothesis import example, given, settings
from hypothesis import strategies as st

from transforms.arabic.dates import UNKNOWN, DateForm, DateValue, find_dates, resolve
from transforms.arabic.proclitics import analyses
from transforms.arabic.sentences import split_sentences
from transforms.arabic.spelling import DROPPED, fold, without_marks
from transforms.arabic.tokens import Token, tokenize
from transforms.extraction.words import Words
from transforms.lexicon import lexicon

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640"
BIDI = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff\u00ad"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴"
FOREIGN = "abcXYZéپچڤگکیﻻﻷ"
SIGNS = " \n\t\r.,،؛:؟!…«»\"'()[]/-–_"

ALPHABET = LETTERS * 3 + MARKS + BIDI + DIGITS + FOREIGN + SIGNS * 2
LETTERS_AND_MARKS = st.text(ALPHABET, max_size=60)
CALENDAR = """
    15 7 ١٢ 2024 1446 99 من إلى بين و9 يومي في الـ / - ( ) ، . مايو
    كانون الثاني تشرين الأول ماي آب رمضان ربيع الآخر ذو الحجة هـ الموافق اليوم أمس أول غدا بعد غد نفسه
    ذاته التالي الاثنين الأربعاء المقبل الماضي الجاري الشهر العام سنة عام منه الحادي السابع عشر والعشرين لمايو
"""
CALENDAR_WORDS = st.sampled_from(CALENDAR.split())
CALENDAR_TEXTS = st.lists(CALENDAR_WORDS, max_size=10).map(lambda words: " ".join([*words, "؛"]))
TEXTS = st.one_of(LETTERS_AND_MARKS, CALENDAR_TEXTS, st.text(max_size=40))


def placed(text: str) -> list[tuple[Token, int]]:
    """The tokens of ``text``, each with its place."""
    words = Words(text)
    assert [word.surface for word in words.all] == [token.surface for token in tokenize(text)]
    return [(word, words.start(position)) for position, word in enumerate(words.all)]


@settings(max_examples=150)
@given(TEXTS)
def test_fold_is_idempotent_and_drops_every_mark(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert DROPPED.isdisjoint(folded)
    assert fold(without_marks(text)) == folded
    assert without_marks(without_marks(text)) == without_marks(text)


@settings(max_examples=200)
@given(TEXTS)
def test_tokens_stand_in_order_where_they_say(text: str) -> None:
    end = 0
    for token, start in placed(text):
        surface = token.surface
        assert end <= start
        assert token.is_glued == (start == end > 0)
        end = start + len(surface)
        assert text[start:end] == surface
        assert surface.strip() or token.kind == "line"
        assert token.norm == (fold(surface) if token.kind in ("word", "number") else surface)


@settings(max_examples=150)
@given(TEXTS)
def test_no_letter_and_no_digit_is_outside_a_token(text: str) -> None:
    covered = {position for token, start in placed(text) for position in range(start, start + len(token.surface))}
    assert not [sign for position, sign in enumerate(text) if position not in covered and sign in LETTERS + DIGITS]


@settings(max_examples=150)
@given(TEXTS)
def test_sentences_divide_the_tokens(text: str) -> None:
    tokens = tokenize(text)
    sentences = split_sentences(tokens, [token.norm for token in tokens])
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))
    bounds = [0, *(bound for s in sentences for bound in (s.first, s.last)), len(tokens)]
    assert bounds == sorted(bounds)
    inside = {position for s in sentences for position in range(s.first, s.last)}
    assert all(s.first < s.last for s in sentences)
    assert all(tokens[p].kind in ("sign", "line") for p in range(len(tokens)) if p not in inside)


@settings(max_examples=150)
@given(st.text(LETTERS, max_size=8))
def test_every_reading_of_a_word_spells_the_word(word: str) -> None:
    norm = fold(word)
    for prefix, stem in analyses(norm):
        spelled = {prefix + stem}
        if prefix.endswith("ل") and stem.startswith("ال"):  # behind ل the article is written without its alif,
            spelled.add(prefix + stem[1:])
        if prefix.endswith("ل") and stem.startswith("الل"):  # and before another ل not at all: للجنة
            spelled.add(prefix + stem[2:])
        assert norm in spelled


@settings(max_examples=150)
@given(TEXTS)
@example("زار الوزير تونس قبل ثلاثة أيام")
@example("①")
def test_dates_are_found_in_order_and_resolved_for_any_text(text: str) -> None:
    check_dates(text)


@settings(max_examples=200)
@given(CALENDAR_TEXTS, st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)) | st.none(), st.booleans())
def test_dates_are_found_in_order_and_resolved(text: str, reference: dt.date | None, is_future: bool) -> None:
    check_dates(text, reference, is_future=is_future)


def check_dates(text: str, reference: dt.date | None = dt.date(2025, 3, 12), *, is_future: bool = False) -> None:
    norms = [token.norm for token in tokenize(text)]
    end = 0
    anchor = UNKNOWN
    for mention in find_dates(norms, lexicon().calendar):
        assert end <= mention.first < mention.last <= len(norms)
        end = mention.last
        value = resolve(mention.form, reference, anchor, is_future)
        check_value(value)
        anchor = value if value.start is not None else anchor


def check_value(value: DateValue) -> None:
    if value.start is None or value.end is None:
        assert value == UNKNOWN
        return
    assert value.start <= value.end
    assert value.precision in ("day", "month", "year")
    if value.precision == "month":
        assert value.start.day == 1
        assert (value.end.year, value.end.month) == (value.start.year, value.start.month)
        assert (value.end + dt.timedelta(days=1)).day == 1
    if value.precision == "year":
        assert (value.start, value.end) == (dt.date(value.start.year, 1, 1), dt.date(value.start.year, 12, 31))


DAYS = st.none() | st.integers(1, 31)
FORMS = st.builds(
    DateForm,
    day=DAYS,
    month=st.none() | st.integers(1, 12),
    year=st.none() | st.integers(1300, 2100),
    end_day=DAYS,
    end_month=st.none() | st.integers(1, 12),
    weekday=st.none() | st.integers(0, 6),
    offset=st.none() | st.integers(-2, 2),
    which=st.sampled_from([None, "this", "last", "next", "same", "after"]),
    unit=st.sampled_from([None, "day", "week", "month", "year"]),
    is_hijri=st.booleans(),
)
ANCHORS = st.sampled_from(
    [
        UNKNOWN,
        DateValue(dt.date(2024, 2, 29), dt.date(2024, 2, 29), "day"),
        DateValue(dt.date(2024, 2, 28), dt.date(2024, 3, 2), "day"),
        DateValue(dt.date(2025, 4, 1), dt.date(2025, 4, 30), "month"),
        DateValue(dt.date(2023, 1, 1), dt.date(2023, 12, 31), "year"),
    ]
)


@settings(max_examples=300)
@given(FORMS, st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)) | st.none(), ANCHORS, st.booleans())
def test_any_form_is_a_date_or_unknown(
    form: DateForm, reference: dt.date | None, anchor: DateValue, is_future: bool
) -> None:
    check_value(resolve(form, reference, anchor, is_future))
