"""The tables of one batch as Parquet files, the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.files import flush, sha256_of
from transforms.contract import TABLES

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file: the rows that one batch gives one table."""

    table: str
    path: Path
    rows: int
    bytes: int
    sha256: str


def write_parts(tables: Mapping[str, pa.Table], folder: Path) -> tuple[Part, ...]:
    """Writes ``TABLE.parquet`` into ``folder`` for every table of the contract, empty ones too, and flushes them.

    A fixed format version and compression, and no time in the metadata: equal tables give equal bytes.
    """
    import pyarrow.parquet as pq

    parts = []
    for name in TABLES:
        path = folder / f"{name}.parquet"
        pq.write_table(tables[name], path, version="2.6", compression="zstd", compression_level=3)
        flush(path)
        parts.append(Part(name, path, tables[name].num_rows, path.stat().st_size, sha256_of(path)))
    return tuple(parts)
