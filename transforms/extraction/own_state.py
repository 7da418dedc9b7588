"""The state that an article without a dateline is written from."""

from __future__ import annotations

from collections import Counter

from transforms.extraction.cultures import may_be_of, name_culture
from transforms.extraction.mentions import Mention
from transforms.lexicon import lexicon

_ARABIC_OUTLETS = frozenset({"LBN", "SDN", "MRT", "SOM", "DJI", "IRN", "TUR"})  # besides the Arab states proper
_PEOPLE = ("person", "office", "counterpart")
SINGLE_OFFICES = frozenset({"head_of_state", "crown_prince", "head_of_government", "foreign_minister"})
GOVERNING = SINGLE_OFFICES | {
    "deputy_head_of_government",
    "minister",
    "deputy_minister",
    "speaker",
    "spokesperson",
}


def own_state(mentions: list[Mention]) -> str | None:
    """The state whose officers need no nisba, named most; None when the text does not tell."""
    officers = [
        m
        for m in mentions
        if m.kind in ("person", "office") and m.position in GOVERNING and not m.country and not m.organization
    ]
    if not officers:
        return None
    named = _times_named(mentions)
    _without_held_offices(named, officers, mentions)
    people = [m for m in officers if m.kind == "person"]
    people = [m for m in people if name_culture(m.parts) == "arabic"] or people
    own = [code for code in named if _has_arabic_outlets(code) and all(may_be_of(m.parts, code) for m in people)]
    best = sorted(((code, named[code]) for code in own if named[code] > 1), key=lambda item: -item[1])[:2]
    if best and (len(best) == 1 or best[0][1] > best[1][1]):
        return best[0][0]
    scenes = (m.country for m in mentions if m.kind in ("city", "capital", "institution") and m.governor in ("في", "ب"))
    return next((code for code in scenes if code in own and named[code] > 0), None)


def _times_named(mentions: list[Mention]) -> Counter[str]:
    """How often each state is named, less once for each officer with its nisba: a foreigner where others go without."""
    named: Counter[str] = Counter()
    for mention in mentions:
        is_people = mention.kind == "group" and not mention.title_text  # «السوريين» are refugees as often as a state
        if mention.country and mention.kind not in _PEOPLE and not is_people:
            named[mention.country] += 1
    for mention in mentions:
        if mention.country and mention.kind in ("person", "office") and mention.position != "ambassador":
            named[mention.country] -= 1
    return named


def _without_held_offices(named: Counter[str], officers: list[Mention], mentions: list[Mention]) -> None:
    """«مدبولي، رئيس مجلس الوزراء، وجعفر حسان، رئيس الوزراء الأردني»: not a Jordanian article."""
    held = {
        (m.position, m.country) for m in mentions if m.kind == "person" and m.country and m.position in SINGLE_OFFICES
    }
    for officer in officers:
        for code in [code for code in named if officer.kind == "person" and (officer.position, code) in held]:
            if not any(m.country == code and m.parts == officer.parts for m in mentions):
                named[code] = 0


def _has_arabic_outlets(code: str) -> bool:
    return lexicon().cultures.get(code) == "arab" or code in _ARABIC_OUTLETS
