"""Dates: in a sane range, in order, exactly as precise as they say, in step with status and publication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from expectations.rule import Rule

FIRST_DAY = pd.Timestamp("1900-01-01")
LAST_DAY = pd.Timestamp("2100-12-31")

Holds = Callable[[pd.DataFrame], "pd.Series[bool]"]


def last_day_told(start: pd.Series[Any], end: pd.Series[Any], precision: pd.Series[Any]) -> pd.Series[Any]:
    """The last day that a date can mean: the end told, or the last of the month or year told; null where unknown."""
    told = end.fillna(start)
    month, year = precision == "month", precision == "year"
    told = told.mask(month, told + pd.offsets.MonthEnd(0))
    return told.mask(year, told + pd.offsets.YearEnd(0))


def _sane(column: str) -> Holds:
    return lambda frame: frame[column].isna() | frame[column].between(FIRST_DAY, LAST_DAY)


def _whole_days(column: str) -> Holds:
    return lambda frame: frame[column].isna() | (frame[column] == frame[column].dt.normalize())


def _precision_agrees(column: str) -> Holds:
    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        date, precision = frame[column], frame["date_precision"].astype(object)
        first_of_month = date.dt.day == 1
        fits = {
            "day": date.notna(),
            "month": date.notna() & first_of_month,
            "year": date.notna() & first_of_month & (date.dt.month == 1),
            "unknown": date.isna(),
        }
        agrees = pd.Series(False, index=frame.index)
        for name, fit in fits.items():
            agrees |= (precision == name) & fit
        return agrees

    return holds


def _in_order(frame: pd.DataFrame) -> pd.Series[bool]:
    start, end = frame["start_date"], frame["end_date"]
    return end.isna() | (start.notna() & (end >= start))


def _planned_lies_ahead(frame: pd.DataFrame) -> pd.Series[bool]:
    """A planned event whose last possible day is over when the document appears is not planned any more."""
    last = last_day_told(frame["start_date"], frame["end_date"], frame["date_precision"])
    published = frame["documents_published_on"]
    past = (frame["status"] == "planned") & last.notna() & published.notna() & (last < published)
    return ~past


def _background_lies_behind(column: str) -> Holds:
    def holds(frame: pd.DataFrame) -> pd.Series[bool]:
        date, published = frame[column], frame["documents_published_on"]
        return ~(frame["is_background"] & date.notna() & published.notna() & (date > published))

    return holds


def _dated(table: str, column: str) -> tuple[Rule, ...]:
    return (
        Rule(table, "date_is_sane", "the date lies between 1900 and 2100", (column, f"{table[:-1]}_id"), _sane(column)),
        Rule(table, "date_has_no_time", "a date is a whole day", (column, f"{table[:-1]}_id"), _whole_days(column)),
    )


RULES = (
    *_dated("documents", "published_on"),
    *_dated("events", "start_date"),
    *_dated("events", "end_date"),
    *_dated("agreements", "signed_on"),
    Rule(
        "events",
        "dates_in_order",
        "end_date is not before start_date, and there is none without the other's first day",
        ("end_date", "start_date"),
        _in_order,
    ),
    Rule(
        "events",
        "precision_agrees",
        "day: a date; month: a first of the month; year: a first of January; unknown: no date, and only then",
        ("date_precision", "start_date"),
        _precision_agrees("start_date"),
    ),
    Rule(
        "agreements",
        "precision_agrees",
        "day: a date; month: a first of the month; year: a first of January; unknown: no date, and only then",
        ("date_precision", "signed_on"),
        _precision_agrees("signed_on"),
    ),
    Rule(
        "events",
        "planned_lies_ahead",
        "a planned event is not over before the document was published",
        ("start_date", "end_date", "date_precision", "status", "documents_published_on"),
        _planned_lies_ahead,
    ),
    Rule(
        "events",
        "background_lies_behind",
        "a background event does not begin after the document was published",
        ("start_date", "is_background", "documents_published_on"),
        _background_lies_behind("start_date"),
    ),
    Rule(
        "agreements",
        "background_lies_behind",
        "a background agreement was not signed after the document was published",
        ("signed_on", "is_background", "documents_published_on"),
        _background_lies_behind("signed_on"),
    ),
)
