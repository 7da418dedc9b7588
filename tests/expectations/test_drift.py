"""A release against the last one: what moves a little passes, what moves more warns, what moves far blocks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from releases import Part, Parts, many_parts, write

from expectations.drift import drift_outcomes, statistics
from expectations.gate import validate_release
from expectations.group import parts as found
from expectations.outcome import Kind, Outcome
from expectations.permanence import permanence_outcomes

COPIES = 80  # 240 documents, 400 events: enough for shares to mean something


@pytest.fixture(scope="module")
def parts() -> Parts:
    return many_parts(COPIES)


@pytest.fixture(scope="module")
def last(parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(parts, tmp_path_factory.mktemp("last"))


def drifted(now: Path, previous: Path | None) -> tuple[Outcome, ...]:
    return drift_outcomes(now, previous, statistics(found(now).values()))


def failed(outcomes: tuple[Outcome, ...]) -> dict[str, tuple[str, ...]]:
    return {o.expectation.name: o.rows for o in outcomes if o.kind is Kind.FAILED}


def changed(parts: Parts, table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Parts:
    part: Part = dict(parts[0])
    part[table] = change(part[table].copy()).reset_index(drop=True)
    return [part]


def emptied(column: str, share: float) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Null in the first ``share`` of the values that are none yet."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        filled = frame.index[frame[column].notna()]
        frame.loc[filled[: int(len(filled) * share)], column] = None
        return frame

    return change


def unchanged(frame: pd.DataFrame) -> pd.DataFrame:
    return frame


def first(share: float) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda frame: frame.iloc[: int(len(frame) * share)]


def of_one_type(share: float) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[: int(len(frame) * share), "event_type"] = "aid"
        return frame

    return change


def undated(share: float) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[: int(len(frame) * share), "date_precision"] = "unknown"
        return frame

    return change


CASES = [
    ("events", unchanged, set()),
    ("events", first(0.9), set()),
    ("events", first(0.6), {"rows_a_document_warning"}),
    ("events", first(0.2), {"rows_a_document_warning", "rows_a_document_critical"}),
    ("documents", emptied("publisher", 0.3), set()),
    ("documents", emptied("publisher", 0.7), {"source_null_share_warning"}),
    ("documents", emptied("publisher", 1.0), {"source_null_share_warning", "source_null_share_critical"}),
    ("participants", emptied("country", 0.1), set()),
    ("participants", emptied("country", 0.4), {"null_share_warning"}),
    ("participants", emptied("country", 0.9), {"null_share_warning", "null_share_critical"}),
    ("events", of_one_type(0.1), set()),
    ("events", of_one_type(0.3), {"value_share_warning"}),
    ("events", of_one_type(0.6), {"value_share_warning", "value_share_critical"}),
    ("events", undated(0.3), {"value_share_warning"}),
    ("events", undated(0.9), {"value_share_warning", "value_share_critical"}),
    ("agreements", first(0.0), {"table_stays_filled"}),
    ("documents", first(0.3), {"documents_stay_warning", "documents_stay_critical"}),
]


@pytest.mark.parametrize(("table", "change", "expected"), CASES)
def test_drift_warns_at_one_bound_and_blocks_at_the_other(
    parts: Parts, last: Path, tmp_path: Path, table: str, change: Callable[..., pd.DataFrame], expected: set[str]
) -> None:
    now = write(changed(parts, table, change), tmp_path)

    found = failed(drifted(now, last))

    assert expected <= set(found)
    assert set(found) - expected <= ({"rows_a_document_warning"} if table in ("agreements", "documents") else set())


def test_a_first_release_has_nothing_to_drift_from(last: Path) -> None:
    assert {o.kind for o in drifted(last, None)} == {Kind.SKIPPED}


def test_the_same_release_again_passes_without_a_warning(last: Path) -> None:
    report = validate_release(last, last)

    assert report.passed
    assert not report.warnings


def test_a_row_that_is_gone_while_its_document_stays_is_named(parts: Parts, last: Path, tmp_path: Path) -> None:
    gone = str(parts[0]["agreements"]["agreement_id"].iloc[0])
    now = write(changed(parts, "agreements", lambda frame: frame.iloc[1:]), tmp_path)

    assert failed(permanence_outcomes(now, last, same_code=True)) == {"row_stays_with_its_document": (gone,)}
    assert not failed(permanence_outcomes(now, last, same_code=False))


def test_rows_that_go_with_their_documents_are_not_missed(parts: Parts, last: Path, tmp_path: Path) -> None:
    kept = set(parts[0]["documents"]["document_id"].iloc[:120])
    fewer = [{n: f[f["document_id"].isin(kept)] if "document_id" in f else f for n, f in parts[0].items()}]
    now = write(fewer, tmp_path)

    assert not failed(permanence_outcomes(now, last, same_code=True))


def test_other_code_may_drop_some_rows_but_not_most(parts: Parts, last: Path, tmp_path: Path) -> None:
    bare = [{n: f if n in ("documents", "rejects") else f.iloc[: len(f) // 4] for n, f in parts[0].items()}]
    now = write(bare, tmp_path)

    assert set(failed(permanence_outcomes(now, last, same_code=False))) == {"rows_stay_mostly"}


def test_a_document_with_another_day_of_publication_may_tell_other_rows(
    parts: Parts, last: Path, tmp_path: Path
) -> None:
    day = pd.Timestamp("2024-03-05").as_unit("ms")
    later = changed(parts, "documents", lambda frame: frame.assign(published_on=day.to_numpy()))
    now = write(changed(later, "agreements", lambda frame: frame.iloc[1:]), tmp_path)

    assert not failed(permanence_outcomes(now, last, same_code=True))
