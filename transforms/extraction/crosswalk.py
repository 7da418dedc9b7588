"""PLOVER types and CAMEO codes of an event, by the one table of crosswalk.csv."""

from __future__ import annotations

from functools import lru_cache

from transforms.extraction.drafts import Draft
from transforms.lexicon import lexicon
from transforms.lexicon.compiled import rows

_TO_MEET = frozenset({"meeting", "call", "visit", "session"})
_STATEMENTS = frozenset({"support", "condemn", "appeal", "aid"})


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], tuple[str, str]]:
    return {(r["event_type"], r["mode"]): (r["plover_type"], r["cameo_code"]) for r in rows("crosswalk.csv")}


def codes(draft: Draft, trigger: str) -> tuple[str, str]:
    """PLOVER type and CAMEO code of ``draft``, whose folded trigger words are ``trigger``."""
    if draft.status == "planned" and draft.event_type not in _STATEMENTS:
        return _table()[("planned", "meet" if draft.event_type in _TO_MEET else "")]
    return _table()[(draft.event_type, _mode(draft, trigger))]


def _mode(draft: Draft, trigger: str) -> str:
    words = lexicon().code_words
    match draft.event_type:
        case "meeting" if draft.rule == "meeting.receive":
            return "host"
        case "session" if _tells(trigger, words.negotiation):
            return "negotiation"
        case "relations" if _tells(trigger, words.recognition):
            return "recognition"
        case "relations" | "accreditation" if _tells(trigger, words.broken):
            return "broken"
        case "condemn" if _tells(trigger, words.rejection):
            return "rejection"
        case _:
            return ""


def _tells(trigger: str, beginnings: tuple[str, ...]) -> bool:
    """Whether one of ``beginnings`` stands in the trigger: «قطع العلاقات»."""
    return any(word in trigger for word in beginnings)
