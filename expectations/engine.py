"""Runs checks through Great Expectations and reads what it says back into outcomes.

The suites live in an ephemeral context: nothing is written. Each suite runs first for a yes or no; only the checks that
say no run again for the offending rows, which costs four times as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

import great_expectations as gx
import pandas as pd
from great_expectations.core.batch import Batch
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)
from great_expectations.validator.validator import Validator

from expectations.catalogue import rule as rule_called
from expectations.derived import Check
from expectations.outcome import Finding, Outcome, broken, failed, passed
from expectations.rule import Rule
from expectations.settled import SettledConfiguration
from transforms.contract import TABLES

VALUE_SHOWN = 200  # characters of an offending value that a report shows


class RowsKeepRule(MulticolumnMapMetricProvider):
    """The metric behind :class:`ExpectRowsToKeepRule`: one boolean a row."""

    condition_metric_name: ClassVar[str] = "multicolumn_values.keep_rule"
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")
    condition_value_keys = ("rule_table", "rule_name")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **kwargs: Any) -> pd.Series[bool]:  # noqa: N805 the decorator makes it a classmethod
        rule = rule_called(kwargs["rule_table"], kwargs["rule_name"], str(column_list.columns[0]))
        return rule.holds(column_list)


class ExpectRowsToKeepRule(MulticolumnMapExpectation):
    """Every row keeps the hand-written rule called ``rule_name`` of table ``rule_table``, judged on ``column_list``."""

    rule_table: str
    rule_name: str

    map_metric: ClassVar[str | None] = "multicolumn_values.keep_rule"
    success_keys: ClassVar[tuple[str, ...]] = ("rule_table", "rule_name", "mostly")


def rule_check(rule: Rule) -> Check:
    """``rule`` as a check that Great Expectations can run."""
    expectation = ExpectRowsToKeepRule(
        column_list=list(rule.needs), rule_table=rule.table, rule_name=rule.name, ignore_row_if="never"
    )
    return Check(rule.expectation, expectation, rule.needs)


class Engine:
    """One ephemeral Great Expectations context, used for all suites of one validation."""

    def __init__(self) -> None:
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)

    def run(self, table: str, frame: pd.DataFrame, checks: Sequence[Check]) -> tuple[Outcome, ...]:
        """The outcome of each of ``checks`` on ``frame``, in their order."""
        # A frame that comes by a data source has every cell of it hashed, twice; a batch of its own has none.
        batch = Batch(data=frame)  # type: ignore[arg-type]  # annotated as the class, meant are its instances
        validator = Validator(PandasExecutionEngine(), data_context=self._context, batches=[batch])
        first = _validate(validator, checks, "BOOLEAN_ONLY")
        doubtful = [check for check, result in zip(checks, first, strict=True) if not result.success]
        keys = [key for key in TABLES[table].key if key in frame]
        complete = {"result_format": "COMPLETE", "unexpected_index_column_names": keys}
        second = iter(_validate(validator, doubtful, complete))
        return tuple(
            passed(check.expectation) if result.success else outcome_of(check, next(second), keys)
            for check, result in zip(checks, first, strict=True)
        )


def _validate(
    validator: Validator, checks: Sequence[Check], result_format: str | Mapping[str, Any]
) -> list[ExpectationValidationResult]:
    if not checks:
        return []
    labelled = [_labelled(check, str(number)) for number, check in enumerate(checks)]
    results = validator.graph_validate(labelled, {"result_format": result_format})
    by_label = {_label(result): result for result in results}
    return [by_label[str(number)] for number in range(len(checks))]


def _labelled(check: Check, label: str) -> ExpectationConfiguration:
    """The expectation with its place among the checks: results come back in another order when a metric raised."""
    plain = check.decides.configuration
    severity = FailureSeverity(check.expectation.severity.value)
    return SettledConfiguration(plain.type, plain.kwargs, meta={"label": label}, severity=severity)


def _label(result: ExpectationValidationResult) -> str:
    configuration = result.expectation_config
    if configuration is None or not configuration.meta:
        raise ValueError("a result that does not say which expectation it is of")
    return str(configuration.meta["label"])


def outcome_of(check: Check, result: ExpectationValidationResult, keys: Sequence[str]) -> Outcome:
    """What Great Expectations says, as an outcome: a check that raised is broken, not failed."""
    error = exception_message(result.exception_info)
    if error is not None:
        return broken(check.expectation, error)
    if result.success:
        return passed(check.expectation)
    found = result.result.get("unexpected_index_list")
    if found is None:
        return failed(check.expectation, (), _observed(result.result))
    return failed(check.expectation, _findings(check, found, keys))


def exception_message(info: Mapping[str, Any] | None) -> str | None:
    """The message in an ``exception_info``, which is flat or holds one entry a metric; None when nothing was raised."""
    if not info:
        return None
    entries = [info] if "raised_exception" in info else list(info.values())
    messages = [str(entry["exception_message"]) for entry in entries if entry.get("raised_exception")]
    return "; ".join(messages) if messages else None


def _findings(check: Check, found: Iterable[Mapping[str, Any]], keys: Sequence[str]) -> Iterable[Finding]:
    for row in found:
        cell = check.needs[0]
        yield Finding(row_id(row[key] for key in keys), shown(row.get(cell)))


def row_id(parts: Iterable[Any]) -> str:
    """The key of a row as text, its parts joined by a slash; a missing part is a dash."""
    return "/".join("-" if pd.isna(part) else str(part) for part in parts)


def shown(value: Any) -> str:
    """A cell as a report shows it: short, null as ``null``."""
    if value is None or pd.isna(value):
        return "null"
    text = value.strftime("%Y-%m-%d") if isinstance(value, pd.Timestamp) else str(value)
    return text if len(text) <= VALUE_SHOWN else text[:VALUE_SHOWN] + "…"


def _observed(result: Mapping[str, Any]) -> str:
    details = result.get("details") or {}
    mismatched = details.get("mismatched")
    if mismatched:
        return "; ".join(f"place {m['Expected Column Position']}: {m['Expected']} ≠ {m['Found']}" for m in mismatched)
    return f"observed {result.get('observed_value')}"
