"""What must hold between the parts of one article, whatever its sentences said one by one."""

from __future__ import annotations

import datetime as dt

from transforms.arabic.dates import UNKNOWN
from transforms.extraction.actors import Actor
from transforms.extraction.drafts import Draft, Part
from transforms.quick import replace

# their nouns are told alike before and after: «القمة في 5 مايو»
_OF_TWO = frozenset({"meeting", "call"})
_SCHEDULED = frozenset({"session", "visit", "relations"})


def settle(drafts: list[Draft], today: dt.date | None) -> list[Draft]:
    """``drafts`` that agree with the day of the article (None when it is not known) and with each other.

    A call has no place; who is a person does not take part as a state too; an actor has one country, office and name in
    all rows; what is planned lies ahead and what happened does not.
    """
    actors = _one_of_each(drafts)
    return [in_time(_without_doubles(_at_no_place(draft), actors), today) for draft in drafts]


def _at_no_place(draft: Draft) -> Draft:
    """A call is between two places, so it has none."""
    return replace(draft, place=None, place_country=None) if draft.event_type == "call" else draft


def _one_of_each(drafts: list[Draft]) -> dict[str, Actor]:
    """The actor of every key, one with a country before one without."""
    found: dict[str, Actor] = {}
    for draft in drafts:
        for part in draft.parts:
            known = found.get(part.actor.key)
            if known is None or (known.country is None and part.actor.country is not None):
                found[part.actor.key] = part.actor
    return found


def _without_doubles(draft: Draft, actors: dict[str, Actor]) -> Draft:
    """«وقع لبنان وسوريا» in the title, their ministers in the body: the ministers stand for the states."""
    parts = [_with_actor(part, actors[part.actor.key]) for part in draft.parts]
    spoken_for = {part.actor.country for part in parts if part.actor.kind == "person"}
    kept = tuple(part for part in parts if not (part.actor.kind == "country" and part.actor.country in spoken_for))
    return replace(draft, parts=() if _is_of_one(draft.event_type, kept) else kept)


def _with_actor(part: Part, actor: Actor) -> Part:
    return part if part.actor is actor else replace(part, actor=actor)


def _is_of_one(event_type: str, parts: tuple[Part, ...]) -> bool:
    """A meeting of a minister and his own state is of nobody else: a draft without parts is not published."""
    return event_type in _OF_TWO and len({part.actor.key for part in parts}) < 2


def in_time(draft: Draft, today: dt.date | None) -> Draft:
    """``draft`` as the day of the article leaves it: no plan for a day that is past, no deed of one that lies ahead."""
    date = draft.date
    if today is None or date.start is None or date.end is None:
        return draft
    if draft.status == "planned" and date.end < today:
        return replace(draft, status="occurred").noting("its date is past")
    if draft.status != "occurred" or date.start <= today:
        return draft
    if draft.event_type in _SCHEDULED and not draft.is_background:
        return replace(draft, status="planned").noting("its date lies ahead")
    return replace(draft, date=UNKNOWN).noting("a date ahead is not that of what happened")
