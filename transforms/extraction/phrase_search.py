"""Whether one of several phrases stands in a row of words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.memo import Memo

_PARTICLES = ("", "ب", "و", "ف", "ال", "ل")


def stands_in(phrases: tuple[str, ...], norms: list[str]) -> bool:
    """Whether one of ``phrases`` (folded) stands in ``norms`` as whole words.

    A particle before it and an accusative alif behind it are allowed.
    """
    wanted = _WANTED[phrases]
    if wanted.openings.isdisjoint(norms):
        return False
    return not wanted.alone.isdisjoint(norms) or wanted.longer.search(" ".join(norms)) is not None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Phrases by their length: every form of those of one word, the pattern of all others, and how any can begin."""

    openings: frozenset[str]
    alone: frozenset[str]
    longer: re.Pattern[str]


def _wanted(phrases: tuple[str, ...]) -> _Wanted:
    alone = [phrase for phrase in phrases if " " not in phrase]
    longer = [phrase for phrase in phrases if " " in phrase]
    forms = frozenset(particle + word + alif for word in alone for particle in _PARTICLES for alif in ("", "ا"))
    return _Wanted(
        openings=forms.union(particle + phrase.split()[0] for phrase in longer for particle in _PARTICLES),
        alone=forms,
        longer=re.compile(rf"(?<!\S)(?:{'|'.join(_PARTICLES)})(?:{'|'.join(map(re.escape, longer))})ا?(?!\S)"),
    )


_WANTED = Memo(_wanted, 1 << 10)
