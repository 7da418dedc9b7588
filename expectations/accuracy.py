"""``mithaq evaluate``: the figures of a set of tables against annotated documents, as text and as JSON.

``python -m expectations.accuracy FOLDER`` prints the figures of the extraction in this checkout on the annotated
documents in FOLDER; with ``--record`` it writes them to FOLDER/figures.json, below which ``make test`` lets none fall.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from expectations.records import Annotated, read_annotated, tabled
from expectations.scoring import Accuracy, Difference, Score, compare
from transforms.contract import TABLES
from transforms.model import Extraction

FIGURES = "figures.json"


def evaluate(gold: Sequence[Path], tables: Path) -> Accuracy:
    """The figures of a release (its folder, or the one that holds ``latest``) against annotated documents.

    ``gold`` are JSON Lines files, or folders of them; documents meet by ``documents.source_id``. ``FileNotFoundError``
    when there is no such file or release; ``ValueError`` when a line is no annotated document.
    """
    release = tables / "latest" if (tables / "latest").is_dir() else tables
    frames = {name: pd.read_parquet(release / name) for name in TABLES if name != "rejects"}
    return compare(read_annotated(gold_files(gold)), tabled(frames))


def evaluate_extraction(annotated: Sequence[Annotated]) -> Accuracy:
    """The figures of the extraction itself, without a release between."""
    from transforms.tables import frames

    return compare(annotated, tabled(frames(_extractions(annotated))))


def _extractions(annotated: Iterable[Annotated]) -> Iterable[Extraction]:
    from transforms.extraction import extract
    from transforms.reading import document_from_text

    for item in annotated:
        yield extract(document_from_text(item.text, source_id=item.record_id, published_on=item.published_on))


def gold_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The JSON Lines files among ``paths`` and in the folders among them; ``FileNotFoundError`` when there is none."""
    found = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    absent = next((str(path) for path in found if not path.is_file()), None)
    if absent or not found:
        raise FileNotFoundError(f"no annotated documents at {absent or ', '.join(map(str, paths))}")
    return tuple(found)


def figures(accuracy: Accuracy) -> dict[str, float]:
    """The figures that are recorded and must not fall, by name, to three places."""
    found = {f"{name}_f1": score.f1 for name, score in accuracy.tables.items()}
    found |= {name: share.value for name, share in accuracy.attributes.items() if share.value is not None}
    if accuracy.statements.value is not None:
        found["statements_recall"] = accuracy.statements.value
    return {name: round(value, 3) for name, value in found.items()}


def fallen(recorded: Mapping[str, float], now: Mapping[str, float]) -> tuple[str, ...]:
    """One line for each recorded figure that is now lower or no longer there."""
    return tuple(
        f"{name}: {now.get(name)} is below the recorded {least}"
        for name, least in recorded.items()
        if now.get(name, -1.0) < least
    )


def as_json(accuracy: Accuracy) -> str:
    """All figures and differences as JSON text."""
    body = {
        "documents": accuracy.documents,
        **{name: _score(score) for name, score in accuracy.tables.items()},
        "by_type": {name: _score(score) for name, score in accuracy.by_type.items()},
        "attributes": {
            name: {"accuracy": _rounded(share.value), "n": share.asked} for name, share in accuracy.attributes.items()
        },
        "statements": {"recall": _rounded(accuracy.statements.value), "n": accuracy.statements.asked},
        "differences": [asdict(difference) for difference in accuracy.differences],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def as_text(accuracy: Accuracy) -> str:
    """All figures as a page for people, then each difference with its sentence."""
    heading = "table            precision  recall     F1   right false missed"
    lines = [f"{accuracy.documents} annotated documents", "", heading]
    lines += [_line(name, score) for name, score in accuracy.tables.items()]
    lines += ["", "events by type"]
    lines += [_line(f"  {name}", score) for name, score in accuracy.by_type.items()]
    lines += ["", "of those matched             right"]
    lines += [f"  {n:24} {_percent(s.value)}  of {s.asked}" for n, s in accuracy.attributes.items()]
    lines += [f"  {'statements found':24} {_percent(accuracy.statements.value)}  of {accuracy.statements.asked}"]
    lines += ["", *_tables_of_differences(accuracy.differences)]
    return "\n".join(lines).rstrip() + "\n"


def _tables_of_differences(differences: Sequence[Difference]) -> Iterable[str]:
    counts = Counter((difference.table, difference.kind) for difference in differences)
    for (table, kind), count in sorted(counts.items()):
        yield f"{table}, {kind}: {count}"
        for one in differences:
            if (one.table, one.kind) == (table, kind):
                told = " → ".join(part for part in (one.wanted, one.got) if part)
                yield f"  {one.record_id}  {one.of_type}  {told}".rstrip()
                yield f"      {one.sentence}"
        yield ""


def _score(score: Score) -> dict[str, float | int]:
    return {
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "f1": round(score.f1, 3),
        "right": score.right,
        "false": score.false,
        "missed": score.missed,
    }


def _line(name: str, score: Score) -> str:
    shares = f"{score.precision:9.3f} {score.recall:7.3f} {score.f1:6.3f}"
    return f"{name:16} {shares}  {score.right:6} {score.false:5} {score.missed:6}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _percent(value: float | None) -> str:
    return "    –" if value is None else f"{value:5.3f}"


def recorded(folder: Path) -> dict[str, dict[str, float]]:
    """The recorded figures by file name; empty when none are recorded yet."""
    path = folder / FIGURES
    if not path.exists():
        return {}
    found: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def record(folder: Path) -> Path:
    """Writes the present figures of every annotated file in ``folder`` as those below which none may fall."""
    now = {path.name: figures(evaluate_extraction(read_annotated([path]))) for path in gold_files([folder])}
    target = folder / FIGURES
    target.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return target


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m expectations.accuracy", description=__doc__)
    parser.add_argument("folder", type=Path, help="annotated documents: a folder of JSON Lines files, or one file")
    parser.add_argument("--record", action="store_true", help="write the figures to FOLDER/figures.json")
    options: Any = parser.parse_args(arguments)
    if options.record:
        print(record(options.folder))
        return 0
    print(as_text(evaluate_extraction(read_annotated(gold_files([options.folder])))), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
