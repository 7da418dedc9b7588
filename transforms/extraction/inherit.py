"""Scene of an event that its own sentence does not tell: the occasion that the article reports."""

from __future__ import annotations

import datetime as dt

from transforms.arabic.dates import UNKNOWN, DateValue
from transforms.extraction.actors import Actor, country_actor
from transforms.extraction.dateline import dateline_city
from transforms.extraction.drafts import Draft, Part
from transforms.extraction.mentions import Mention
from transforms.extraction.text import Text
from transforms.lexicon import lexicon
from transforms.lexicon.entries import City
from transforms.quick import replace

_OCCASIONS = frozenset({"meeting", "signing", "agree", "session", "accreditation", "visit"})
_DEEDS = frozenset({"support", "condemn", "appeal", "message"})
_DATED = _OCCASIONS | _DEEDS | {"aid"}
_PLACED = _OCCASIONS - {"visit"} | _DEEDS
_GATHERINGS = frozenset({"meeting", "session", "signing", "agree", "accreditation"})
_RECENT = 31  # days before the article in which its own news happened
_NEXT = 2  # sentences over which a day goes on
_NEAR = 4  # sentences between an occasion and what still belongs to it in a long article
_SHORT = 12  # sentences of an article that tells one day
_OPENING = 12  # words of an event in which stands what carries it


def inherit_scene(drafts: list[Draft], text: Text) -> list[Draft]:
    """Drafts without a date or place take those of the occasion, when they occurred there by the same people."""
    occasions = [d for d in drafts if _is_occasion(d)]
    result = [_with_place(_with_date(draft, occasions, drafts, text), drafts, text) for draft in drafts]
    result = [_at_dateline(_on_the_same_day(draft, result, text), text) for draft in result]
    return [_settled(draft, result) for draft in result]


def _is_occasion(draft: Draft) -> bool:
    """Whether others may take their day from it: something that happened on a day told, no mere word of it."""
    is_told = draft.status == "occurred" and not draft.is_background
    return is_told and draft.date.precision == "day" and draft.event_type in _OCCASIONS


def _with_date(draft: Draft, occasions: list[Draft], drafts: list[Draft], text: Text) -> Draft:
    """``draft`` with the day of its occasion, a planned one with that of the planned visit."""
    if draft.date != UNKNOWN or draft.event_type not in _DATED or _is_cable(draft, text):
        return draft
    if draft.status == "planned":
        return _with_date_of_visit(draft, drafts)
    if draft.status != "occurred" or draft.is_background:
        return draft
    is_short = len(text.sentences) <= _SHORT
    for occasion in occasions:
        behind = draft.sentence.index - occasion.sentence.index
        if behind < -_NEXT and not _is_recent(occasion.date, text.reference):
            continue  # «ويعود أول اتفاق …» at the end: history
        is_near = is_short or behind <= _NEAR
        is_of_the_day = is_short and occasion.date.start == text.reference and draft.event_type != "message"
        if is_near and (is_of_the_day or _is_of(draft, occasion)):
            return replace(draft, date=_within(occasion.date)).noting("date of the occasion")
    return draft


def _is_recent(date: DateValue, today: dt.date | None) -> bool:
    return today is not None and date.start is not None and abs((today - date.start).days) <= _RECENT


def _on_the_same_day(draft: Draft, drafts: list[Draft], text: Text) -> Draft:
    """What goes on with a story («وشكلت الدورة فرصة …», «كما التقى …») happened on the day last told."""
    is_alike = _is_alike(draft, text)
    is_open = draft.date == UNKNOWN and draft.event_type in _DATED and (is_alike or not _is_cable(draft, text))
    if not is_open or draft.status != "occurred" or draft.is_background:
        return draft
    before = [d for d in drafts if d.first < draft.first and (_is_occasion(d) or (is_alike and _is_dated_cable(d)))]
    last = max(before, key=lambda d: d.first, default=None)
    if last is None or draft.sentence.index - last.sentence.index > _NEXT:
        return draft
    return replace(draft, date=_within(last.date)).noting("date of the event told before")


def _at_dateline(draft: Draft, text: Text) -> Draft:
    """«الرباط (و م ع) - استقبل وزير الخارجية …»: at home of one who takes part, when no place is told."""
    is_open = draft.place is None and draft.place_country is None and draft.event_type in _GATHERINGS
    city = dateline_city(text) if is_open and draft.status == "occurred" and not draft.is_background else None
    if city is None or not any(_may_be_there(p.actor, city) for p in draft.parts):
        return draft
    return replace(draft, place=city, place_country=city.country).noting("place of the dateline")


def _is_alike(draft: Draft, text: Text) -> bool:
    """«وبعث نائب الرئيس برقية مماثلة»: sent on the day of the one before."""
    words = text.norms[draft.sentence.first : draft.sentence.last]
    return draft.event_type == "message" and any(word.startswith(lexicon().story_words.alike) for word in words)


def _is_dated_cable(draft: Draft) -> bool:
    return draft.event_type == "message" and draft.date.precision == "day"


