"""One happening told in title, lead and body is one event: drafts that tell the same are put together."""

from __future__ import annotations

from dataclasses import replace

from transforms.arabic.dates import UNKNOWN
from transforms.extraction.drafts import Draft, united

_SESSIONS = frozenset({"session"})


def merge(drafts: list[Draft]) -> list[Draft]:
    """``drafts`` in the order of the text, each happening once; a headline's draft gives way to the body's."""
    body = [draft for draft in drafts if not draft.is_title]
    merged: list[Draft] = []
    for draft in body:
        if draft.parts or draft.status != "cancelled":
            _take_in(merged, draft)
        else:
            _call_off(merged, draft)
    told = len(merged)
    for draft in (d for d in drafts if d.is_title):
        twin = next((i for i, other in enumerate(merged[:told]) if _headline_tells(draft, other)), None)
        if twin is None and (draft.people or len(draft.sides) > 1):
            _take_in(merged, draft)
        elif twin is not None:
            merged[twin] = _with_headline(merged[twin], draft)
    return sorted(merged, key=lambda d: (d.first, d.last))


def _with_headline(body: Draft, headline: Draft) -> Draft:
    """«وزير الخارجية يلتقي نظيره الهولندي في لاهاي»: the headline may name persons and the place that the body leaves out."""
    body = replace(body, parts=united(body.parts, _persons(headline, body)))
    if (
        body.place is not None
        or body.place_country not in (None, headline.place_country)
        or body.status != headline.status
    ):
        return body
    return replace(body, place=headline.place, place_country=headline.place_country or body.place_country)


def _persons(draft: Draft, other: Draft) -> tuple:  # type: ignore[type-arg]
    return tuple(p for p in draft.parts if p.actor.kind != "person" or p.actor.key in other.people)


def _call_off(merged: list[Draft], draft: Draft) -> None:
    """A plan that the text calls off later is no plan: «كان من المقرر أن تلتقي …، لكن اللقاء ألغي»."""
    for index in range(len(merged) - 1, -1, -1):
        if merged[index].event_type == draft.event_type and merged[index].status == "planned":
            merged[index] = replace(merged[index], status="cancelled").noting("called off later in the text")
            return


def _take_in(merged: list[Draft], draft: Draft) -> None:
    for index, other in enumerate(merged):
        if _is_same(other, draft):
            merged[index] = _joined(other, draft)
            return
    merged.append(draft)


def _headline_tells(headline: Draft, body: Draft) -> bool:
    """A headline is looser than the body: the same type and a side or person in common are enough."""
    if headline.event_type != body.event_type:
        return False
    if headline.people and body.people:
        return bool(headline.people & body.people)
    return bool(headline.sides & body.sides)


def _is_same(one: Draft, other: Draft) -> bool:
    if one.event_type != other.event_type or one.status != other.status:
        return False
    if _is_conflict(one, other) or _is_from_another(one, other):
        return False
    if one.event_type == "signing":
        if one.is_background != other.is_background and one.rule != other.rule:
            return False  # «صادق البرلمان على البروتوكول … وكان قد وُقّع»
        return (
            one.people == other.people
            and one.sides == other.sides
            and not (one.papers and other.papers and one.sentence != other.sentence and _new_papers(one, other))
        )
    if one.event_type != "session" and one.principals and other.principals:
        if len(one.principals) > 1 and len(other.principals) > 1 and one.principal_sides != other.principal_sides:
            return False  # three ministers together, then two of them apart
        if not (one.principals <= other.principals or other.principals <= one.principals):
            return False
        is_of_two = one.event_type in ("call", "meeting")  # «التقى الملك وزيري خارجية A وB»: one meeting each
        return not is_of_two or one.sides <= other.sides or other.sides <= one.sides
    if one.people and other.people:
        return one.people <= other.people or other.people <= one.people
    return one.sides <= other.sides or other.sides <= one.sides


def _is_from_another(one: Draft, other: Draft) -> bool:
    """A letter that A sends and one that A receives, an envoy whom A expels and one whom A recalls: the acting side tells them apart.

    Relations with another state are other relations: «قطع العلاقات مع تايوان وإقامة علاقات مع الصين».
    """
    if one.event_type == "relations":
        return not (one.sides <= other.sides or other.sides <= one.sides)
    if one.event_type not in ("message", "accreditation"):
        return False
    first, second = ({p.side for p in d.parts if p.role in ("sender", "initiator")} for d in (one, other))
    return bool(first) and bool(second) and not first & second


def _new_papers(one: Draft, other: Draft) -> bool:
    return {p.agreement_type for p in one.papers} != {p.agreement_type for p in other.papers}


def _is_conflict(one: Draft, other: Draft) -> bool:
    """Different days or cities are different happenings."""
    if one.date.start and other.date.start and one.date.start != other.date.start:
        finer, coarser = sorted((one.date, other.date), key=lambda d: ("day", "month", "year").index(d.precision))
        assert finer.start is not None and coarser.start is not None and coarser.end is not None
        if not (finer.precision != coarser.precision and coarser.start <= finer.start <= coarser.end):
            return True
    if one.series is not None and other.series is not None and one.series != other.series:
        return True  # «الجولة الأولى» and «الجولة الثانية»
    if one.is_background != other.is_background and (one.date == UNKNOWN) != (other.date == UNKNOWN):
        return True  # dated history and what the article reports
    if one.place and other.place and one.place.name != other.place.name:
        return True
    return bool(one.place_country and other.place_country and one.place_country != other.place_country)


def _joined(one: Draft, other: Draft) -> Draft:
    date = one.date if (one.date != UNKNOWN and one.date.precision == "day") or other.date == UNKNOWN else other.date
    papers = one.papers + tuple(p for p in other.papers if p.first not in {q.first for q in one.papers})
    return replace(
        one,
        parts=united(one.parts, other.parts),
        date=date,
        place=one.place or other.place,
        place_country=one.place_country or other.place_country,
        is_background=one.is_background and other.is_background,
        papers=papers,
        steps=(*one.steps, *other.steps),
    )
