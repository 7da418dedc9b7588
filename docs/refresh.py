"""Writes what follows from code, data and a build: whole pages in this folder, and marked blocks of others.

``python docs/refresh.py`` builds seeds/ into a temporary folder, scores the annotated documents of tests/gold and runs
the reader over tests/sentences. With ``--check`` nothing is written: what has drifted is listed, exit status 1.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.settings import settings_markdown
from transforms.contract import TABLES
from transforms.documentation import crosswalk_page, data_dictionary, rules_of, rules_page

if TYPE_CHECKING:
    import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
OPERATE = ROOT / "docs" / "operate.md"
ROWS_SHOWN = 5
LINES_EXPLAINED = 24
COLUMNS_SHOWN = {
    "documents": ("document_id", "source_path", "title", "language", "published_on", "char_count", "sentence_count"),
    "events": ("event_id", "event_type", "status", "start_date", "place", "place_country", "trigger", "rule"),
    "participants": ("event_id", "name", "actor_type", "country", "position", "role", "resolution", "mention"),
    "agreements": ("agreement_id", "agreement_type", "status", "title", "subject", "signed_on", "event_id"),
    "parties": ("agreement_id", "party", "party_type", "signatory_id"),
    "rejects": ("source_path", "source_row", "reason", "detail"),
}
_LONGEST_CELL = 46
_DOCUMENT_ID = re.compile(r"^d[0-9a-f]{16}-")
_BLOCK = "<!-- generated: {name} -->\n{body}\n<!-- end: {name} -->"
_BLOCKS = re.compile(r"<!-- generated: (?P<name>[a-z-]+) -->\n.*?<!-- end: (?P=name) -->", re.DOTALL)


def build_seeds(out: Path) -> Path:
    """A release of seeds/ below ``out``, built in this process; its folder."""
    from flows.build import Request, build_inline
    from flows.progress import Silent

    summary = build_inline(Request((str(ROOT / "seeds"),), out), Silent())
    if summary.failures:
        raise SystemExit(f"the release of seeds/ fails its validation:\n{summary.findings}")
    return out / "latest"


def pages(release: Path) -> dict[Path, str]:
    """Every generated file with what must stand in it."""
    blocks = {
        "tables": tables_block(release),
        "commands": commands_block(),
        "explain": explain_block(release),
        "pages": pages_block(),
        "figures": figures_block(ROOT / "tests" / "gold"),
    }
    return {
        ROOT / "docs" / "data-dictionary.md": data_dictionary(),
        ROOT / "docs" / "crosswalk.md": crosswalk_page(),
        ROOT / "docs" / "rules.md": rules_page(sentence_cases(ROOT / "tests" / "sentences")),
        README: with_blocks(README.read_text(encoding="utf-8"), blocks),
        OPERATE: with_blocks(OPERATE.read_text(encoding="utf-8"), {"settings": settings_markdown().rstrip()}),
    }


def with_blocks(text: str, blocks: Mapping[str, str]) -> str:
    """``text`` with the body of every marked block renewed; ``KeyError`` for a mark that nothing generates."""
    return _BLOCKS.sub(lambda found: _BLOCK.format(name=found["name"], body=blocks[found["name"]]), text)


def sentence_cases(folder: Path) -> dict[str, list[str]]:
    """The sentence tests, as ``FILE: NAME``, in which each rule finds something."""
    found: dict[str, list[str]] = {}
    for file in sorted(folder.glob("[0-9]*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            for rule in sorted(rules_of(case["text"], _day(case.get("published_on")))):
                found.setdefault(rule, []).append(f"{file.name}: {case['name']}")
    return found


def tables_block(release: Path) -> str:
    """The first rows of every table of ``release``, with the columns that tell most."""
    import pandas as pd

    parts = []
    for name in TABLES:
        frame = pd.read_parquet(release / name)
        shown = min(ROWS_SHOWN, len(frame))
        rows = f"{len(frame)} row" + "s" * (len(frame) != 1)
        count = f"{shown} of {rows}" if shown < len(frame) else rows
        parts.append(f"**{name}**, {count}\n\n{markdown_table(frame[list(COLUMNS_SHOWN[name])].head(ROWS_SHOWN))}")
    return "\n\n".join(parts)


def markdown_table(frame: pd.DataFrame) -> str:
    """``frame`` as a Markdown table of :func:`cell` texts."""
    lines = ["| " + " | ".join(frame.columns) + " |", "|" + " --- |" * len(frame.columns)]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in frame.itertuples(index=False)]
    return "\n".join(lines)


def cell(value: Any) -> str:
    """A value as the README shows it: null as nothing, a key without its document's, a long text cut at …."""
    import pandas as pd

    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    text = _DOCUMENT_ID.sub("…", " ".join(str(value).split()))
    return (text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1].rstrip() + "…").replace("|", "\\|")


