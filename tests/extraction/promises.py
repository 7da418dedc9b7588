"""What the contract promises of the rows of one document, each promise a function that gives what breaks it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache

from transforms.contract import AGREEMENTS, EVENTS, PARTICIPANTS, PARTIES, Table
from transforms.extraction import extract
from transforms.lexicon.compiled import rows
from transforms.model import EventRow, Extraction, ParticipantRow
from transforms.tables import participant_id

Promise = Callable[[Extraction], Iterator[str]]


def offsets_point_at_the_words(extraction: Extraction) -> Iterator[str]:
    """text[char_start:char_end] is the trigger, the mention, the title."""
    text = extraction.document.text
    spans = [(e.char_start, e.char_end, e.trigger) for e in extraction.events]
    spans += [(p.char_start, p.char_end, p.mention) for _, p in participants(extraction)]
    spans += [(a.char_start, a.char_end, a.title) for a in extraction.agreements]
    for start, end, words in spans:
        if not (0 <= start < end <= len(text)) or text[start:end] != words:
            yield f"{start}:{end} is {text[start:end]!r}, not {words!r}"


def evidence_holds_the_words(extraction: Extraction) -> Iterator[str]:
    """The evidence is of the text and holds the trigger or title; the sentence index is one of the document."""
    for words, evidence in [
        *((e.trigger, e.evidence) for e in extraction.events),
        *((a.title, a.evidence) for a in extraction.agreements),
    ]:
        if words not in evidence or evidence not in extraction.document.text:
            yield f"{words!r} is not in {evidence!r}"
    for event in extraction.events:
        if not 0 <= event.sentence_index < extraction.sentence_count:
            yield f"sentence {event.sentence_index} of {extraction.sentence_count}"


def keys_are_unique(extraction: Extraction) -> Iterator[str]:
    """No key twice, in any table."""
    tables: list[Iterable[Hashable]] = [
        (e.event_id for e in extraction.events),
        (participant_id(e, i) for e in extraction.events for i in range(len(e.participants))),
        (a.agreement_id for a in extraction.agreements),
        ((a.agreement_id, p.party) for a in extraction.agreements for p in a.parties),
    ]
    for keys in tables:
        yield from (f"{key} is there {count} times" for key, count in Counter(keys).items() if count > 1)


def keys_are_of_the_document(extraction: Extraction) -> Iterator[str]:
    """Every key begins with the document's."""
    for key in [e.event_id for e in extraction.events] + [a.agreement_id for a in extraction.agreements]:
        if not key.startswith(extraction.document.document_id + "-"):
            yield key


def a_second_run_gives_the_same(extraction: Extraction) -> Iterator[str]:
    """Reading is deterministic."""
    again = extract(extraction.document)
    if again != extraction:
        yield f"{again}"


def every_event_has_a_participant(extraction: Extraction) -> Iterator[str]:
    """Nothing happens without anybody, and nobody takes part twice."""
    for event in extraction.events:
        actors = Counter(p.actor_id for p in event.participants)
        if not actors:
            yield f"{event.trigger}: nobody"
        yield from (f"{event.trigger}: {actor} twice" for actor, count in actors.items() if count > 1)


def every_agreement_has_its_event_and_a_party(extraction: Extraction) -> Iterator[str]:
    """The event of an agreement is a row, and so is at least one party."""
    events = {event.event_id for event in extraction.events}
    for agreement in extraction.agreements:
        if agreement.event_id not in events:
            yield f"{agreement.title}: no event {agreement.event_id}"
        if not agreement.parties:
            yield f"{agreement.title}: no party"


def parties_take_part(extraction: Extraction) -> Iterator[str]:
    """A party is the country of a participant of the agreement's event, or an organization that takes part."""
    events = {event.event_id: event for event in extraction.events}
    for agreement in extraction.agreements:
        event = events[agreement.event_id]
        countries = {p.country for p in event.participants}
        organizations = {p.name for p in event.participants if p.actor_type == "organization"}
        for party in agreement.parties:
            if party.party not in (countries if party.party_type == "country" else organizations):
                yield f"{agreement.title}: {party.party} does not take part in {event.trigger}"


