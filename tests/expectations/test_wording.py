"""Names as people bear them pass the text rules; titles, clauses and pieces of sentences do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.accuracy import gold_files
from expectations.records import read_annotated
from expectations.wording import has_clean_edges, holds_no_verb, is_no_title, is_tidy, is_written_like_a_name

RULES = (is_tidy, is_written_like_a_name, is_no_title, holds_no_verb, has_clean_edges)
GOLD = Path(__file__).parents[1] / "gold"

NAMES = [
    "محمد ولد الشيخ الغزواني",
    "عبد الله بن زايد آل نهيان",
    "أورسولا فون دير لاين",
    "لولا دا سيلفا",
    "هو جين تاو",
    "على السيد الوزير",
    "أمين الجميل",
    "يزيد المالكي",
    "دفع الله الطيب",
    "إيمانويل ماكرون",
    "جورج دبليو. بوش",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_keeps_every_rule(name: str) -> None:
    assert [rule.__name__ for rule in RULES if not rule(name)] == []


def test_every_name_of_the_annotated_documents_keeps_every_rule() -> None:
    persons = [person for document in read_annotated(gold_files([GOLD])) for person in document.record.persons]

    wrong = [(form, r.__name__) for person in persons for form in person.forms for r in RULES if not r(form)]

    assert wrong == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (is_no_title, "وزير الخارجية"),
        (is_no_title, "الأمين العام"),
        (is_no_title, "السفير خالد العتيق"),
        (is_no_title, "صاحب السمو الملكي"),
        (holds_no_verb, "خالد العتيق يلتقي"),
        (holds_no_verb, "أكد خالد العتيق"),
        (holds_no_verb, "خالد العتيق وقع اتفاقية"),
        (has_clean_edges, "خالد العتيق في"),
        (has_clean_edges, "إلى خالد"),
        (has_clean_edges, "خالد العتيق الذي"),
        (has_clean_edges, ""),
        (is_written_like_a_name, "خالد العتيق، وزير"),
        (is_written_like_a_name, "2024"),
        (is_written_like_a_name, "..."),
        (is_written_like_a_name, "خالد " * 30),
        (is_tidy, " خالد العتيق"),
        (is_tidy, "خالد  العتيق"),
        (is_tidy, "خالد\nالعتيق"),
    ],
)
def test_what_is_no_name_breaks_its_rule(rule: Callable[[str], bool], text: str) -> None:
    assert not rule(text)
