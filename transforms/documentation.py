"""Pages of the documentation that follow from code and data: the dictionary of the tables, the crosswalk, the rules.

Every function is pure and gives Markdown; ``python docs/refresh.py`` writes the files, a test fails when they drift.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from transforms.contract import CONTRACT_VERSION, TABLES, Column, Kind, Table
from transforms.lexicon.compiled import rows
from transforms.vocabularies import EVENT_TYPES

FAMILIES = {
    "meeting": "talks",
    "call": "talks",
    "visit": "visits",
    "session": "sessions",
    "signing": "papers",
    "agree": "agreeing",
    "message": "letters",
    "accreditation": "missions",
    "relations": "missions",
    "support": "statements",
    "condemn": "statements",
    "appeal": "statements",
    "aid": "statements",
}
"""The module of ``transforms/extraction/frames`` that reads the events of each type."""

_FRAMES = {
    "transitive": "the other side is the object, or follows بـ، إلى، مع",
    "with": "the other side follows مع، بـ، إلى",
    "received": "the subject is the guest, the host follows من قبل، من طرف",
    "joint": "both sides are the subject, or the subject and who follows مع",
    "motion": "the subject goes to a place",
    "gathering": "the subject is what meets: a summit, a commission, a round",
    "document": "the object is a document of agreements.toml",
    "dispatch": "a message goes from the subject to who follows إلى، لـ",
    "receipt": "a message reaches the subject from who follows من",
    "address": "the object is who the message goes to",
    "credentials": "an envoy hands over credentials",
    "accepted_credentials": "a state accepts an envoy's credentials",
    "appointment": "an envoy is named",
    "recall": "an envoy is called back, called in or sent away",
    "relations": "the object is a tie between states",
    "mission_told": "a relative clause tells what is done with a mission named before it",
    "statement": "somebody says it; whom it concerns is free",
}
_MODES = {
    "": "",
    "host": "one side receives the other",
    "visitor": "told from the visitor's side",
    "negotiation": "a negotiating round",
    "broken": "cut, withdrawn, expelled or lowered",
    "recognition": "recognition of a state or of its sovereignty",
    "rejection": "a refusal",
    "meet": "a meeting, call, visit or session to come",
}


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One entry of triggers.toml, or of the standings of documents in agreements.toml.

    ``of`` is an event type, or ``agreement``; ``shape`` the name of the entry; ``frame`` is empty for all but verbs.
    """

    rule: str
    of: str
    shape: str
    frame: str
    forms: tuple[str, ...]
    objects: tuple[str, ...]
    without: tuple[str, ...]

    @property
    def module(self) -> str:
        """Path of the module that reads it."""
        family = FAMILIES.get(self.of)
        return f"transforms/extraction/frames/{family}.py" if family else "transforms/extraction/standing.py"

    @property
    def source(self) -> str:
        """Name of the lexicon file that has its words."""
        return "triggers.toml" if self.of in FAMILIES else "agreements.toml"


def rule_entries() -> tuple[RuleEntry, ...]:
    """Every entry with a rule: by event type in the order of triggers.toml, then the standings of documents."""
    triggers, agreements = _table("triggers.toml"), _table("agreements.toml")
    found = [_verb_entry(row) for row in triggers["verb"]] + [_noun_entry(row) for row in triggers["noun"]]
    found.sort(key=lambda entry: EVENT_TYPES.index(entry.of))
    return (*found, *(_standing_entry(status, cues) for status, cues in agreements["status"].items()))


def rules_of(text: str, published_on: dt.date | None = None) -> frozenset[str]:
    """The rules that read anything in ``text``."""
    from transforms.extraction import extract
    from transforms.reading import document_from_text

    extraction = extract(document_from_text(text, published_on=published_on))
    return frozenset(e.rule for e in extraction.events) | frozenset(a.rule for a in extraction.agreements)


