"""Offsets: every span that a row cites stands in the document's text exactly where the row says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pandas as pd

from expectations.group import Group
from expectations.rule import Derived, Rule

TEXT_AT = "text_at_offsets"
EVIDENCE_AT = "evidence_at_offsets"
TEXT_LENGTH = "text_length"
TEXT_SHA256 = "text_sha256"

_OF_DOCUMENT = ("documents.document_id", "documents.text")


def _texts(group: Group, table: str) -> list[str | None]:
    """The document's text for each row of ``table``; the strings are shared, not copied; None where there is none."""
    texts: list[Any] = [t if isinstance(t, str) else None for t in group.frames["documents"]["text"].to_numpy(object)]
    texts.append(None)  # what position -1 finds
    return [texts[position] for position in group.positions[table, "document_id"]]


def _text_at(table: str) -> Callable[[Group], pd.Series[Any]]:
    def compute(group: Group) -> pd.Series[Any]:
        frame = group.frames[table]
        rows = zip(_texts(group, table), frame["char_start"].tolist(), frame["char_end"].tolist(), strict=True)
        cut = [None if text is None or start < 0 or end < 0 else text[start:end] for text, start, end in rows]
        return pd.Series(cut, dtype=pd.StringDtype(na_value=float("nan")))

    return compute


def _evidence_at(table: str) -> Callable[[Group], pd.Series[Any]]:
    def covers(text: str | None, evidence: object, start: int, end: int) -> bool:
        if text is None or not isinstance(evidence, str):
            return False
        return text.find(evidence, max(0, end - len(evidence)), max(0, start) + len(evidence)) >= 0

    def compute(group: Group) -> pd.Series[Any]:
        frame = group.frames[table]
        spans = (frame["evidence"].to_numpy(object), frame["char_start"].tolist(), frame["char_end"].tolist())
        return pd.Series([covers(*row) for row in zip(_texts(group, table), *spans, strict=True)], dtype="bool")

    return compute


def _text_length(group: Group) -> pd.Series[Any]:
    return group.frames["documents"]["text"].str.len().fillna(-1).astype("int64")


def _text_sha256(group: Group) -> pd.Series[Any]:
    texts = group.frames["documents"]["text"].to_numpy(object)
    hashes = [hashlib.sha256(t.encode()).hexdigest() if isinstance(t, str) else None for t in texts]
    return pd.Series(hashes, dtype=pd.StringDtype(na_value=float("nan")))


def _equal(one: str, other: str) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        return pd.Series(frame[one].to_numpy(object) == frame[other].to_numpy(object), index=frame.index)

    return holds


def _spans(table: str) -> tuple[str, ...]:
    return (*_OF_DOCUMENT, f"{table}.document_id", f"{table}.char_start", f"{table}.char_end")


def _cited(table: str, column: str) -> tuple[Rule, ...]:
    return (
        Rule(
            table,
            "span_is_the_text",
            f"documents.text[char_start:char_end] is {column}",
            (column, TEXT_AT),
            _equal(column, TEXT_AT),
        ),
        Rule(
            table,
            "span_is_not_empty",
            "char_end lies after char_start",
            ("char_end", "char_start"),
            lambda frame: frame["char_end"] > frame["char_start"],
        ),
    )


def _evidenced(table: str, column: str) -> Rule:
    return Rule(
        table,
        "evidence_holds_the_span",
        f"evidence stands in documents.text and holds {column} where the offsets say",
        ("evidence", EVIDENCE_AT),
        lambda frame: frame[EVIDENCE_AT],
    )


DERIVED = (
    Derived("documents", TEXT_LENGTH, ("documents.text",), _text_length),
    Derived("documents", TEXT_SHA256, ("documents.text",), _text_sha256),
    *(Derived(t, TEXT_AT, _spans(t), _text_at(t)) for t in ("events", "participants", "agreements")),
    *(Derived(t, EVIDENCE_AT, (*_spans(t), f"{t}.evidence"), _evidence_at(t)) for t in ("events", "agreements")),
)

RULES = (
    Rule(
        "documents",
        "char_count_is_the_length",
        "char_count is the number of code points in text",
        ("char_count", TEXT_LENGTH),
        lambda frame: frame["char_count"] == frame[TEXT_LENGTH],
    ),
    Rule(
        "documents",
        "hash_is_of_the_text",
        "content_sha256 is the SHA-256 of text in UTF-8",
        ("content_sha256", TEXT_SHA256),
        _equal("content_sha256", TEXT_SHA256),
    ),
    Rule(
        "documents",
        "sentences_fit_the_text",
        "there are no more sentences than code points",
        ("sentence_count", "char_count"),
        lambda frame: frame["sentence_count"] <= frame["char_count"],
    ),
    *_cited("events", "trigger"),
    *_cited("participants", "mention"),
    *_cited("agreements", "title"),
    _evidenced("events", "trigger"),
    _evidenced("agreements", "title"),
)

__all__ = ["DERIVED", "RULES"]
