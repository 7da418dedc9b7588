"""The gate: reads a release part by part, runs every expectation, and says what holds."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from expectations.drift import drift_outcomes
from expectations.duplicates import duplicate_outcome, duplicates_of
from expectations.files import BAD, file_outcomes, read_package
from expectations.group import groups
from expectations.outcome import Outcome, ValidationReport, merged
from expectations.pages import write_data_docs
from expectations.permanence import permanence_outcomes
from expectations.rows import row_outcomes
from expectations.uniqueness import Hashes, Key, key_hashes, key_outcomes

__all__ = ["validate_release", "write_data_docs"]


def validate_release(folder: Path, previous: Path | None = None) -> ValidationReport:
    """Every expectation of the release in ``folder``, in its own right and against the ``previous`` one, if given.

    Never raises for bad data: what cannot be read is a failure, and a check that raises is reported as broken.
    """
    outcomes: list[Outcome] = [*file_outcomes(folder)]
    hashes: list[dict[Key, Hashes]] = []
    duplicates: list[pd.DataFrame] = []
    for group in groups(folder):
        outcomes.extend(row_outcomes(group))
        hashes.append(key_hashes(group))
        duplicates.append(duplicates_of(group))
    outcomes.extend(key_outcomes(folder, hashes))
    outcomes.extend([duplicate_outcome(duplicates, hashes)] if duplicates else [])
    outcomes.extend(drift_outcomes(folder, previous))
    outcomes.extend(permanence_outcomes(folder, previous, _same_code(folder, previous)))
    return ValidationReport(folder.resolve().name, merged(outcomes))


def _same_code(folder: Path, previous: Path | None) -> bool:
    """True when both descriptors name one fingerprint of the code that made the rows."""
    try:
        codes = [read_package(release).code for release in (folder, previous) if release is not None]
    except BAD:
        return False
    return len(codes) == 2 and codes[0] is not None and codes[0] == codes[1]
