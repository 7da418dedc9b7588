"""The worked examples of docs/linguist.md: each edit makes its sentences read as shown, and not all did before."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import transforms.lexicon.compiled as compiled
from transforms.extraction import extract
from transforms.model import Extraction
from transforms.reading import document_from_text

ROOT = Path(__file__).resolve().parents[2]
LEXICON = ROOT / "transforms" / "lexicon"
PAGE = (ROOT / "docs" / "linguist.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Example:
    """One section of the page: edits as (file, diff), and the sentences that read as told after them."""

    title: str
    edits: tuple[tuple[str, str], ...]
    cases: tuple[dict[str, Any], ...]


def examples() -> Iterator[Example]:
    for section in PAGE.split("\n## ")[1:]:
        edits = re.findall(r"^```diff transforms/lexicon/(\S+)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        blocks = re.findall(r"^```toml\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        cases = [case for block in blocks for case in tomllib.loads(block)["case"]]
        if edits:
            yield Example(section.split("\n", 1)[0], tuple(edits), tuple(cases))


EXAMPLES = list(examples())


def edited(text: str, diff: str) -> str:
    """``text`` after ``diff``: - lines are replaced, + lines beside context inserted, others added at the end."""
    lines = diff.splitlines()
    old = [line[1:] for line in lines if line[0] in " -"]
    new = [line[1:] for line in lines if line[0] in " +"]
    if not old:
        return text + "\n".join([*new, ""])
    before, after = "\n".join(old) + "\n", "\n".join(new) + "\n"
    assert text.count(before) == 1, f"the lexicon has changed; renew the example in docs/linguist.md:\n{before}"
    return text.replace(before, after)


@contextmanager
def lexicon_with(edits: tuple[tuple[str, str], ...], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The lexicon as it is after ``edits``, for as long as the block runs."""
    texts: dict[str, str] = {}
    for name, diff in edits:
        texts[name] = edited(texts.get(name) or (LEXICON / name).read_text(encoding="utf-8"), diff)
    real_rows, real_table = compiled.rows, compiled._table

    def rows(name: str) -> list[dict[str, str]]:
        import csv

        return list(csv.DictReader(StringIO(texts[name]))) if name in texts else real_rows(name)

    def table(name: str) -> dict[str, Any]:
        return tomllib.loads(texts[name]) if name in texts else real_table(name)

    with monkeypatch.context() as patch:
        patch.setattr(compiled, "rows", rows)
        patch.setattr(compiled, "_table", table)
        forget()
        yield
    forget()


def forget() -> None:
    """Empties every cache of the reader: what it remembers of a word follows from the lexicon."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "transforms":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and not isinstance(value, type):
                    value.cache_clear()


def holds(case: dict[str, Any], found: Extraction) -> bool:
    """Whether all that ``case`` asks for is there; ``events = []`` asks for none."""
    if case.get("events") == [] and found.events:
        return False
    wanted_events = all(any(_is_event(wanted, event) for event in found.events) for wanted in case.get("events", ()))
    papers = case.get("agreements", ())
    wanted_papers = all(any(_is_agreement(wanted, paper) for paper in found.agreements) for wanted in papers)
    people = [p for event in found.events for p in event.participants]
    return (
        wanted_events
        and wanted_papers
        and all(any(_has(wanted, p) for p in people) for wanted in case.get("persons", ()))
    )


def _is_event(wanted: dict[str, Any], event: Any) -> bool:
    names = {p.name for p in event.participants}
    countries = {p.country for p in event.participants}
    return (
        event.event_type == wanted["type"]
        and wanted.get("status", event.status) == event.status
        and wanted.get("place", event.place) == event.place
        and wanted.get("place_country", event.place_country or "") == (event.place_country or "")
        and set(wanted.get("persons", ())) <= names
        and set(wanted.get("countries", ())) <= countries
    )


def _is_agreement(wanted: dict[str, Any], agreement: Any) -> bool:
    return (
        agreement.agreement_type == wanted["type"]
        and wanted.get("status", agreement.status) == agreement.status
        and set(wanted.get("parties", ())) == {p.party for p in agreement.parties}
        and wanted.get("subject", "") in (agreement.subject or "")
    )


def _has(wanted: dict[str, Any], participant: Any) -> bool:
    return all(getattr(participant, name) == value for name, value in wanted.items())


def read(case: dict[str, Any]) -> Extraction:
    return extract(document_from_text(case["text"]))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_the_edit_does_what_the_page_says(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    assert example.cases, example.title
    assert not all(holds(case, read(case)) for case in example.cases), "reads so without the edit: find another example"
    with lexicon_with(example.edits, monkeypatch):
        for case in example.cases:
            found = read(case)
            assert holds(case, found), f"{case['name']}: {found.events} {found.agreements}"


def test_the_page_has_an_example_of_each_kind() -> None:
    files = {name for example in EXAMPLES for name, _ in example.edits}
    assert files >= {"countries.csv", "cities.csv", "positions.toml", "triggers.toml", "agreements.toml"}


def test_the_page_names_every_file_of_the_lexicon() -> None:
    for path in sorted([*LEXICON.glob("*.csv"), *LEXICON.glob("*.toml")]):
        assert path.name in PAGE, path.name


def test_the_guards_told_are_the_guards_there_are() -> None:
    triggers = (LEXICON / "triggers.toml").read_text(encoding="utf-8")
    for key in ("objects", "requires", "without", "strict", "spelled"):
        assert re.search(rf"^{key} = ", triggers, re.MULTILINE), key
        assert f"`{key}" in PAGE
