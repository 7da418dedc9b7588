"""Every table that Mithaq publishes, declared once.

The pandas dtypes, the Arrow schemas with their metadata, the Frictionless descriptor, the data dictionary in ``docs/``
and the derived expectations are computed from :data:`TABLES`; nothing about a column is written anywhere else.
The idea of one declaration from which all the rest derives is PUDL's (Catalyst Cooperative).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from transforms.vocabularies import (
    ACTOR_TYPES,
    AGREEMENT_STATUSES,
    AGREEMENT_TYPES,
    CAMEO_CODES,
    DATE_PRECISIONS,
    EVENT_STATUSES,
    EVENT_TYPES,
    PARTY_TYPES,
    PLOVER_TYPES,
    POSITIONS,
    REJECT_REASONS,
    RESOLUTIONS,
    ROLES,
)

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

CONTRACT_VERSION = "1.0"


class Kind(StrEnum):
    """What a column holds; everything technical about it follows from this one word."""

    TEXT = "text"
    CATEGORY = "category"
    DATE = "date"
    INTEGER = "integer"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it means, what it may hold.

    ``vocabulary`` lists the allowed values in their published order (``CATEGORY`` columns always have one).
    ``code_list`` names a longer external list (``country`` or ``language``). ``pattern`` is a regular expression for
    the whole value.
    ``minimum`` bounds an integer from below. ``references`` is ``table.column`` of another table's key.
    """

    name: str
    kind: Kind
    description: str
    nullable: bool = False
    vocabulary: tuple[str, ...] = ()
    code_list: str | None = None
    pattern: str | None = None
    minimum: int | None = None
    references: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in published order and the columns that identify a row."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column called ``name``; ``KeyError`` when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")


def _text(name: str, description: str, **more: Any) -> Column:
    return Column(name, Kind.TEXT, description, **more)


def _category(name: str, description: str, vocabulary: tuple[str, ...], **more: Any) -> Column:
    return Column(name, Kind.CATEGORY, description, vocabulary=vocabulary, **more)


def _date(name: str, description: str) -> Column:
    return Column(name, Kind.DATE, description, nullable=True)


def _offset(name: str, description: str) -> Column:
    return Column(name, Kind.INTEGER, description, minimum=0)


def _country(name: str, description: str) -> Column:
    return _text(name, description, nullable=True, code_list="country", pattern="[A-Z]{3}")


_HASH = "[0-9a-f]{64}"

DOCUMENTS = Table(
    "documents",
    "One row a distinct document.",
    ("document_id",),
    (
        _text("document_id", "Key of the document, made from its content", pattern="d[0-9a-f]{16}"),
        _text("source_path", "Path of the input file, relative to the input given"),
        Column("source_row", Kind.INTEGER, "0-based row in a multi-document file", nullable=True, minimum=0),
        _text("source_id", "The id that the source itself gives", nullable=True),
        _text("content_sha256", "SHA-256 of the UTF-8 text", pattern=_HASH),
        _text("title", "The title, where the source has one", nullable=True),
        _text("text", "The whole text as read, title line included; all offsets count its code points"),
        _text("language", "BCP 47 language tag", code_list="language", pattern="[a-z]{2,3}(-[A-Za-z0-9]+)*"),
        _date("published_on", "Day of publication, as the source gives it"),
        _text("publisher", "Outlet that published the document", nullable=True),
        _text("url", "Address of the document", nullable=True),
        Column("char_count", Kind.INTEGER, "Length of text in code points", minimum=1),
        Column("sentence_count", Kind.INTEGER, "Number of sentences in text", minimum=1),
    ),
)

