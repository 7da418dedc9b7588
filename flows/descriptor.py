"""``datapackage.json``: a release described after Frictionless Data Package v2, derived from the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from transforms.contract import CONTRACT_VERSION, TABLES, Column, Kind, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_TYPES = {
    Kind.TEXT: "string",
    Kind.CATEGORY: "string",
    Kind.DATE: "date",
    Kind.INTEGER: "integer",
    Kind.BOOLEAN: "boolean",
}


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """One file of a table in a release: ``path`` is relative to the release."""

    path: str
    rows: int
    bytes: int
    sha256: str


def describe(
    parts: Mapping[str, Sequence[PublishedPart]], *, release_id: str, created: str, more: Mapping[str, object]
) -> dict[str, Any]:
    """The descriptor of a release whose tables consist of ``parts``; ``more`` goes under the key ``mithaq``."""
    return {
        "$schema": PROFILE,
        "name": "mithaq",
        "title": "Events, participants and agreements in Arabic diplomatic news",
        "version": release_id,
        "created": created,
        "resources": [_resource(table, parts[table.name]) for table in TABLES.values()],
        "mithaq": {"contract_version": CONTRACT_VERSION, **more},
    }


def _resource(table: Table, parts: Sequence[PublishedPart]) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.name.capitalize(),
        "description": table.description,
        "path": [part.path for part in parts],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": sum(part.bytes for part in parts),
        "rows": sum(part.rows for part in parts),
        "parts": [{"path": p.path, "rows": p.rows, "bytes": p.bytes, "hash": f"sha256:{p.sha256}"} for p in parts],
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    # A primary key holds no null in this standard; a key with a nullable column is a unique key there.
    has_null = any(table.column(name).nullable for name in table.key)
    key: dict[str, Any] = {"uniqueKeys": [list(table.key)]} if has_null else {"primaryKey": list(table.key)}
    foreign = [_foreign_key(column) for column in table.columns if column.references]
    fields = [_field(column) for column in table.columns]
    return {"fields": fields, **key, **({"foreignKeys": foreign} if foreign else {})}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.vocabulary:
        constraints["enum"] = list(column.vocabulary)
    if column.pattern is not None:
        constraints["pattern"] = column.pattern
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "description": column.description}
    if column.kind is Kind.CATEGORY:
        field["categories"] = list(column.vocabulary)
    return {**field, "constraints": constraints}


def _foreign_key(column: Column) -> dict[str, Any]:
    resource, _, key = (column.references or "").partition(".")
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [key]}}
