"""The validation as a page that needs no network.

The Data Docs of Great Expectations load their styles from elsewhere, and set Arabic from the left. This page is made of
the same results, carries its style along, and lets every cell of data choose its own direction.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from expectations.outcome import Kind, Outcome, Severity, ValidationReport
from expectations.report import place, summary, verdict

ROWS_SHOWN = 50

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --good: #1a7f37; --bad: #cf222e; --warn: #9a6700; --faint: #6e7781; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: start; padding: .25rem .6rem; vertical-align: top; }
tr + tr td { border-top: 1px solid var(--line); } th { color: var(--faint); font-weight: normal; }
.passed { color: var(--good); } .failed, .broken { color: var(--bad); font-weight: 600; }
.warning { color: var(--warn); font-weight: 600; } .skipped { color: var(--faint); }
.rows { margin: .3rem 0 .6rem; width: auto; } .rows td { font-size: .9em; }
code { font-size: .9em; unicode-bidi: isolate; }
"""


def write_data_docs(report: ValidationReport, folder: Path) -> Path:
    """Writes ``folder/index.html`` and gives its path; the folder is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "index.html"
    target.write_text(page(report), encoding="utf-8")
    return target


def page(report: ValidationReport) -> str:
    """The whole page: the verdict, what blocks and what warns with rows, then every expectation by table."""
    tables = dict.fromkeys(place(o.expectation).partition(".")[0] for o in report.outcomes)
    by_table = {t: [o for o in report.outcomes if place(o.expectation).partition(".")[0] == t] for t in tables}
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(report.release)}: validation</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n",
            f"<h1>Validation of {escape(report.release)}</h1>\n",
            f'<p class="{"passed" if report.passed else "failed"}">{escape(verdict(report))}</p>\n',
            _section("What blocks", report.failures),
            _section("What warns", report.warnings),
            *(_table(name, outcomes) for name, outcomes in by_table.items()),
            "</body>\n</html>\n",
        )
    )


def _section(heading: str, outcomes: Iterable[Outcome]) -> str:
    blocks = "".join(
        f"<p><code>{escape(place(o.expectation))}</code> <b>{escape(o.expectation.name)}</b>: "
        f"{escape(summary(o))}</p>\n{_rows(o)}"
        for o in outcomes
    )
    return f"<h2>{heading}</h2>\n{blocks}" if blocks else ""


def _rows(outcome: Outcome) -> str:
    if not outcome.findings:
        return ""
    cells = "".join(
        f'<tr><td><code dir="ltr">{escape(finding.row)}</code></td><td dir="auto">{escape(finding.value)}</td></tr>\n'
        for finding in outcome.findings[:ROWS_SHOWN]
    )
    more = outcome.found - ROWS_SHOWN
    rest = f'<tr><td colspan="2">… and {more} more</td></tr>\n' if more > 0 else ""
    return f'<table class="rows">\n<tr><th>row</th><th>found</th></tr>\n{cells}{rest}</table>\n'


def _table(name: str, outcomes: Iterable[Outcome]) -> str:
    lines = "".join(
        f"<tr><td>{escape(o.expectation.column or '')}</td><td>{escape(o.expectation.name)}</td>"
        f'<td>{escape(o.expectation.says)}</td><td class="{_class(o)}">{_word(o)}</td></tr>\n'
        for o in outcomes
    )
    head = "<tr><th>column</th><th>expectation</th><th>what it says</th><th>outcome</th></tr>\n"
    return f"<h2>{escape(name)}</h2>\n<table>\n{head}{lines}</table>\n"


def _class(outcome: Outcome) -> str:
    warns = outcome.kind is Kind.FAILED and outcome.expectation.severity is Severity.WARNING
    return "warning" if warns else outcome.kind.value


def _word(outcome: Outcome) -> str:
    if outcome.kind is Kind.FAILED:
        return f"{_class(outcome)} ({outcome.found})" if outcome.found else _class(outcome)
    return outcome.kind.value
