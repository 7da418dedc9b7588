"""Numbers written in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numerals:
    """Folded number words: ``ordinals`` and ``cardinals``, ``units`` (the الحادي of compounds), ``teens`` (عشر)."""

    ordinals: dict[str, int]
    units: dict[str, int]
    cardinals: dict[str, int]
    teens: frozenset[str]

    def ordinal(self, norms: Sequence[str], position: int) -> tuple[int, int] | None:
        """The ordinal that starts at ``position`` and the position after it: السابع عشر is 17, الخامس والعشرين 25."""
        if position >= len(norms):
            return None
        word = norms[position]
        unit = self.ordinals.get(word, self.units.get(word))
        if unit is None:
            return None
        following = norms[position + 1] if position + 1 < len(norms) else ""
        if unit < 10 and following in self.teens:
            return unit + 10, position + 2
        tens = self.ordinals.get(following[1:], 0) if following.startswith("و") else 0
        if unit < 10 and tens >= 20:
            return unit + tens, position + 2
        return (unit, position + 1) if word in self.ordinals else None

    def cardinal(self, norm: str) -> int | None:
        """The value of one cardinal word up to ten or of digits, else None."""
        if norm.isdecimal() and len(norm) <= 9:
            return int(norm)
        return self.cardinals.get(norm)
