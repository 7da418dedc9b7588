"""A reject that repeats a document names one that is there, in whichever part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Repeat:
    """A reject that is a duplicate: its key, and the document that it says it repeats."""

    source_path: str
    source_row: int | None
    detail: str


def repeats_of(group: Group) -> tuple[Repeat, ...]:
    """The rejects of ``group`` that are duplicates."""
    if not all(group.intact("rejects", column) for column in _NEEDS):
        return ()
    rejects = group.frames["rejects"]
    rows = rejects.loc[rejects["reason"] == "duplicate", ["source_path", "source_row", "detail"]]
    return tuple(
        Repeat(str(path), None if pd.isna(row) else int(row), str(detail))
        for path, row, detail in rows.itertuples(index=False, name=None)
    )


def repeats_outcome(repeats: Sequence[Repeat], hashes: Iterable[Mapping[Key, Hashes]]) -> Outcome:
    """Whether the documents that ``repeats`` name are among those of which ``hashes`` are the keys."""
    none = np.array([], dtype=np.uint64)
    known = np.concatenate([none, *(found.get(_DOCUMENT_KEY, none) for found in hashes)])
    named = pd.DataFrame({"detail": [repeat.detail for repeat in repeats]}, dtype=pd.StringDtype(na_value=float("nan")))
    is_known = np.isin(pd.util.hash_pandas_object(named, index=False, categorize=False), known)
    found = [
        Finding(f"{repeat.source_path}/{'-' if repeat.source_row is None else repeat.source_row}", repeat.detail)
        for repeat, right in zip(repeats, is_known, strict=True)
        if not right
    ]
    return judged(REPEATS, found)
