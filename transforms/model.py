"""What flows between the steps: frozen dataclasses, one a step's result. Nothing here computes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from transforms.quick import quick_init


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read. ``text`` is whole, title line included; every offset downstream counts its code points."""

    document_id: str
    source_path: str
    source_row: int | None
    source_id: str | None
    content_sha256: str
    title: str | None
    text: str
    language: str
    published_on: dt.date | None
    publisher: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Reject:
    """One input that gave no document. ``reason`` is of the contract's vocabulary; ``detail`` tells what was wrong."""

    source_path: str
    source_row: int | None
    reason: str
    detail: str


@quick_init
@dataclass(frozen=True)
class ParticipantRow:
    """One participant of an event; field names are the contract's, keys are added when tables are made."""

    actor_id: str
    actor_type: str
    name: str
    country: str | None
    position: str | None
    position_text: str | None
    role: str
    resolution: str
    mention: str
    char_start: int
    char_end: int


@quick_init
@dataclass(frozen=True)
class EventRow:
    """One event with its participants. ``event_id`` is unique in all documents and depends on this event alone."""

    event_id: str
    event_type: str
    plover_type: str
    cameo_code: str
    status: str
    is_background: bool
    start_date: dt.date | None
    end_date: dt.date | None
    date_precision: str
    place: str | None
    place_country: str | None
    trigger: str
    char_start: int
    char_end: int
    sentence_index: int
    evidence: str
    rule: str
    participants: tuple[ParticipantRow, ...]
    steps: tuple[str, ...] = ()  # what was concluded from other sentences, for `explain`; not published


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party to an agreement; ``signatory`` is the index of the signing participant in the agreement's event."""

    party: str
    party_type: str
    signatory: int | None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement with its parties."""

    agreement_id: str
    event_id: str
    agreement_type: str
    status: str
    title: str
    subject: str | None
    signed_on: dt.date | None
    date_precision: str
    is_background: bool
    char_start: int
    char_end: int
    evidence: str
    rule: str
    parties: tuple[PartyRow, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document tells: the input of the tables."""

    document: Document
    sentence_count: int
    events: tuple[EventRow, ...]
    agreements: tuple[AgreementRow, ...]
