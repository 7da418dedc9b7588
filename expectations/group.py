"""A few parts of every table in memory together: what the row rules look at.

Part N of every table holds the rows of the same documents, so that a release of any size is read a few parts at a time
and every reference still finds its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from transforms.contract import TABLES, Column, Kind

PART = "part"  # added to every frame: the number of the part that the row was read from
DOCUMENTS_A_GROUP = 10_000  # some 70 MB of text: the fixed cost of a suite, half a second, is shared by many rows

Positions = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Group:
    """The rows of some parts: one frame a table (``part`` added); a column that is lost or mistyped is in ``damaged``.

    ``damaged`` holds ``(table, column)`` pairs. Rules that need one of these columns cannot run.
    """

    frames: Mapping[str, pd.DataFrame]
    damaged: frozenset[tuple[str, str]]

    @cached_property
    def positions(self) -> dict[tuple[str, str], Positions]:
        """For each intact reference ``(table, column)``: the row of the parent that each row refers to, or -1."""
        return {
            (table.name, column.name): self._found(table.name, column)
            for table in TABLES.values()
            for column in table.columns
            if column.references and self.intact(table.name, column.name) and self.intact(*parent_of(column))
        }

    def intact(self, table: str, column: str) -> bool:
        """True when ``column`` of ``table`` is there, with its declared type."""
        return (table, column) not in self.damaged

    def pull(self, table: str, reference: str, column: str) -> pd.Series[Any]:
        """``column`` of the row that each row of ``table`` refers to by ``reference``; null where it refers to none."""
        parent, _ = parent_of(TABLES[table].column(reference))
        values = self.frames[parent][column]
        if values.dtype == np.dtype("int64"):
            values = values.astype("Int64")
        elif values.dtype == np.dtype("bool"):
            values = values.astype("boolean")
        taken = pd.api.extensions.take(values.array, self.positions[table, reference], allow_fill=True)
        return pd.Series(taken, index=self.frames[table].index)

    def _found(self, table: str, column: Column) -> Positions:
        parent, key = parent_of(column)
        keys = self.frames[parent][key].drop_duplicates()
        places = np.append(keys.index.to_numpy(), -1)
        wanted = self.frames[table][column.name]
        found = pd.Index(keys.to_numpy(object)).get_indexer(pd.Index(wanted.to_numpy(object)))
        return np.where(wanted.isna().to_numpy(), -1, places[found])


def parent_of(column: Column) -> tuple[str, str]:
    """Table and column that ``column`` refers to; ``ValueError`` when it refers to none."""
    if column.references is None:
        raise ValueError(f"{column.name} refers to no table")
    table, _, key = column.references.partition(".")
    return table, key


def part_number(path: Path) -> int:
    """The number in ``part-00012.parquet``; ``ValueError`` when the name has none."""
    return int(path.stem.removeprefix("part-"))


def parts(folder: Path) -> dict[int, dict[str, Path]]:
    """The part files of the release in ``folder`` by part number, then by table."""
    found: dict[int, dict[str, Path]] = {}
    for table in TABLES:
        for path in sorted((folder / table).glob("part-[0-9]*.parquet")):
            found.setdefault(part_number(path), {})[table] = path
    return dict(sorted(found.items()))


def groups(folder: Path) -> Iterator[Group]:
    """The release in ``folder`` group by group."""
    return map(read_group, grouped(folder))


def grouped(folder: Path) -> Iterator[Mapping[int, Mapping[str, Path]]]:
    """The part files of the release in ``folder``, as many at a time as are looked at together."""
    waiting: dict[int, dict[str, Path]] = {}
    documents = 0
    for number, paths in parts(folder).items():
        waiting[number] = paths
        documents += _rows(paths.get("documents"))
        if documents >= DOCUMENTS_A_GROUP:
            yield waiting
            waiting, documents = {}, 0
    if waiting:
        yield waiting


def intact_dtype(column: Column, dtype: Any) -> bool:
    """True when ``dtype`` is what the contract gives ``column``.

    Great Expectations compares the scalar types of numpy, to which ``Int64`` and ``int64`` are the same and which no
    categorical has: so the dtype itself is compared here.
    """
    names = {
        Kind.TEXT: "str",
        Kind.CATEGORY: "category",
        Kind.DATE: "datetime64[ms]",
        Kind.INTEGER: "Int64" if column.nullable else "int64",
        Kind.BOOLEAN: "bool",
    }
    return str(dtype) == names[column.kind]


def _rows(path: Path | None) -> int:
    if path is None:
        return 0
    try:
        return int(pq.ParquetFile(path).metadata.num_rows)
    except (pa.ArrowException, OSError):
        return 0


def read_group(paths: Mapping[int, Mapping[str, Path]]) -> Group:
    """The group of the parts at ``paths``; unreadable files are left to the file checks and read as absent."""
    frames = {table: _frame(table, {n: p[table] for n, p in paths.items() if table in p}) for table in TABLES}
    damaged = frozenset(
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if column.name not in frames[table.name] or not intact_dtype(column, frames[table.name][column.name].dtype)
    )
    return Group(frames, damaged)


def _frame(table: str, paths: Mapping[int, Path]) -> pd.DataFrame:
    tables = {number: read for number, path in paths.items() if (read := _read(path)) is not None}
    if not tables:
        return pd.DataFrame({PART: pd.Series([], dtype="int64")})
    frame = _concatenated(list(tables.values()))
    frame[PART] = np.repeat(list(tables), [read.num_rows for read in tables.values()])
    return frame


def _concatenated(tables: list[pa.Table]) -> pd.DataFrame:
    """One frame; parts whose schemas differ make columns of mixed types, which the type check then reports."""
    if all(table.schema.equals(tables[0].schema) for table in tables):
        frame: pd.DataFrame = pa.concat_tables(tables).to_pandas()  # unites the dictionaries of the parts
        return frame
    frames: list[pd.DataFrame] = [table.to_pandas() for table in tables]
    return pd.concat(frames, ignore_index=True)


def _read(path: Path) -> pa.Table | None:
    try:
        return pq.ParquetFile(path).read()
    except (pa.ArrowException, OSError):
        return None
