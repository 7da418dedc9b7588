"""A release against the one before: what moved further than the news moves from one hour to the next.

Counts are compared a document, so that a growing archive drifts nowhere. Only what the Parquet files say of themselves
and a few narrow columns are read, and nothing of parts that both releases have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from expectations.difference import difference
from expectations.outcome import Expectation, Finding, Outcome, Severity, judged, skipped
from transforms.contract import TABLES, Kind

ENOUGH_ROWS = 200  # below this a share says nothing about the next release
ENOUGH_TO_MISS = 20  # a table of so many rows does not become empty by itself

NO_PREVIOUS = "there is no earlier release to compare with"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a measure may move before it is a warning, and before it blocks."""

    warning: float
    critical: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of figure that is compared: its name, what is said of it, and its bounds."""

    name: str
    says: str
    bounds: Bounds


DOCUMENTS = Measure("documents_stay", "the share of documents that are gone", Bounds(0.2, 0.5))
ROWS = Measure("rows_a_document", "the change of the number of rows a document", Bounds(0.3, 0.6))
NULLS = Measure("null_share", "the change of the share of nulls", Bounds(0.15, 0.4))
SOURCE_NULLS = Measure("source_null_share", "the change of the share of nulls in what sources give", Bounds(0.5, 0.9))
TYPES = Measure("value_share", "the change of the share of a value", Bounds(0.15, 0.4))
REJECTS = Measure("reject_share", "the change of the share of inputs rejected", Bounds(0.1, 0.3))

_TYPES = (
    ("events", "event_type"),
    ("events", "status"),
    ("events", "date_precision"),
    ("participants", "actor_type"),
    ("participants", "position"),
    ("participants", "resolution"),
    ("agreements", "agreement_type"),
    ("agreements", "status"),
    ("agreements", "date_precision"),
)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is compared of parts: rows by table, nulls by column, how often each value of the types occurs by column."""

    rows: Counter[str] = field(default_factory=Counter)
    nulls: Counter[tuple[str, str]] = field(default_factory=Counter)
    values: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def __add__(self, other: Statistics) -> Statistics:
        return Statistics(self.rows + other.rows, self.nulls + other.nulls, self.values + other.values)

    def __sub__(self, other: Statistics) -> Statistics:
        return Statistics(self.rows - other.rows, self.nulls - other.nulls, self.values - other.values)


def statistics(parts: Iterable[Mapping[str, Path]]) -> Statistics:
    """The statistics of ``parts``, each the files of one part by table; files that cannot be read count nothing."""
    found = Statistics()
    for paths in parts:
        for table, path in paths.items():
            frame = _narrow(table, path)
            found.rows[table] += frame.num_rows
            for name in frame.column_names:
                found.nulls[table, name] += frame[name].null_count
                if (table, name) in _TYPES:
                    found.values.update({(table, name, v): n for v, n in _counts(frame[name]).items()})
    return found


def drift_outcomes(now: Path, previous: Path | None, counted: Statistics) -> tuple[Outcome, ...]:
    """Every measure at both bounds, ``counted`` being all that is ``now``; skipped without a ``previous`` release."""
    if previous is None:
        return tuple(skipped(expectation, NO_PREVIOUS) for expectation in _expectations())
    differ = difference(now, previous)
    before = counted - statistics(differ.now.values()) + statistics(differ.before.values())
    moves = list(_moves(before, counted))
    return tuple(_judged(expectation, moves) for expectation in _expectations())


@dataclass(frozen=True, slots=True)
class _Move:
    measure: Measure
    place: str
    size: float
    told: str


_MEASURES = (DOCUMENTS, ROWS, NULLS, SOURCE_NULLS, TYPES, REJECTS)
_EMPTIED = Measure("table_stays_filled", "a table that held rows holds none", Bounds(1.0, 1.0))


def _expectations() -> Iterator[Expectation]:
    yield Expectation(_EMPTIED.name, None, None, Severity.CRITICAL, _EMPTIED.says)
    for measure in _MEASURES:
        bounds = ((Severity.WARNING, measure.bounds.warning), (Severity.CRITICAL, measure.bounds.critical))
        for severity, bound in bounds:
            says = f"{measure.says} since the last release is at most {bound:.0%}"
            yield Expectation(f"{measure.name}_{severity}", None, None, severity, says)


