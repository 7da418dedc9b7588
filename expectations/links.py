"""References and layout: every key that a row names exists, belongs to the same document, and lies in the same part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from expectations.group import PART, Group, parent_of
from expectations.rule import Derived, Rule
from transforms.contract import TABLES, Column

PARTICIPANTS = "participant_count"
ACTORS = "actor_count"
PARTY_ROWS = "party_count"
AGREEMENT_ROWS = "agreement_count"


def _references() -> tuple[tuple[str, Column], ...]:
    return tuple((t.name, c) for t in TABLES.values() for c in t.columns if c.references)


def _needs(table: str, column: Column) -> tuple[str, str]:
    return (f"{table}.{column.name}", column.references or "")


def _found(table: str, column: Column) -> Callable[[Group], pd.Series[Any]]:
    return lambda group: pd.Series(group.positions[table, column.name] >= 0)


def _same_part(table: str, column: Column) -> Callable[[Group], pd.Series[Any]]:
    def compute(group: Group) -> pd.Series[Any]:
        theirs = group.pull(table, column.name, PART)
        return (theirs.isna() | (theirs == group.frames[table][PART])).fillna(True).astype("bool")

    return compute


def _pulled(table: str, reference: str, column: str) -> Derived:
    parent, key = parent_of(TABLES[table].column(reference))
    needs = (f"{table}.{reference}", f"{parent}.{key}", f"{parent}.{column}")
    return Derived(table, f"{parent}_{column}", needs, lambda group: group.pull(table, reference, column))


def _counted(parent: str, name: str, child: str, key: str) -> Derived:
    """The number of rows of ``child`` with the key of each row of ``parent``."""

    def compute(group: Group) -> pd.Series[Any]:
        counts = group.frames[child][key].value_counts()
        return group.frames[parent][key].map(counts).fillna(0).astype("int64")

    return Derived(parent, name, (f"{parent}.{key}", f"{child}.{key}"), compute)


def _distinct_actors(group: Group) -> pd.Series[Any]:
    pairs = group.frames["participants"][["event_id", "actor_id"]].drop_duplicates()
    return group.frames["events"]["event_id"].map(pairs["event_id"].value_counts()).fillna(0).astype("int64")


def _reference_rules(table: str, column: Column) -> tuple[Rule, ...]:
    found, part = f"{column.name}_found", f"{column.name}_same_part"
    return (
        Rule(
            table,
            "reference_exists",
            f"{column.name} is a key of {column.references}",
            (column.name, found),
            lambda frame: frame[found] | frame[column.name].isna(),
        ),
        Rule(
            table,
            "reference_in_the_same_part",
            f"the row of {column.references} lies in the part with the same number",
            (column.name, part),
            lambda frame: frame[part],
        ),
    )


def _begins(column: str, with_column: str, joint: str) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    """Whether ``column`` is ``with_column``, then ``joint``, then more."""

    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        pairs = zip(frame[column].to_numpy(object), frame[with_column].to_numpy(object), strict=True)
        begins = [str(key).startswith(f"{start}{joint}") for key, start in pairs]
        return pd.Series(begins, index=frame.index, dtype="bool")

    return holds


def _same_or_null(one: str, other: str) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    return lambda frame: frame[other].isna() | (frame[one] == frame[other]).fillna(False).astype("bool")


DERIVED = (
    *(Derived(t, f"{c.name}_found", _needs(t, c), _found(t, c)) for t, c in _references()),
    *(Derived(t, f"{c.name}_same_part", _needs(t, c), _same_part(t, c)) for t, c in _references()),
    _pulled("events", "document_id", "sentence_count"),
    _pulled("events", "document_id", "published_on"),
    _pulled("participants", "event_id", "document_id"),
    _pulled("agreements", "event_id", "document_id"),
    _pulled("agreements", "document_id", "published_on"),
    _pulled("parties", "agreement_id", "event_id"),
    _pulled("parties", "signatory_id", "event_id"),
    _pulled("parties", "signatory_id", "country"),
    _counted("events", PARTICIPANTS, "participants", "event_id"),
    _counted("events", AGREEMENT_ROWS, "agreements", "event_id"),
    _counted("agreements", PARTY_ROWS, "parties", "agreement_id"),
    Derived("events", ACTORS, ("events.event_id", "participants.event_id", "participants.actor_id"), _distinct_actors),
)

RULES = (
    *(rule for table, column in _references() for rule in _reference_rules(table, column)),
    Rule(
        "documents",
        "key_is_of_the_content",
        "document_id begins content_sha256",
        ("document_id", "content_sha256"),
        lambda frame: pd.Series(
            [str(s).startswith(str(d)[1:]) for d, s in zip(frame["document_id"], frame["content_sha256"], strict=True)],
            index=frame.index,
            dtype="bool",
        ),
    ),
    Rule(
        "events",
        "key_begins_with_its_document",
        "event_id begins with document_id",
        ("event_id", "document_id"),
        _begins("event_id", "document_id", "-e"),
    ),
    Rule(
        "participants",
        "key_begins_with_its_event",
        "participant_id begins with event_id",
        ("participant_id", "event_id"),
        _begins("participant_id", "event_id", "-p"),
    ),
    Rule(
        "agreements",
        "key_begins_with_its_document",
        "agreement_id begins with document_id",
        ("agreement_id", "document_id"),
        _begins("agreement_id", "document_id", "-a"),
    ),
    Rule(
        "participants",
        "document_is_that_of_the_event",
        "a participant and the event lie in the same document",
        ("document_id", "events_document_id"),
        _same_or_null("document_id", "events_document_id"),
    ),
    Rule(
        "agreements",
        "document_is_that_of_the_event",
        "an agreement and the event that made it lie in the same document",
        ("document_id", "events_document_id"),
        _same_or_null("document_id", "events_document_id"),
    ),
    Rule(
        "events",
        "sentence_exists",
        "sentence_index is below the document's sentence_count",
        ("sentence_index", "documents_sentence_count"),
        lambda frame: (frame["sentence_index"] < frame["documents_sentence_count"]).fillna(True).astype("bool"),
    ),
    Rule(
        "events",
        "has_participants",
        "an event has at least one participant",
        ("event_id", PARTICIPANTS),
        lambda frame: frame[PARTICIPANTS] > 0,
    ),
    Rule(
        "agreements",
        "has_parties",
        "an agreement has at least one party",
        ("agreement_id", PARTY_ROWS),
        lambda frame: frame[PARTY_ROWS] > 0,
    ),
    Rule(
        "parties",
        "signatory_takes_part",
        "who signs takes part in the event that made the agreement",
        ("signatory_id", "agreements_event_id", "participants_event_id"),
        _same_or_null("agreements_event_id", "participants_event_id"),
    ),
)

__all__ = ["ACTORS", "AGREEMENT_ROWS", "DERIVED", "RULES"]
