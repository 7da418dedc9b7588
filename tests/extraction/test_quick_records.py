"""Records that are filled at once behave like every other frozen dataclass."""

from __future__ import annotations

import dataclasses

import pytest

from transforms.extraction.mentions import Mention
from transforms.quick import quick_init


@quick_init
@dataclasses.dataclass(frozen=True)
class Pair:
    left: int
    right: int = 2


def test_fields_are_given_by_place_by_name_or_by_default() -> None:
    assert (Pair(1).left, Pair(1).right, Pair(1, 3).right, Pair(right=4, left=1).right) == (1, 2, 3, 4)


@pytest.mark.parametrize("arguments", [{}, {"left": 1, "middle": 2}])
def test_wrong_arguments_are_a_type_error(arguments: dict[str, int]) -> None:
    with pytest.raises(TypeError):
        Pair(**arguments)


def test_equal_fields_make_equal_records_with_equal_hashes() -> None:
    assert Pair(1) == Pair(1, 2) != Pair(1, 3)
    assert hash(Pair(1)) == hash(Pair(1, 2))
    assert dataclasses.replace(Pair(1, 3), left=5) == Pair(5, 3)


def test_a_record_does_not_change() -> None:
    mention = Mention(0, 1, "person")
    with pytest.raises(dataclasses.FrozenInstanceError):
        mention.first = 3  # type: ignore[misc]
