"""Dates as Arabic news writes them: found as forms, resolved against a reference day only when one is known."""

from __future__ import annotations

import calendar as _calendar
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from transforms.arabic.numerals import Numerals


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as the text tells it: ``start`` and ``end`` equal for one day, both None with precision ``unknown``."""

    start: dt.date | None
    end: dt.date | None
    precision: str


UNKNOWN = DateValue(None, None, "unknown")


class PhraseTable:
    """Values by folded phrase, looked up at a position: how long a phrase may be is known by its first word."""

    def __init__(self, phrases: dict[str, int]) -> None:
        self._phrases = phrases
        self._longest: dict[str, int] = {}
        self._seconds: dict[str, set[str]] = {}
        for phrase in phrases:
            first, *others = phrase.split()
            self._longest[first] = max(1 + len(others), self._longest.get(first, 0))
            self._seconds.setdefault(first, set()).update(others[:1])

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._phrases

    def __getitem__(self, phrase: str) -> int:
        return self._phrases[phrase]

    def __iter__(self) -> Iterator[str]:
        return iter(self._phrases)

    def opens(self, word: str) -> bool:
        """Whether a phrase begins with ``word``."""
        return word in self._longest

    def at(self, norms: Sequence[str], position: int, first: str) -> tuple[int, int] | None:
        """The value of the longest phrase at ``position``, its first word read as ``first``, and the position after."""
        longest = self._longest.get(first, 0)
        if longest > 1 and (position + 1 >= len(norms) or norms[position + 1] not in self._seconds[first]):
            longest = int(first in self._phrases)
        if longest < 2:
            return (self._phrases[first], position + 1) if longest else None
        for length in range(longest, 0, -1):
            phrase = " ".join((first, *norms[position + 1 : position + length]))
            if phrase in self._phrases:
                return self._phrases[phrase], position + length
        return None


@dataclass(frozen=True, slots=True, eq=False)  # one object a lexicon, so that what is found by it can be remembered
class CalendarWords:
    """Folded calendar vocabulary; phrases of several words are keyed by the words joined with one space."""

    months: PhraseTable
    guarded_months: frozenset[str]
    hijri_months: PhraseTable
    weekdays: PhraseTable
    days: PhraseTable
    modifiers: dict[str, str]
    units: dict[str, str]
    openers: frozenset[str]
    range_words: frozenset[str]
    day_parts: frozenset[str]
    numerals: Numerals


@dataclass(frozen=True, slots=True)
class DateForm:
    """What a date expression says, before anything is added: any field may be missing.

    ``offset`` counts days from the reference day; ``which`` is ``this``, ``last``, ``next``, ``same`` or ``after`` (the
    day after the one told before) and belongs to ``unit``.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    end_day: int | None = None
    end_month: int | None = None
    weekday: int | None = None
    offset: int | None = None
    which: str | None = None
    unit: str | None = None
    is_hijri: bool = False


class DateMention(NamedTuple):
    """A date expression at ``first`` up to, not including, ``last`` of the words it was looked for in."""

    first: int
    last: int
    form: DateForm


def find_dates(norms: Sequence[str], words: CalendarWords) -> list[DateMention]:
    """The date expressions in ``norms`` (folded words, numbers and signs of one sentence), left to right."""
    return dates_at(norms, words, [i for i, norm in enumerate(norms) if may_open_date(norm, words)])


def dates_at(norms: Sequence[str], words: CalendarWords, openings: Sequence[int]) -> list[DateMention]:
    """The date expressions in ``norms`` where it is known that none begins but at ``openings``."""
    finder = _Finder(norms, words)
    found: list[DateMention] = []
    behind = 0
    for position in openings:
        hit = finder.at(position) if position >= behind else None
        if hit is not None:
            form, behind = hit
            first = position - (position > 0 and norms[position - 1] in words.day_parts)
            found.append(DateMention(first, behind, form))
    return _joined(found, norms)


def may_open_date(norm: str, words: CalendarWords) -> bool:
    """Whether a date can begin at the word ``norm``: most words can not, and are passed over at once."""
    return bool(_attempts(norm, words).all)


