"""The figures against annotated documents: a small example reckoned by hand, and the floor that is recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from releases import clean_parts, write

from expectations.accuracy import (
    as_json,
    as_text,
    evaluate,
    evaluate_extraction,
    fallen,
    figures,
    gold_files,
    main,
    record,
    recorded,
)
from expectations.records import Agreement, Annotated, Event, Person, Record, read_annotated
from expectations.scoring import Difference, compare, matched, name_words, same_person

GOLD = Path(__file__).parents[1] / "gold"

BOURITA = Person(("سليم التازي", "التازي"), "MAR", "foreign_minister")
PETROV = Person(("سيرغي أوكوف",), "RUS", "foreign_minister")
GUEST = Person(("منى الصباح",), None, None)


def event(event_type: str, *persons: str, sides: str = "MAR RUS", core: bool = True, **more: str | None) -> Event:
    told = {"status": "occurred", "date": None, "date_precision": "unknown", "place_country": None, **more}
    return Event(
        event_type, str(told["status"]), core, told["date"], str(told["date_precision"]), told["place_country"],
        persons, frozenset(sides.split()), f"sentence of the {event_type}",
    )  # fmt: skip


WANTED = Record(
    persons=(BOURITA, PETROV, GUEST),
    events=(
        event("meeting", "سليم التازي", "سيرغي أوكوف", place_country="RUS"),
        event("signing", "سليم التازي", "سيرغي أوكوف"),
        event("visit", "سليم التازي", sides="MAR", core=False),
        event("support", "سليم التازي", sides="MAR"),
        event("condemn", "سيرغي أوكوف", sides="RUS"),
    ),
    agreements=(
        Agreement("agreement", "signed", True, frozenset({"MAR", "RUS"}), "a"),
        Agreement("treaty", "signed", True, frozenset({"MAR"}), "b"),
        Agreement("protocol", "in_force", False, frozenset({"MAR"}), "c"),
    ),
)
GOT = Record(
    persons=(
        Person(("الوزير التازي",), "MAR", "minister"),
        Person(("منى الصباح",), None, None),
        Person(("رامي الغريب",), None, None),
    ),
    events=(
        event("meeting", "التازي", "سيرغي اوكوف", place_country="MAR"),
        event("visit", "التازي", sides="MAR"),
        event("call", "التازي"),
        event("support", "التازي", sides="MAR"),
    ),
    agreements=(
        Agreement("agreement", "ratified", True, frozenset({"MAR", "RUS"}), "a"),
        Agreement("protocol", "in_force", True, frozenset({"MAR"}), "c"),
        Agreement("roadmap", "signed", True, frozenset(), "d"),
    ),
)


def test_the_figures_are_those_reckoned_by_hand() -> None:
    found = compare([Annotated("x", "", None, WANTED)], {"x": GOT})

    def counts(name: str) -> tuple[int, int, int]:
        score = found.tables[name]
        return score.right, score.false, score.missed

    assert found.documents == 1
    assert counts("persons") == (1, 1, 1)  # one of the two asked for; the guest is optional, the stranger is false
    assert counts("events") == (1, 1, 1)  # the visit is optional, the call false, the signing missed
    assert counts("events_strict") == (0, 2, 2)  # the meeting is in the wrong country
    assert counts("agreements") == (1, 1, 1)
    assert {n: (s.right, s.asked) for n, s in found.attributes.items()} == {
        "agreement_status": (0, 1),
        "event_date": (1, 1),
        "event_place_country": (0, 1),
        "event_status": (1, 1),
        "person_country": (1, 1),
        "person_position": (0, 1),
    }
    assert (found.statements.right, found.statements.asked) == (1, 2)
    assert set(found.by_type) == {"meeting", "signing", "call"}
    assert (found.by_type["meeting"].f1, found.by_type["call"].f1) == (1.0, 0.0)


def test_every_difference_is_listed_with_its_sentence() -> None:
    found = compare([Annotated("x", "", None, WANTED)], {"x": GOT}).differences

    assert {(d.table, d.kind, d.of_type) for d in found} == {
        ("persons", "false", ""),
        ("persons", "missed", ""),
        ("persons", "position", ""),
        ("events", "missed", "signing"),
        ("events", "false", "call"),
        ("events", "place_country", "meeting"),
        ("statements", "missed", "condemn"),
        ("agreements", "missed", "treaty"),
        ("agreements", "false", "roadmap"),
    }
    missed = next(d for d in found if (d.table, d.kind) == ("events", "missed"))
    told = "occurred, سليم التازي, سيرغي أوكوف, MAR, RUS"
    assert missed == Difference("x", "missed", "events", "signing", told, "", "sentence of the signing")


def test_a_document_without_a_row_is_all_missed() -> None:
    found = compare([Annotated("x", "", None, WANTED)], {})

    assert (found.tables["events"].missed, found.tables["persons"].missed) == (2, 2)
    assert found.tables["events"].f1 == 0.0


@pytest.mark.parametrize(
    ("form", "name", "same"),
    [
        ("عبد الله الكامل", "عبدالله الكامل", True),
        ("خالد بن سعيد آل نهار", "خالد سعيد نهار", True),
        ("سيرغي أوكوف", "أوكوف", True),
        ("سيرغي أوكوف", "سيرغي", False),
        ("إيمان الهادي", "ايمان الهادى", True),
        ("منى الصباح", "رامي الصباح", False),
        ("الملك", "الملك", True),
        ("سليم التازي", "", False),
    ],
)
def test_names_are_the_same_in_spite_of_spelling_links_and_titles(form: str, name: str, same: bool) -> None:
    assert same_person(Person((form,), None, None), name) is same


def test_a_title_alone_is_kept_as_a_name() -> None:
    assert name_words("الأمير") == ("الامير",)
    assert name_words("الأمير سعد") == ("سعد",)


def test_pairs_go_to_the_most_alike_then_to_core_rows() -> None:
    optional, core = event("visit", "أ", core=False), event("visit", "ب")

    assert matched([optional, core], [event("visit", "ج")], lambda *_: 0.5, 0.35) == [(1, 0)]
    assert matched([core], [core], lambda *_: 0.2, 0.35) == []


def test_a_release_is_scored_by_its_source_ids(tmp_path: Path) -> None:
    parts = clean_parts()
    parts[0]["documents"]["source_id"] = parts[0]["documents"]["source_id"].fillna("m")
    write(parts, tmp_path / "latest")
    text = parts[0]["documents"]["text"].iloc[0]
    sides = {"سامي الحداد": "TUN", "ماركوس ليندن": "SWE"}
    wanted = {
        "id": "m", "text": text, "published_on": "2024-03-04",
        "persons": [{"name": n, "country": c, "position": "foreign_minister"} for n, c in sides.items()],
        "events": [{"type": "meeting", "status": "occurred", "core": True, "date": "2024-03-03",
                    "date_precision": "day", "place_country": "TUN", "persons": list(sides),
                    "countries": ["TUN", "SWE"], "organizations": []}],
        "agreements": [{"type": "agreement", "status": "signed", "core": True, "parties": ["SWE", "TUN"]}],
    }  # fmt: skip
    (tmp_path / "gold.jsonl").write_text(json.dumps(wanted, ensure_ascii=False) + "\n", encoding="utf-8")

    found = evaluate([tmp_path], tmp_path)

    assert found.tables["persons"].f1 == 1.0
    assert (found.tables["events"].right, found.tables["events"].false) == (1, 3)
    assert (found.tables["agreements"].right, found.tables["agreements"].false) == (1, 1)
    assert json.loads(as_json(found))["attributes"]["event_date"] == {"accuracy": 1.0, "n": 1}
    assert "events, false: 3" in as_text(found)


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('\n{"id": "x"}\n', encoding="utf-8")

    with pytest.raises(ValueError, match=r"gold\.jsonl, line 2"):
        read_annotated([path])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.jsonl"):
        gold_files([tmp_path / "none.jsonl"])


def test_a_figure_that_falls_is_named() -> None:
    assert fallen({"events_f1": 0.9, "gone": 0.1}, {"events_f1": 0.899, "more": 1.0}) == (
        "events_f1: 0.899 is below the recorded 0.9",
        "gone: None is below the recorded 0.1",
    )


def test_figures_are_recorded_and_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = next(line for line in (GOLD / "own_a.jsonl").read_text(encoding="utf-8").split("\n") if line)
    (tmp_path / "one.jsonl").write_text(line + "\n", encoding="utf-8")

    assert recorded(tmp_path) == {}
    assert main([str(tmp_path), "--record"]) == 0
    now = figures(evaluate_extraction(read_annotated([tmp_path / "one.jsonl"])))
    assert recorded(tmp_path) == {"one.jsonl": now}
    assert record(tmp_path).name == "figures.json"
    assert main([str(tmp_path)]) == 0
    assert "1 annotated documents" in capsys.readouterr().out


@pytest.mark.parametrize("path", gold_files([GOLD]), ids=lambda path: path.name)
def test_no_recorded_figure_falls(path: Path) -> None:
    least = recorded(GOLD).get(path.name)
    if least is None:
        pytest.skip(f"no figures are recorded of {path.name}: python -m expectations.accuracy tests/gold --record")

    assert fallen(least, figures(evaluate_extraction(read_annotated([path])))) == ()
