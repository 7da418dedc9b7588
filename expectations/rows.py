"""Runs the suites on one group of parts: columns and dtypes first, then every check whose columns are there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from expectations.catalogue import DERIVED, RULES
from expectations.group import PART, Group, intact_dtype
from expectations.outcome import Expectation, Finding, Outcome, Severity, broken, judged, skipped
from expectations.spared import spared
from transforms.contract import TABLES, Column, Table

if TYPE_CHECKING:
    from expectations.derived import Check
    from expectations.engine import Engine


@dataclass(frozen=True)
class Suites:
    """The engine that runs checks, and all checks by table."""

    engine: Engine
    checks: dict[str, tuple[Check, ...]]


@cache
def suites() -> Suites:
    """The same for every release, so they are made once; Great Expectations is imported here."""
    logging.getLogger("great_expectations").setLevel(logging.WARNING)  # before the import, which logs at INFO
    with spared():
        from expectations.derived import column_checks
        from expectations.engine import Engine, rule_check

    derived = {name: tuple(column_checks(table)) for name, table in TABLES.items()}
    rules = {name: tuple(rule_check(rule) for rule in RULES if rule.table == name) for name in TABLES}
    return Suites(Engine(), {name: (*derived[name], *rules[name]) for name in TABLES})


@dataclass(frozen=True)
class Joined:
    """A table's frame with the derived columns that could be computed, and the errors of those that raised."""

    table: str
    frame: pd.DataFrame
    columns: tuple[str, ...]
    errors: dict[str, str]


def row_outcomes(group: Group) -> Iterator[Outcome]:
    """The outcome of every expectation on columns and rows of ``group``, table by table."""
    engine, known = suites().engine, suites().checks  # first of all: it sees to how Great Expectations is imported
    from expectations.derived import layout_check

    for name, table in TABLES.items():
        yield from (_type_outcome(table, column, group) for column in table.columns)
        joined = _joined(name, group)
        checks = (layout_check(table, (PART, *joined.columns)), *known[name])
        able = [check for check in checks if not _missing(check, joined, group)]
        done = {o.expectation: o for o in engine.run(name, joined.frame, able)}
        yield from (done.get(check.expectation) or _not_run(check, joined, group) for check in checks)


def _type_outcome(table: Table, column: Column, group: Group) -> Outcome:
    expectation = Expectation("dtype", table.name, column.name, Severity.CRITICAL, f"pandas reads it as {column.kind}")
    frame = group.frames[table.name]
    if column.name not in frame:
        return judged(expectation, [Finding(table.name, "no such column")])
    dtype = frame[column.name].dtype
    return judged(expectation, [] if intact_dtype(column, dtype) else [Finding(table.name, str(dtype))])


def _joined(table: str, group: Group) -> Joined:
    columns: dict[str, pd.Series[Any]] = {}
    errors: dict[str, str] = {}
    for derived in DERIVED:
        if derived.table != table or not all(group.intact(*need.split(".")) for need in derived.needs):
            continue
        try:
            columns[derived.name] = derived.compute(group)
        except Exception as error:  # a check that raises is reported as broken, whatever it raised
            errors[derived.name] = f"{type(error).__name__}: {error}"
    return Joined(table, group.frames[table].assign(**columns), tuple(columns), errors)


def _missing(check: Check, joined: Joined, group: Group) -> list[str]:
    """The columns that ``check`` needs and that are lost, mistyped or could not be computed."""
    return [need for need in check.needs if need not in joined.frame or not group.intact(joined.table, need)]


def _not_run(check: Check, joined: Joined, group: Group) -> Outcome:
    raised = [joined.errors[need] for need in check.needs if need in joined.errors]
    if raised:
        return broken(check.expectation, "; ".join(raised))
    return skipped(check.expectation, f"cannot be judged without {', '.join(_missing(check, joined, group))}")
