"""Who else was there: «بحضور», «حضر اللقاء», «برفقة»."""

from __future__ import annotations

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, parts_of, united
from transforms.extraction.resolve import Item
from transforms.extraction.text import between
from transforms.lexicon import lexicon
from transforms.quick import replace

_GATHERINGS = frozenset({"meeting", "session", "signing", "visit", "accreditation", "call"})
_TALKS = frozenset({"meeting", "session"})
_PEOPLE = frozenset({"person", "office", "counterpart"})
_STATES = frozenset({"country", "capital", "organization", "group"})
_HELD = frozenset({"occurred", "planned"})


def with_attendees(view: View, drafts: list[Draft]) -> list[Draft]:
    """``drafts`` with those whom this sentence names as present added to the last gathering told."""
    for position in _places_of_attendance(view):
        target = _target(view, drafts, position)
        if target is None:
            continue
        present = _present(view, position, drafts[target])
        for index in _of_one_ceremony(drafts, target) if present else ():
            role = _role(view, position, drafts[index])
            drafts[index] = replace(drafts[index], parts=united(drafts[index].parts, parts_of(present, role)))
    return drafts


def _places_of_attendance(view: View) -> list[int]:
    """Where the sentence begins to name who was there, or who led a side."""
    places = between(view.text.attendances, view.sentence.first, view.sentence.last)
    return [p for p in places if view.is_attendance(p) or (p not in view.covered and _leads_side(view, p))]


def _leads_side(view: View, position: int) -> bool:
    """«ترأس الجانب القطري X», «ومثل الوفد المغربي X»: each side of the talks just told and its head."""
    words = lexicon().attendance_words
    is_verb = view.text.norms[position].removeprefix("و") in words.leading
    return is_verb and position + 1 < view.sentence.last and view.text.norms[position + 1] in words.led


def _role(view: View, position: int, draft: Draft) -> str:
    """«ترأس الجانب القطري X» chairs, who goes along on a journey visits, others attend."""
    if draft.event_type == "visit":
        return "visitor"
    if not _leads_side(view, position):
        return "attendee"
    return "chair" if draft.event_type == "session" else "counterpart"


def _target(view: View, drafts: list[Draft], position: int) -> int | None:
    """The gathering of those present: that of the delegation they are of, else the one that the sentence names."""
    led = _led_delegation(view, drafts, position)
    if led is not None:
        return led
    for types in _wanted(view, position):
        index = _last_of(types, view, drafts, position)
        if index is not None:
            return index
    return None


def _wanted(view: View, position: int) -> tuple[frozenset[str], ...]:
    """Types of events, the likeliest first: what is named («حضر اللقاء»), then gatherings, then journeys."""
    behind = min(position + 4, view.sentence.last)
    if view.phrase_in(lexicon().attendance_words.journey, view.sentence.first, behind):
        return frozenset({"visit"}), _GATHERINGS
    before = max(view.sentence.first, position - 3)
    named = _types_named(view, position, behind) or _types_named(view, before, position)
    told = named & _GATHERINGS
    if told & _TALKS:
        told |= _TALKS  # «الجلسة» may be the meeting just told
    return named, told, _GATHERINGS - {"visit"}, _GATHERINGS


def _types_named(view: View, first: int, last: int) -> frozenset[str]:
    """Types of the events whose nouns stand between two tokens: «اللقاء», «الزيارة»."""
    return frozenset(form.noun.event_type for _, form in view.nouns(first, last))


def _led_delegation(view: View, drafts: list[Draft], position: int) -> int | None:
    """«أن وفدا تركيا برئاسة وزير الخارجية سيزور بغداد»: the event in which the delegation before the word acts."""
    before = next((i.mention for i in reversed(view.items) if i.mention.last <= position), None)
    if before is None or position - before.last > 3 or before.kind not in ("group", "organization"):
        return None
    for index, draft in enumerate(drafts):
        if draft.sentence == view.sentence and any(part.mention == before for part in draft.parts):
            return index
    return None


def _last_of(types: frozenset[str], view: View, drafts: list[Draft], position: int) -> int | None:
    """The last event of one of ``types`` told before ``position`` that was or will be held."""
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        is_told = draft.first < position and draft.is_title == view.is_title
        if is_told and draft.event_type in types and draft.status in _HELD:
            return index
    return None


def _of_one_ceremony(drafts: list[Draft], index: int) -> list[int]:
    """The draft and its like: three ambassadors take one oath or are received one by one, each of them an event."""
    chosen = drafts[index]
    if chosen.event_type == "meeting":
        return [i for i, d in enumerate(drafts) if (d.event_type, d.first) == ("meeting", chosen.first)]
    if chosen.event_type != "accreditation":
        return [index]
    kind = (chosen.event_type, chosen.rule, chosen.status)
    return [i for i, d in enumerate(drafts) if (d.event_type, d.rule, d.status) == kind and d.people & chosen.people]


def _present(view: View, position: int, draft: Draft) -> list[Item]:
    """Who is named behind the word until another thought begins; «كان X بصحبة الوزير» names them before it."""
    found = _named_behind(view, position, draft)
    known = {part.actor for part in draft.parts}
    if not found or not all(set(item.actors) <= known for item in found):
        return found
    before = view.between(view.clause_start(position), position)
    return [i for i in before if i.actors and i.mention.kind == "person" and not i.mention.governor][-1:]


def _named_behind(view: View, position: int, draft: Draft) -> list[Item]:
    """Persons behind the word, in a session also states, up to a border or another verb."""
    found: list[Item] = []
    step = position + 1
    for item in view.items:
        mention = item.mention
        if mention.first <= position:
            continue
        if any(view.is_border(p) or _is_other_verb(view, p) for p in range(step, mention.first)):
            break
        is_state = draft.event_type == "session" and mention.kind in _STATES and mention.governor in ("", "من")
        if item.actors and (is_state or mention.kind in _PEOPLE):
            found.append(item)
        step = mention.last
    return found


def _is_other_verb(view: View, position: int) -> bool:
    """A verb that begins another thought, not «حضر» or «شارك» again."""
    return view.is_verb(position) and view.marker(position, "attendance") is None
