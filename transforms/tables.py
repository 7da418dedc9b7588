"""Extractions to the tables of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from transforms.contract import TABLES, typed_frame, typed_table
from transforms.model import AgreementRow, Document, EventRow, Extraction, ParticipantRow, Reject

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def frames(extractions: Iterable[Extraction], rejects: Iterable[Reject] = ()) -> dict[str, pd.DataFrame]:
    """The six tables as typed frames, by table name, rows in the order of the documents and of their text."""
    return {name: typed_frame(TABLES[name], rows) for name, rows in _rows(extractions, rejects).items()}


def arrow_tables(extractions: Iterable[Extraction], rejects: Iterable[Reject] = ()) -> dict[str, pa.Table]:
    """What :func:`frames` gives, as Arrow tables that can be written as they are."""
    return {name: typed_table(TABLES[name], rows) for name, rows in _rows(extractions, rejects).items()}


def _rows(extractions: Iterable[Extraction], rejects: Iterable[Reject]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for extraction in extractions:
        _add_document(rows, extraction)
        for event in extraction.events:
            _add_event(rows, extraction, event)
        by_id = {event.event_id: event for event in extraction.events}
        for agreement in extraction.agreements:
            _add_agreement(rows, extraction, agreement, by_id[agreement.event_id])
    rows["rejects"] = [_row(reject, _REJECT) for reject in rejects]
    return rows


def _fields(record: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record) if field.name not in ("participants", "parties"))


_DOCUMENT, _EVENT, _PARTICIPANT, _AGREEMENT, _REJECT = map(
    _fields, (Document, EventRow, ParticipantRow, AgreementRow, Reject)
)


def _row(record: object, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields ``names`` of ``record`` by name; dataclasses.asdict copies every value deeply, these never change."""
    return {name: getattr(record, name) for name in names}


def participant_id(event: EventRow, index: int) -> str:
    """Key of the ``index``-th participant: its event and where its mention stands, which other rows do not change."""
    participant = event.participants[index]
    return f"{event.event_id}-p{participant.char_start}.{participant.actor_id}"


def _add_document(rows: dict[str, list[dict[str, Any]]], extraction: Extraction) -> None:
    document = extraction.document
    more = {"char_count": len(document.text), "sentence_count": extraction.sentence_count}
    rows["documents"].append({**_row(document, _DOCUMENT), **more})


def _add_event(rows: dict[str, list[dict[str, Any]]], extraction: Extraction, event: EventRow) -> None:
    document_id = extraction.document.document_id
    rows["events"].append({**_row(event, _EVENT), "document_id": document_id})
    for index, participant in enumerate(event.participants):
        keys = {"participant_id": participant_id(event, index), "event_id": event.event_id, "document_id": document_id}
        rows["participants"].append({**_row(participant, _PARTICIPANT), **keys})


def _add_agreement(
    rows: dict[str, list[dict[str, Any]]], extraction: Extraction, agreement: AgreementRow, event: EventRow
) -> None:
    rows["agreements"].append({**_row(agreement, _AGREEMENT), "document_id": extraction.document.document_id})
    for party in agreement.parties:
        signatory = None if party.signatory is None else participant_id(event, party.signatory)
        rows["parties"].append(
            {
                "agreement_id": agreement.agreement_id,
                "party": party.party,
                "party_type": party.party_type,
                "signatory_id": signatory,
            }
        )
