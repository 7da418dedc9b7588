"""Defects of files and of the descriptor: each is found and the file named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from releases import clean_parts, write

from expectations.files import CHECKS, READABLE, file_outcomes
from expectations.gate import validate_release
from expectations.outcome import Kind

EVENTS = "events/part-00000.parquet"
DESCRIPTOR = "datapackage.json"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return write(clean_parts(), tmp_path / "release")


def redescribe(release: Path, change: Callable[[dict[str, Any]], object]) -> None:
    descriptor = json.loads((release / DESCRIPTOR).read_text(encoding="utf-8"))
    change(descriptor)
    (release / DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")


def truncate(release: Path) -> None:
    path = release / EVENTS
    path.write_bytes(path.read_bytes()[:-40])


def replace(release: Path) -> None:
    shutil.copy(release / "events/part-00001.parquet", release / EVENTS)


def flip_a_byte(release: Path) -> None:
    data = bytearray((release / EVENTS).read_bytes())
    data[len(data) // 2] ^= 0xFF
    (release / EVENTS).write_bytes(data)


def take_a_file_away(release: Path) -> None:
    (release / EVENTS).unlink()


def add_a_file(release: Path) -> None:
    shutil.copy(release / EVENTS, release / "events/part-00002.parquet")


def empty_a_table(release: Path) -> None:
    shutil.rmtree(release / "parties")


def break_the_descriptor(release: Path) -> None:
    (release / DESCRIPTOR).write_text('{"resources": [', encoding="utf-8")


def lose_the_descriptor(release: Path) -> None:
    (release / DESCRIPTOR).unlink()


def declare_more_rows(release: Path) -> None:
    redescribe(release, lambda d: d["resources"][1].update(rows=99))


def declare_more_rows_in_a_part(release: Path) -> None:
    redescribe(release, lambda d: d["resources"][1]["parts"][0].update(rows=99))


def declare_another_hash(release: Path) -> None:
    redescribe(release, lambda d: d["resources"][1]["parts"][0].update(hash="sha256:" + "0" * 64))


def declare_another_column(release: Path) -> None:
    redescribe(release, lambda d: d["resources"][1]["schema"]["fields"][2].update(name="kind"))


def lose_a_resource(release: Path) -> None:
    redescribe(release, lambda d: d["resources"].pop())


def declare_another_contract(release: Path) -> None:
    redescribe(release, lambda d: d["mithaq"].update(contract_version="0.9"))


def lose_an_input(release: Path) -> None:
    redescribe(release, lambda d: d["mithaq"].update(inputs=99))


def lose_a_part_of_one_table(release: Path) -> None:
    (release / "events/part-00001.parquet").unlink()
    redescribe(release, lambda d: d["resources"][1]["parts"].pop())


CASES = [
    (truncate, "files_are_readable", EVENTS),
    (truncate, "files_are_unchanged", EVENTS),
    (replace, "files_are_unchanged", EVENTS),
    (flip_a_byte, "files_are_unchanged", EVENTS),
    (take_a_file_away, "files_are_there", EVENTS),
    (add_a_file, "files_are_declared", "events/part-00002.parquet"),
    (empty_a_table, "files_are_there", "parties/part-00000.parquet"),
    (break_the_descriptor, "descriptor_is_readable", DESCRIPTOR),
    (lose_the_descriptor, "descriptor_is_readable", DESCRIPTOR),
    (declare_more_rows, "files_have_their_rows", "events"),
    (declare_more_rows_in_a_part, "files_have_their_rows", EVENTS),
    (declare_another_hash, "files_are_unchanged", EVENTS),
    (declare_another_column, "files_have_their_columns", EVENTS),
    (declare_another_column, "descriptor_keeps_the_contract", "events"),
    (lose_a_resource, "descriptor_keeps_the_contract", "resources"),
    (declare_another_contract, "descriptor_keeps_the_contract", "contract_version"),
    (lose_an_input, "inputs_are_accounted_for", DESCRIPTOR),
    (lose_a_part_of_one_table, "parts_are_paired", "events/part-00001.parquet"),
]


@pytest.mark.parametrize(("spoil", "expectation", "row"), CASES, ids=lambda value: getattr(value, "__name__", value))
def test_a_spoiled_file_is_found(release: Path, spoil: Callable[[Path], None], expectation: str, row: str) -> None:
    spoil(release)

    failed = {o.expectation.name: o.rows for o in file_outcomes(release) if o.kind is Kind.FAILED}

    assert row in failed[expectation]


def test_the_files_of_a_clean_release_keep_every_expectation(release: Path) -> None:
    outcomes = file_outcomes(release)

    assert [o.expectation for o in outcomes] == [READABLE, *(check.expectation for check in CHECKS)]
    assert {o.kind for o in outcomes} == {Kind.PASSED}


def test_the_whole_gate_runs_to_its_end_over_a_truncated_file(release: Path) -> None:
    truncate(release)

    report = validate_release(release)

    assert not report.passed
    assert EVENTS in {row for outcome in report.failures for row in outcome.rows}
    assert not [o for o in report.outcomes if o.kind is Kind.BROKEN]


def test_inputs_without_a_document_fail(tmp_path: Path) -> None:
    parts = [{name: frame.iloc[:0] if name != "rejects" else frame for name, frame in clean_parts()[0].items()}]

    report = validate_release(write(parts, tmp_path))

    assert [o.expectation.name for o in report.failures if o.expectation.table is None] == ["documents_are_not_empty"]


def test_documents_that_hold_no_diplomacy_pass(tmp_path: Path) -> None:
    parts = clean_parts()[1:]
    for table in ("events", "participants"):
        parts[0][table] = parts[0][table].iloc[:0]

    assert validate_release(write(parts, tmp_path)).passed
