"""Scene of an event that its own sentence does not tell: the occasion that the article reports."""

from __future__ import annotations

from dataclasses import replace

from transforms.arabic.dates import UNKNOWN
from transforms.extraction.drafts import Draft
from transforms.extraction.text import Text

_AT_THE_OCCASION = frozenset({"meeting", "signing", "agree", "session", "accreditation", "visit", "support", "condemn", "appeal", "aid"})
_PLACED = frozenset({"meeting", "signing", "agree", "session", "support", "condemn", "appeal"})


def inherit_scene(drafts: list[Draft], text: Text) -> list[Draft]:
    """Drafts without a date or place take those of the occasion, when they occurred there by the same people."""
    occasion = next((d for d in drafts if d.status == "occurred" and not d.is_background and d.date.precision == "day" and d.event_type in _AT_THE_OCCASION), None)
    placed = [d for d in drafts if d.place_country and d.event_type in (*_PLACED, "visit")]
    result = []
    for draft in drafts:
        if draft.date == UNKNOWN and occasion is not None and _shares_occasion(draft, occasion):
            draft = replace(draft, date=occasion.date).noting("date of the occasion")
        if draft.place is None and draft.event_type in _PLACED:
            scene = next((p for p in placed if p is not draft and _shares_place(draft, p)), None)
            if scene is not None and draft.place_country in (None, scene.place_country):
                draft = replace(draft, place=scene.place, place_country=scene.place_country).noting("place of the occasion")
        result.append(draft)
    return result


def _shares_occasion(draft: Draft, occasion: Draft) -> bool:
    if draft.status != "occurred" or draft.is_background or draft.event_type not in _AT_THE_OCCASION:
        return False
    return bool(draft.people & occasion.people) or draft.sides == occasion.sides


def _shares_place(draft: Draft, scene: Draft) -> bool:
    if draft.is_background or scene.is_background or draft.status not in ("occurred", scene.status):
        return False
    return bool(draft.people & scene.people) or draft.sides == scene.sides
