"""Codes of long lists: every column to which the contract gives one holds nothing else."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from expectations.rule import Rule
from transforms.contract import TABLES, Column, Table


@cache
def country_names() -> dict[str, str]:
    """The English name of every country of the lexicon by its ISO 3166-1 alpha-3 code."""
    return {row["code"]: row["english"] for row in _rows("countries.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files("transforms.lexicon").joinpath(name).read_text(encoding="utf-8").split("\n")))


@cache
def languages() -> frozenset[str]:
    """Primary language subtags, those that CLDR names."""
    from babel import Locale

    return frozenset(str(code) for code in Locale("en").languages)


def is_country(value: str) -> bool:
    """True for an ISO 3166-1 alpha-3 code."""
    return value in country_names()


def is_language(value: str) -> bool:
    """True for a language tag whose language exists; its pattern is another expectation's."""
    primary = value.partition("-")[0]
    return primary == "ar" or primary in languages()  # the list takes a tenth of a second to load


IS_CODE = {"country": is_country, "language": is_language}


def _code_rule(table: Table, column: Column, code_list: str) -> Rule:
    is_code = IS_CODE[code_list]

    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        values: pd.Series[Any] = frame[column.name]
        wrong = [value for value in values.dropna().unique() if not is_code(value)]
        return ~values.isin(wrong)

    says = f"the value is a {code_list} code"
    return Rule(table.name, f"{code_list}_code", says, (column.name, table.key[0]), holds)


def _country_party(frame: pd.DataFrame) -> pd.Series[bool]:
    known = frame["party"].isin(list(country_names()))
    return known == (frame["party_type"] == "country")


@cache
def crosswalk() -> dict[str, frozenset[tuple[str, str]]]:
    """The pairs of PLOVER type and CAMEO code that an event type can have; of planned ones under ``planned``."""
    pairs: dict[str, set[tuple[str, str]]] = {}
    for row in _rows("crosswalk.csv"):
        pairs.setdefault(row["event_type"], set()).add((row["plover_type"], row["cameo_code"]))
    return {event_type: frozenset(found) for event_type, found in pairs.items()}


def _coded_as_its_type(frame: pd.DataFrame) -> pd.Series[bool]:
    rows = frame[["event_type", "status", "plover_type", "cameo_code"]].astype(object)
    right = {row: _is_coded(*row) for row in rows.drop_duplicates().itertuples(index=False, name=None)}
    return pd.Series([right[row] for row in rows.itertuples(index=False, name=None)], index=frame.index, dtype="bool")


def _is_coded(event_type: str, status: str, plover_type: str, cameo_code: str) -> bool:
    ahead = crosswalk()["planned"] if status == "planned" else frozenset()
    return (plover_type, cameo_code) in crosswalk().get(event_type, frozenset()) | ahead


RULES = (
    *(_code_rule(t, c, c.code_list) for t in TABLES.values() for c in t.columns if c.code_list),
    Rule(
        "parties",
        "country_code",
        "a party that is a country is written by its code, and no organization is",
        ("party", "party_type"),
        _country_party,
    ),
    Rule(
        "events",
        "coded_as_its_type",
        "plover_type and cameo_code are a pair that the crosswalk gives the event's type and status",
        ("cameo_code", "plover_type", "event_type", "status"),
        _coded_as_its_type,
    ),
)
