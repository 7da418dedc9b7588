"""The report in each of its formats, and the page that needs no network."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from releases import clean_parts, write

from expectations.gate import validate_release
from expectations.outcome import Expectation, Finding, Kind, Outcome, Severity, ValidationReport, broken, failed, passed
from expectations.pages import page, write_data_docs
from expectations.report import FORMATS, rendered

NAME = Expectation("name_is_no_title", "participants", "name", Severity.CRITICAL, "a name is <no> title")
SIGNING = Expectation("signing_has_an_agreement", "events", "event_type", Severity.WARNING, "a signing has one")
UNIQUE = Expectation("unique", "events", "event_id", Severity.CRITICAL, "the key identifies one row")
FILES = Expectation("files_are_there", None, None, Severity.CRITICAL, "every file is there")

ROW = "d0123456789abcdef-e1.meeting-p1.x"


@pytest.fixture
def report() -> ValidationReport:
    return ValidationReport(
        "20240601T000000Z-00000000",
        (
            passed(FILES),
            failed(NAME, [Finding(ROW, "وزير الخارجية, 50%\nثم"), *(Finding(f"row{n}", "x") for n in range(99))]),
            failed(SIGNING, [Finding("d1-e1", "signing")]),
            broken(UNIQUE, "ZeroDivisionError: by design"),
        ),
    )


def test_failures_and_warnings_are_told_apart(report: ValidationReport) -> None:
    assert not report.passed
    assert [o.expectation for o in report.failures] == [NAME, UNIQUE]
    assert [o.expectation for o in report.warnings] == [SIGNING]


def test_text_names_rows_and_says_how_it_went(report: ValidationReport) -> None:
    text = rendered(report, "text")

    assert f"FAILED  participants.name  name_is_no_title: a name is <no> title (100 rows)\n    {ROW}  وزير" in text
    assert "… and 80 more" in text
    assert "BROKEN  events.event_id  unique: the check itself raised: ZeroDivisionError" in text
    assert "warning  events.event_type" in text
    assert text.rstrip().endswith("fails: 1 of 4 expectations hold, 2 block, 1 warn")


def test_json_holds_every_expectation(report: ValidationReport) -> None:
    found = json.loads(rendered(report, "json"))

    assert found["counts"] == {"passed": 1, "failed": 2, "broken": 1, "skipped": 0}
    assert [e["outcome"] for e in found["expectations"]] == ["passed", "failed", "failed", "broken"]
    assert found["expectations"][1]["rows"][0]["row"] == ROW


def test_junit_has_a_case_an_expectation(report: ValidationReport) -> None:
    root = ElementTree.fromstring(rendered(report, "junit"))

    assert [suite.get("name") for suite in root] == ["release", "participants", "events"]
    assert len(root.findall(".//testcase")) == 4
    failure, error = root.find(".//failure"), root.find(".//error")
    assert failure is not None
    assert ROW in (failure.text or "")
    assert error is not None
    assert "by design" in (error.get("message") or "")
    assert len(root.findall(".//system-out")) == 1


def test_github_commands_stay_on_one_line_each(report: ValidationReport) -> None:
    lines = rendered(report, "github").splitlines()

    assert [line.partition(" ")[0] for line in lines] == ["::error", "::error", "::warning", "::notice"]
    assert "50%25%0Aثم" in lines[0]
    assert lines[0].startswith("::error title=participants.name name_is_no_title::")


def test_an_unknown_format_is_refused(report: ValidationReport) -> None:
    with pytest.raises(KeyError):
        rendered(report, "yaml")
    assert set(FORMATS) == {"text", "json", "junit", "github"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.open: list[str] = []
        self.directions: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [value for name, value in attrs if name in ("src", "href") and value]
        self.directions += [given["dir"]] if given.get("dir") else []
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_no_network(report: ValidationReport) -> None:
    html = page(report)
    read = _Page()
    read.feed(html)

    assert not read.open
    assert not read.links
    assert "url(" not in html
    assert "@import" not in html
    assert "auto" in read.directions
    assert "a name is &lt;no&gt; title" in html
    assert "وزير الخارجية" in html


def test_validation_and_page_are_the_same_for_the_same_release(tmp_path: Path) -> None:
    release = write(clean_parts(), tmp_path / "release")
    first, second = validate_release(release), validate_release(release)

    assert first.to_json() == second.to_json()
    assert page(first) == page(second)
    assert write_data_docs(first, tmp_path / "docs").read_text(encoding="utf-8") == page(first)


def test_many_rows_are_counted_and_only_the_first_kept() -> None:
    outcome = failed(NAME, (Finding(str(n), "") for n in range(5_000)))

    assert outcome.found == 5_000
    assert len(outcome.findings) == 1_000
    assert outcome.kind is Kind.FAILED


def test_a_check_that_broke_in_one_group_is_broken_as_a_whole() -> None:
    from expectations.outcome import merged

    outcomes: list[Outcome] = [passed(UNIQUE), broken(UNIQUE, "no"), failed(UNIQUE, [Finding("a", "")])]

    assert [(o.kind, o.found, o.detail) for o in merged(outcomes)] == [(Kind.BROKEN, 1, "no")]
