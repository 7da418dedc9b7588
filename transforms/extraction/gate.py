"""Articles that tell no diplomacy: without a state or a trigger, or full of matches, markets and films."""

from __future__ import annotations

from transforms.extraction.text import Text
from transforms.lexicon.entries import (
    CITY,
    COUNTRY,
    INSTITUTION,
    MARKER,
    NOUN_FORM,
    ORGANIZATION,
    VERB_FORM,
    EventVerb,
    Head,
    Marker,
    Meaning,
    NounForm,
    VerbForm,
)

_MANY = 4  # words of sport or of the arts that make an article one of them, when fewer offices are named


def is_diplomatic(text: Text) -> bool:
    """Whether ``text`` can tell an event between states: it names a side and a trigger, and is no report of a match."""
    kinds = 0
    found = [match for position in text.hits if (match := text.matches[position]) is not None]
    for match in found:
        kinds |= match.kinds
    if not kinds & (NOUN_FORM | VERB_FORM) or not any(_is_trigger(m) for match in found for m in match.meanings):
        return False
    markers = [m for match in found if match.kinds & MARKER for m in match.meanings if isinstance(m, Marker)]
    if not kinds & (COUNTRY | CITY | INSTITUTION | ORGANIZATION) and all(m.group != "home" for m in markers):
        return False
    playful = sum(m.group == "hard_negatives" and m.name in ("sport", "culture") for m in markers)
    return playful < _MANY or playful < sum(isinstance(m, Head) for match in found for m in match.meanings)


def _is_trigger(meaning: Meaning) -> bool:
    """Whether a word may tell an event; a light verb («أجرى») alone does not."""
    return isinstance(meaning, NounForm) or (isinstance(meaning, VerbForm) and isinstance(meaning.verb, EventVerb))
