"""Every hand-written rule and the columns computed for them, in the order in which reports list them."""

from __future__ import annotations

from expectations import actors, codes, dates, links, spans, wording
from expectations.rule import Derived, Rule

DERIVED: tuple[Derived, ...] = (*links.DERIVED, *spans.DERIVED, *actors.DERIVED)
RULES: tuple[Rule, ...] = (*codes.RULES, *links.RULES, *spans.RULES, *dates.RULES, *actors.RULES, *wording.RULES)


def rule(table: str, name: str, column: str) -> Rule:
    """The rule of that name that judges ``column`` of ``table``; ``KeyError`` when there is none."""
    for candidate in RULES:
        if (candidate.table, candidate.name, candidate.needs[0]) == (table, name, column):
            return candidate
    raise KeyError(f"no rule {name} for {table}.{column}")
