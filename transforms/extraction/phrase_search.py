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
    if not wanted.alone.isdisjoint(norms):
        return True
    return not wanted.firsts.isdisjoint(norms) and wanted.longer.search(" ".join(norms)) is not None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Phrases by their length: every form of those of one word; the first words and a pattern of all others."""

    alone: frozenset[str]
    firsts: frozenset[str]
    longer: re.Pattern[str]


def _wanted(phrases: tuple[str, ...]) -> _Wanted:
    alone = [phrase for phrase in phrases if " " not in phrase]
    longer = [phrase for phrase in phrases if " " in phrase]
    return _Wanted(
        alone=frozenset(particle + word + alif for word in alone for particle in _PARTICLES for alif in ("", "ا")),
        firsts=frozenset(particle + phrase.split()[0] for phrase in longer for particle in _PARTICLES),
        longer=re.compile(rf"(?<!\S)(?:{'|'.join(_PARTICLES)})(?:{'|'.join(map(re.escape, longer))})ا?(?!\S)"),
    )


_WANTED = Memo(_wanted, 1 << 10)
