"""What a hand-written rule is: columns that it needs, and a yes or no for every row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from expectations.group import Group
from expectations.outcome import Expectation, Severity


@dataclass(frozen=True, slots=True)
class Derived:
    """A column that is computed from several tables and joined to ``table`` before its rules are run.

    ``needs`` are contract columns written ``table.column``; when one of them is damaged the column is not computed and
    the rules that want it are skipped. ``compute`` gives one value a row of ``table``.
    """

    table: str
    name: str
    needs: tuple[str, ...]
    compute: Callable[[Group], pd.Series[Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation about every row of one table.

    ``needs`` are columns of the table, derived ones among them, the judged one first; ``holds`` gets a frame of just
    these and gives one boolean a row.
    """

    table: str
    name: str
    says: str
    needs: tuple[str, ...]
    holds: Callable[[pd.DataFrame], pd.Series[bool]]
    severity: Severity = Severity.CRITICAL

    @property
    def expectation(self) -> Expectation:
        """How the rule is named in reports."""
        return Expectation(self.name, self.table, self.needs[0], self.severity, self.says)
