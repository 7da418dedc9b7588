"""Articles that are no diplomacy in spite of their words: matches, markets, films."""

from __future__ import annotations

from transforms.extraction.text import Text
from transforms.lexicon.entries import Head, Marker

_MANY = 4


def is_diplomatic(text: Text) -> bool:
    """False where words of sport or of the arts are many and outnumber the offices named."""
    sport = offices = 0
    for match in text.matches:
        if match is None:
            continue
        for meaning in match.meanings:
            if isinstance(meaning, Marker) and meaning.group == "hard_negatives" and meaning.name in ("sport", "culture"):
                sport += 1
            elif isinstance(meaning, Head):
                offices += 1
    return sport < _MANY or offices > sport