def needs_more_of_day(norm: str, words: CalendarWords) -> bool:
    """Whether the word ``norm`` opens nothing but a day, and that only if the next word goes on with it: 3، الثالث."""
    return not _attempts(norm, words).but_days


def _joined(found: list[DateMention], norms: Sequence[str]) -> list[DateMention]:
    """A weekday and the date beside it, or a Hijri date and its الموافق, are one expression: الثلاثاء 11 أغسطس."""
    joined: list[DateMention] = []
    for mention in found:
        previous = joined[-1] if joined else None
        if previous is not None:
            between = set(norms[previous.last : mention.first])
            combined = _combined(previous.form, mention.form, between)
            if combined is not None:
                joined[-1] = DateMention(previous.first, mention.last, combined)
                continue
        joined.append(mention)
    return joined


def _is_number(norm: str) -> bool:
    """Digits that can be a day or a year: «٢٠٢٥», not a superscript or a telephone number."""
    return norm.isdecimal() and len(norm) <= 4


RANGE_OPENERS = frozenset({"من", "بين", "يومي", "ايام"})  # a day of the month must follow them
_GLUED = frozenset({"و", "ب", "ل", "ف", "وب", "ول"})
_BETWEEN = frozenset({"الموافق", "(", ")", "،", ",", "ه", "هـ", "هجري", "هجريه", "يوم", "ل", "/", "-", "مساء", "صباح"})


def _combined(left: DateForm, right: DateForm, between: set[str]) -> DateForm | None:
    if not between <= _BETWEEN:
        return None
    if left.is_hijri and right.month and not right.is_hijri:
        return right
    if right.is_hijri and left.month and not left.is_hijri:
        return left
    if (left.weekday is not None or left.offset is not None) and left.day is None and right.day is not None:
        return replace(right, weekday=left.weekday, offset=left.offset)
    if left.offset is not None and right.weekday is not None and right.day is None and right.which is None:
        return left
    if left.weekday is not None and right.offset is not None and left.day is None:
        return right
    return None