def _may_be_there(actor: Actor, city: City) -> bool:
    """Who is at home in the state of ``city``, and bodies, which are at home everywhere."""
    return actor.country == city.country or actor.kind == "organization" or actor.organization is not None


def _with_date_of_visit(draft: Draft, drafts: list[Draft]) -> Draft:
    """«يزور موسكو الأحد … ويلتقي نظيره»: a planned meeting is on the first day of its guest's planned visit."""
    if draft.event_type not in ("meeting", "signing"):
        return draft
    for visit in drafts:
        is_planned = visit.event_type == "visit" and visit.status == "planned" and visit.date.precision == "day"
        if is_planned and visit.people & draft.people:
            return replace(draft, date=_first_day(visit.date)).noting("date of the visit")
    return draft


def _is_cable(draft: Draft, text: Text) -> bool:
    """A cable is sent from afar, whoever else met that day."""
    if draft.event_type != "message":
        return False
    words = text.norms[draft.first : min(draft.sentence.last, draft.first + _OPENING)]
    return any(stem in word for word in words for stem in lexicon().story_words.cabled)


def _first_day(date: DateValue) -> DateValue:
    """The first of several days: «يزور باريس من 3 إلى 5 مايو»."""
    return replace(date, end=date.start)


def _within(date: DateValue) -> DateValue:
    """What happened during an occasion of several days is told to the month."""
    if date.start is None or date.end is None or date.start == date.end:
        return date
    if (date.start.year, date.start.month) != (date.end.year, date.end.month):
        return UNKNOWN
    return DateValue(date.start.replace(day=1), date.end, "month")


def _is_of(draft: Draft, occasion: Draft) -> bool:
    """A letter is of an occasion when two of its people were there, anything else when one or the same states were."""
    shared = draft.people & occasion.people
    if draft.event_type == "message":
        return len(shared) >= 2 or (bool(shared) and draft.sentence.index - occasion.sentence.index in (0, 1))
    return bool(shared) or draft.sides == occasion.sides


def _with_place(draft: Draft, drafts: list[Draft], text: Text) -> Draft:
    """``draft`` at the place of its occasion, when its own sentence tells none."""
    if draft.place is not None or draft.is_background or _is_cable(draft, text):
        return draft
    if draft.event_type not in _PLACED and (draft.event_type != "visit" or draft.place_country is not None):
        return draft
    words = text.norms[draft.sentence.first : draft.sentence.last]
    is_aside = not lexicon().story_words.beside.isdisjoint(words)  # «على هامش القمة»: at the place of the session
    for scene in drafts:
        if not _may_lend_place(scene, draft, text.reference):
            continue
        is_there = scene.event_type in ("session", "visit") and bool(draft.sides & scene.sides)
        is_beside = is_aside and not scene.people and scene.event_type in ("session", "signing")
        if _is_of(draft, scene) or is_there or is_beside:
            return replace(draft, place=scene.place, place_country=scene.place_country).noting("place of the occasion")
    return draft


def _may_lend_place(scene: Draft, draft: Draft, today: dt.date | None) -> bool:
    """Whether ``scene`` is another event of the article whose place, if it tells one, agrees with that of ``draft``."""
    if scene is draft or scene.is_background or scene.place_country is None:
        return False
    if draft.place_country not in (None, scene.place_country):
        return False
    is_later = scene.sentence.index - draft.sentence.index > _NEXT and scene.date != UNKNOWN
    if is_later and draft.date != scene.date and not _is_recent(scene.date, today):
        return False  # «ويعود أول اتفاق … إلى 2009 بأبوجا» at the end: history
    is_placed = scene.event_type in _PLACED or scene.event_type == "visit"
    return is_placed and scene.status in ("occurred", draft.status)


def with_host(draft: Draft) -> Draft:
    """A session of which nobody is named is attended by its host: the state of its place."""
    if draft.parts or draft.event_type != "session" or draft.place_country is None:
        return draft
    mention = Mention(draft.first, draft.last, "country", country=draft.place_country, resolution="implied")
    return replace(draft, parts=(Part(country_actor(draft.place_country), "host", mention),))


def _settled(draft: Draft, drafts: list[Draft]) -> Draft:
    """A visit told inside a plan («سيترأس … خلال زيارته لموسكو») is a fact when the visitor has met somebody there."""
    if draft.event_type != "visit" or draft.status != "planned" or draft.date != UNKNOWN or draft.place is None:
        return draft
    if not any(_is_met_there(draft, other) for other in drafts):
        return draft
    return replace(draft, status="occurred").noting("the visitor has met somebody there")


def _is_met_there(visit: Draft, other: Draft) -> bool:
    """Whether ``other`` is a meeting or signing of the visitor that took place where he goes."""
    if other.event_type not in ("meeting", "signing") or other.status != "occurred" or other.is_background:
        return False
    if visit.place is None or other.place is None or other.place.name != visit.place.name:
        return False
    return bool(other.people & visit.people)
