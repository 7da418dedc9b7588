"""README.md says what is so: its blocks run, its rows are the build's, its claims hold."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
import tomllib
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from transforms.contract import TABLES
from transforms.extraction import extract
from transforms.model import Extraction
from transforms.reading import document_from_text
from transforms.reading.options import FIELDS
from transforms.reading.source import READERS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
PYTHON = [code for language, code in BLOCKS if language == "python"]
CONSOLE = [line for language, code in BLOCKS if language == "console" for line in code.splitlines()]
NOT_RUN_HERE = {"make run", "make test", "python docs/refresh.py"}  # another test sees that they exist


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def read(text: str, **more: object) -> Extraction:
    return extract(document_from_text(text, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("line", [line for line in CONSOLE if line not in NOT_RUN_HERE])
def test_commands_of_the_page_run(line: str, inside: Path) -> None:
    program, *words = shlex.split(line)
    assert program == "mithaq"
    result = run(*words)
    assert result.exit_code == 0, result.output


def test_commands_that_are_not_run_here_exist() -> None:
    assert set(CONSOLE) >= NOT_RUN_HERE
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"run", "test"} <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    assert (ROOT / "docs" / "refresh.py").is_file()


@pytest.mark.parametrize("code", PYTHON, ids=lambda code: code.split("\n", 1)[0])
def test_python_of_the_page_runs(code: str, inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out or "assert" in code


@pytest.mark.parametrize("name", TABLES)
def test_rows_shown_are_those_of_the_build(name: str, checkout: Path) -> None:
    shown = re.search(rf"^\*\*{name}\*\*, (\d+)(?: of (\d+))? rows?\n\n((?:\|.*\n)+)", README, re.MULTILINE)
    assert shown, f"{name} is not shown"
    header, _, *lines = [[part.strip() for part in line[1:-1].split(" | ")] for line in shown[3].splitlines()]
    built = pd.read_parquet(checkout / "data" / "latest" / name)
    assert [int(shown[1]), int(shown[2] or shown[1])] == [min(5, len(built)), len(built)]
    for line, row in zip(lines, built[header].head(5).itertuples(index=False), strict=True):
        for cell, value in zip(line, row, strict=True):
            whole = "" if pd.isna(value) else " ".join(str(value).split())
            start, _, end = cell.partition("…")
            assert whole == cell or (whole.startswith(start) and whole.endswith(end)), (cell, whole)


def test_generated_blocks_are_fresh(refresh: ModuleType, checkout: Path) -> None:
    drifted = [
        str(path.relative_to(ROOT))
        for path, text in refresh.pages(checkout / "data" / "latest").items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    assert not drifted, f"{', '.join(drifted)}: `python docs/refresh.py` renews what is generated"


def test_columns_load_in_pandas_without_repair(checkout: Path) -> None:
    for name in TABLES:
        assert "object" not in set(map(str, pd.read_parquet(checkout / "data" / "latest" / name).dtypes))


def test_a_release_holds_the_files_named(checkout: Path) -> None:
    release = checkout / "data" / "latest"
    for name in re.findall(r"`(datapackage\.json|validation\.json|docs/index\.html)`", README):
        assert (release / name).is_file(), name


def test_exit_statuses(inside: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("build", "nowhere", "--out", str(tmp_path / "out"), "--inline").exception.exit_status == 2  # type: ignore[union-attr]
    assert run("build", str(tmp_path / "empty"), "--out", "data", "--inline").exception.exit_status == 2  # type: ignore[union-attr]
    assert run("check", str(tmp_path)).exception.exit_status == 2  # type: ignore[union-attr]


def test_a_second_build_publishes_nothing(inside: Path) -> None:
    before = sorted((inside / "data" / "releases").iterdir())
    result = run("build", "seeds", "--out", "data", "--inline", "--json", "--quiet")
    assert json.loads(result.stdout)["status"] == "unchanged"
    assert sorted((inside / "data" / "releases").iterdir()) == before


def test_a_release_that_fails_is_not_published(inside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from expectations import gate
    from expectations.outcome import Expectation, Finding, Severity, ValidationReport, failed

    (tmp_path / "article.txt").write_text("زار وزير الخارجية المصري تونس.", encoding="utf-8")
    expectation = Expectation("no_such_rows", "events", None, Severity.CRITICAL, "No row is like this.")
    report = ValidationReport("staged", (failed(expectation, (Finding("e1", "x"),)),))
    monkeypatch.setattr(gate, "validate_release", lambda *_: report)
    before = (inside / "data" / "latest").resolve()
    assert run("build", str(tmp_path), "--out", "data", "--inline").exit_code == 1
    assert (inside / "data" / "latest").resolve() == before


def test_formats_and_fields_are_the_readers_own() -> None:
    files = README[README.index("- **Files**") : README.index("- **Fields**")]
    assert set(re.findall(r"`(\.\w+)`", files)) - {".gz"} == set(READERS)
    fields = README[README.index("- **Fields**") : README.index("All but `text`")]
    assert tuple(re.findall(r"`(\w+)`", fields)) == FIELDS


def test_what_is_not_read_becomes_a_reject(inside: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "report.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "in" / "news.docx").write_bytes(b"PK")
    (tmp_path / "in" / "english.txt").write_text("The ministers met.", encoding="utf-8")
    (tmp_path / "in" / "broken.txt").write_bytes("التقى الوزيران".encode()[:-1] + b"\xff\xfe\xfa")
    result = run("build", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--inline", "--json", "--quiet")
    told = json.loads(result.stdout)
    assert told["inputs"] == told["rows"]["documents"] + told["rows"]["rejects"] == 4
    assert set(told["rejects_by_reason"]) == {"unsupported_format", "no_arabic_text", "undecodable"}


def test_relative_days_need_a_day_to_count_from() -> None:
    text = "التقى وزير الخارجية المصري بدر عبد العاطي نظيره التونسي محمد علي النفطي في القاهرة اليوم."
    day = dt.date(2025, 3, 4)
    assert read(text).events[0].start_date is None
    assert read(text, published_on=day).events[0].start_date == day


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("سيلتقي وزير الخارجية المصري بدر عبد العاطي نظيره التونسي محمد علي النفطي في القاهرة.", {"planned"}),
        ("التقى وزير الخارجية المصري بدر عبد العاطي نظيره التونسي محمد علي النفطي في القاهرة.", {"occurred"}),
        ("لم يلتق وزير الخارجية المصري بدر عبد العاطي نظيره التونسي محمد علي النفطي.", set()),
    ],
)
def test_what_did_not_happen_has_not_occurred(text: str, statuses: set[str]) -> None:
    assert {event.status for event in read(text).events} - {"cancelled"} == statuses


def test_what_happened_before_is_background() -> None:
    text = "وكان وزير الخارجية المصري بدر عبد العاطي قد التقى نظيره التونسي محمد علي النفطي في القاهرة العام الماضي."
    assert [event.is_background for event in read(text).events] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "يستقبل المنتخب المغربي نظيره السنغالي مساء الجمعة بملعب طنجة، في لقاء ودي.",
        "القبض على متهم وصل من تونس إلى القاهرة والتقى محاميه.",
        "وقعت شركة الأسمنت اتفاقية مع بنك الإسكان في القاهرة.",
        "افتتح مهرجان القاهرة السينمائي قمة أعماله بلقاء المخرج المصري محمد خان مع جمهوره.",
    ],
)
def test_other_trades_give_nothing(text: str) -> None:
    found = read(text)
    assert not found.events
    assert not found.agreements


def test_python_and_licence_are_the_declared_ones() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 or newer" in README
    assert project["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_layout_names_what_is_there() -> None:
    layout = next(code for language, code in BLOCKS if language == "text")
    for folder in re.findall(r"^(\w+)/", layout, re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder
    assert (ROOT / "transforms" / "contract.py").is_file()
