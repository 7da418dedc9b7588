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
    lines = files("transforms.lexicon").joinpath("countries.csv").read_text(encoding="utf-8").split("\n")
    return {row["code"]: row["english"] for row in csv.DictReader(lines)}


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
    return value.partition("-")[0] in languages()


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


RULES = (
    *(_code_rule(t, c, c.code_list) for t in TABLES.values() for c in t.columns if c.code_list),
    Rule(
        "parties",
        "country_code",
        "a party that is a country is written by its code, and no organization is",
        ("party", "party_type"),
        _country_party,
    ),
)
