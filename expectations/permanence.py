"""What a document told once it tells again: no row disappears while its document stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from expectations.difference import Difference, Parts, difference
from expectations.outcome import Expectation, Finding, Outcome, Severity, judged, skipped

SAME_CODE = Expectation(
    "row_stays_with_its_document",
    None,
    None,
    Severity.CRITICAL,
    "with the same code, a row of the last release whose document did not change is still there",
)
OTHER_CODE_CRITICAL = Expectation(
    "rows_stay_mostly",
    None,
    None,
    Severity.CRITICAL,
    "with other code, at least half of the rows whose documents did not change are still there",
)
MOST_LOST = 0.5

_KEYED = (("events", "event_id"), ("participants", "participant_id"), ("agreements", "agreement_id"))


@dataclass(frozen=True, slots=True)
class _Kept:
    """Rows of the last release whose documents are in this one: how many there were and which are gone."""

    rows: int
    gone: tuple[str, ...]


def permanence_outcomes(now: Path, previous: Path | None, same_code: bool) -> tuple[Outcome, ...]:
    """Whether rows stayed; ``same_code`` is false where there is no telling."""
    if previous is None:
        why = "there is no earlier release to compare with"
        return (skipped(SAME_CODE, why), skipped(OTHER_CODE_CRITICAL, why))
    if same_code:
        gone = [Finding(key, "gone") for kept in _kept(now, previous) for key in kept.gone]
        return (judged(SAME_CODE, gone), skipped(OTHER_CODE_CRITICAL, "the code is the same"))
    kept = list(_kept(now, previous))
    rows, lost = sum(k.rows for k in kept), [key for k in kept for key in k.gone]
    findings = [Finding(key, "gone") for key in lost] if rows and len(lost) / rows > MOST_LOST else []
    detail = f"{len(lost)} of {rows} rows are gone"
    return (skipped(SAME_CODE, "the code changed"), judged(OTHER_CODE_CRITICAL, findings, detail))


def _kept(now: Path, previous: Path) -> Iterator[_Kept]:
    """A document that both releases have in the same part has the same rows in both: only other parts are read."""
    differ = difference(now, previous)
    documents = pd.Index(_unchanged(differ))
    for table, key in _KEYED:
        old = _frame(differ.before, table, ("document_id", key))
        old = old[documents.get_indexer(pd.Index(old["document_id"])) >= 0]
        gone = old.loc[~old[key].isin(_frame(differ.now, table, (key,))[key]), key]
        yield _Kept(len(old) + differ.rows_in_common.get(table, 0), tuple(gone))


def _unchanged(differ: Difference) -> list[str]:
    """Keys of the documents of both releases; one with another day of publication may well tell other dates."""
    dated = [_frame(parts, "documents", ("document_id", "published_on")) for parts in (differ.now, differ.before)]
    return list(dict.fromkeys(dated[0].merge(dated[1])["document_id"]))


def _frame(found: Parts, table: str, names: tuple[str, ...]) -> pd.DataFrame:
    frames = [_columns(paths.get(table), names) for paths in found.values()]
    return pd.concat([_columns(None, names), *frames], ignore_index=True)


def _columns(path: Path | None, names: tuple[str, ...]) -> pd.DataFrame:
    """The columns of a part as objects; empty when the file or one of them is not there."""
    try:
        table = pq.ParquetFile(path).read(columns=list(names)) if path else pa.table({})
    except (pa.ArrowException, OSError):
        table = pa.table({})
    if set(names) - set(table.column_names):
        return pd.DataFrame({name: pd.Series([], dtype=object) for name in names})
    return pd.DataFrame({name: pd.Series(table[name].to_pylist(), dtype=object) for name in names})
