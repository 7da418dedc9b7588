"""A reject that repeats a document names one that is there, in whichever part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from expectations.group import Group
from expectations.outcome import Expectation, Finding, Outcome, Severity, judged
from expectations.uniqueness import KEYS, Hashes, Key

REPEATS = Expectation(
    "duplicate_repeats_a_document",
    "rejects",
    "detail",
    Severity.CRITICAL,
    "the detail of a duplicate is the document_id of a document that was published",
)
_DOCUMENT_KEY = next(key for key in KEYS if key.table == "documents")
_NEEDS = ("source_path", "source_row", "reason", "detail")


def duplicates_of(group: Group) -> pd.DataFrame:
    """The rejects of ``group`` that are duplicates: their keys and the document that each repeats."""
    if not all(group.intact("rejects", column) for column in _NEEDS):
        return pd.DataFrame({name: pd.Series([], dtype=object) for name in _NEEDS})
    rejects = group.frames["rejects"]
    return rejects.loc[rejects["reason"] == "duplicate", list(_NEEDS)]


def duplicate_outcome(duplicates: Iterable[pd.DataFrame], hashes: Iterable[Mapping[Key, Hashes]]) -> Outcome:
    """Whether the documents that ``duplicates`` repeat are among those of which ``hashes`` are the keys."""
    rows = pd.concat(list(duplicates), ignore_index=True)
    none = np.array([], dtype=np.uint64)
    known = np.concatenate([found.get(_DOCUMENT_KEY, none) for found in hashes])
    wanted = pd.util.hash_pandas_object(rows[["detail"]], index=False, categorize=False)
    lost = rows[~np.isin(wanted, known)]
    found = [
        Finding(f"{path}/{'-' if pd.isna(row) else row}", str(detail))
        for path, row, detail in zip(lost["source_path"], lost["source_row"], lost["detail"], strict=True)
    ]
    return judged(REPEATS, found)
