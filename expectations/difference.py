"""Which parts two releases do not have in common: of the others nothing need be read to compare the releases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from expectations.files import BAD, Package, read_package
from expectations.group import part_number, parts

Parts = dict[int, dict[str, Path]]
_Content = frozenset[tuple[str, str]]  # hash of the file of each table


@dataclass(frozen=True, slots=True)
class Difference:
    """The parts of ``now`` and of ``before`` that the other does not have; all of them where a descriptor is bad.

    ``rows_in_common`` is how many rows of each table are in the parts that both have.
    """

    now: Parts
    before: Parts
    rows_in_common: Mapping[str, int]


def difference(now: Path, before: Path) -> Difference:
    """How the releases in the folders ``now`` and ``before`` differ, by the hashes in their descriptors."""
    try:
        ours, theirs = _contents(read_package(now)), _contents(read_package(before))
    except BAD:
        return Difference(parts(now), parts(before), {})
    common = set(ours.values()) & set(theirs.values())
    rows: Counter[str] = Counter()
    for file in read_package(before).files:
        if theirs[part_number(Path(file.path))] in common:
            rows[file.table] += file.rows
    return Difference(_without(common, parts(now), ours), _without(common, parts(before), theirs), rows)


def _without(common: Set[_Content], own: Parts, contents: Mapping[int, _Content]) -> Parts:
    return {number: paths for number, paths in own.items() if contents.get(number) not in common}


def _contents(package: Package) -> dict[int, _Content]:
    found: dict[int, set[tuple[str, str]]] = {}
    for file in package.files:
        found.setdefault(part_number(Path(file.path)), set()).add((file.table, file.sha256))
    return {number: frozenset(files) for number, files in found.items()}