def pages_block() -> str:
    """Every page of this folder under its heading."""
    lines = []
    for page in sorted((ROOT / "docs").glob("*.md")):
        heading = page.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
        lines.append(f"- [docs/{page.name}](docs/{page.name}): {heading}")
    return "\n".join(lines)


def commands_block() -> str:
    """Every command with what it does and its exit status, as ``--help`` tells them."""
    import typer

    from flows.cli import app

    command: Any = typer.main.get_command(app)
    lines = ["| command | does | exit status |", "| --- | --- | --- |"]
    for name, one in command.commands.items():
        does, _, status = " ".join((one.help or "").split()).partition("Exit status: ")
        sentence = does.split(". ")[0].removesuffix(".")
        lines.append(f"| `{_usage(name, one)}` | {sentence} | {status.removesuffix('.') or '0 done; 2 bad usage'} |")
    return "\n".join(lines)


def _usage(name: str, command: Any) -> str:
    words = ["mithaq", name]
    for parameter in command.params:
        if parameter.required:
            option = [] if parameter.param_type_name == "argument" else [parameter.opts[0]]
            words += [*option, parameter.metavar]
    return " ".join(words)


def explain_block(release: Path) -> str:
    """What ``mithaq explain`` tells of the first event of ``release``, as far as it fits on a page."""
    import pandas as pd

    from flows.lookup import document_of

    event_id = pd.read_parquet(release / "events")["event_id"].iloc[0]
    if find_spec("transforms.extraction.explain") is None:
        return "`mithaq explain ID --tables data`"
    from transforms.extraction.explain import explain

    lines = explain(document_of(release, event_id), event_id).rstrip().splitlines()
    shown = lines[:LINES_EXPLAINED] + ["…"] * (len(lines) > LINES_EXPLAINED)
    return "\n".join(["```console", f"mithaq explain {event_id} --tables data", "```", "", "```text", *shown, "```"])


def figures_block(gold: Path) -> str:
    """What ``mithaq evaluate`` finds on the project's own annotated documents."""
    from expectations.accuracy import evaluate_extraction, gold_files
    from expectations.records import read_annotated

    accuracy = evaluate_extraction(read_annotated(gold_files([gold])))
    lines = [
        f"On the {accuracy.documents} annotated documents of `tests/gold`:",
        "",
        "| | precision | recall | F1 | right | false | missed |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, score in accuracy.tables.items():
        shares = " | ".join(f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        lines.append(f"| {name} | {shares} | {score.right} | {score.false} | {score.missed} |")
    lines += ["", "| of those found | right | of |", "| --- | ---: | ---: |"]
    parts = {**accuracy.attributes, "statements found (recall)": accuracy.statements}
    lines += [f"| {name} | {part.value:.3f} | {part.asked} |" for name, part in parts.items() if part.value is not None]
    return "\n".join(lines)


def _day(given: object) -> dt.date | None:
    return dt.date.fromisoformat(given) if isinstance(given, str) else given if isinstance(given, dt.date) else None


def main(arguments: Sequence[str]) -> int:
    """Writes, or with ``--check`` compares; the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = pages(build_seeds(Path(folder)))
    drifted = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in drifted:
        if "--check" in arguments:
            print(f"{path.relative_to(ROOT)} has drifted; `python docs/refresh.py` renews it")
            continue
        path.write_text(wanted[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 1 if drifted and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