def data_dictionary() -> str:
    """Every table of the contract: its key, its columns and their vocabularies."""
    tables = TABLES.values()
    lines = [
        "# Data dictionary",
        "",
        f"Version {CONTRACT_VERSION} of the data contract. Generated from `transforms/contract.py`, where every table",
        "is declared once; the Parquet files carry the same descriptions in their metadata. Where a text does not say,",
        "the value is null.",
        "",
        "| table | one row is | key |",
        "| --- | --- | --- |",
        *(f"| [{t.name}](#{t.name}) | {t.description.removeprefix('One row ')} | {_codes(t.key)} |" for t in tables),
        "",
        "Offsets (`char_start`, `char_end`) count code points of `documents.text`, end exclusive:",
        "`text[char_start:char_end]` is what the row cites. [crosswalk.md](crosswalk.md) tells where `plover_type` and",
        "`cameo_code` come from, [rules.md](rules.md) what stands behind `rule`.",
        "",
    ]
    lines += [
        "| kind | pandas | Arrow and Parquet |",
        "| --- | --- | --- |",
        *(f"| {kind} | {pandas} | {arrow} |" for kind, (pandas, arrow) in _kinds().items()),
        "",
    ]
    for table in TABLES.values():
        lines += _table_section(table)
    lines += _references()
    return "\n".join(lines).rstrip() + "\n"


def crosswalk_page() -> str:
    """The crosswalk from event types to PLOVER types and CAMEO codes."""
    lines = [
        "# Crosswalk to PLOVER and CAMEO",
        "",
        "Generated from `transforms/lexicon/crosswalk.csv`, the one table that gives `plover_type` and `cameo_code`.",
        "The *mode* is read off the event's rule and trigger (`transforms/extraction/crosswalk.py`). An event of",
        "status `planned` takes a row of `planned`, whatever its type, unless it is a statement. Codes are text: their",
        "leading zero counts.",
        "",
        "| event_type | mode | what the mode means | plover_type | cameo_code |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {r['event_type']} | {r['mode']} | {_MODES[r['mode']]} | {r['plover_type']} | `{r['cameo_code']}` |"
        for r in rows("crosswalk.csv")
    ]
    return "\n".join(lines) + "\n"


def rules_page(cases: Mapping[str, Sequence[str]]) -> str:
    """Every rule with its definition and the sentence tests that it reads; ``cases`` are ``FILE: NAME`` by rule."""
    by_rule: dict[str, list[RuleEntry]] = {}
    for entry in rule_entries():
        by_rule.setdefault(entry.rule, []).append(entry)
    lines = [
        "# Rules",
        "",
        "What stands in the `rule` column of `events` and `agreements`. Generated: a rule's words are its entry in the",
        "lexicon (search the file for the name), its grammar the module named, its tests the sentences of",
        "`tests/sentences/` in which it finds something. An agreement carries the rule of the event that made it, or",
        "an `agreement.` rule when the text only speaks of it.",
        "",
        "| rule | of | entries | sentence tests |",
        "| --- | --- | --- | ---: |",
    ]
    for rule, entries in by_rule.items():
        shapes = ", ".join(entry.shape for entry in entries)
        tests = len(cases.get(rule, ()))
        lines.append(f"| [{rule}](#{_anchor(rule)}) | {entries[0].of} | {shapes} | {tests} |")
    for rule, entries in by_rule.items():
        lines += ["", f"## {rule}", ""]
        for entry in entries:
            lines += _entry_lines(entry)
        lines += _case_lines(cases.get(rule, ()))
    return "\n".join(lines) + "\n"


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("transforms.lexicon").joinpath(name).read_text(encoding="utf-8"))


def _verb_entry(row: Mapping[str, Any]) -> RuleEntry:
    forms = [form for key in ("perfect", "imperfect", "passive", "participles") for form in row.get(key, ())]
    return RuleEntry(
        rule=row["rule"],
        of=row["type"],
        shape="verb",
        frame=row["frame"],
        forms=tuple(forms),
        objects=tuple(row.get("objects", ())),
        without=tuple(row.get("without", ())),
    )


