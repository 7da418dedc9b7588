"""Defects planted one at a time in a clean release: each is found, by the expectation meant for it, with its row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from releases import Part, Parts, clean_parts, write

from expectations.gate import validate_release
from expectations.outcome import Kind

Plant = Callable[[Parts], str]  # spoils the parts; gives a piece of the id of the row that must be named


@dataclass(frozen=True)
class Defect:
    name: str
    expectation: str
    plant: Plant


def defect(expectation: str) -> Callable[[Plant], Plant]:
    def note(plant: Plant) -> Plant:
        DEFECTS.append(Defect(plant.__name__, expectation, plant))
        return plant

    return note


DEFECTS: list[Defect] = []


def put(part: Part, table: str, row: int, column: str, value: Any) -> str:
    """Writes one cell and gives the id of its row."""
    frame = part[table]
    values = frame[column].astype(object)
    values.iloc[row] = value
    if isinstance(frame[column].dtype, pd.CategoricalDtype):
        known = list(frame[column].cat.categories)
        wider = known if value is None or value in known else [*known, value]
        part[table][column] = pd.Categorical(values, categories=wider)
    else:
        part[table][column] = values.astype(frame[column].dtype)
    return key_of(part, table, row)


def key_of(part: Part, table: str, row: int) -> str:
    first = {"documents": "document_id", "events": "event_id", "participants": "participant_id"}
    column = first.get(table) or ("source_path" if table == "rejects" else "agreement_id")
    return str(part[table][column].iloc[row])


def drop(part: Part, table: str, rows: Callable[[pd.DataFrame], Any]) -> None:
    frame = part[table]
    part[table] = frame[~rows(frame)].reset_index(drop=True)


def repeat(part: Part, table: str, row: int) -> str:
    part[table] = pd.concat([part[table], part[table].iloc[[row]]], ignore_index=True)
    return key_of(part, table, row)


# ---------------------------------------------------------------- keys and references


@defect("unique")
def event_twice(parts: Parts) -> str:
    return repeat(parts[0], "events", 0)


@defect("unique")
def participant_twice(parts: Parts) -> str:
    return repeat(parts[0], "participants", 1)


@defect("unique")
def party_twice(parts: Parts) -> str:
    return repeat(parts[0], "parties", 0)


@defect("unique")
def reject_twice(parts: Parts) -> str:
    return repeat(parts[0], "rejects", 0)


@defect("unique_in_the_release")
def document_in_two_parts(parts: Parts) -> str:
    parts[1]["documents"] = pd.concat([parts[1]["documents"], parts[0]["documents"]], ignore_index=True)
    return key_of(parts[0], "documents", 0)


@defect("input_once")
def input_read_twice(parts: Parts) -> str:
    put(parts[1], "documents", 1, "source_path", "news/a.jsonl")
    return put(parts[1], "documents", 1, "source_row", 0)


@defect("reference_exists")
def event_of_no_document(parts: Parts) -> str:
    return put(parts[0], "events", 0, "document_id", "d0123456789abcdef")


@defect("reference_exists")
def participant_of_no_event(parts: Parts) -> str:
    return put(parts[0], "participants", 0, "event_id", "d0123456789abcdef-e1.meeting")


@defect("reference_exists")
def agreement_of_no_event(parts: Parts) -> str:
    return put(parts[0], "agreements", 0, "event_id", "d0123456789abcdef-e1.signing")


@defect("reference_exists")
def party_to_no_agreement(parts: Parts) -> str:
    return put(parts[0], "parties", 0, "agreement_id", "d0123456789abcdef-a1")


@defect("reference_exists")
def signed_by_nobody(parts: Parts) -> str:
    return put(parts[0], "parties", 0, "signatory_id", "d0123456789abcdef-e1.signing-p1.x")


@defect("reference_in_the_same_part")
def event_moved_to_another_part(parts: Parts) -> str:
    moved = parts[0]["events"].iloc[[3]]
    parts[1]["events"] = pd.concat([parts[1]["events"], moved], ignore_index=True)
    drop(parts[0], "events", lambda frame: frame["event_id"] == moved["event_id"].iloc[0])
    return str(moved["event_id"].iloc[0])


@defect("document_is_that_of_the_event")
def participant_moved_to_another_document(parts: Parts) -> str:
    return put(parts[0], "participants", 0, "document_id", parts[1]["documents"]["document_id"].iloc[0])


@defect("document_is_that_of_the_event")
def agreement_moved_to_another_document(parts: Parts) -> str:
    return put(parts[0], "agreements", 0, "document_id", parts[1]["documents"]["document_id"].iloc[0])


@defect("key_begins_with_its_document")
def event_moved_to_another_document(parts: Parts) -> str:
    return put(parts[1], "events", 0, "document_id", parts[1]["documents"]["document_id"].iloc[1])


@defect("key_is_of_the_content")
def key_of_another_content(parts: Parts) -> str:
    return put(parts[1], "documents", 1, "document_id", "d0123456789abcdef")


@defect("pattern")
def key_of_another_form(parts: Parts) -> str:
    return put(parts[1], "documents", 1, "document_id", "1")


@defect("signatory_takes_part")
def signed_by_a_guest_of_another_event(parts: Parts) -> str:
    people = parts[0]["participants"]
    elsewhere = people["participant_id"][people["event_id"] == parts[0]["events"]["event_id"].iloc[0]].iloc[0]
    return put(parts[0], "parties", 0, "signatory_id", elsewhere)


@defect("has_participants")
def participants_removed(parts: Parts) -> str:
    event = parts[1]["events"]["event_id"].iloc[0]
    drop(parts[1], "participants", lambda frame: frame["event_id"] == event)
    return str(event)


@defect("has_parties")
def parties_removed(parts: Parts) -> str:
    agreement = parts[0]["agreements"]["agreement_id"].iloc[1]
    drop(parts[0], "parties", lambda frame: frame["agreement_id"] == agreement)
    return str(agreement)


@defect("duplicate_repeats_a_document")
def duplicate_of_nothing(parts: Parts) -> str:
    return put(parts[0], "rejects", 2, "detail", "d0123456789abcdef")


# ---------------------------------------------------------------- offsets


@defect("span_is_not_empty")
def offsets_swapped(parts: Parts) -> str:
    events = parts[0]["events"]
    start, end = int(events["char_start"].iloc[0]), int(events["char_end"].iloc[0])
    put(parts[0], "events", 0, "char_start", end)
    return put(parts[0], "events", 0, "char_end", start)


@defect("span_is_the_text")
def trigger_one_to_the_right(parts: Parts) -> str:
    events = parts[0]["events"]
    put(parts[0], "events", 0, "char_end", int(events["char_end"].iloc[0]) + 1)
    return put(parts[0], "events", 0, "char_start", int(events["char_start"].iloc[0]) + 1)


@defect("span_is_the_text")
def mention_of_other_words(parts: Parts) -> str:
    return put(parts[0], "participants", 1, "mention", "ليندن ماركوس")


@defect("span_is_the_text")
def title_of_other_words(parts: Parts) -> str:
    return put(parts[0], "agreements", 0, "title", "مذكرتا تفاهم")


@defect("minimum")
def negative_offset(parts: Parts) -> str:
    return put(parts[0], "participants", 0, "char_start", -5)


@defect("span_is_the_text")
def text_shifted(parts: Parts) -> str:
    text = str(parts[1]["documents"]["text"].iloc[0])
    put(parts[1], "documents", 0, "text", f" {text}")
    return key_of(parts[1], "events", 0)


@defect("hash_is_of_the_text")
def text_changed(parts: Parts) -> str:
    text = str(parts[1]["documents"]["text"].iloc[1])
    return put(parts[1], "documents", 1, "text", text.replace("غزيرة", "خفيفة"))


@defect("char_count_is_the_length")
def length_in_bytes(parts: Parts) -> str:
    return put(parts[1], "documents", 1, "char_count", len(str(parts[1]["documents"]["text"].iloc[1]).encode()))


@defect("evidence_holds_the_span")
def evidence_of_another_sentence(parts: Parts) -> str:
    return put(parts[0], "events", 0, "evidence", str(parts[0]["events"]["evidence"].iloc[1]))


@defect("evidence_holds_the_span")
def evidence_reworded(parts: Parts) -> str:
    return put(parts[0], "agreements", 0, "evidence", "وقع وزيران مذكرة تفاهم")


@defect("sentence_exists")
def sentence_beyond_the_last(parts: Parts) -> str:
    return put(parts[0], "events", 0, "sentence_index", 99)


# ---------------------------------------------------------------- codes, types and columns


@defect("vocabulary")
def leading_zero_lost(parts: Parts) -> str:
    return put(parts[1], "events", 0, "cameo_code", "41")


@defect("vocabulary")
def event_type_invented(parts: Parts) -> str:
    return put(parts[1], "events", 0, "event_type", "war")


@defect("coded_as_its_type")
def code_of_another_type(parts: Parts) -> str:
    return put(parts[1], "events", 0, "cameo_code", "057")


@defect("pattern")
def country_in_two_letters(parts: Parts) -> str:
    return put(parts[0], "participants", 0, "country", "TN")


@defect("country_code")
def country_that_is_none(parts: Parts) -> str:
    return put(parts[0], "events", 0, "place_country", "XXX")


@defect("country_code")
def country_of_another_list(parts: Parts) -> str:
    return put(parts[0], "parties", 0, "party", "TUR ")


@defect("country_code")
def organization_called_by_a_country_code(parts: Parts) -> str:
    return put(parts[0], "parties", 0, "party_type", "organization")


@defect("language_code")
def language_that_is_none(parts: Parts) -> str:
    return put(parts[1], "documents", 1, "language", "zz")


@defect("not_null")
def reason_lost(parts: Parts) -> str:
    return put(parts[0], "rejects", 1, "reason", None)


@defect("not_null")
def column_emptied(parts: Parts) -> str:
    for row in range(len(parts[0]["events"])):
        put(parts[0], "events", row, "rule", None)
    return key_of(parts[0], "events", 2)


@defect("not_blank")
def empty_string_for_null(parts: Parts) -> str:
    return put(parts[1], "documents", 0, "title", "")


@defect("columns")
def column_lost(parts: Parts) -> str:
    for part in parts:
        part["participants"] = part["participants"].drop(columns="role")
    return ""


@defect("columns")
def columns_in_another_order(parts: Parts) -> str:
    for part in parts:
        part["agreements"] = part["agreements"][sorted(part["agreements"].columns)]
    return ""


@defect("dtype")
def dates_as_text(parts: Parts) -> str:
    for part in parts:
        part["events"]["start_date"] = part["events"]["start_date"].dt.strftime("%Y-%m-%d")
    return "events"


@defect("dtype")
def integers_as_floats(parts: Parts) -> str:
    for part in parts:
        part["documents"]["source_row"] = part["documents"]["source_row"].astype("float64")
    return "documents"


@defect("dtype")
def one_part_of_another_type(parts: Parts) -> str:
    parts[1]["participants"]["char_start"] = parts[1]["participants"]["char_start"].astype(str)
    return "participants"


# ---------------------------------------------------------------- dates


@defect("date_is_sane")
def year_one(parts: Parts) -> str:
    put(parts[0], "events", 3, "end_date", pd.Timestamp(1, 1, 1))
    return put(parts[0], "events", 3, "start_date", pd.Timestamp(1, 1, 1))


@defect("date_is_sane")
def year_three_thousand(parts: Parts) -> str:
    return put(parts[1], "documents", 0, "published_on", pd.Timestamp(3000, 1, 1))


@defect("dates_in_order")
def end_before_start(parts: Parts) -> str:
    return put(parts[0], "events", 0, "end_date", pd.Timestamp("2024-03-02"))


@defect("precision_agrees")
def day_without_a_date(parts: Parts) -> str:
    put(parts[0], "agreements", 0, "signed_on", None)
    return key_of(parts[0], "agreements", 0)


@defect("precision_agrees")
def month_in_its_middle(parts: Parts) -> str:
    put(parts[0], "events", 2, "end_date", pd.Timestamp("2024-06-15"))
    return put(parts[0], "events", 2, "start_date", pd.Timestamp("2024-06-15"))


@defect("precision_agrees")
def unknown_with_a_date(parts: Parts) -> str:
    return put(parts[1], "events", 0, "date_precision", "unknown")


@defect("date_has_no_time")
def date_with_a_time(parts: Parts) -> str:
    return put(parts[1], "documents", 0, "published_on", pd.Timestamp("2024-05-09 13:30"))


@defect("planned_lies_ahead")
def planned_for_the_past(parts: Parts) -> str:
    return put(parts[0], "documents", 0, "published_on", pd.Timestamp("2024-07-01")) + "-e"


@defect("background_lies_behind")
def background_of_the_future(parts: Parts) -> str:
    return put(parts[1], "documents", 0, "published_on", pd.Timestamp("2024-05-08")) and put(
        parts[1], "events", 0, "is_background", True
    )


# ---------------------------------------------------------------- who takes part


@defect("has_two_sides")
def meeting_with_oneself(parts: Parts) -> str:
    event = parts[0]["events"]["event_id"].iloc[0]
    other = parts[0]["participants"]["actor_id"].iloc[1]
    drop(parts[0], "participants", lambda frame: (frame["event_id"] == event) & (frame["actor_id"] == other))
    return str(event)


@defect("call_has_no_place")
def call_with_a_place(parts: Parts) -> str:
    return put(parts[1], "events", 0, "place", "Geneva")


@defect("actor_has_one_country")
def actor_of_two_countries(parts: Parts) -> str:
    return put(parts[0], "participants", 0, "country", "SWE")


@defect("actor_has_one_type")
def actor_of_two_types(parts: Parts) -> str:
    return put(parts[0], "participants", 0, "actor_type", "organization")


@defect("actor_has_one_family")
def actor_of_two_names(parts: Parts) -> str:
    return put(parts[0], "participants", 0, "name", "منير البستاني")


@defect("actor_is_listed_once")
def actor_listed_twice(parts: Parts) -> str:
    key = repeat(parts[0], "participants", 0)
    last = len(parts[0]["participants"]) - 1
    return put(parts[0], "participants", last, "participant_id", f"{key}.again")


@defect("only_persons_hold_office")
def organization_in_office(parts: Parts) -> str:
    return put(parts[1], "participants", 2, "position", "official")


@defect("country_has_its_code")
def country_without_its_code(parts: Parts) -> str:
    rows = parts[0]["participants"]["actor_type"] == "country"
    return put(parts[0], "participants", int(rows.to_numpy().argmax()), "country", None)


@defect("takes_part")
def party_that_was_not_there(parts: Parts) -> str:
    return put(parts[0], "parties", 3, "party", "NOR")


@defect("signatory_acts_for_the_party")
def signed_for_the_other_side(parts: Parts) -> str:
    return put(parts[0], "parties", 0, "signatory_id", str(parts[0]["parties"]["signatory_id"].iloc[1]))


@defect("commitment_is_unsigned")
def commitment_signed(parts: Parts) -> str:
    return put(parts[0], "agreements", 0, "agreement_type", "commitment")


# ---------------------------------------------------------------- names


def rename(parts: Parts, name: str) -> str:
    return put(parts[1], "participants", 0, "name", name)


@defect("name_is_no_title")
def title_as_a_name(parts: Parts) -> str:
    return rename(parts, "وزير الخارجية")


@defect("name_is_no_title")
def name_with_its_title(parts: Parts) -> str:
    return rename(parts, "الرئيس كريم العلوي")


@defect("not_blank")
def name_empty(parts: Parts) -> str:
    return rename(parts, "")


@defect("name_holds_no_verb")
def name_that_runs_into_the_verb(parts: Parts) -> str:
    return rename(parts, "كريم العلوي يستقبل")


@defect("name_has_clean_edges")
def name_that_runs_into_the_sentence(parts: Parts) -> str:
    return rename(parts, "كريم العلوي في")


@defect("name_is_of_letters")
def name_with_a_date(parts: Parts) -> str:
    return rename(parts, "كريم العلوي (2024)")


@defect("name_is_tidy")
def name_with_stray_spaces(parts: Parts) -> str:
    return rename(parts, "كريم  العلوي ")


@defect("country_is_called_by_its_name")
def country_called_by_another_name(parts: Parts) -> str:
    rows = parts[0]["participants"]["name"] == "Sweden"
    return put(parts[0], "participants", int(rows.to_numpy().argmax()), "name", "Switzerland")


# ---------------------------------------------------------------- documents


@defect("text_is_arabic")
def text_of_question_marks(parts: Parts) -> str:
    return put(parts[1], "documents", 1, "text", "???? ???? ?????")


@defect("title_is_in_the_text")
def title_of_another_document(parts: Parts) -> str:
    return put(parts[0], "documents", 0, "title", "أمطار غزيرة على المدينة")


@pytest.mark.parametrize("case", DEFECTS, ids=lambda case: case.name)
def test_a_planted_defect_is_found_with_its_row(case: Defect, tmp_path: Path) -> None:
    parts = clean_parts()
    row = case.plant(parts)

    report = validate_release(write(parts, tmp_path))

    assert not report.passed
    found = [o for o in report.failures if o.expectation.name == case.expectation and o.kind is Kind.FAILED]
    assert found, sorted({o.expectation.name for o in report.failures})
    assert any(row in named for o in found for named in o.rows) or not row, [o.rows for o in found]
    assert not [o for o in report.outcomes if o.kind is Kind.BROKEN]


def test_a_clean_release_passes_without_a_warning(tmp_path: Path) -> None:
    report = validate_release(write(clean_parts(), tmp_path))

    assert report.passed
    assert not report.warnings
    assert {o.kind for o in report.outcomes} <= {Kind.PASSED, Kind.SKIPPED}


def test_a_signing_without_an_agreement_warns_and_does_not_block(tmp_path: Path) -> None:
    parts = clean_parts()
    for table in ("agreements", "parties"):
        parts[0][table] = parts[0][table].iloc[:0]

    report = validate_release(write(parts, tmp_path))

    assert report.passed
    assert [o.expectation.name for o in report.warnings] == ["signing_has_an_agreement"]
    assert len(report.warnings[0].rows) == 2
