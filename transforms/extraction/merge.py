"""One happening told in title, lead and body is one event: drafts that tell the same are put together."""

from __future__ import annotations

from transforms.arabic.dates import UNKNOWN, DateValue
from transforms.extraction.drafts import Draft, Part, united
from transforms.quick import replace

_OF_TWO = frozenset({"call", "meeting"})
_PRECISIONS = ("day", "month", "year")


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
    """«وزير الخارجية يلتقي نظيره الهولندي في لاهاي»: the headline may tell the place that the body leaves out."""
    body = replace(body, parts=united(body.parts, _states_and_known(headline, body)))
    if body.place is not None or body.status != headline.status:
        return body
    if body.place_country not in (None, headline.place_country):
        return body
    return replace(body, place=headline.place, place_country=headline.place_country or body.place_country)


def _states_and_known(headline: Draft, body: Draft) -> tuple[Part, ...]:
    """The parts of the headline that the body may take: states and bodies, and persons whom it names too."""
    return tuple(p for p in headline.parts if p.actor.kind != "person" or p.actor.key in body.people)


def _call_off(merged: list[Draft], draft: Draft) -> None:
    """A plan that the text calls off later is no plan: «كان من المقرر أن تلتقي …، لكن اللقاء ألغي»."""
    for index in range(len(merged) - 1, -1, -1):
        if merged[index].event_type == draft.event_type and merged[index].status == "planned":
            merged[index] = replace(merged[index], status="cancelled").noting("called off later in the text")
            return


def _take_in(merged: list[Draft], draft: Draft) -> None:
    """Puts ``draft`` together with the first that tells the same, else behind all."""
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
    """Whether two drafts of the body tell one happening."""
    if one.event_type != other.event_type or one.status != other.status:
        return False
    if _is_conflict(one, other) or _is_from_another(one, other):
        return False
    if one.event_type == "signing":
        return _is_same_signing(one, other)
    if one.event_type != "session" and one.principals and other.principals:
        return _are_of_one_talk(one, other)
    if one.people and other.people:
        return _is_nested(one.people, other.people)
    if one.event_type == "session" and not (one.sides and other.sides):
        return one.place_country is not None and one.place_country == other.place_country
    return _is_nested(one.sides, other.sides)


def _is_nested(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one telling names all whom the other names."""
    return one <= other or other <= one


def _is_same_signing(one: Draft, other: Draft) -> bool:
    """The same people sign for the same states; other papers in another sentence are another signing."""
    if one.is_background != other.is_background and one.rule != other.rule:
        return False  # «صادق البرلمان على البروتوكول … وكان قد وُقّع»
    if _is_retold(one, other):
        return True
    if one.people != other.people or one.sides != other.sides:
        return False
    is_elsewhere = bool(one.papers and other.papers) and one.sentence != other.sentence
    return not (is_elsewhere and _kinds_of_papers(one) != _kinds_of_papers(other))


def _is_retold(one: Draft, other: Draft) -> bool:
    """«وقعت الحكومتان بروتوكولا … ووقع البروتوكول عن الحكومة X وعن الجانب Y»: by states, then by their people."""
    if other.date not in (UNKNOWN, one.date):
        return False  # «ويعود أول اتفاق أبرمته البلدان الثلاثة إلى 3 جويلية 2009»
    is_of_states = bool(one.people) != bool(other.people)
    is_next = one.sentence != other.sentence and _kinds_of_papers(one) == _kinds_of_papers(other)
    return is_of_states and is_next and _signing_sides(one) == _signing_sides(other)


def _signing_sides(draft: Draft) -> frozenset[str]:
    """Who signs; those who were only present are left out."""
    return frozenset(part.side for part in draft.parts if part.role != "attendee")


def _kinds_of_papers(draft: Draft) -> set[str]:
    """Types of the documents signed: «اتفاقية ومذكرتي تفاهم» are two."""
    return {paper.agreement_type for paper in draft.papers}


def _are_of_one_talk(one: Draft, other: Draft) -> bool:
    """Who takes part in one draft takes part in the other: three ministers, then two of them apart, met twice."""
    if len(one.principals) > 1 and len(other.principals) > 1 and one.principal_sides != other.principal_sides:
        return False
    if not _is_nested(one.principals, other.principals):
        return False
    # «التقى الملك وزيري خارجية A وB»: one meeting each
    return one.event_type not in _OF_TWO or _is_nested(one.sides, other.sides)


def _is_from_another(one: Draft, other: Draft) -> bool:
    """A letter that A sends and one that A receives are two, as are envoys expelled and recalled: by who acts.

    Relations with another state are other relations: «قطع العلاقات مع تايوان وإقامة علاقات مع الصين».
    """
    if one.event_type == "relations":
        return not _is_nested(one.sides, other.sides)
    if one.event_type not in ("message", "accreditation"):
        return False
    first, second = ({p.side for p in d.parts if p.role in ("sender", "initiator")} for d in (one, other))
    return bool(first) and bool(second) and not first & second


def _is_conflict(one: Draft, other: Draft) -> bool:
    """Different days, rounds or cities are different happenings."""
    if _is_other_day(one.date, other.date):
        return True
    if one.series is not None and other.series is not None and one.series != other.series:
        return True  # «الجولة الأولى» and «الجولة الثانية»
    if one.is_background != other.is_background and (one.date == UNKNOWN) != (other.date == UNKNOWN):
        return True  # dated history and what the article reports
    if one.place and other.place and one.place.name != other.place.name:
        return True
    return bool(one.place_country and other.place_country and one.place_country != other.place_country)


def _is_other_day(one: DateValue, other: DateValue) -> bool:
    """Whether two known dates exclude each other; 5 May and «in May» do not."""
    if one.start is None or other.start is None or one.start == other.start:
        return False
    finer, coarser = sorted((one, other), key=lambda date: _PRECISIONS.index(date.precision))
    if finer.precision == coarser.precision or finer.start is None:
        return True
    if coarser.start is None or coarser.end is None:
        return True
    return not coarser.start <= finer.start <= coarser.end


def _joined(one: Draft, other: Draft) -> Draft:
    """``one`` with what ``other`` tells besides; a day is kept before a month."""
    date = one.date if one.date.precision == "day" or other.date == UNKNOWN else other.date
    known = {paper.first for paper in one.papers}
    is_retold = one.event_type == "signing" and bool(one.papers) and _is_retold(one, other)
    papers = one.papers + tuple(paper for paper in other.papers if paper.first not in known and not is_retold)
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
