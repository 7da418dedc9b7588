"""The gate: reads a release part by part, runs every expectation, and says what holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from expectations.drift import Statistics, drift_outcomes
from expectations.duplicates import repeats_outcome
from expectations.files import BAD, file_outcomes, read_package
from expectations.group import grouped
from expectations.outcome import Outcome, ValidationReport, merged
from expectations.pages import write_data_docs
from expectations.permanence import permanence_outcomes
from expectations.uniqueness import key_outcomes
from expectations.verdict import Verdict, judge

__all__ = ["validate_release", "write_data_docs"]


def validate_release(
    folder: Path, previous: Path | None = None, verdicts: Sequence[Verdict] | None = None
) -> ValidationReport:
    """Every expectation of the release in ``folder``, in its own right and against the ``previous`` one, if given.

    ``verdicts`` are those on files with the same content as all of its parts, in their order; None where there are none
    yet. Never raises for bad data: what cannot be read is a failure, and a check that raises is reported as broken.
    """
    outcomes: list[Outcome] = [*file_outcomes(folder)]
    known = [judge(paths) for paths in grouped(folder)] if verdicts is None else verdicts
    hashes = [verdict.hashes for verdict in known]
    for verdict in known:
        outcomes.extend(verdict.outcomes)
    outcomes.extend(key_outcomes(folder, hashes))
    repeats = [repeat for verdict in known for repeat in verdict.repeats]
    outcomes.extend([repeats_outcome(repeats, hashes)] if known else [])
    outcomes.extend(drift_outcomes(folder, previous, sum((verdict.statistics for verdict in known), Statistics())))
    outcomes.extend(permanence_outcomes(folder, previous, _same_code(folder, previous)))
    return ValidationReport(folder.resolve().name, merged(outcomes))


def _same_code(folder: Path, previous: Path | None) -> bool:
    """True when both descriptors name one fingerprint of the code that made the rows."""
    try:
        codes = [read_package(release).code for release in (folder, previous) if release is not None]
    except BAD:
        return False
    return len(codes) == 2 and codes[0] is not None and codes[0] == codes[1]
