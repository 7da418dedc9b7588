"""Articles that tell no diplomacy: without a state or a trigger, or full of matches, markets and films."""

from __future__ import annotations

from transforms.extraction.text import Text
from transforms.lexicon.entries import (
    CITY,
    COUNTRY,
    EVENT,
    HEAD,
    HOME,
    INSTITUTION,
    NEGATIVE,
    ORGANIZATION,
    Head,
    Marker,
)

_MANY = 4  # words of sport or of the arts that make an article one of them, when fewer offices are named
_SIDES = COUNTRY | CITY | INSTITUTION | ORGANIZATION | HOME


def is_diplomatic(text: Text) -> bool:
    """Whether ``text`` can tell an event between states: it names a side and a trigger, and is no report of a match."""
    kinds = 0
    for match in text.found:
        kinds |= match.kinds
    if not kinds & EVENT or not kinds & _SIDES:
        return False
    if not kinds & NEGATIVE:
        return True
    negatives = [m for match in text.found if match.kinds & NEGATIVE for m in match.meanings if isinstance(m, Marker)]
    playful = sum(m.group == "hard_negatives" and m.name in ("sport", "culture") for m in negatives)
    if playful < _MANY:
        return True
    offices = [match for match in text.found if match.kinds & HEAD]
    return playful < sum(isinstance(m, Head) for match in offices for m in match.meanings)