class _Finder:
    """One pass over the words of a sentence; each method tries one kind of expression at a position."""

    def __init__(self, norms: Sequence[str], words: CalendarWords) -> None:
        self._norms = norms
        self._words = words

    def at(self, position: int) -> tuple[DateForm, int] | None:
        """The longest expression that starts at ``position`` and the position after it."""
        attempts = _attempts(self._norms[position], self._words)
        following = self._norm(position + 1)
        for attempt in attempts.all if goes_on_day(following, self._words) else attempts.but_days:
            hit = attempt(self, position)
            if hit is not None:
                return hit
        return None

    def _norm(self, position: int) -> str:
        return self._norms[position] if 0 <= position < len(self._norms) else ""

    def _phrase(self, position: int, table: PhraseTable) -> tuple[int, int] | None:
        """The value of the longest phrase of ``table`` at ``position``, without a particle on it: وأمس، بأوت."""
        norm = self._norm(position)
        for cut in (0, 1, 2):
            if cut == 0 or norm[:cut] in _GLUED:
                hit = table.at(self._norms, position, norm[cut:])
                if hit is not None:
                    return hit
        return None

    def _month_at(self, position: int) -> tuple[int, int, bool, bool] | None:
        """Month number, position after, whether Hijri, whether the name is guarded; أيار/مايو is one month."""
        for table, is_hijri in ((self._words.months, False), (self._words.hijri_months, True)):
            hit = self._phrase(position, table)
            if hit is None:
                continue
            number, after = hit
            guarded = is_hijri or self._norm(position) in self._words.guarded_months
            return (number, self._second_name(after, table, number), is_hijri, guarded)
        return None

    def _second_name(self, after: int, table: PhraseTable, number: int) -> int:
        """The position after a second name of the same month: تموز/يوليو، يونيو (حزيران)."""
        if self._norm(after) in ("/", "(", "-", "–"):
            second = self._phrase(after + 1, table)
            if second is not None and second[0] == number:
                return second[1] + (self._norm(second[1]) == ")")
        return after

    def _day_number(self, position: int) -> tuple[int, int] | None:
        norm = self._norm(position)
        if norm in ("ال", "الـ") and _is_number(self._norm(position + 1)):
            return int(self._norm(position + 1)), position + 2
        if _is_number(norm) and 1 <= int(norm) <= 31:
            return int(norm), position + 1
        hit = self._words.numerals.ordinal(self._norms, position)
        return hit if hit is not None and 1 <= hit[0] <= 31 else None

    def _year_at(self, position: int) -> tuple[int | None, int]:
        """A year with or without a word for it before it, else None and the same position."""
        step = position
        if self._norm(step) in ("،", ",", "/", "-"):
            step += 1
        if self._norm(step) in ("من", "ل"):
            step += 1
        if self._words.units.get(self._norm(step).removeprefix("ل")) == "year":
            step += 1
        norm = self._norm(step)
        if _is_number(norm) and len(norm) == 4 and 1300 <= int(norm) <= 2100:
            after = step + 1
            return int(norm), after + (self._norm(after) in ("م", "ه", "هـ"))
        return None, position

    def _modifier(self, position: int) -> tuple[str | None, int]:
        step = position
        if self._norm(step) == "من" and self._words.units.get(self._norm(step + 1)) is not None:
            step += 2  # «من الشهر الجاري»، «من السنة المقبلة»
        elif self._words.units.get(self._norm(step)) == "year" and self._words.modifiers.get(self._norm(step + 1)):
            step += 1
        which = self._words.modifiers.get(self._norm(step))
        return (which, step + 1) if which is not None else (None, position)

    def _numeric(self, position: int) -> tuple[DateForm, int] | None:
        """15/8/2024، 2024-08-15، 15 - 8 (the last only with spaces or in one sign)."""
        parts: list[int] = []
        step = position
        sign = ""
        while _is_number(self._norm(step)) and len(parts) < 3:
            parts.append(int(self._norm(step)))
            if (
                self._norm(step + 1) in ("/", "-")
                and _is_number(self._norm(step + 2))
                and sign in ("", self._norm(step + 1))
            ):
                sign = self._norm(step + 1)
                step += 2
            else:
                step += 1
                break
        if len(parts) == 3:
            if parts[0] > 31:
                parts.reverse()
            day, month, year = parts
            if day <= 12 < month <= 31:
                day, month = month, day
            if 1 <= day <= 31 and 1 <= month <= 12 and 1300 <= year <= 2100:
                return DateForm(day=day, month=month, year=year, is_hijri=year < 1600), step
        return None

    def _range(self, position: int) -> tuple[DateForm, int] | None:
        """من 12 إلى 15 ماي الجاري؛ بين 7 و9 أكتوبر؛ 7-9 أكتوبر؛ من 28 يناير إلى 2 فبراير."""
        step = position + (self._norm(position) in RANGE_OPENERS)
        first = self._day_number(step)
        if first is None:
            return None
        day, step = first
        first_month = self._month_at(step)
        if first_month is not None:
            step = first_month[1]
        joint = self._norm(step)
        if joint in self._words.range_words or joint in ("-", "–"):
            second = self._day_number(step + 1 + (self._norm(step + 1) in ("غايه",)))
        elif joint.startswith("و") and len(joint) > 1:
            second = self._glued_day(joint, step)
        else:
            return None
        if second is None:
            return None
        end_day, step = second
        month = self._month_at(step + (self._norm(step) in ("من", "شهر")))
        if month is None:
            return None
        year, after = self._year_at(month[1])
        which, after = self._modifier(after)
        start_month = first_month[0] if first_month is not None else month[0]
        form = DateForm(
            day=day, month=start_month, year=year, end_day=end_day, end_month=month[0],
            which=which, unit="month" if which else None, is_hijri=month[2],
        )  # fmt: skip
        return form, after

    def _glued_day(self, joint: str, step: int) -> tuple[int, int] | None:
        rest = joint[1:]
        if _is_number(rest) and 1 <= int(rest) <= 31:
            return int(rest), step + 1
        value = self._words.numerals.ordinals.get(rest)
        return (value, step + 1) if value is not None else None

    def _day_month(self, position: int) -> tuple[DateForm, int] | None:
        """3 مايو 2025؛ الثالث من مايو الجاري؛ 29 من الشهر الجاري؛ السابع عشر منه."""
        number = self._day_number(position)
        if number is None:
            return None
        day, step = number
        if self._norm(step) == "منه":
            return DateForm(day=day, which="same", unit="month"), step + 1
        linked = step + (self._norm(step) == "من")
        unit = linked + (self._norm(linked) == "شهر")
        month = self._month_at(unit)
        if month is not None:
            year, after = self._year_at(month[1])
            if (
                month[3]
                and month[2]
                and year is None
                and self._norm(month[1]) not in ("ه", "هـ", "الموافق", "الجاري", "الماضي")
            ):
                return None  # «3 رمضان قديروف»: a Hijri month's name without a year may be a person's
            which, after = self._modifier(after)
            unit_name = "month" if which else None
            form = DateForm(day=day, month=month[0], year=year, which=which, unit=unit_name, is_hijri=month[2])
            return form, after + (self._norm(after) in ("ه", "هـ", "م"))
        if self._words.units.get(self._norm(linked)) == "month" and (linked > step or self._norm(linked) == "الشهر"):
            modifier = self._words.modifiers.get(self._norm(linked + 1))
            if modifier:
                return DateForm(day=day, which=modifier, unit="month"), linked + 2
        return None

    def _weekday(self, position: int) -> tuple[DateForm, int] | None:
        hit = self._phrase(position, self._words.weekdays)
        if hit is None:
            return None
        which = self._words.modifiers.get(self._norm(hit[1]))
        form = DateForm(weekday=hit[0], which=which, unit="week" if which else None)
        return form, hit[1] + (which is not None)

    def _days(self, position: int) -> tuple[DateForm, int] | None:
        hit = self._phrase(position, self._words.days)
        if hit is None:
            return None
        offset, after = hit
        if offset == 0 and self._words.modifiers.get(self._norm(after)) == "same":
            return DateForm(which="same", unit="day"), after + 1
        if offset == 0 and self._norm(after) == "التالي":
            return DateForm(which="after", unit="day"), after + 1
        if offset == 0 and self._norm(after) == "السابق":
            return DateForm(which="before", unit="day"), after + 1
        if offset == 0 and self._words.modifiers.get(self._norm(after)) in ("last", "next"):
            return None
        return DateForm(offset=offset), after

    def _month(self, position: int) -> tuple[DateForm, int] | None:
        month = self._month_at(position)
        if month is None:
            return None
        year, after = self._year_at(month[1])
        which, after = self._modifier(after)
        opened = self._norm(position - 1) in self._words.openers or self._norm(position) not in self._words.months
        if month[3] and not (year or which or opened):
            return None
        if month[2] and not (year or self._norm(position - 1) == "شهر"):
            return None
        unit = "month" if which else None
        return DateForm(month=month[0], year=year, which=which, unit=unit, is_hijri=month[2]), after

    def _unit(self, position: int) -> tuple[DateForm, int] | None:
        """الشهر الماضي؛ العام المقبل؛ العام نفسه."""
        unit = self._words.units.get(self._bare_unit(self._norm(position)))
        which = self._words.modifiers.get(self._norm(position + 1))
        if unit is None or which is None or not self._bare_unit(self._norm(position)).startswith("ال"):
            return None
        return DateForm(which=which, unit=unit), position + 2

    def _bare_unit(self, norm: str) -> str:
        return _bare_unit(norm, self._words)

    def _year(self, position: int) -> tuple[DateForm, int] | None:
        """عام 1991؛ سنة 2009؛ في 2023 (a bare number only after an opening word)."""
        norm = self._norm(position)
        if self._words.units.get(self._bare_unit(norm)) == "year":
            year, after = self._year_at(position + 1)
            return (DateForm(year=year, is_hijri=year < 1600), after) if year else None
        opened = self._norm(position - 1) in self._words.openers
        if opened and _is_number(norm) and len(norm) == 4 and 1900 <= int(norm) <= 2100:
            return DateForm(year=int(norm)), position + 1
        return None


