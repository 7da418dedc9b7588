"""Great Expectations comes without what no validation calls, and nobody else misses it."""

from __future__ import annotations

import gc
import subprocess
import sys
from types import ModuleType

import pytest

from expectations.spared import LEFT_OUT, POSTPONED, Postponed, spared

AFTER_THE_IMPORT = """
import sys
from expectations.rows import suites

suites()
print(sorted({"altair", "scipy.stats", "sqlalchemy"} & set(sys.modules)))

import altair, scipy.stats, sqlalchemy
from great_expectations.expectations.core import expect_column_kl_divergence_to_be_less_than as drawing

print(drawing.alt.Chart is altair.Chart, drawing.stats.entropy is scipy.stats.entropy, sqlalchemy.__version__ > "1")
"""


def test_the_suites_are_made_without_the_libraries_and_others_get_them_whole() -> None:
    done = subprocess.run([sys.executable, "-c", AFTER_THE_IMPORT], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True True True"]


def test_a_postponed_module_comes_when_something_is_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = Postponed("colorsys")
    monkeypatch.setitem(sys.modules, "colorsys", stand_in)

    assert stand_in.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)  # type: ignore[operator]
    assert sys.modules["colorsys"] is not stand_in


def test_what_is_imported_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    known = ModuleType("known")
    for name in (*POSTPONED, *LEFT_OUT):
        monkeypatch.setitem(sys.modules, name, known)
    with spared():
        assert all(sys.modules[name] is known for name in (*POSTPONED, *LEFT_OUT))
    assert all(sys.modules[name] is known for name in (*POSTPONED, *LEFT_OUT))


def test_stand_ins_are_gone_and_the_collector_is_back_also_when_the_import_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in (*POSTPONED, *LEFT_OUT):
        monkeypatch.delitem(sys.modules, name, raising=False)

    def fails() -> None:
        with spared():
            assert not gc.isenabled()
            raise ImportError

    with pytest.raises(ImportError):
        fails()
    assert gc.isenabled()
    assert not [name for name in (*POSTPONED, *LEFT_OUT) if name in sys.modules]
