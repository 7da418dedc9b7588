"""Scene of an event that its own sentence does not tell: the occasion that the article reports."""

from __future__ import annotations

from dataclasses import replace

from transforms.arabic.dates import UNKNOWN, DateValue
from transforms.extraction.actors import country_actor
from transforms.extraction.drafts import Draft, Part
from transforms.extraction.mentions import Mention
from transforms.extraction.text import Text

_DATED = frozenset(
    {
        "meeting",
        "signing",
        "agree",
        "session",
        "accreditation",
        "visit",
        "support",
        "condemn",
        "appeal",
        "aid",
        "message",
    }
)
_PLACED = frozenset(
    {"meeting", "signing", "agree", "session", "support", "condemn", "appeal", "accreditation", "message"}
)
_NEAR = 4  # sentences between an occasion and what still belongs to it in a long article
_SHORT = 12  # sentences of an article that tells one day


def inherit_scene(drafts: list[Draft], text: Text) -> list[Draft]:
    """Drafts without a date or place take those of the occasion, when they occurred there by the same people."""
    occasions = [d for d in drafts if _is_occasion(d)]
    result: list[Draft] = []
    for draft in drafts:
        draft = _with_date(draft, occasions, drafts, text)
        result.append(_with_place(draft, drafts, text))
    return [_settled(draft, result) for draft in result]


def _is_occasion(draft: Draft) -> bool:
    return (
        draft.status == "occurred" and not draft.is_background and draft.date.precision == "day"
        and draft.event_type in _DATED - {"message", "support", "condemn", "appeal", "aid"}
    )  # fmt: skip


def _with_date(draft: Draft, occasions: list[Draft], drafts: list[Draft], text: Text) -> Draft:
    if draft.date != UNKNOWN or draft.event_type not in _DATED or _is_cable(draft, text):
        return draft
    if draft.status == "planned":
        visit = next(
            (
                d
                for d in drafts
                if d.event_type == "visit"
                and d.status == "planned"
                and d.date.precision == "day"
                and d.people & draft.people
            ),
            None,
        )
        return (
            draft
            if visit is None or draft.event_type not in ("meeting", "signing")
            else replace(draft, date=_first_day(visit.date)).noting("date of the visit")
        )
    if draft.status != "occurred" or draft.is_background:
        return draft
    for occasion in occasions:
        is_near = abs(draft.sentence.index - occasion.sentence.index) <= _NEAR or len(text.sentences) <= _SHORT
        is_of_the_day = (
            occasion.date.start == text.reference and draft.event_type != "message" and len(text.sentences) <= _SHORT
        )
        if is_near and (is_of_the_day or _is_of(draft, occasion)):
            return replace(draft, date=_within(occasion.date)).noting("date of the occasion")
    return draft


def _is_cable(draft: Draft, text: Text) -> bool:
    """A cable is sent from afar, whoever else met that day."""
    words = text.norms[draft.first : draft.sentence.last]
    return draft.event_type == "message" and any("برقي" in word or "ابرق" in word for word in words[:12])


def _first_day(date: DateValue) -> DateValue:
    return replace(date, end=date.start)


def _within(date: DateValue) -> DateValue:
    """What happened during an occasion of several days is told to the month."""
    assert date.start is not None and date.end is not None
    if date.start == date.end:
        return date
    if (date.start.year, date.start.month) != (date.end.year, date.end.month):
        return UNKNOWN
    return DateValue(date.start.replace(day=1), date.end, "month")


def _is_of(draft: Draft, occasion: Draft) -> bool:
    """A letter is of an occasion when two of its people were there, anything else when one was or the same states were."""
    shared = draft.people & occasion.people
    if draft.event_type == "message":
        return len(shared) >= 2 or (bool(shared) and draft.sentence.index - occasion.sentence.index in (0, 1))
    return bool(shared) or draft.sides == occasion.sides


def _with_place(draft: Draft, drafts: list[Draft], text: Text) -> Draft:
    if (
        draft.place is not None
        or (draft.event_type not in _PLACED and not (draft.event_type == "visit" and draft.place_country is None))
        or draft.is_background
        or _is_cable(draft, text)
    ):
        return draft
    words = text.norms[draft.sentence.first : draft.sentence.last]
    is_aside = "هامش" in words or "الهامش" in words  # «على هامش القمة»: at the place of the session
    for scene in drafts:
        if (
            scene is draft
            or scene.place_country is None
            or scene.is_background
            or draft.place_country not in (None, scene.place_country)
        ):
            continue
        if scene.event_type not in (*_PLACED, "visit") or scene.status not in ("occurred", draft.status):
            continue
        is_there = scene.event_type in ("session", "visit") and bool(draft.sides & scene.sides)
        if (
            _is_of(draft, scene)
            or is_there
            or (is_aside and not scene.people and scene.event_type in ("session", "signing"))
        ):
            return replace(draft, place=scene.place, place_country=scene.place_country).noting("place of the occasion")
    return draft


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
    has_arrived = any(
        d.event_type in ("meeting", "signing") and d.status == "occurred" and not d.is_background and d.place is not None
        and d.place.name == draft.place.name and d.people & draft.people
        for d in drafts
    )  # fmt: skip
    return replace(draft, status="occurred").noting("the visitor has met somebody there") if has_arrived else draft