def _bare_unit(norm: str, words: CalendarWords) -> str:
    if norm in words.units:
        return norm
    if norm.startswith("لل"):
        return "ا" + norm[1:] if "ا" + norm[1:] in words.units else norm
    return norm[1:] if norm[:1] in "وبل" and norm[1:] in words.units else norm


_Attempt = Callable[[_Finder, int], tuple[DateForm, int] | None]
_OF_DAYS = (_Finder._numeric, _Finder._range, _Finder._day_month)
_BEHIND_DAY = frozenset({"/", "-", "–", "من", "منه", "شهر"})


class _Attempts(NamedTuple):
    """The kinds of expression that can begin with a word, the longest first; those of a day need more behind it."""

    all: tuple[_Attempt, ...]
    but_days: tuple[_Attempt, ...]


@lru_cache(maxsize=1 << 15)
def goes_on_day(norm: str, words: CalendarWords) -> bool:
    """Whether ``norm`` may stand behind the first word of a day: «15 / 8», «3 مايو», «الثالث عشر», «7 و9», «ال 3»."""
    if norm.startswith("و") or _is_number(norm):
        return True
    if norm in _BEHIND_DAY or norm in words.range_words or norm in words.numerals.teens:
        return True
    rests = (norm, *(norm[cut:] for cut in (1, 2) if norm[:cut] in _GLUED))
    is_month = any(table.opens(rest) for table in (words.months, words.hijri_months) for rest in rests)
    return is_month or words.units.get(norm) == "month"


