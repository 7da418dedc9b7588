"""What a document tells, in the one shape in which annotations and tables are compared."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named: all forms of the name (the fullest first), country and position as codes."""

    forms: tuple[str, ...]
    country: str | None
    position: str | None

    @property
    def name(self) -> str:
        """The fullest form."""
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Event:
    """One happening; ``core`` is false where listing it is right but not asked for; ``date`` is ISO."""

    event_type: str
    status: str
    core: bool
    date: str | None
    date_precision: str
    place_country: str | None
    persons: tuple[str, ...]
    sides: frozenset[str]
    evidence: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """One document or undertaking with its parties; ``core`` as of an event."""

    agreement_type: str
    status: str
    core: bool
    parties: frozenset[str]
    evidence: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that one document tells."""

    persons: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated document: its id, what an extraction may see of it, and what a careful reader found in it."""

    record_id: str
    text: str
    published_on: dt.date | None
    record: Record


def read_annotated(paths: Iterable[Path]) -> tuple[Annotated, ...]:
    """The annotated documents of JSON Lines files, one object a line; ``ValueError`` names a bad line."""
    return tuple(_annotated(path, number, line) for path in paths for number, line in _lines(path))


def _lines(path: Path) -> Iterable[tuple[int, str]]:
    # not splitlines(): texts may hold characters that Python takes for line ends
    return ((n, line) for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if line.strip())


def _annotated(path: Path, number: int, line: str) -> Annotated:
    try:
        found = json.loads(line)
        published = found.get("published_on")
        return Annotated(
            found["id"], found["text"], dt.date.fromisoformat(published) if published else None, _annotations(found)
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name}, line {number}: no annotated document ({error!r})") from error


def _annotations(found: Mapping[str, Any]) -> Record:
    return Record(
        tuple(
            Person((p["name"], *p.get("aliases", ())), p.get("country"), p.get("position")) for p in found["persons"]
        ),
        tuple(
            Event(
                e["type"],
                e["status"],
                e["core"],
                e["date"],
                e["date_precision"],
                e.get("place_country"),
                tuple(e["persons"]),
                frozenset((*e["countries"], *e["organizations"])),
                e.get("evidence", ""),
            )
            for e in found["events"]
        ),
        tuple(
            Agreement(a["type"], a["status"], a["core"], frozenset(a["parties"]), a.get("evidence", ""))
            for a in found["agreements"]
        ),
    )


def tabled(frames: Mapping[str, pd.DataFrame]) -> dict[str, Record]:
    """What the tables tell, by ``documents.source_id``; a document without one is left out, it has no annotation."""
    participants = _by(frames["participants"], "event_id")
    parties = _by(frames["parties"], "agreement_id")
    events = _by(frames["events"], "document_id")
    agreements = _by(frames["agreements"], "document_id")
    return {
        str(source_id): Record(
            _persons([p for e in events.get(key, ()) for p in participants.get(e["event_id"], ())]),
            tuple(_event(e, participants.get(e["event_id"], ())) for e in events.get(key, ())),
            tuple(_agreement(a, parties.get(a["agreement_id"], ())) for a in agreements.get(key, ())),
        )
        for key, source_id in zip(frames["documents"]["document_id"], frames["documents"]["source_id"], strict=True)
        if isinstance(source_id, str)
    }


Row = dict[str, Any]


def _by(frame: pd.DataFrame, key: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for values in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        row = {str(name): value for name, value in values.items()}
        rows.setdefault(row[key], []).append(row)
    return rows


def _persons(participants: Iterable[Row]) -> tuple[Person, ...]:
    """Each person once, as first listed."""
    first: dict[str, Row] = {}
    for participant in participants:
        if participant["actor_type"] == "person":
            first.setdefault(participant["actor_id"], participant)
    return tuple(Person((p["name"],), p["country"], p["position"]) for p in first.values())


def _event(event: Row, participants: Iterable[Row]) -> Event:
    countries = {p["country"] for p in participants if p["country"]}
    organizations = {p["name"] for p in participants if p["actor_type"] == "organization"}
    return Event(
        event["event_type"],
        event["status"],
        True,
        _iso(event["start_date"]),
        event["date_precision"],
        event["place_country"],
        tuple(sorted({p["name"] for p in participants if p["actor_type"] == "person"})),
        frozenset(countries | organizations),
        event["evidence"],
    )


def _agreement(agreement: Row, parties: Iterable[Row]) -> Agreement:
    return Agreement(
        agreement["agreement_type"],
        agreement["status"],
        True,
        frozenset(p["party"] for p in parties),
        agreement["evidence"],
    )


def _iso(date: pd.Timestamp | None) -> str | None:
    return None if date is None else date.strftime("%Y-%m-%d")