def _noun_entry(row: Mapping[str, Any]) -> RuleEntry:
    return RuleEntry(
        rule=row["rule"],
        of=row["type"],
        shape="noun",
        frame="",
        forms=(*row["singular"], *row["forms"]),
        objects=tuple(row.get("requires", ())),
        without=tuple(row.get("without", ())),
    )


def _standing_entry(status: str, cues: Mapping[str, Sequence[str]]) -> RuleEntry:
    return RuleEntry(
        f"agreement.{status}", "agreement", f"status.{status}", "", (*cues["before"], *cues["behind"]), (), ()
    )


def _entry_lines(entry: RuleEntry) -> list[str]:
    source = f"[{entry.module}](../{entry.module})"
    definition = f"`{entry.shape}` in [{entry.source}](../transforms/lexicon/{entry.source})"
    lines = [f"- {definition}, read by {source}"]
    if entry.frame:
        lines.append(f"- frame `{entry.frame}`: {_FRAMES.get(entry.frame, '')}")
    lines.append(f"- words: {_words(entry.forms)}")
    if entry.objects:
        lines.append(f"- only with: {_words(entry.objects)}")
    if entry.without:
        lines.append(f"- not with: {_words(entry.without)}")
    return lines


def _case_lines(cases: Sequence[str]) -> list[str]:
    if not cases:
        return ["- tests: none yet"]
    by_file: dict[str, list[str]] = {}
    for case in cases:
        file, _, name = case.partition(": ")
        by_file.setdefault(file, []).append(name)
    return [f"- tests in [{file}](../tests/sentences/{file}): {', '.join(names)}" for file, names in by_file.items()]


def _words(forms: Iterable[str]) -> str:
    return "، ".join(dict.fromkeys(forms))


def _anchor(heading: str) -> str:
    return heading.replace(".", "")


def _kinds() -> dict[Kind, tuple[str, str]]:
    from transforms.contract import arrow_schema, pandas_dtypes

    found: dict[Kind, dict[tuple[str, str], None]] = {}
    for table in TABLES.values():
        dtypes, schema = pandas_dtypes(table), arrow_schema(table)
        for column in table.columns:
            dtype = dtypes[column.name]
            pandas = dtype if isinstance(dtype, str) else dtype.name
            found.setdefault(column.kind, {})[(f"`{pandas}`", f"`{schema.field(column.name).type}`")] = None
    return {kind: (_either(p for p, _ in pairs), _either(a for _, a in pairs)) for kind, pairs in found.items()}


def _either(names: Iterable[str]) -> str:
    return " or, where nullable, ".join(sorted(set(names), reverse=True))


def _table_section(table: Table) -> list[str]:
    return [
        f"## {table.name}",
        "",
        f"{table.description} Key: {_codes(table.key)}.",
        "",
        "| column | kind | null | meaning | values |",
        "| --- | --- | --- | --- | --- |",
        *(f"| `{c.name}` | {c.kind} | {_null(c)} | {c.description} | {_values(c)} |" for c in table.columns),
        "",
    ]


def _null(column: Column) -> str:
    return "yes" if column.nullable else ""


def _values(column: Column) -> str:
    parts = []
    if column.references:
        parts.append(f"a key of `{column.references}`")
    if column.vocabulary:
        parts.append(" · ".join(column.vocabulary))
    if column.code_list:
        parts.append({"country": "ISO 3166-1 alpha-3", "language": "BCP 47"}[column.code_list])
    if column.pattern:
        parts.append(f"pattern `{column.pattern.replace('|', chr(92) + '|')}`")
    if column.minimum is not None:
        parts.append(f"at least {column.minimum}")
    return "; ".join(parts)


def _references() -> list[str]:
    pairs = [(f"{t.name}.{c.name}", c.references) for t in TABLES.values() for c in t.columns if c.references]
    return ["## How the tables join", "", "| from | to |", "| --- | --- |", *(f"| `{a}` | `{b}` |" for a, b in pairs)]


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
