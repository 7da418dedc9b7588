"""Text rules: a name is a name and not a title, a clause or a piece of the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from expectations import vocables
from expectations.codes import country_names
from expectations.rule import Rule
from expectations.spelling import folded

_ARABIC = "[\u0620-\u064a\u066e-\u06d3]"
_NO_NAME = re.compile(r"[\d«»()\[\]{}،؛؟:!?;,/\\<>…\n\r\t]")
_LONGEST_NAME = 80


def is_tidy(name: str) -> bool:
    """True when ``name`` has no space at its edges, no double one, and no line break."""
    return name == " ".join(name.split())


def is_written_like_a_name(name: str) -> bool:
    """True when ``name`` has letters, no digit, no punctuation that sentences are made of, and a sane length."""
    return len(name) <= _LONGEST_NAME and not _NO_NAME.search(name) and any(map(str.isalpha, name))


def is_no_title(name: str) -> bool:
    """True when ``name`` does not begin with a title or a word of respect."""
    told = tuple(folded(name).split())
    longest = max(map(len, vocables.titles()))
    return not any(told[:size] in vocables.titles() for size in range(1, longest + 1))


def holds_no_verb(name: str) -> bool:
    """True when no word of ``name`` is a verb that is not a given name too."""
    return not vocables.verbs() & set(folded(name).split())


def has_clean_edges(name: str) -> bool:
    """True when ``name`` neither begins nor ends with a stop word."""
    told = folded(name).split()
    return bool(told) and not vocables.stop_words() & {told[0], told[-1]}


def _persons(is_right: Callable[[str], bool]) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    """Whether a participant is no person, or has a name that ``is_right``; each name is looked at once."""

    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        persons = frame["actor_type"] == "person"
        wrong = [name for name in frame.loc[persons, "name"].dropna().unique() if not is_right(name)]
        return ~(persons & frame["name"].isin(wrong))

    return holds


def _tidy(column: str) -> Callable[[pd.DataFrame], pd.Series[bool]]:
    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        values: pd.Series[Any] = frame[column]
        return ~values.isin([value for value in values.dropna().unique() if not is_tidy(value)])

    return holds


def _called_as_in_the_lexicon(frame: pd.DataFrame) -> pd.Series[bool]:
    called = frame["country"].map(country_names())
    return (frame["actor_type"] != "country") | called.isna() | (frame["name"] == called).fillna(False).astype("bool")


def _title_in_text(frame: pd.DataFrame) -> pd.Series[bool]:
    pairs = zip(frame["title"].to_numpy(object), frame["text"].to_numpy(object), strict=True)
    held = [not isinstance(title, str) or (isinstance(text, str) and title in text) for title, text in pairs]
    return pd.Series(held, index=frame.index, dtype="bool")


def _person_rule(name: str, says: str, is_right: Callable[[str], bool]) -> Rule:
    return Rule("participants", name, says, ("name", "actor_type"), _persons(is_right))


RULES: tuple[Rule, ...] = (
    Rule("documents", "title_is_in_the_text", "text holds the title", ("title", "text"), _title_in_text),
    Rule(
        "documents",
        "text_is_arabic",
        "text holds an Arabic letter",
        ("text", "document_id"),
        lambda frame: frame["text"].str.contains(_ARABIC).fillna(False).astype("bool"),
    ),
    Rule("participants", "name_is_tidy", "a name has no stray space", ("name", "actor_id"), _tidy("name")),
    Rule("events", "name_is_tidy", "the name of a place has no stray space", ("place", "event_id"), _tidy("place")),
    Rule("parties", "name_is_tidy", "the name of a party has no stray space", ("party", "party_type"), _tidy("party")),
    Rule(
        "participants",
        "country_is_called_by_its_name",
        "a participant that is a country has the English name of its code",
        ("name", "actor_type", "country"),
        _called_as_in_the_lexicon,
    ),
    _person_rule("name_is_of_letters", "a person's name is made of letters alone", is_written_like_a_name),
    _person_rule("name_is_no_title", "a person's name does not begin with a title", is_no_title),
    _person_rule("name_holds_no_verb", "a person's name holds no verb", holds_no_verb),
    _person_rule("name_has_clean_edges", "a person's name has no stop word at its edges", has_clean_edges),
)
