"""What is judged of a few parts by themselves, so that no release is in memory, or judged again, as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from expectations.drift import Statistics, statistics
from expectations.duplicates import Repeat, repeats_of
from expectations.group import read_group
from expectations.outcome import Outcome
from expectations.rows import row_outcomes
from expectations.uniqueness import Hashes, Key, key_hashes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds of the rows of some parts, and what the release that they make up is judged by.

    Every reference lies within a part, so that nothing about a row depends on parts that are not among them;
    ``hashes`` and ``repeats`` are there for what must hold between all rows of the release, ``statistics`` for what it
    is compared by with the one before.
    """

    outcomes: tuple[Outcome, ...]
    hashes: Mapping[Key, Hashes]
    repeats: tuple[Repeat, ...]
    statistics: Statistics


def judge(paths: Mapping[int, Mapping[str, Path]]) -> Verdict:
    """The verdict on the parts whose files, by part number and table, are at ``paths``."""
    group = read_group(paths)
    return Verdict(tuple(row_outcomes(group)), key_hashes(group), repeats_of(group), statistics(paths.values()))
