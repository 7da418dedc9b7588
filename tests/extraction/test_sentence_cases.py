"""Every sentence of ``tests/sentences`` gives the rows written beside it."""

from __future__ import annotations

import pytest
from sentence_cases import Case, differences, read_cases, read_gaps

CASES = read_cases()
KNOWN_GAPS = read_gaps()


def _params() -> list[object]:
    """The cases; one that is known not to pass must not pass: once it does, it is to be taken off the list."""
    return [
        pytest.param(
            case,
            id=f"{case.file}-{case.name}",
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN_GAPS[case.key])] if case.key in KNOWN_GAPS else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", _params())
def test_sentence(case: Case) -> None:
    found = differences(case)
    assert not found, "\n".join([case.text, *(f"{d.kind}: {d.detail}" for d in found)])


def test_names_of_cases_are_unique() -> None:
    keys = [case.key for case in CASES]
    assert len(keys) == len(set(keys))


def test_every_known_gap_is_a_case() -> None:
    assert set(KNOWN_GAPS) <= {case.key for case in CASES}


def test_a_case_asks_for_something() -> None:
    assert all(case.expected for case in CASES)