EVENTS = Table(
    "events",
    "One row a real-world happening that a document reports, however many of its sentences mention it.",
    ("event_id",),
    (
        _text("event_id", "Key of the event", pattern="d[0-9a-f]{16}-e.+"),
        _text("document_id", "Document that reports the event", references="documents.document_id"),
        _category("event_type", "What kind of happening", EVENT_TYPES),
        _category("plover_type", "PLOVER event type of the crosswalk", PLOVER_TYPES),
        _category("cameo_code", "CAMEO code of the crosswalk, text with its leading zero", CAMEO_CODES),
        _category("status", "Whether it happened", EVENT_STATUSES),
        Column("is_background", Kind.BOOLEAN, "True for what lies before the occasion reported"),
        _date("start_date", "First day, or the first day of the month or year told"),
        _date("end_date", "Last day told; equal to start_date for one day"),
        _category("date_precision", "How exactly the text tells the date", DATE_PRECISIONS),
        _text("place", "English name of the city", nullable=True),
        _country("place_country", "ISO 3166-1 alpha-3 code of the country of the place"),
        _text("trigger", "The words that tell the event, as written"),
        _offset("char_start", "First code point of trigger in documents.text"),
        _offset("char_end", "Code point after the last of trigger in documents.text"),
        _offset("sentence_index", "0-based index of the sentence that holds the trigger"),
        _text("evidence", "That sentence, as written"),
        _text("rule", "Name of the rule that found the event"),
    ),
)

PARTICIPANTS = Table(
    "participants",
    "One row a participant of an event.",
    ("participant_id",),
    (
        _text("participant_id", "Key of the participant", pattern="d[0-9a-f]{16}-e.+-p.+"),
        _text("event_id", "Event taken part in", references="events.event_id"),
        _text("document_id", "Document that reports it", references="documents.document_id"),
        _text("actor_id", "Key of the actor, the same for the same actor in every document"),
        _category("actor_type", "Person, country or organization", ACTOR_TYPES),
        _text(
            "name",
            "Name in its fullest form in the document, without titles; "
            "short English name of an organization or country",
        ),
        _country("country", "ISO 3166-1 alpha-3 code of the state acted for"),
        _category("position", "Office held, as a code", POSITIONS, nullable=True),
        _text("position_text", "The title as written", nullable=True),
        _category("role", "Part taken in the event", ROLES),
        _category("resolution", "How the text points at the actor", RESOLUTIONS),
        _text("mention", "The words that point at the actor in this event, as written"),
        _offset("char_start", "First code point of mention in documents.text"),
        _offset("char_end", "Code point after the last of mention in documents.text"),
    ),
)

AGREEMENTS = Table(
    "agreements",
    "One row a document or undertaking between parties.",
    ("agreement_id",),
    (
        _text("agreement_id", "Key of the agreement", pattern="d[0-9a-f]{16}-a.+"),
        _text("document_id", "Document that reports it", references="documents.document_id"),
        _text("event_id", "Event that made or announced it", references="events.event_id"),
        _category("agreement_type", "What kind of document or undertaking", AGREEMENT_TYPES),
        _category("status", "How far it has come", AGREEMENT_STATUSES),
        _text("title", "Its title as written"),
        _text("subject", "What it is about, in the words of the text", nullable=True),
        _date("signed_on", "Day of signing, or the first day of the month or year told"),
        _category("date_precision", "How exactly the text tells signed_on", DATE_PRECISIONS),
        Column("is_background", Kind.BOOLEAN, "True when it was made before the occasion reported"),
        _offset("char_start", "First code point of title in documents.text"),
        _offset("char_end", "Code point after the last of title in documents.text"),
        _text("evidence", "The sentence that tells it, as written"),
        _text("rule", "Name of the rule that found it"),
    ),
)

PARTIES = Table(
    "parties",
    "One row a party to an agreement.",
    ("agreement_id", "party"),
    (
        _text("agreement_id", "Agreement joined", references="agreements.agreement_id"),
        _text("party", "ISO 3166-1 alpha-3 code, or the short English name of an organization"),
        _category("party_type", "Country or organization", PARTY_TYPES),
        _text(
            "signatory_id",
            "Participant who signs for the party",
            nullable=True,
            references="participants.participant_id",
        ),
    ),
)

REJECTS = Table(
    "rejects",
    "One row an input that gave no document: inputs = documents + rejects.",
    ("source_path", "source_row"),
    (
        _text("source_path", "Path of the input file, relative to the input given"),
        Column("source_row", Kind.INTEGER, "0-based row in a multi-document file", nullable=True, minimum=0),
        _category("reason", "Why it gave no document", REJECT_REASONS),
        _text("detail", "What exactly was wrong; for a duplicate the document_id that it repeats"),
    ),
)

