"""The phrases of the lexicon in a document, and which state a form means that names two."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from transforms.arabic.sentences import Sentence
from transforms.extraction.words import Word
from transforms.lexicon import lexicon
from transforms.lexicon.entries import CITY, City, Country, Meaning, kinds_of
from transforms.lexicon.trie import Match

_new = tuple.__new__  # half the time of Match(…)


def find_phrases(words: list[Word], norms: list[str], sentences: list[Sentence]) -> list[Match]:
    """The longest phrases left to right, none over the end of a sentence."""
    at = lexicon().trie.at
    found: list[Match] = []
    limits = [(sentence.first, sentence.last) for sentence in reversed(sentences)]
    behind = last = 0
    for position, word in enumerate(words):
        start = word.phrases
        if start is None:
            continue
        while position >= last and limits:
            behind, last = limits.pop()
        if not behind <= position < last:
            continue
        following = position + 1
        if following < last and norms[following] in start.seconds:
            match = at(start, norms, position, last)
            if match is not None:
                found.append(match)
                behind = match.last
        elif start.alone is not None:
            prefix, meanings, kinds = start.alone
            found.append(_new(Match, (position, following, prefix, meanings, kinds)))
    return _unambiguous(found)


def _unambiguous(found: list[Match]) -> list[Match]:
    """A form that is a state's name and another state's city («عمان») is what the article else speaks of."""
    if not any(match.kinds & CITY and len(match.meanings) > 1 and _is_doubtful(match) for match in found):
        return found
    spoken = Counter(
        meaning.code if isinstance(meaning, Country) else meaning.country
        for match in found
        if len(match.meanings) == 1
        for meaning in match.meanings
        if isinstance(meaning, Country | City)
    )
    return [_decided(match, spoken) for match in found]


def _is_doubtful(match: Match) -> bool:
    cities = sum(isinstance(meaning, City) for meaning in match.meanings)
    return cities > 1 or (cities == 1 and any(isinstance(meaning, Country) for meaning in match.meanings))


def _decided(match: Match, spoken: Counter[str]) -> Match:
    if not match.kinds & CITY:
        return match
    states = [m for m in match.meanings if isinstance(m, Country)]
    cities = [m for m in match.meanings if isinstance(m, City)]
    if len(cities) > 1 and not states:  # طرابلس of Libya and of Lebanon
        return _meaning(match, max(cities, key=lambda c: (spoken[c.country], c.role == "capital")))
    if not states or any(city.country == states[0].code for city in cities):
        return match
    city = max(cities, key=lambda c: spoken[c.country])
    chosen: Meaning = city if spoken[city.country] > spoken[states[0].code] else states[0]
    if isinstance(chosen, City):
        chosen = replace(chosen, is_guarded=False)
    return _meaning(match, chosen)


def _meaning(match: Match, meaning: Meaning) -> Match:
    return match._replace(meanings=(meaning,), kinds=kinds_of((meaning,)))