def _judged(expectation: Expectation, moves: Iterable[_Move]) -> Outcome:
    findings = [Finding(m.place, m.told) for m in moves if _exceeds(expectation, m)]
    return judged(expectation, findings)


def _exceeds(expectation: Expectation, move: _Move) -> bool:
    if expectation.name == _EMPTIED.name:
        return move.measure is _EMPTIED
    bounds = move.measure.bounds
    bound = bounds.warning if expectation.severity is Severity.WARNING else bounds.critical
    return expectation.name == f"{move.measure.name}_{expectation.severity}" and move.size > bound


def _moves(before: Statistics, after: Statistics) -> Iterator[_Move]:
    yield from _emptied(before, after)
    documents = before.rows.get("documents", 0), after.rows.get("documents", 0)
    if documents[0] >= ENOUGH_ROWS:
        gone = 1 - documents[1] / documents[0]
        yield _Move(DOCUMENTS, "documents", gone, f"{documents[0]} → {documents[1]} rows")
    if min(documents) < ENOUGH_ROWS:
        return
    yield from _row_moves(before, after)
    yield from _null_moves(before, after)
    yield from _value_moves(before, after)


def _emptied(before: Statistics, after: Statistics) -> Iterator[_Move]:
    for table in TABLES:
        had = before.rows.get(table, 0)
        if table != "rejects" and had >= ENOUGH_TO_MISS and not after.rows.get(table, 0):
            yield _Move(_EMPTIED, table, 1.0, f"{had} → 0 rows")


def _row_moves(before: Statistics, after: Statistics) -> Iterator[_Move]:
    for table in ("events", "participants", "agreements", "parties"):
        old, new = (s.rows.get(table, 0) / s.rows["documents"] for s in (before, after))
        if before.rows.get(table, 0) >= ENOUGH_ROWS:
            yield _Move(ROWS, table, abs(new - old) / old, f"{old:.2f} → {new:.2f} a document")
    rejected = [(s.rows.get("rejects", 0), s.rows["documents"]) for s in (before, after)]
    old, new = (_share(rejects, rejects + documents) for rejects, documents in rejected)
    yield _Move(REJECTS, "rejects", abs(new - old), f"{old:.1%} → {new:.1%}")


def _null_moves(before: Statistics, after: Statistics) -> Iterator[_Move]:
    for table in TABLES.values():
        if min(before.rows.get(table.name, 0), after.rows.get(table.name, 0)) < ENOUGH_ROWS:
            continue
        for column in table.columns:
            if column.nullable:
                place = (table.name, column.name)
                old, new = (_share(s.nulls.get(place, 0), s.rows[table.name]) for s in (before, after))
                measure = SOURCE_NULLS if table.name in ("documents", "rejects") else NULLS
                yield _Move(measure, ".".join(place), abs(new - old), f"{old:.1%} → {new:.1%} null")


def _value_moves(before: Statistics, after: Statistics) -> Iterator[_Move]:
    for place in _TYPES:
        if min(before.rows.get(place[0], 0), after.rows.get(place[0], 0)) < ENOUGH_ROWS:
            continue
        for value in sorted({key[2] for s in (before, after) for key in s.values if key[:2] == place}):
            old, new = (_share(s.values[*place, value], s.rows[place[0]]) for s in (before, after))
            yield _Move(TYPES, f"{'.'.join(place)}={value}", abs(new - old), f"{old:.1%} → {new:.1%}")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _narrow(table: str, path: Path) -> pa.Table:
    """The columns of a part whose values or nulls are counted; an empty table when the file cannot be read."""
    wanted = {c.name for c in TABLES[table].columns if c.nullable or c.kind is Kind.CATEGORY}
    try:
        file = pq.ParquetFile(path)
        names = [name for name in file.schema_arrow.names if name in wanted]
        return file.read(columns=names or file.schema_arrow.names[:1])
    except (pa.ArrowException, OSError):
        return pa.table({})


def _counts(column: pa.ChunkedArray) -> dict[str, int]:
    values = column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
    return {str(entry["values"]): entry["counts"] for entry in pc.value_counts(values.drop_null()).to_pylist()}
