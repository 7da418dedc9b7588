"""What became of an expectation: the one shape in which every check, whoever ran it, is reported."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

ROWS_KEPT = 1_000  # ids kept of one expectation: enough to work with, and a wholly wrong table stays readable


class Severity(StrEnum):
    """Critical blocks publication; a warning is reported and blocks nothing."""

    CRITICAL = "critical"
    WARNING = "warning"


class Kind(StrEnum):
    """``FAILED``: the data is bad. ``BROKEN``: the check itself raised. ``SKIPPED``: what it needs failed before it."""

    PASSED = "passed"
    FAILED = "failed"
    BROKEN = "broken"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected: a name unique within its table and column, and one sentence that a reader of reports sees."""

    name: str
    table: str | None
    column: str | None
    severity: Severity
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One offending row: its key (parts joined by ``/``) and the value found there, as text."""

    row: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expectation with what became of it.

    ``found`` counts the offending rows; ``findings`` holds the first :data:`ROWS_KEPT` of them. ``detail`` tells what
    no row can tell: an observed figure, or the exception of a broken check.
    """

    expectation: Expectation
    kind: Kind
    found: int = 0
    findings: tuple[Finding, ...] = ()
    detail: str = ""

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids of the offending rows."""
        return tuple(finding.row for finding in self.findings)


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Every expectation of a release with its outcome, in a fixed order."""

    release: str
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> bool:
        """True when nothing critical failed and no check broke, whatever its severity."""
        return not self.failures

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """What blocks: failed critical expectations, and broken ones, of which nobody knows whether they hold."""
        return tuple(outcome for outcome in self.outcomes if _blocks(outcome))

    @property
    def warnings(self) -> tuple[Outcome, ...]:
        """Failed expectations that do not block."""
        return tuple(o for o in self.outcomes if o.kind is Kind.FAILED and o.expectation.severity is Severity.WARNING)

    def to_json(self) -> str:
        """The report as JSON text, the same for the same release: no times, no host, rows in the order of the data."""
        body = {
            "release": self.release,
            "passed": self.passed,
            "counts": {kind.value: sum(o.kind is kind for o in self.outcomes) for kind in Kind},
            "failures": len(self.failures),
            "warnings": len(self.warnings),
            "expectations": [_record(outcome) for outcome in self.outcomes],
        }
        return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def passed(expectation: Expectation, detail: str = "") -> Outcome:
    """The outcome of an expectation that holds."""
    return Outcome(expectation, Kind.PASSED, detail=detail)


def failed(expectation: Expectation, findings: Iterable[Finding] = (), detail: str = "") -> Outcome:
    """The outcome of an expectation that does not hold, with the rows where it does not."""
    found = tuple(findings)
    return Outcome(expectation, Kind.FAILED, len(found), found[:ROWS_KEPT], detail)


def judged(expectation: Expectation, findings: Iterable[Finding], detail: str = "") -> Outcome:
    """Passed when there is no finding, else failed with them."""
    found = tuple(findings)
    return failed(expectation, found, detail) if found else passed(expectation, detail)


def broken(expectation: Expectation, error: str) -> Outcome:
    """The outcome of a check that raised ``error``."""
    return Outcome(expectation, Kind.BROKEN, detail=error)


def skipped(expectation: Expectation, why: str) -> Outcome:
    """The outcome of a check that could not run because of another failure, which is reported itself."""
    return Outcome(expectation, Kind.SKIPPED, detail=why)


def merged(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """One outcome an expectation, in order of first appearance, from those of several groups of parts."""
    by_expectation: dict[Expectation, Outcome] = {}
    for outcome in outcomes:
        known = by_expectation.get(outcome.expectation)
        by_expectation[outcome.expectation] = outcome if known is None else _joined(known, outcome)
    return tuple(by_expectation.values())


_WEIGHT = {Kind.PASSED: 0, Kind.SKIPPED: 1, Kind.FAILED: 2, Kind.BROKEN: 3}


def _joined(one: Outcome, other: Outcome) -> Outcome:
    worse = one if _WEIGHT[one.kind] >= _WEIGHT[other.kind] else other
    findings = (one.findings + other.findings)[:ROWS_KEPT]
    return replace(worse, found=one.found + other.found, findings=findings)


def _blocks(outcome: Outcome) -> bool:
    if outcome.kind is Kind.BROKEN:
        return True
    return outcome.kind is Kind.FAILED and outcome.expectation.severity is Severity.CRITICAL


def _record(outcome: Outcome) -> dict[str, object]:
    return {
        **asdict(outcome.expectation),
        "outcome": outcome.kind.value,
        "found": outcome.found,
        "detail": outcome.detail,
        "rows": [asdict(finding) for finding in outcome.findings],
    }
