"""``datapackage.json`` says what the contract and the files say."""

from __future__ import annotations

import pytest

from flows.descriptor import PublishedPart, describe
from transforms.contract import TABLES, Kind, Table

PARTS = [PublishedPart("x/part-00000.parquet", 3, 100, "ab"), PublishedPart("x/part-00001.parquet", 4, 50, "cd")]
DESCRIPTOR = describe(
    dict.fromkeys(TABLES, PARTS),
    release_id="20260114T120000Z-00000000",
    created="2026-01-14T12:00:00Z",
    more={"inputs": 7},
)
RESOURCES = {resource["name"]: resource for resource in DESCRIPTOR["resources"]}


def test_every_table_is_a_resource() -> None:
    assert list(RESOURCES) == list(TABLES)
    assert DESCRIPTOR["mithaq"]["inputs"] == 7


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_a_resource_tells_its_files(table: Table) -> None:
    resource = RESOURCES[table.name]
    assert resource["path"] == [part.path for part in PARTS]
    assert (resource["rows"], resource["bytes"]) == (7, 150)
    assert [part["hash"] for part in resource["parts"]] == ["sha256:ab", "sha256:cd"]


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_a_schema_tells_every_column(table: Table) -> None:
    schema = RESOURCES[table.name]["schema"]
    assert [field["name"] for field in schema["fields"]] == [column.name for column in table.columns]
    for field, column in zip(schema["fields"], table.columns, strict=True):
        assert field["description"] == column.description
        assert field["constraints"].get("required", False) is not column.nullable
        assert field["constraints"].get("enum", []) == list(column.vocabulary)
        assert field["constraints"].get("pattern") == column.pattern
        assert ("categories" in field) is (column.kind is Kind.CATEGORY)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_keys_refer_to_keys(table: Table) -> None:
    schema = RESOURCES[table.name]["schema"]
    assert schema.get("primaryKey", schema.get("uniqueKeys", [[]])[0]) == list(table.key)
    for key in schema.get("foreignKeys", []):
        parent = RESOURCES[key["reference"]["resource"]]["schema"]
        assert key["reference"]["fields"][0] in {field["name"] for field in parent["fields"]}


def test_a_primary_key_holds_no_null() -> None:
    for table in TABLES.values():
        schema = RESOURCES[table.name]["schema"]
        assert all(not table.column(name).nullable for name in schema.get("primaryKey", []))
