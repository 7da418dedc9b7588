"""``mithaq check`` and ``mithaq evaluate`` as a user runs them: what they print and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from releases import clean_parts, write
from typer.testing import CliRunner, Result

from flows.cli import app


def check(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", *arguments])


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    write(clean_parts(), tmp_path / "latest")
    return tmp_path


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    parts = clean_parts()
    parts[1]["participants"].loc[0, "name"] = "وزير الخارجية"
    write(parts, tmp_path / "latest")
    return tmp_path


def test_a_clean_release_ends_with_0(clean: Path) -> None:
    result = check(str(clean))

    assert result.exit_code == 0
    assert "0 block, 0 warn" in result.output


def test_a_spoiled_release_ends_with_1_and_names_the_row(spoiled: Path) -> None:
    row = clean_parts()[1]["participants"]["participant_id"].iloc[0]

    result = check(str(spoiled))

    assert result.exit_code == 1
    assert f"{row}  وزير الخارجية" in result.output


def test_a_truncated_file_ends_with_1_and_is_named(clean: Path) -> None:
    path = clean / "latest/parties/part-00000.parquet"
    path.write_bytes(path.read_bytes()[:-1])

    result = check(str(clean))

    assert result.exit_code == 1
    assert "parties/part-00000.parquet" in result.output


def test_no_release_ends_with_2(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["check", str(tmp_path)]).exit_code != 0


def test_formats_for_machines_are_what_they_say(spoiled: Path) -> None:
    as_json, junit, github = (check(str(spoiled), "--format", name) for name in ("json", "junit", "github"))

    assert {as_json.exit_code, junit.exit_code, github.exit_code} == {1}
    assert json.loads(as_json.output)["failures"] == 1
    assert ElementTree.fromstring(junit.output).find(".//failure") is not None
    assert github.output.startswith("::error title=participants.name name_is_no_title::")


def test_evaluate_prints_figures_and_differences(clean: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    record = {"id": "x", "text": "", "persons": [], "events": [], "agreements": []}
    gold.write_text(json.dumps(record) + "\n", encoding="utf-8")

    result = CliRunner().invoke(app, ["evaluate", str(gold), "--tables", str(clean)])

    assert result.exit_code == 0
    assert result.output.startswith("1 annotated documents")
