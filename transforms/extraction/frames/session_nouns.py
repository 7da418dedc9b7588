"""Which nouns tell a session: a gathering of a body, a round of talks, one of a series."""

from __future__ import annotations

from collections.abc import Callable

from transforms.extraction.clauses import View
from transforms.extraction.where import pair_of_states
from transforms.lexicon import lexicon
from transforms.lexicon.entries import City

_GATHERINGS = ("اجتماع", "اجتماعا", "اجتماعات", "الاجتماع", "جلسه", "الجلسه")
_WINDOW = 4  # tokens behind a noun that say of what it is


def is_gathering(view: View, position: int, last: int) -> bool:
    """«اجتماع اللجنة», «اجتماع وزراء», «اجتماع برازافيل»: a meeting of a body is a session."""
    norm = view.text.norms[position]
    if _is_held_by_body(view, position):
        return True
    if last < view.sentence.last and norm.endswith("اجتماع") and view.text.meaning(last, City):
        return True
    window = view.text.norms[last : min(last + 2, view.sentence.last)]
    if len(window) > 1 and view.is_verb(last + 1):
        window = window[:1]
    bodies = lexicon().frame_words.bodies
    names_body = (
        word in bodies or word.removeprefix("ل").removeprefix("ال") in bodies or _bare(word) in bodies
        for word in window
    )
    return norm.endswith(_GATHERINGS) and any(names_body)


def _is_held_by_body(view: View, position: int) -> bool:
    """«عقدت لجنة المتابعة بين الكويت وفرنسا اجتماعها الثاني»: the committee's own meeting."""
    if not view.text.norms[position].startswith("اجتماعها"):
        return False
    before = view.text.norms[view.clause_start(position) : position]
    return any(word.removeprefix("ال") in lexicon().frame_words.committees for word in before)


def is_session(view: View, position: int, last: int, is_carried: bool) -> bool:
    """Whether the noun tells a session: جولة مفاوضات، دورة المجلس; never a press conference or a fair."""
    words = lexicon().frame_words
    window = view.text.norms[last : min(last + _WINDOW, view.sentence.last)]
    if view.phrase_in(words.festive, view.sentence.first, view.sentence.last):
        return False
    governing = view.text.norms[max(view.sentence.first, position - 2) : position]
    if view.text.norms[position].startswith("ل") and not words.presidency.isdisjoint(governing):
        return False
    is_press = any(word.startswith(words.press) for word in window[:2])
    if is_press and any("موتمر" in word for word in view.text.norms[position:last]):
        return False
    stem = _bare(view.text.norms[position].removeprefix("و").removeprefix("ب"))
    if stem.startswith("مفاوضات"):  # «بدء المفاوضات» is agreed or urged more often than told
        before = max(view.sentence.first, position - _WINDOW)
        return is_carried and not view.phrase_in(words.opening, before, position)
    is_whole = last - position > 1
    body = view.text.norms[position].removeprefix("و").removeprefix("ل")
    if is_whole and body in words.joint_bodies and words.joint.isdisjoint(view.text.norms[position:last]):
        is_held = words.not_held.isdisjoint(view.text.norms[max(view.sentence.first, position - 2) : position])
        return is_carried and is_held and _is_of_two_states(view, last)
    rule = next((rule for beginning, rule in _RULES if stem.startswith(beginning)), None)
    return rule is None or is_whole or rule(view, last, window, is_carried)


def series(view: View, position: int, last: int) -> int | None:
    """Which of a series: «الجولة الثالثة», «رابع جولات المحادثات»."""
    numerals = lexicon().calendar.numerals
    for step in (last, last + 1, position - 1):
        is_inside = view.sentence.first <= step < view.sentence.last
        hit = numerals.ordinal(view.text.norms, step) if is_inside else None
        if hit is not None:
            return hit[0]
    return None


def _is_round(view: View, last: int, window: list[str], is_carried: bool) -> bool:
    of_talks = any(_bare(word) in lexicon().frame_words.rounds_of for word in window)
    return of_talks or (is_carried and _is_one_of_series(view, last))


def _is_meeting_of_body(view: View, last: int, window: list[str], is_carried: bool) -> bool:
    of_body = any(_bare(word) in lexicon().frame_words.bodies for word in window)
    return of_body or (is_carried and _is_one_of_series(view, last))


def _is_sitting(view: View, last: int, window: list[str], is_carried: bool) -> bool:
    return any(_bare(word) in lexicon().frame_words.bodies for word in window[:2])


def _is_commission(view: View, last: int, window: list[str], is_carried: bool) -> bool:
    return bool(lexicon().frame_words.joint & set(window))


_Rule = Callable[[View, int, list[str], bool], bool]
_RULES: tuple[tuple[tuple[str, ...], _Rule], ...] = (
    (("جول", "جلسات"), _is_round),
    (("دور",), _is_meeting_of_body),
    (("لجن",), _is_commission),
    (("جلس",), _is_sitting),
)


def _is_of_two_states(view: View, last: int) -> bool:
    """«مجلس التنسيق السعودي البحريني», «لجنة المتابعة بين الكويت وفرنسا»: one state's council is no gathering."""
    end = min(last + 8, view.sentence.last)
    return "بين" in view.text.norms[last : last + 2] or bool(pair_of_states(view, last, end))


def _is_one_of_series(view: View, last: int) -> bool:
    """«الجولة الثالثة», «الدورة المقبلة», «جولة جديدة»."""
    window = view.text.norms[last : last + 2]
    words = lexicon().calendar
    new = lexicon().frame_words.new_of_series
    return series(view, last, last) is not None or any(
        word in words.numerals.ordinals or word in words.modifiers or word in new for word in window
    )


def _bare(word: str) -> str:
    return word.removeprefix("لل").removeprefix("ال").removeprefix("ل")
