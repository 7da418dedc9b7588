"""Who else was there: «بحضور», «حضر اللقاء», «برفقة»."""

from __future__ import annotations

from dataclasses import replace

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, parts_of, united
from transforms.extraction.resolve import Item

_GATHERINGS = frozenset({"meeting", "session", "signing", "visit", "accreditation", "call"})
_TALKS = frozenset({"meeting", "session"})
_DELEGATION = ("في استقباله", "في استقبالها", "في استقبالهم", "في وداعه", "في وداعها", "الوفد المرافق", "ضم الوفد", "يضم الوفد", "الوفد الرسمي", "وفد يضم")


def with_attendees(view: View, drafts: list[Draft]) -> list[Draft]:
    """``drafts`` with those whom this sentence names as present added to the last gathering told."""
    for position in view.text.hits_between(view.sentence.first, view.sentence.last):
        if position in view.covered or view.marker(position, "attendance") is None:
            continue
        target = _target(view, drafts, position)
        if target is None:
            continue
        present = _present(view, position)
        if present:
            draft = drafts[target]
            role = "visitor" if draft.event_type == "visit" else "attendee"
            drafts[target] = replace(draft, parts=united(draft.parts, parts_of(present, role)))
    return drafts


def _target(view: View, drafts: list[Draft], position: int) -> int | None:
    """The gathering that the sentence names («حضر اللقاء»), else the last told before the word, a journey after all others."""
    if view.phrase_in(_DELEGATION, view.sentence.first, view.sentence.last):
        wanted: tuple[frozenset[str], ...] = (frozenset({"visit"}), _GATHERINGS)
    else:
        named = frozenset(form.noun.event_type for _, form in view.nouns(position, min(position + 4, view.sentence.last)))
        before = frozenset(form.noun.event_type for _, form in view.nouns(max(view.sentence.first, position - 3), position))
        told = (named or before) & _GATHERINGS
        if told & _TALKS:
            told |= _TALKS  # «الجلسة» may be the meeting just told
        wanted = (told, _GATHERINGS - {"visit"}, _GATHERINGS)
    for types in wanted:
        index = _last_of(types, view, drafts, position)
        if index is not None:
            return index
    return None


def _last_of(types: frozenset[str], view: View, drafts: list[Draft], position: int) -> int | None:
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        if draft.event_type not in types or draft.is_title != view.is_title or draft.first > position:
            continue
        return index
    return None


def _present(view: View, position: int) -> list[Item]:
    """The persons named behind the word until another verb or thought begins."""
    found: list[Item] = []
    step = position + 1
    for item in view.items:
        if item.mention.first <= position:
            continue
        if any(view.is_border(p) for p in range(step, item.mention.first)):
            break
        if any(view.is_verb(p) and view.marker(p, "attendance") is None for p in range(step, item.mention.first)):
            break
        if item.mention.kind in ("person", "office", "counterpart") and item.actors:
            found.append(item)
        step = item.mention.last
    return found
