"""The expectations that follow from the contract alone: columns, not-null, vocabularies, patterns, bounds, keys.

Each is a core expectation of Great Expectations. The module is imported only where a release is validated, because the
library takes seconds to import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from great_expectations.expectations.core.expect_column_values_to_be_between import ExpectColumnValuesToBeBetween
from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet
from great_expectations.expectations.core.expect_column_values_to_be_unique import ExpectColumnValuesToBeUnique
from great_expectations.expectations.core.expect_column_values_to_match_regex import ExpectColumnValuesToMatchRegex
from great_expectations.expectations.core.expect_column_values_to_not_be_null import ExpectColumnValuesToNotBeNull
from great_expectations.expectations.core.expect_compound_columns_to_be_unique import ExpectCompoundColumnsToBeUnique
from great_expectations.expectations.core.expect_table_columns_to_match_ordered_list import (
    ExpectTableColumnsToMatchOrderedList,
)
from great_expectations.expectations.expectation import Expectation as GxExpectation

from expectations.outcome import Expectation, Severity
from transforms.contract import Column, Kind, Table

HOLD_NO_NULL = (Kind.INTEGER, Kind.BOOLEAN)  # when not nullable: their dtypes, which are checked, have none
MAY_BE_EMPTY = {("rejects", "detail")}


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation of ours with the expectation of Great Expectations that decides it and the columns it reads."""

    expectation: Expectation
    decides: GxExpectation
    needs: tuple[str, ...]


def layout_check(table: Table, joined: Sequence[str]) -> Check:
    """The columns of ``table`` are the contract's, in its order, before those that were ``joined`` to the frame."""
    names = [*(column.name for column in table.columns), *joined]
    says = "the columns are those of the contract, in its order"
    gx = ExpectTableColumnsToMatchOrderedList(column_list=names)
    return Check(Expectation("columns", table.name, None, Severity.CRITICAL, says), gx, ())


def column_checks(table: Table) -> Iterator[Check]:
    """All expectations on single columns of ``table``, and that its key is unique within the parts looked at."""
    for column in table.columns:
        yield from _column_checks(table, column)
    yield from _key_checks(table)


def _column_checks(table: Table, column: Column) -> Iterator[Check]:
    name = column.name
    if not column.nullable and column.kind not in HOLD_NO_NULL:
        yield _check(table, name, "not_null", "there is a value", ExpectColumnValuesToNotBeNull(column=name))
    if column.vocabulary:
        says = "the value is of the vocabulary"
        gx = ExpectColumnValuesToBeInSet(column=name, value_set=list(column.vocabulary))
        yield _check(table, name, "vocabulary", says, gx)
    if column.pattern:
        says = f"the whole value matches {column.pattern}"
        yield _check(table, name, "pattern", says, _matches(name, rf"^(?:{_bare(column.pattern)})\Z"))
    elif column.kind is Kind.TEXT and (table.name, name) not in MAY_BE_EMPTY:
        yield _check(table, name, "not_blank", "the text is not empty", _matches(name, r"\S"))
    if column.minimum is not None:
        says = f"the value is at least {column.minimum}"
        bounded = ExpectColumnValuesToBeBetween(column=name, min_value=column.minimum)
        yield _check(table, name, "minimum", says, bounded)


def _key_checks(table: Table) -> Iterator[Check]:
    says = "the key identifies one row"
    if len(table.key) == 1:
        yield _check(table, table.key[0], "unique", says, ExpectColumnValuesToBeUnique(column=table.key[0]))
        return
    gx = ExpectCompoundColumnsToBeUnique(column_list=list(table.key), ignore_row_if="never")
    expectation = Expectation("unique", table.name, table.key[0], Severity.CRITICAL, says)
    yield Check(expectation, gx, table.key)


def _check(table: Table, column: str, name: str, says: str, gx: GxExpectation) -> Check:
    return Check(Expectation(name, table.name, column, Severity.CRITICAL, says), gx, (column,))


def _bare(pattern: str) -> str:
    """``pattern`` with groups that capture nothing, of which pandas would warn."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def _matches(column: str, regex: str) -> GxExpectation:
    return ExpectColumnValuesToMatchRegex(column=column, regex=regex)
