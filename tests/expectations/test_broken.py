"""A check that raises is told apart from bad data, and blocks as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from releases import clean_parts, write

from expectations import engine, files, gate, rows
from expectations.outcome import Kind, Outcome, Severity
from expectations.rule import Derived, Rule


def raising(*_: Any) -> Any:
    raise ZeroDivisionError("by design")


def wrong_shape(frame: pd.DataFrame) -> Any:
    return "no series"


def only_broken(release: Path) -> list[Outcome]:
    report = gate.validate_release(release)
    assert not report.passed
    assert not [o for o in report.outcomes if o.kind is Kind.FAILED]
    return [o for o in report.failures if o.kind is Kind.BROKEN]


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return write(clean_parts(), tmp_path)


@pytest.fixture(autouse=True)
def fresh_suites() -> Any:
    rows.suites.cache_clear()
    yield
    rows.suites.cache_clear()


def add_rule(monkeypatch: pytest.MonkeyPatch, holds: Callable[[pd.DataFrame], Any], severity: Severity) -> None:
    rule = Rule("events", "rule_by_design", "this holds", ("event_id", "document_id"), holds, severity)
    monkeypatch.setattr(rows, "RULES", (*rows.RULES, rule))
    known = engine.rule_called
    monkeypatch.setattr(engine, "rule_called", lambda *key: rule if key[1] == "rule_by_design" else known(*key))


@pytest.mark.parametrize("severity", list(Severity))
@pytest.mark.parametrize("holds", [raising, wrong_shape])
def test_a_rule_that_raises_is_broken(
    monkeypatch: pytest.MonkeyPatch, release: Path, holds: Callable[..., Any], severity: Severity
) -> None:
    add_rule(monkeypatch, holds, severity)

    assert [o.expectation.name for o in only_broken(release)] == ["rule_by_design"]


def test_the_message_of_the_exception_is_kept(monkeypatch: pytest.MonkeyPatch, release: Path) -> None:
    add_rule(monkeypatch, raising, Severity.CRITICAL)

    assert "by design" in only_broken(release)[0].detail


def test_rules_on_a_column_that_could_not_be_computed_are_broken(
    monkeypatch: pytest.MonkeyPatch, release: Path
) -> None:
    derived = [d if d.name != "text_length" else Derived(d.table, d.name, d.needs, raising) for d in rows.DERIVED]
    monkeypatch.setattr(rows, "DERIVED", derived)

    found = only_broken(release)

    assert [o.expectation.name for o in found] == ["char_count_is_the_length"]
    assert "ZeroDivisionError" in found[0].detail


def test_a_file_check_that_raises_is_broken(monkeypatch: pytest.MonkeyPatch, release: Path) -> None:
    check = files.FileCheck(files.CHECKS[0].expectation, raising)
    monkeypatch.setattr(files, "CHECKS", (check, *files.CHECKS[1:]))

    assert [o.kind for o in files.file_outcomes(release)][:2] == [Kind.PASSED, Kind.BROKEN]


def test_a_rule_whose_column_is_lost_is_skipped_and_the_loss_reported(tmp_path: Path) -> None:
    parts = clean_parts()
    for part in parts:
        part["documents"] = part["documents"].drop(columns="text")

    report = gate.validate_release(write(parts, tmp_path))

    skipped = {o.expectation.name for o in report.outcomes if o.kind is Kind.SKIPPED and o.expectation.table}
    assert {"span_is_the_text", "char_count_is_the_length"} <= skipped
    assert "columns" in {o.expectation.name for o in report.failures}
    assert not [o for o in report.outcomes if o.kind is Kind.BROKEN]
