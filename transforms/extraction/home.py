"""The state that an article is written from, where the text says it, and «المملكة» and its like made that state."""

from __future__ import annotations

from functools import lru_cache

from transforms.extraction.dateline import dateline_city
from transforms.extraction.mentions import Mention
from transforms.extraction.own_state import own_state
from transforms.extraction.text import Text
from transforms.lexicon import lexicon
from transforms.quick import replace

_OPENING_TOKENS = 40
_CLOSING_TOKENS = 12
_LONGEST_SIGNATURE = 5  # «( و . م . ع )»
_SIGNATURE_SIGNS = frozenset({"(", ")", "/", "-", "–", ":", "\n", "م", "."})


def home_country(text: Text, mentions: list[Mention]) -> str | None:
    """The agency's signature or the dateline's city, else how the article speaks of its rulers and officers."""
    return (
        _by_signature(text)
        or _by_dateline(text)
        or _by_epithet(mentions)
        or _by_style(text.norms)
        or own_state(mentions)
    )


def _by_signature(text: Text) -> str | None:
    """«(واس)», «/بنا/», «و.م.ع» at the head or the end of the article."""
    norms = text.norms
    agencies = lexicon().agencies
    edges = [*range(min(_OPENING_TOKENS, len(norms))), *range(max(0, len(norms) - _CLOSING_TOKENS), len(norms))]
    openings = _agency_openings()
    for position in [p for p in edges if norms[p] in openings]:
        letters = " ".join(n for n in norms[position : position + _LONGEST_SIGNATURE] if n != ".")
        for phrase in (norms[position], letters):
            if phrase in agencies and _is_signature(text, position):
                return agencies[phrase]
    return None


@lru_cache(maxsize=1)
def _agency_openings() -> frozenset[str]:
    """The words with which an agency's name begins, and the full stop that its letters may stand behind."""
    return frozenset({".", *(name.split()[0] for name in lexicon().agencies)})


def _is_signature(text: Text, position: int) -> bool:
    """An agency's short name counts by itself, in brackets, between slashes, or at the end of a dateline."""
    before = text.norms[position - 1] if position else "\n"
    after = text.norms[position + 1] if position + 1 < len(text.norms) else "\n"
    is_behind_sign = before in _SIGNATURE_SIGNS or before.isdigit()
    return is_behind_sign and (after in _SIGNATURE_SIGNS or after.isdigit() or text.norms[position] == "و")


def _by_dateline(text: Text) -> str | None:
    city = dateline_city(text)
    return city.country if city is not None else None


def _by_epithet(mentions: list[Mention]) -> str | None:
    """«خادم الحرمين الشريفين» is spoken of in Saudi Arabia, «السلطنة» in Oman."""
    return next(
        (
            m.country
            for m in mentions
            if m.title_text.startswith("خادم الحرمين") or (m.kind == "home" and m.pair_class == "sultanate")
        ),
        None,
    )


def _by_style(norms: list[str]) -> str | None:
    """The state whose outlets alone speak so of their rulers: «حضرة صاحب السمو أمير البلاد» is Kuwaiti."""
    if _style_openings().isdisjoint(norms):
        return None
    words = f" {' '.join(norms)} "
    return next((code for phrase, code in lexicon().home_styles if phrase in words), None)


@lru_cache(maxsize=1)
def _style_openings() -> frozenset[str]:
    """The words with which a style begins."""
    return frozenset(phrase.split()[0] for phrase, _ in lexicon().home_styles)


def with_home(mentions: list[Mention], home: str | None) -> list[Mention]:
    """``mentions`` with «المملكة» and its like made the state meant, or left out when the text does not say which."""
    result = []
    for mention in mentions:
        if mention.kind != "home":
            result.append(mention)
            continue
        states = lexicon().home_states[mention.pair_class]
        named = [m.country for m in mentions if m.country in states]
        only = states[0] if len(states) == 1 else None
        country = home if home in states or not states else named[0] if named else only
        if country is not None:
            result.append(replace(mention, kind="country", country=country))
    return result
