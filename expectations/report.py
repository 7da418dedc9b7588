"""A validation report as text, JSON, JUnit XML or GitHub annotations: what ``mithaq check --format`` prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree

from expectations.outcome import Expectation, Finding, Kind, Outcome, Severity, ValidationReport

ROWS_LISTED = 20  # rows that one line of output lists before it says how many more there are

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def rendered(report: ValidationReport, output_format: str) -> str:
    """``report`` in one of :data:`FORMATS`; ``KeyError`` for another."""
    return FORMATS[output_format](report)


def as_text(report: ValidationReport) -> str:
    """For people: each failure and warning with its rows, then one line that says how it went."""
    lines: list[str] = []
    for label, outcomes in (("FAILED", report.failures), ("warning", report.warnings)):
        for outcome in outcomes:
            shown = "BROKEN" if outcome.kind is Kind.BROKEN else label
            lines.append(f"{shown}  {place(outcome.expectation)}  {outcome.expectation.name}: {summary(outcome)}")
            lines += [f"    {_row(finding)}" for finding in outcome.findings[:ROWS_LISTED]]
            if outcome.found > ROWS_LISTED:
                lines.append(f"    … and {outcome.found - ROWS_LISTED} more")
    lines.append(verdict(report))
    return "\n".join(lines) + "\n"


def as_json(report: ValidationReport) -> str:
    """For programs: the text of ``validation.json``."""
    return report.to_json()


def as_junit(report: ValidationReport) -> str:
    """For test reporters: a suite a table, a case an expectation, broken checks as errors, warnings as output."""
    root = ElementTree.Element("testsuites", name=f"mithaq {report.release}")
    tables = dict.fromkeys(outcome.expectation.table or "release" for outcome in report.outcomes)
    for table in tables:
        outcomes = [o for o in report.outcomes if (o.expectation.table or "release") == table]
        _suite(root, table, outcomes)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def as_github(report: ValidationReport) -> str:
    """For GitHub Actions: one workflow command a failure and warning, which the run then shows as annotations."""
    lines = [_command("error", outcome) for outcome in report.failures]
    lines += [_command("warning", outcome) for outcome in report.warnings]
    lines.append(f"::notice title=mithaq::{_escaped(verdict(report))}")
    return "\n".join(lines) + "\n"


FORMATS: Mapping[str, Callable[[ValidationReport], str]] = {
    "text": as_text,
    "json": as_json,
    "junit": as_junit,
    "github": as_github,
}


def verdict(report: ValidationReport) -> str:
    """How it went, in one sentence."""
    held = sum(outcome.kind is Kind.PASSED for outcome in report.outcomes)
    run = sum(outcome.kind is not Kind.SKIPPED for outcome in report.outcomes)
    word = "passes" if report.passed else "fails"
    counts = f"{held} of {run} expectations hold"
    return f"{report.release} {word}: {counts}, {len(report.failures)} block, {len(report.warnings)} warn"


def summary(outcome: Outcome) -> str:
    """What an expectation wants and, in a few words, what was found instead."""
    if outcome.kind is Kind.BROKEN:
        return f"the check itself raised: {outcome.detail}"
    rows = f"{outcome.found} rows" if outcome.found != 1 else "1 row"
    found = rows if outcome.found else outcome.detail
    return f"{outcome.expectation.says} ({found})"


def place(expectation: Expectation) -> str:
    """Table and column that an expectation is about; ``release`` for the whole."""
    return ".".join(part for part in (expectation.table, expectation.column) if part) or "release"


def _row(finding: Finding) -> str:
    return f"{finding.row}  {finding.value}".rstrip()


def _rows(outcome: Outcome) -> str:
    lines = [_row(finding) for finding in outcome.findings[:ROWS_LISTED]]
    if outcome.found > ROWS_LISTED:
        lines.append(f"… and {outcome.found - ROWS_LISTED} more")
    return "\n".join(lines)


def _suite(root: ElementTree.Element, table: str, outcomes: list[Outcome]) -> None:
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name=table,
        tests=str(len(outcomes)),
        failures=str(sum(o.kind is Kind.FAILED and o.expectation.severity is Severity.CRITICAL for o in outcomes)),
        errors=str(sum(o.kind is Kind.BROKEN for o in outcomes)),
        skipped=str(sum(o.kind is Kind.SKIPPED for o in outcomes)),
    )
    for outcome in outcomes:
        expectation = outcome.expectation
        name = f"{expectation.column}: {expectation.name}" if expectation.column else expectation.name
        case = ElementTree.SubElement(suite, "testcase", classname=f"mithaq.{table}", name=name)
        _result(case, outcome)


def _result(case: ElementTree.Element, outcome: Outcome) -> None:
    if outcome.kind is Kind.SKIPPED:
        ElementTree.SubElement(case, "skipped", message=_xml(outcome.detail))
    elif outcome.kind is Kind.BROKEN:
        ElementTree.SubElement(case, "error", message=_xml(summary(outcome)))
    elif outcome.kind is Kind.FAILED and outcome.expectation.severity is Severity.CRITICAL:
        failure = ElementTree.SubElement(case, "failure", message=_xml(summary(outcome)))
        failure.text = _xml(_rows(outcome))
    elif outcome.kind is Kind.FAILED:
        output = ElementTree.SubElement(case, "system-out")
        output.text = _xml(f"warning: {summary(outcome)}\n{_rows(outcome)}")


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _command(level: str, outcome: Outcome) -> str:
    title = f"{place(outcome.expectation)} {outcome.expectation.name}"
    rows = _rows(outcome)
    message = f"{summary(outcome)}\n{rows}" if rows else summary(outcome)
    return f"::{level} title={_escaped_property(title)}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