def signatories_sign(extraction: Extraction) -> Iterator[str]:
    """Who signs for a party is a person who takes part in the event as signatory."""
    events = {event.event_id: event for event in extraction.events}
    for agreement in extraction.agreements:
        among = events[agreement.event_id].participants
        for party in agreement.parties:
            if party.signatory is None:
                continue
            if not 0 <= party.signatory < len(among):
                yield f"{party.party}: no participant {party.signatory}"
            elif (among[party.signatory].actor_type, among[party.signatory].role) != ("person", "signatory"):
                yield f"{party.party}: {among[party.signatory].name} does not sign"


def codes_are_of_the_vocabularies(extraction: Extraction) -> Iterator[str]:
    """Every value of a column with a vocabulary is in it."""
    yield from _outside(EVENTS, extraction.events)
    yield from _outside(PARTICIPANTS, [p for _, p in participants(extraction)])
    yield from _outside(AGREEMENTS, extraction.agreements)
    yield from _outside(PARTIES, [p for a in extraction.agreements for p in a.parties])


def dates_agree_with_their_precision(extraction: Extraction) -> Iterator[str]:
    """Unknown is null; a month begins on its first day and ends in it, a year as well."""
    for event in extraction.events:
        if not _is_dated(event.start_date, event.end_date, event.date_precision):
            yield f"{event.trigger}: {event.start_date} {event.end_date} {event.date_precision}"
    for agreement in extraction.agreements:
        if not _is_dated(agreement.signed_on, agreement.signed_on, agreement.date_precision):
            yield f"{agreement.title}: {agreement.signed_on} {agreement.date_precision}"


def an_actor_is_one(extraction: Extraction) -> Iterator[str]:
    """An actor_id has one name, type and country in a document."""
    told: dict[str, set[tuple[str, str, str | None]]] = defaultdict(set)
    for _, participant in participants(extraction):
        told[participant.actor_id].add((participant.name, participant.actor_type, participant.country))
    yield from (f"{actor}: {forms}" for actor, forms in told.items() if len(forms) > 1)


def a_place_is_in_its_country(extraction: Extraction) -> Iterator[str]:
    """A city is one of the lexicon, in the country that it has there; a call has no place."""
    cities = known_cities()
    for event in extraction.events:
        if event.place is not None and (event.place, event.place_country) not in cities:
            yield f"{event.trigger}: {event.place} is not in {event.place_country}"
        if event.event_type == "call" and (event.place or event.place_country):
            yield f"{event.trigger}: a call in {event.place or event.place_country}"


PROMISES: tuple[Promise, ...] = (
    offsets_point_at_the_words,
    evidence_holds_the_words,
    keys_are_unique,
    keys_are_of_the_document,
    a_second_run_gives_the_same,
    every_event_has_a_participant,
    every_agreement_has_its_event_and_a_party,
    parties_take_part,
    signatories_sign,
    codes_are_of_the_vocabularies,
    dates_agree_with_their_precision,
    an_actor_is_one,
    a_place_is_in_its_country,
)


@cache
def known_cities() -> frozenset[tuple[str, str]]:
    """The English name and country of every city of the lexicon."""
    return frozenset((row["english"], row["country"]) for row in rows("cities.csv"))


def participants(extraction: Extraction) -> list[tuple[EventRow, ParticipantRow]]:
    """Every participant with its event."""
    return [(event, participant) for event in extraction.events for participant in event.participants]


def keys(extraction: Extraction) -> set[str]:
    """The keys of all rows, without the document's own."""
    found = {e.event_id for e in extraction.events} | {a.agreement_id for a in extraction.agreements}
    found |= {participant_id(e, i) for e in extraction.events for i in range(len(e.participants))}
    return {key.removeprefix(extraction.document.document_id) for key in found}


def _outside(table: Table, rows: Iterable[object]) -> Iterator[str]:
    checked = [column for column in table.columns if column.vocabulary]
    for row in rows:
        for column in checked:
            value = getattr(row, column.name)
            if value not in column.vocabulary and not (value is None and column.nullable):
                yield f"{table.name}.{column.name}: {value!r}"


def _is_dated(start: dt.date | None, end: dt.date | None, precision: str) -> bool:
    if start is None or end is None:
        return start is end is None and precision == "unknown"
    match precision:
        case "day":
            return start <= end
        case "month":
            return start.day == 1 and start <= end and (start.year, start.month) == (end.year, end.month)
        case "year":
            return (start.month, start.day) == (1, 1) and start <= end and start.year == end.year
    return False
