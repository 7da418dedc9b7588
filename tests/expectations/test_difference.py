"""Releases are compared by the parts that differ, with the same result as by all parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from releases import Parts, clean_parts, many_parts, write

from expectations import drift, permanence
from expectations.difference import Difference, difference
from expectations.drift import drift_outcomes, statistics
from expectations.group import parts
from expectations.outcome import Kind, Outcome
from expectations.permanence import permanence_outcomes


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(three_parts(), tmp_path_factory.mktemp("before"))


@pytest.fixture
def now(tmp_path: Path) -> Path:
    """The same with fewer events in the first part and the last two parts in another order."""
    first, second, third = three_parts()
    first["events"] = first["events"].iloc[: len(first["events"]) // 2]
    return write([first, third, second], tmp_path)


def three_parts() -> Parts:
    return [*many_parts(80), *clean_parts()]


def everything(now: Path, before: Path) -> Difference:
    return Difference(parts(now), parts(before), {})


def compared(now: Path, before: Path) -> list[Outcome]:
    drifted = drift_outcomes(now, before, statistics(parts(now).values()))
    return [*drifted, *permanence_outcomes(now, before, True), *permanence_outcomes(now, before, False)]


def test_the_parts_in_which_releases_differ(now: Path, before: Path) -> None:
    found = difference(now, before)
    assert (list(found.now), list(found.before)) == ([0], [0])
    assert found.rows_in_common["documents"] == sum(len(part["documents"]) for part in clean_parts())
    assert difference(before, before) == Difference({}, {}, {t: n for t, n in rows(before).items() if n})


def rows(folder: Path) -> dict[str, int]:
    return dict(statistics(parts(folder).values()).rows)


def test_without_a_descriptor_all_parts_may_differ(now: Path, before: Path) -> None:
    (now / "datapackage.json").write_text("{")
    assert difference(now, before) == everything(now, before)


def test_the_comparison_is_that_of_all_parts(monkeypatch: pytest.MonkeyPatch, now: Path, before: Path) -> None:
    by_difference = compared(now, before)
    assert Kind.FAILED in {outcome.kind for outcome in by_difference}
    for module in (drift, permanence):
        monkeypatch.setattr(module, "difference", everything)
    assert compared(now, before) == by_difference


def test_nothing_is_read_of_parts_that_both_have(monkeypatch: pytest.MonkeyPatch, before: Path) -> None:
    counted = statistics(parts(before).values())

    def unread(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(drift, "_narrow", unread)
    monkeypatch.setattr(permanence.pq, "ParquetFile", unread)
    outcomes = [*drift_outcomes(before, before, counted), *permanence_outcomes(before, before, True)]
    assert {outcome.kind for outcome in outcomes} <= {Kind.PASSED, Kind.SKIPPED}