@lru_cache(maxsize=1 << 15)
def _attempts(norm: str, words: CalendarWords) -> _Attempts:
    """What can begin with the word ``norm``."""
    is_day = (
        norm in ("ال", "الـ") or _is_number(norm) or norm in words.numerals.ordinals or norm in words.numerals.units
    )
    is_unit = _bare_unit(norm, words) in words.units
    rests = (norm, *(norm[cut:] for cut in (1, 2) if norm[:cut] in _GLUED))

    def opens(*tables: PhraseTable) -> bool:
        return any(table.opens(rest) for table in tables for rest in rests)

    attempts: tuple[tuple[_Attempt, bool], ...] = (
        (_Finder._numeric, _is_number(norm)),
        (_Finder._range, is_day or norm in RANGE_OPENERS),
        (_Finder._day_month, is_day),
        (_Finder._weekday, opens(words.weekdays)),
        (_Finder._days, opens(words.days)),
        (_Finder._month, opens(words.months, words.hijri_months)),
        (_Finder._unit, is_unit),
        (_Finder._year, is_unit or (_is_number(norm) and len(norm) == 4)),
    )
    likely = tuple(attempt for attempt, may_begin in attempts if may_begin)
    if norm in RANGE_OPENERS:
        return _Attempts(likely, likely)
    return _Attempts(likely, tuple(attempt for attempt in likely if attempt not in _OF_DAYS))


def resolve(form: DateForm, reference: dt.date | None, anchor: DateValue, is_future: bool) -> DateValue:
    """The date that ``form`` means.

    ``reference`` is the day of the dateline or of publication, None when neither is known; ``anchor`` the last date
    told, for اليوم نفسه and العام ذاته; ``is_future`` decides a bare weekday or month. What cannot be told is UNKNOWN.
    """
    try:
        if form.which == "same":
            return _same(form, anchor)
        if form.which in ("after", "before"):
            step = dt.timedelta(days=1 if form.which == "after" else -1)
            return UNKNOWN if anchor.start is None or anchor.precision != "day" else _day(anchor.start + step)
        if form.year is not None:
            return _with_year(form)
        if reference is None:
            return UNKNOWN
        return _relative(form, reference, is_future)
    except (ValueError, OverflowError):  # 31 of a month of 30 days: the text is wrong, so nothing is told
        return UNKNOWN


