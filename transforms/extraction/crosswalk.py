"""PLOVER types and CAMEO codes of an event, by the one table of crosswalk.csv."""

from __future__ import annotations

from functools import lru_cache

from transforms.extraction.drafts import Draft
from transforms.lexicon.compiled import rows

_TO_MEET = frozenset({"meeting", "call", "visit", "session"})
_STATEMENTS = frozenset({"support", "condemn", "appeal", "aid"})
_BROKEN = ("قطع", "اغلاق", "اغلق", "خفض", "جمد", "طرد", "سحب", "استدع")
_RECOGNITION = ("اعتر", "الاعتراف")


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], tuple[str, str]]:
    return {(r["event_type"], r["mode"]): (r["plover_type"], r["cameo_code"]) for r in rows("crosswalk.csv")}


def codes(draft: Draft, trigger: str) -> tuple[str, str]:
    """PLOVER type and CAMEO code of ``draft``, whose folded trigger words are ``trigger``."""
    if draft.status == "planned" and draft.event_type not in _STATEMENTS:
        return _table()[("planned", "meet" if draft.event_type in _TO_MEET else "")]
    return _table()[(draft.event_type, _mode(draft, trigger))]


def _mode(draft: Draft, trigger: str) -> str:
    match draft.event_type:
        case "meeting" if draft.rule == "meeting.receive":
            return "host"
        case "session" if "مفاوضات" in trigger or "جول" in trigger:
            return "negotiation"
        case "relations" if any(word in trigger for word in _RECOGNITION):
            return "recognition"
        case "relations" | "accreditation" if any(word in trigger for word in _BROKEN):
            return "broken"
        case "condemn" if "رفض" in trigger:
            return "rejection"
        case _:
            return ""
