"""Verdicts kept beside the parts that they are on: what was judged by the same rules before is not judged again.

A verdict is known by the bytes of its parts and by everything that judges; the gate compares the bytes of a release
with the hashes of its parts whatever is known. It lies in the folder of the last of its parts and goes with it.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.cache import Entry, code_fingerprint
from flows.files import sha256_of

if TYPE_CHECKING:
    from expectations.outcome import Outcome
    from expectations.verdict import Verdict

_FILE = "verdict.npz"
_DAMAGED = (OSError, EOFError, ValueError, KeyError, TypeError, IndexError, zipfile.BadZipFile)


def rules_fingerprint() -> str:
    """One hash of all that decides a verdict: the code here and in ``expectations``, the contract, the libraries."""
    import expectations

    folder = Path(next(iter(expectations.__path__)))
    files = [*sorted(folder.glob("*.py")), Path(__file__)]
    lines = [f"{path.name} {sha256_of(path)}" for path in files]
    lines.append(f"great-expectations {version('great-expectations')}")
    return hashlib.sha256("\n".join([code_fingerprint(), *lines]).encode()).hexdigest()


def verdict_on(group: Sequence[Entry], fingerprint: str) -> Verdict:
    """The verdict of the rules with ``fingerprint`` on the parts of ``group``: remembered, or made.

    One that blocks a publication is not kept: what made it, a full disk say, may have passed by the next build.
    """
    from expectations.outcome import ValidationReport
    from expectations.verdict import judge

    file, key = group[-1].parts[-1].path.with_name(_FILE), _key(group, fingerprint)
    known = _read(file, key)
    if known is not None:
        return known
    made = judge({number: {part.table: part.path for part in entry.parts} for number, entry in enumerate(group)})
    if ValidationReport(key, made.outcomes).passed:
        _write(file, key, made)
    return made


def _key(group: Sequence[Entry], fingerprint: str) -> str:
    lines = [f"{part.table} {part.sha256}" for entry in group for part in entry.parts]
    return hashlib.sha256("\n".join([fingerprint, *lines]).encode()).hexdigest()


def _write(file: Path, key: str, verdict: Verdict) -> None:
    import numpy as np

    from expectations.uniqueness import KEYS

    told = {
        "key": key,
        "outcomes": [asdict(outcome) for outcome in verdict.outcomes],
        "repeats": [asdict(repeat) for repeat in verdict.repeats],
        "rows": dict(verdict.statistics.rows),
        "nulls": [[*place, count] for place, count in verdict.statistics.nulls.items()],
        "values": [[*place, count] for place, count in verdict.statistics.values.items()],
    }
    arrays: dict[str, Any] = {str(KEYS.index(of)): values for of, values in verdict.hashes.items()}
    stream = io.BytesIO()
    np.savez(stream, **arrays, told=np.frombuffer(json.dumps(told).encode(), np.uint8))
    draft = file.with_suffix(".draft")
    draft.write_bytes(stream.getvalue())
    draft.replace(file)  # not flushed: what the disk loses or spoils is judged again


def _read(file: Path, key: str) -> Verdict | None:
    """The verdict in ``file`` if it has that ``key``; None when there is none or it is damaged."""
    import numpy as np

    from expectations.drift import Statistics
    from expectations.duplicates import Repeat
    from expectations.uniqueness import KEYS
    from expectations.verdict import Verdict

    try:
        with np.load(file, allow_pickle=False) as stored:
            told = json.loads(stored["told"].tobytes())
            if told["key"] != key:
                return None
            hashes = {of: stored[str(number)] for number, of in enumerate(KEYS) if str(number) in stored}
        outcomes = tuple(_outcome(record) for record in told["outcomes"])
        repeats = tuple(Repeat(**record) for record in told["repeats"])
        nulls = Counter({(table, name): count for table, name, count in told["nulls"]})
        values = Counter({(table, name, value): count for table, name, value, count in told["values"]})
        return Verdict(outcomes, hashes, repeats, Statistics(Counter(told["rows"]), nulls, values))
    except _DAMAGED:
        return None


def _outcome(record: Mapping[str, Any]) -> Outcome:
    from expectations.outcome import Expectation, Finding, Kind, Outcome, Severity

    expected = {**record["expectation"], "severity": Severity(record["expectation"]["severity"])}
    findings = tuple(Finding(**finding) for finding in record["findings"])
    return Outcome(Expectation(**expected), Kind(record["kind"]), record["found"], findings, record["detail"])
