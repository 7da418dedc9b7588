"""How a row came out of its document, told in words."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.extraction.reader import extract
from transforms.model import AgreementRow, Document, EventRow, Extraction, ParticipantRow
from transforms.tables import participant_id

_RESOLUTIONS = {
    "named": "named here",
    "anaphora": "pointed back at",
    "counterpart": "the colleague of another",
    "metonym": "a state or body told by its capital, house or delegation",
    "implied": "not said here, understood from the sentence or the story",
}


def explain(document: Document, row_id: str) -> str:
    """The sentence, trigger, rule, participants and conclusions behind the row ``row_id`` of ``document``.

    ``row_id`` is the key of a document, event, participant or agreement; for a row that reading the document anew does
    not give, the text says so.
    """
    extraction = extract(document)
    return "\n".join(_lines(extraction, row_id)) + "\n"


def _lines(extraction: Extraction, row_id: str) -> Iterator[str]:
    document = extraction.document
    row = "" if document.source_row is None else f", row {document.source_row}"
    origin = document.source_path + row
    yield f"document {document.document_id} ({origin}), published {document.published_on or 'on a day not told'}"
    if row_id == document.document_id:
        yield from _counts(extraction)
        return
    events = [e for e in extraction.events if row_id == e.event_id or row_id in _participant_ids(e)]
    agreements = [a for a in extraction.agreements if a.agreement_id == row_id]
    for agreement in agreements:
        yield from _agreement(agreement)
        events = [e for e in extraction.events if e.event_id == agreement.event_id]
    for event in events:
        yield from _event(event)
        yield from _participants(event, row_id)
    if not events:
        yield f"no row {row_id}: the document or the code has changed since it was published"


def _counts(extraction: Extraction) -> Iterator[str]:
    events, agreements = len(extraction.events), len(extraction.agreements)
    yield f"{extraction.sentence_count} sentences, {events} events, {agreements} agreements"
    for event in extraction.events:
        yield f"  {event.event_id}  {event.event_type}, {event.status}: {event.trigger}"
    for agreement in extraction.agreements:
        yield f"  {agreement.agreement_id}  {agreement.agreement_type}, {agreement.status}: {agreement.title}"


def _participant_ids(event: EventRow) -> list[str]:
    return [participant_id(event, index) for index in range(len(event.participants))]


def _agreement(agreement: AgreementRow) -> Iterator[str]:
    yield f"agreement {agreement.agreement_id}"
    yield f"  {agreement.agreement_type}, {agreement.status}, by rule {agreement.rule}"
    yield f"  words     {agreement.title}  [{agreement.char_start}:{agreement.char_end}]"
    yield f"  subject   {agreement.subject or 'not told'}"
    yield f"  parties   {', '.join(party.party for party in agreement.parties)}"


def _event(event: EventRow) -> Iterator[str]:
    yield f"event {event.event_id}"
    yield f"  sentence  {event.sentence_index}: {' '.join(event.evidence.split())}"
    yield f"  trigger   {event.trigger}  [{event.char_start}:{event.char_end}], rule {event.rule}"
    history = ", told as history" if event.is_background else ""
    codes = f"PLOVER {event.plover_type}, CAMEO {event.cameo_code}"
    yield f"  reading   {event.event_type}, {event.status}{history} ({codes})"
    until = f" to {event.end_date}" if event.end_date != event.start_date else ""
    yield f"  date      {event.start_date or 'not told'}{until} ({event.date_precision})"
    place = ", ".join(part for part in (event.place, event.place_country) if part)
    yield f"  place     {place or 'not told'}"
    for step in event.steps:
        yield f"  concluded {step}"


def _participants(event: EventRow, row_id: str) -> Iterator[str]:
    for participant, key in zip(event.participants, _participant_ids(event), strict=True):
        mark = ">" if key == row_id else " "
        yield f"{mark} {participant.role:<12}{_described(participant)}"
        how = _RESOLUTIONS.get(participant.resolution, participant.resolution)
        yield f"              {participant.mention}  [{participant.char_start}:{participant.char_end}], {how}"


def _described(participant: ParticipantRow) -> str:
    facts = [participant.name, participant.actor_type, participant.country, participant.position]
    return ", ".join(fact for fact in facts if fact)