TABLES: dict[str, Table] = {t.name: t for t in (DOCUMENTS, EVENTS, PARTICIPANTS, AGREEMENTS, PARTIES, REJECTS)}


def pandas_dtypes(table: Table) -> dict[str, Any]:
    """The pandas dtype of every column of ``table``, by column name, in published order."""
    import pandas as pd

    def dtype(column: Column) -> Any:
        match column.kind:
            case Kind.TEXT:
                return pd.StringDtype(na_value=float("nan"))
            case Kind.CATEGORY:
                return pd.CategoricalDtype(list(column.vocabulary))
            case Kind.DATE:
                return "datetime64[ms]"
            case Kind.INTEGER:
                return "Int64" if column.nullable else "int64"
            case Kind.BOOLEAN:
                return "bool"

    return {column.name: dtype(column) for column in table.columns}


def typed_frame(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """``rows`` (dicts by column name) as a frame with the dtypes of ``table``; ``KeyError`` for a missing column."""
    import pandas as pd

    dtypes = pandas_dtypes(table)
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=dtype) for name, dtype in dtypes.items()})


def typed_table(table: Table, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """``rows`` as the Arrow table that :func:`arrow_table` makes of their :func:`typed_frame`, several times as fast.

    ``KeyError`` for a missing column or a value that is not of the vocabulary, ``ValueError`` for a null where none may
    be.
    """
    import pyarrow as pa

    arrays = [_array(column, [row[column.name] for row in rows]) for column in table.columns]
    for column, array in zip(table.columns, arrays, strict=True):
        if array.null_count and not column.nullable:
            raise ValueError(f"{table.name}.{column.name} has {array.null_count} nulls and may have none")
    return pa.Table.from_arrays(arrays, schema=_published_schema(table))


def _array(column: Column, values: list[Any]) -> pa.Array:
    import pyarrow as pa

    if column.kind is Kind.DATE:
        return pa.array(values, pa.date32()).cast(_arrow_type(column))  # days are not taken for times as they are
    if column.kind is not Kind.CATEGORY:
        return pa.array(values, _arrow_type(column))
    codes: dict[str | None, int | None] = {value: code for code, value in enumerate(column.vocabulary)}
    codes[None] = None
    indices = pa.array([codes[value] for value in values], pa.int8())
    return pa.DictionaryArray.from_arrays(indices, pa.array(column.vocabulary, pa.string()))


@cache
def _published_schema(table: Table) -> pa.Schema:
    """The schema of published files, with what pandas has to know to give every dtype back."""
    return arrow_table(table, typed_frame(table, [])).schema


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of ``table``, which carries the descriptions of the contract and its version."""
    import pyarrow as pa

    fields = [
        pa.field(c.name, _arrow_type(c), nullable=c.nullable, metadata={"description": c.description})
        for c in table.columns
    ]
    return pa.schema(fields, metadata={"description": table.description, "contract_version": CONTRACT_VERSION})


def _arrow_type(column: Column) -> pa.DataType:
    import pyarrow as pa

    match column.kind:
        case Kind.TEXT:
            return pa.string()
        case Kind.CATEGORY:
            return pa.dictionary(pa.int8(), pa.string())
        case Kind.DATE:
            return pa.timestamp("ms")
        case Kind.INTEGER:
            return pa.int64()
        case Kind.BOOLEAN:
            return pa.bool_()


def arrow_table(table: Table, frame: pd.DataFrame) -> pa.Table:
    """``frame`` as an Arrow table that pandas reads back with the very same dtypes.

    ``Table.from_pandas`` writes the pandas metadata without which dates return as objects; the contract's own metadata
    is added to it.
    """
    import pyarrow as pa

    schema = arrow_schema(table)
    converted = pa.Table.from_pandas(frame[[c.name for c in table.columns]], schema=schema, preserve_index=False)
    return converted.replace_schema_metadata({**(converted.schema.metadata or {}), **(schema.metadata or {})})
