"""The gate: reads a release part by part, runs every expectation, and says what holds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from expectations.catalogue import DERIVED, RULES
from expectations.drift import drift_outcomes
from expectations.duplicates import duplicate_outcome, duplicates_of
from expectations.files import BAD, file_outcomes, read_package
from expectations.group import PART, Group, groups, intact_dtype
from expectations.outcome import (
    Expectation,
    Finding,
    Outcome,
    Severity,
    ValidationReport,
    broken,
    judged,
    merged,
    skipped,
)
from expectations.pages import write_data_docs
from expectations.permanence import permanence_outcomes
from expectations.uniqueness import Hashes, Key, key_hashes, key_outcomes
from transforms.contract import TABLES, Column, Table

__all__ = ["validate_release", "write_data_docs"]

if TYPE_CHECKING:
    from expectations.derived import Check
    from expectations.engine import Engine


def validate_release(folder: Path, previous: Path | None = None) -> ValidationReport:
    """Every expectation of the release in ``folder``, in its own right and against the ``previous`` one, if given."""
    outcomes: list[Outcome] = [*file_outcomes(folder)]
    hashes: list[dict[Key, Hashes]] = []
    duplicates: list[pd.DataFrame] = []
    suites = _suites()
    for group in groups(folder):
        outcomes.extend(_group_outcomes(group, suites))
        hashes.append(key_hashes(group))
        duplicates.append(duplicates_of(group))
    outcomes.extend(key_outcomes(folder, hashes))
    outcomes.extend([duplicate_outcome(duplicates, hashes)] if duplicates else [])
    outcomes.extend(drift_outcomes(folder, previous))
    outcomes.extend(permanence_outcomes(folder, previous, _same_code(folder, previous)))
    return ValidationReport(folder.resolve().name, merged(outcomes))


def _same_code(folder: Path, previous: Path | None) -> bool:
    """True when both descriptors name one fingerprint of the code that made the rows."""
    try:
        codes = [read_package(release).code for release in (folder, previous) if release is not None]
    except BAD:
        return False
    return len(codes) == 2 and codes[0] is not None and codes[0] == codes[1]


@dataclass(frozen=True)
class _Suites:
    engine: Engine
    layout: dict[str, Check]
    checks: dict[str, tuple[Check, ...]]


@cache
def _suites() -> _Suites:
    """The engine and all checks, the same for every release: they are made once."""
    logging.getLogger("great_expectations").setLevel(logging.WARNING)  # before the import, which logs at INFO
    from expectations.derived import column_checks, layout_check
    from expectations.engine import Engine, rule_check

    layout = {name: layout_check(table) for name, table in TABLES.items()}
    derived = {name: tuple(column_checks(table)) for name, table in TABLES.items()}
    rules = {name: tuple(rule_check(rule) for rule in RULES if rule.table == name) for name in TABLES}
    return _Suites(Engine(), layout, {name: (*derived[name], *rules[name]) for name in TABLES})


def _group_outcomes(group: Group, suites: _Suites) -> Iterator[Outcome]:
    for name, table in TABLES.items():
        yield from suites.engine.run(name, group.frames[name].drop(columns=PART).iloc[:0], [suites.layout[name]])
        yield from (_type_outcome(table, column, group) for column in table.columns)
        frame, errors = _with_derived(name, group)
        able = [c for c in suites.checks[name] if all(_usable(need, frame, name, group) for need in c.needs)]
        done = {o.expectation: o for o in suites.engine.run(name, frame, able)}
        yield from (done.get(c.expectation) or _not_run(c, frame, name, group, errors) for c in suites.checks[name])


def _type_outcome(table: Table, column: Column, group: Group) -> Outcome:
    expectation = Expectation("dtype", table.name, column.name, Severity.CRITICAL, f"pandas reads it as {column.kind}")
    frame = group.frames[table.name]
    if column.name not in frame:
        return judged(expectation, [Finding(table.name, "no such column")])
    dtype = frame[column.name].dtype
    return judged(expectation, [] if intact_dtype(column, dtype) else [Finding(table.name, str(dtype))])


def _with_derived(table: str, group: Group) -> tuple[pd.DataFrame, dict[str, str]]:
    """The frame of ``table`` with the derived columns that could be computed, and the errors of those that raised."""
    columns: dict[str, pd.Series[Any]] = {}
    errors: dict[str, str] = {}
    for derived in DERIVED:
        if derived.table != table or not all(group.intact(*need.split(".")) for need in derived.needs):
            continue
        try:
            columns[derived.name] = derived.compute(group)
        except Exception as error:  # a check that raises is reported as broken, whatever it raised
            errors[derived.name] = f"{type(error).__name__}: {error}"
    return group.frames[table].assign(**columns), errors


def _usable(need: str, frame: pd.DataFrame, table: str, group: Group) -> bool:
    return need in frame and group.intact(table, need)


def _not_run(check: Check, frame: pd.DataFrame, table: str, group: Group, errors: dict[str, str]) -> Outcome:
    raised = [errors[need] for need in check.needs if need in errors]
    if raised:
        return broken(check.expectation, "; ".join(raised))
    missing = [need for need in check.needs if not _usable(need, frame, table, group)]
    return skipped(check.expectation, f"cannot be judged without {', '.join(missing)}")