def _day(start: dt.date, end: dt.date | None = None) -> DateValue:
    return DateValue(start, end or start, "day")


def _whole_month(year: int, month: int) -> DateValue:
    return DateValue(dt.date(year, month, 1), dt.date(year, month, _calendar.monthrange(year, month)[1]), "month")


def _whole_year(year: int) -> DateValue:
    return DateValue(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _same(form: DateForm, anchor: DateValue) -> DateValue:
    if anchor.start is None:
        return UNKNOWN
    if form.day is not None:
        return _day(anchor.start.replace(day=form.day)) if anchor.precision in ("day", "month") else UNKNOWN
    if form.unit == "day":
        return anchor if anchor.precision == "day" else UNKNOWN
    if form.unit == "month" and anchor.precision in ("day", "month"):
        return _whole_month(anchor.start.year, anchor.start.month)
    return _whole_year(anchor.start.year) if form.unit == "year" else UNKNOWN


def _with_year(form: DateForm) -> DateValue:
    assert form.year is not None
    if form.is_hijri:
        return _hijri(form.year, form.month, form.day)
    if form.month is None:
        return _whole_year(form.year)
    if form.day is None:
        return _whole_month(form.year, form.month)
    return _span(form, form.year)


def _span(form: DateForm, year: int) -> DateValue:
    assert form.month is not None
    assert form.day is not None
    start = dt.date(year, form.month, form.day)
    if form.end_day is None:
        return _day(start)
    end = dt.date(year, form.end_month or form.month, form.end_day)
    return _day(start, end) if end >= start else _day(start)


def _hijri(year: int, month: int | None, day: int | None) -> DateValue:
    from hijridate import Hijri

    if not 1343 <= year <= 1500:  # the range of the Umm al-Qura tables
        return UNKNOWN
    if month is None or day is None:
        return UNKNOWN  # a Hijri month or year is no Gregorian month or year
    return _day(Hijri(year, month, day).to_gregorian())


def _relative(form: DateForm, reference: dt.date, is_future: bool) -> DateValue:
    if form.is_hijri:
        return UNKNOWN
    if form.offset is not None and form.day is None:
        return _day(reference + dt.timedelta(days=form.offset))
    if form.month is not None:
        return _month_without_year(form, reference, is_future)
    if form.weekday is not None:
        return _day(_weekday_date(form, reference, is_future))
    step = {"this": 0, "last": -1, "next": 1}.get(form.which or "this", 0)
    if form.unit == "month":
        year, month = divmod(reference.year * 12 + reference.month - 1 + step, 12)
        if form.day is not None:
            return _day(dt.date(year, month + 1, form.day))
        return _whole_month(year, month + 1)
    if form.unit == "year":
        return _whole_year(reference.year + step)
    return UNKNOWN


def _weekday_date(form: DateForm, reference: dt.date, is_future: bool) -> dt.date:
    assert form.weekday is not None
    ahead = (form.weekday - reference.weekday()) % 7
    if form.which == "next":
        return reference + dt.timedelta(days=ahead or 7)
    if form.which == "last":
        return reference - dt.timedelta(days=(7 - ahead) % 7 or 7)
    if is_future:
        return reference + dt.timedelta(days=ahead)
    return reference - dt.timedelta(days=(7 - ahead) % 7)


def _month_without_year(form: DateForm, reference: dt.date, is_future: bool) -> DateValue:
    assert form.month is not None
    year = reference.year
    if form.which == "next" and form.month <= reference.month:
        year += 1
    elif form.which == "last" and form.month > reference.month:
        year -= 1
    elif form.which is None:
        distance = form.month - reference.month
        if is_future and distance < -2:
            year += 1
        elif not is_future and distance > 2:
            year -= 1
    return _span(form, year) if form.day is not None else _whole_month(year, form.month)
