"""The declaration of the tables: complete, consistent, and what the published contract says."""

from __future__ import annotations

import re

import pytest

from flows.descriptor import describe
from transforms import vocabularies
from transforms.contract import TABLES, Column, Kind, Table
from transforms.lexicon.compiled import rows

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
EVERY_COLUMN = pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{t.name}.{c.name}" for t, c in COLUMNS])
EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))

# The names that are promised, a ? behind what may be null; written out once more so that no change is by chance.
PROMISED = {
    "documents": """
        document_id source_path source_row? source_id? content_sha256 title? text language published_on? publisher? url?
        char_count sentence_count
    """,
    "events": """
        event_id document_id event_type plover_type cameo_code status is_background start_date? end_date? date_precision
        place? place_country? trigger char_start char_end sentence_index evidence rule
    """,
    "participants": """
        participant_id event_id document_id actor_id actor_type name country? position? position_text? role resolution
        mention char_start char_end
    """,
    "agreements": """
        agreement_id document_id event_id agreement_type status title subject? signed_on? date_precision is_background
        char_start char_end evidence rule
    """,
    "parties": "agreement_id party party_type signatory_id?",
    "rejects": "source_path source_row? reason detail",
}


def test_the_tables_are_those_promised() -> None:
    assert list(TABLES) == list(PROMISED)


@EVERY_TABLE
def test_the_columns_are_those_promised_in_their_order(table: Table) -> None:
    found = [column.name + "?" * column.nullable for column in table.columns]
    assert found == PROMISED[table.name].split()


@EVERY_COLUMN
def test_every_column_is_described_in_a_line(table: Table, column: Column) -> None:
    assert column.description.strip() == column.description != ""
    assert "\n" not in column.description
    assert column.description[0].isupper() or column.description[0].isdigit()
    assert not column.description.endswith(".")


@EVERY_COLUMN
def test_a_column_says_what_it_may_hold(table: Table, column: Column) -> None:
    assert (column.kind is Kind.CATEGORY) is bool(column.vocabulary)
    assert len(set(column.vocabulary)) == len(column.vocabulary)
    if column.pattern is not None:
        assert column.kind is Kind.TEXT
        re.compile(column.pattern)
    if column.minimum is not None:
        assert column.kind is Kind.INTEGER


@EVERY_COLUMN
def test_references_are_to_keys(table: Table, column: Column) -> None:
    if column.references is None:
        return
    parent, _, name = column.references.partition(".")
    assert TABLES[parent].key == (name,)
    assert TABLES[parent].column(name).kind is column.kind


@EVERY_TABLE
def test_a_key_is_of_columns(table: Table) -> None:
    assert table.description.endswith(".")
    assert len({column.name for column in table.columns}) == len(table.columns)
    for name in table.key:
        table.column(name)


def test_no_such_column() -> None:
    with pytest.raises(KeyError, match="events has no column tone"):
        TABLES["events"].column("tone")


def test_codes_are_text_with_their_zeros() -> None:
    assert all(re.fullmatch(r"\d{3}", code) for code in vocabularies.CAMEO_CODES)
    assert TABLES["events"].column("cameo_code").kind is Kind.CATEGORY


def test_the_crosswalk_gives_codes_of_the_vocabularies_and_uses_all_types() -> None:
    table = rows("crosswalk.csv")
    assert {row["plover_type"] for row in table} <= set(vocabularies.PLOVER_TYPES)
    assert {row["cameo_code"] for row in table} <= set(vocabularies.CAMEO_CODES)
    assert {row["event_type"] for row in table} - {"planned"} == set(vocabularies.EVENT_TYPES)


def test_the_descriptor_is_derived_from_the_declaration() -> None:
    resources = describe(dict.fromkeys(TABLES, ()), release_id="x", created="x", more={})["resources"]
    assert [resource["name"] for resource in resources] == list(TABLES)
    for resource, table in zip(resources, TABLES.values(), strict=True):
        fields = resource["schema"]["fields"]
        assert [(f["name"], f["description"]) for f in fields] == [(c.name, c.description) for c in table.columns]
        assert resource["description"] == table.description
        assert [f["constraints"].get("enum", []) for f in fields] == [list(c.vocabulary) for c in table.columns]
        references = [k["reference"] for k in resource["schema"].get("foreignKeys", [])]
        declared = [c.references.partition(".") for c in table.columns if c.references]
        assert references == [{"resource": parent, "fields": [key]} for parent, _, key in declared]
