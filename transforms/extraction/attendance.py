"""Who else was there: «بحضور», «حضر اللقاء», «برفقة»."""

from __future__ import annotations

from dataclasses import replace

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, parts_of, united
from transforms.extraction.resolve import Item
from transforms.extraction.text import between

_GATHERINGS = frozenset({"meeting", "session", "signing", "visit", "accreditation", "call"})
_TALKS = frozenset({"meeting", "session"})
_PEOPLE = frozenset({"person", "office", "counterpart"})
_STATES = frozenset({"country", "capital", "organization", "group"})
_HELD = frozenset({"occurred", "planned"})
_DELEGATION = (
    "في استقباله",
    "في استقبالها",
    "في استقبالهم",
    "مقدمه مستقبليه",
    "مقدمه مستقبليها",
    "مقدمه مستقبلي",
    "مقدمه المستقبلين",
    "في وداعه",
    "في وداعها",
    "الوفد المرافق",
    "ضم الوفد",
    "يضم الوفد",
    "الوفد الرسمي",
    "وفد يضم",
)


def with_attendees(view: View, drafts: list[Draft]) -> list[Draft]:
    """``drafts`` with those whom this sentence names as present added to the last gathering told."""
    for position in between(view.text.markers, view.sentence.first, view.sentence.last):
        if position in view.covered or view.marker(position, "attendance") is None:
            continue
        target = _target(view, drafts, position)
        if target is None:
            continue
        present = _present(view, position, drafts[target])
        for index in _of_one_ceremony(drafts, target) if present else ():
            role = "visitor" if drafts[index].event_type == "visit" else "attendee"
            drafts[index] = replace(drafts[index], parts=united(drafts[index].parts, parts_of(present, role)))
    return drafts


def _target(view: View, drafts: list[Draft], position: int) -> int | None:
    """The gathering that the sentence names («حضر اللقاء»), else the last told before the word, a journey after all others."""
    if view.phrase_in(_DELEGATION, view.sentence.first, min(position + 4, view.sentence.last)):
        wanted: tuple[frozenset[str], ...] = (frozenset({"visit"}), _GATHERINGS)
    else:
        named = frozenset(
            form.noun.event_type for _, form in view.nouns(position, min(position + 4, view.sentence.last))
        )
        before = frozenset(
            form.noun.event_type for _, form in view.nouns(max(view.sentence.first, position - 3), position)
        )
        told = (named or before) & _GATHERINGS
        if told & _TALKS:
            told |= _TALKS  # «الجلسة» may be the meeting just told
        wanted = (named or before, told, _GATHERINGS - {"visit"}, _GATHERINGS)
    led = _led_delegation(view, drafts, position)
    if led is not None:
        return led
    for types in wanted:
        index = _last_of(types, view, drafts, position)
        if index is not None:
            return index
    return None


def _led_delegation(view: View, drafts: list[Draft], position: int) -> int | None:
    """«أن وفدا تركيا برئاسة وزير الخارجية سيزور بغداد»: the event in which the delegation right before the word acts."""
    before = next(
        (i for i in reversed(view.items) if i.mention.last <= position and position - i.mention.last <= 3), None
    )
    if before is None or before.mention.kind not in ("group", "organization"):
        return None
    acting = [
        index
        for index, draft in enumerate(drafts)
        if draft.sentence == view.sentence and any(part.mention == before.mention for part in draft.parts)
    ]
    return acting[0] if acting else None


def _last_of(types: frozenset[str], view: View, drafts: list[Draft], position: int) -> int | None:
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        if (
            draft.event_type in types
            and draft.is_title == view.is_title
            and draft.first < position
            and draft.status in _HELD
        ):
            return index
    return None


def _of_one_ceremony(drafts: list[Draft], index: int) -> list[int]:
    """The draft and those told by the same sentence of the same kind: three ambassadors take one oath, each of them an event."""
    chosen = drafts[index]
    if chosen.event_type != "accreditation":
        return [index]
    return [
        i
        for i, d in enumerate(drafts)
        if d.event_type == chosen.event_type
        and d.rule == chosen.rule
        and d.status == chosen.status
        and d.people & chosen.people
    ]


def _present(view: View, position: int, draft: Draft) -> list[Item]:
    """The persons named behind the word until another verb or thought begins; «كان X بصحبة الوزير» names them before it."""
    found: list[Item] = []
    step = position + 1
    for item in view.items:
        if item.mention.first <= position:
            continue
        if any(view.is_border(p) for p in range(step, item.mention.first)):
            break
        if any(view.is_verb(p) and view.marker(p, "attendance") is None for p in range(step, item.mention.first)):
            break
        is_state = (
            draft.event_type == "session" and item.mention.kind in _STATES and item.mention.governor in ("", "من")
        )
        if item.actors and (is_state or item.mention.kind in _PEOPLE):
            found.append(item)
        step = item.mention.last
    known = {part.actor for part in draft.parts}
    if found and all(set(item.actors) <= known for item in found):
        return [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors and i.mention.kind == "person" and not i.mention.governor
        ][-1:]
    return found
