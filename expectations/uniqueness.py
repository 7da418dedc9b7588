"""Keys are unique in the whole release, of which only a few parts are in memory at a time.

A 64-bit hash a row is kept, 24 MB for three million rows. Hashes that occur twice send a second reading for the keys
themselves, so that two keys of one hash are never taken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from expectations.group import Group, groups
from expectations.outcome import Expectation, Finding, Outcome, Severity, judged
from transforms.contract import TABLES

Hashes = np.ndarray[Any, np.dtype[np.uint64]]


@dataclass(frozen=True, slots=True)
class Key:
    """Columns of a table that together must differ from row to row of the whole release."""

    table: str
    name: str
    says: str
    columns: tuple[str, ...]

    @property
    def expectation(self) -> Expectation:
        """How the key is named in reports."""
        return Expectation(self.name, self.table, self.columns[0], Severity.CRITICAL, self.says)


KEYS = (
    *(Key(t.name, "unique_in_the_release", "the key identifies one row of all parts", t.key) for t in TABLES.values()),
    Key("documents", "content_once", "no content is published twice", ("content_sha256",)),
    Key("documents", "input_once", "a row of an input gives one document", ("source_path", "source_row")),
)


def key_hashes(group: Group) -> dict[Key, Hashes]:
    """The hash of each row's key, for every key whose columns are intact."""
    return {key: _hashes(group, key) for key in KEYS if _intact(group, key)}


def key_outcomes(folder: Path, hashes: Iterable[Mapping[Key, Hashes]]) -> tuple[Outcome, ...]:
    """Whether each key is unique, from the hashes of all groups; ``folder`` is read again only where one is not."""
    collected = list(hashes)
    repeated = {key: _repeated([found[key] for found in collected if key in found]) for key in KEYS}
    doubtful = {key: twice for key, twice in repeated.items() if len(twice)}
    rows = _rows_of(folder, doubtful) if doubtful else {}
    return tuple(judged(key.expectation, rows.get(key, ())) for key in KEYS)


def _rows_of(folder: Path, doubtful: Mapping[Key, Hashes]) -> dict[Key, list[Finding]]:
    candidates: dict[Key, list[pd.DataFrame]] = {key: [] for key in doubtful}
    for group in groups(folder):
        for key, twice in doubtful.items():
            if _intact(group, key):
                columns = _columns(group, key)
                candidates[key].append(columns[np.isin(_hashes(group, key), twice)])
    return {key: _findings(key, pd.concat(frames)) for key, frames in candidates.items()}


def _findings(key: Key, rows: pd.DataFrame) -> list[Finding]:
    own = list(TABLES[key.table].key)
    ids = rows.loc[rows.duplicated(list(key.columns), keep=False), own].drop_duplicates()
    values = [["-" if pd.isna(part) else str(part) for part in row] for row in ids.itertuples(index=False)]
    return [Finding("/".join(row), ", ".join(key.columns)) for row in values]


def _columns(group: Group, key: Key) -> pd.DataFrame:
    return group.frames[key.table][list(dict.fromkeys((*key.columns, *TABLES[key.table].key)))]


def _intact(group: Group, key: Key) -> bool:
    return all(group.intact(key.table, column) for column in (*key.columns, *TABLES[key.table].key))


def _hashes(group: Group, key: Key) -> Hashes:
    columns = group.frames[key.table][list(key.columns)]
    hashed = pd.util.hash_pandas_object(columns, index=False, categorize=False)
    return hashed.to_numpy().astype(np.uint64, copy=False)


def _repeated(hashes: list[Hashes]) -> Hashes:
    if not hashes:
        return np.array([], dtype=np.uint64)
    values, counts = np.unique(np.concatenate(hashes), return_counts=True)
    return values[counts > 1]
