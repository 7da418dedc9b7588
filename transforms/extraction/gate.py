"""Articles that tell no diplomacy: without a state or a trigger, or full of matches, markets and films."""

from __future__ import annotations

from transforms.extraction.text import Text
from transforms.lexicon.entries import (
    City,
    Country,
    EventVerb,
    Head,
    Institution,
    Marker,
    Meaning,
    NounForm,
    Organization,
    VerbForm,
)

_MANY = 4  # words of sport or of the arts that make an article one of them, when fewer offices are named


def is_diplomatic(text: Text) -> bool:
    """Whether ``text`` can tell an event between states: it names a side and a trigger, and is no report of a match."""
    has_trigger = has_side = False
    playful = offices = 0
    for position in text.hits:
        match = text.matches[position]
        assert match is not None
        for meaning in match.meanings:
            has_trigger = has_trigger or _is_trigger(meaning)
            if isinstance(meaning, Country | City | Institution | Organization):
                has_side = True
            elif isinstance(meaning, Head):
                offices += 1
            elif isinstance(meaning, Marker):
                playful += meaning.group == "hard_negatives" and meaning.name in ("sport", "culture")
                has_side = has_side or meaning.group == "home"
    return has_trigger and has_side and (playful < _MANY or offices > playful)


def _is_trigger(meaning: Meaning) -> bool:
    return isinstance(meaning, NounForm) or (isinstance(meaning, VerbForm) and isinstance(meaning.verb, EventVerb))
