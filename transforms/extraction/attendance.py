"""Who else was there: «بحضور», «حضر اللقاء», «برفقة»."""

from __future__ import annotations

from dataclasses import replace

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, parts_of, united
from transforms.extraction.resolve import Item

_GATHERINGS = frozenset({"meeting", "session", "signing", "visit", "accreditation", "call"})
_DELEGATION = ("الوفد المرافق", "ضم الوفد", "يضم الوفد", "الوفد الرسمي", "وفد يضم")


def with_attendees(view: View, drafts: list[Draft]) -> list[Draft]:
    """``drafts`` with those whom this sentence names as present added to the last gathering told."""
    for position in range(view.sentence.first, view.sentence.last):
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
    """The gathering of this sentence before the word, else the last one told in the body."""
    wants_visit = view.phrase_in(_DELEGATION, view.sentence.first, view.sentence.last)
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        if draft.event_type not in _GATHERINGS or draft.is_title != view.is_title or draft.first > position:
            continue
        if wants_visit and draft.event_type != "visit" and any(d.event_type == "visit" for d in drafts):
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
