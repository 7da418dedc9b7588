"""The cases of ``tests/sentences``: what a sentence must give, and in what its rows differ from that."""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transforms.arabic.spelling import fold
from transforms.extraction import extract
from transforms.model import AgreementRow, EventRow, Extraction, ParticipantRow
from transforms.reading import document_from_text

FOLDER = Path(__file__).parent.parent / "sentences"
GAPS = FOLDER / "known_gaps.toml"

STATEMENTS = frozenset({"support", "condemn", "appeal", "aid"})
_LINKS = frozenset({"بن", "ابن", "ال", "بنت"})
_TITLES = frozenset(
    fold(
        "السيد السيدة الدكتور الدكتورة د الأمير الأميرة الملك الرئيس الشيخ المشير الفريق اللواء العميد السفير الوزير "
        "سمو معالي فخامة جلالة المهندس الأستاذ"
    ).split()
)

Expected = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One case; ``expected`` holds those of the lists ``persons``, ``events`` and ``agreements`` that it gives."""

    file: str
    name: str
    text: str
    title: str | None
    published_on: dt.date | None
    with_statements: bool
    expected: Mapping[str, Sequence[Expected]]

    @property
    def key(self) -> tuple[str, str]:
        """What a known gap is listed under."""
        return self.file, self.name


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as expected.

    ``kind`` is what it is about (``event added``, ``person country``), ``row`` the type or name of the row.
    """

    kind: str
    row: str
    detail: str


def read_cases() -> list[Case]:
    """Every case, by file and in the order of the file."""
    return [
        _case(path.stem, table)
        for path in sorted(FOLDER.glob("*.toml"))
        if path != GAPS
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def read_gaps() -> dict[tuple[str, str], str]:
    """The cases that are known not to pass, with what they fail in."""
    if not GAPS.exists():
        return {}
    rows = tomllib.loads(GAPS.read_text(encoding="utf-8")).get("gap", [])
    return {(row["file"], row["case"]): row["reason"] for row in rows}


def differences(case: Case) -> list[Difference]:
    """In what the rows of ``case`` differ from what it expects; empty when it passes."""
    document = document_from_text(case.text, title=case.title, published_on=case.published_on)
    extraction = extract(document)
    found: list[Difference] = []
    if "persons" in case.expected:
        found += _differences("person", case.expected["persons"], _persons(extraction))
    if "events" in case.expected:
        events = [e for e in extraction.events if case.with_statements or e.event_type not in STATEMENTS]
        found += _differences("event", case.expected["events"], [_event(event) for event in events])
    if "agreements" in case.expected:
        rows = [_agreement(agreement) for agreement in extraction.agreements]
        found += _differences("agreement", case.expected["agreements"], rows)
    return found


def _case(file: str, table: Expected) -> Case:
    day = table.get("published_on")
    return Case(
        file=file,
        name=table["name"],
        text=table["text"],
        title=table.get("title"),
        published_on=dt.date.fromisoformat(str(day)) if day else None,
        with_statements=table.get("statements", False),
        expected={kind: table[kind] for kind in ("persons", "events", "agreements") if kind in table},
    )


def name_key(name: str) -> str:
    """``name`` for comparison: folded, without titles and links, عبد الله and عبدالله alike."""
    return "".join(word for word in fold(name).split() if word not in _LINKS | _TITLES)


# ---- rows as the cases write them


def _persons(extraction: Extraction) -> list[Expected]:
    people: dict[str, ParticipantRow] = {}
    for event in extraction.events:
        for participant in event.participants:
            if participant.actor_type == "person":
                people.setdefault(participant.actor_id, participant)
    return [{"name": p.name, "country": p.country, "position": p.position} for p in people.values()]


def _event(event: EventRow) -> Expected:
    participants = event.participants
    return {
        "type": event.event_type,
        "status": event.status,
        "date": None if event.start_date is None else event.start_date.isoformat(),
        "date_precision": event.date_precision,
        "place": event.place,
        "place_country": event.place_country,
        "background": event.is_background,
        "persons": [p.name for p in participants if p.actor_type == "person"],
        "countries": [p.country for p in participants if p.country],
        "organizations": [p.name for p in participants if p.actor_type == "organization"],
    }


def _agreement(agreement: AgreementRow) -> Expected:
    return {
        "type": agreement.agreement_type,
        "status": agreement.status,
        "subject": agreement.subject,
        "parties": [party.party for party in agreement.parties],
    }


# ---- comparison


def _is_part(wanted: str, got: str | None) -> bool:
    return " ".join(fold(wanted).split()) in " ".join(fold(got or "").split())


def _same_set(wanted: Iterable[str], got: Iterable[str]) -> bool:
    return set(wanted) == set(got)


def _same_names(wanted: Iterable[str], got: Iterable[str]) -> bool:
    return sorted(map(name_key, wanted)) == sorted(map(name_key, got))


_SAME: dict[str, Callable[[Any, Any], bool]] = {
    "name": lambda wanted, got: name_key(wanted) == name_key(got),
    "persons": _same_names,
    "countries": _same_set,
    "organizations": _same_set,
    "parties": _same_set,
    "subject": _is_part,
}
_IDENTITY = {"person": "name", "event": "type", "agreement": "type"}


def _differences(table: str, wanted: Sequence[Expected], got: Sequence[Expected]) -> list[Difference]:
    """One to one: rows that agree on what identifies them are paired in the way that leaves the fewest differences."""
    identity = _IDENTITY[table]
    found: list[Difference] = []
    left = list(got)
    while wanted:
        is_same = _same(identity)
        group = [row for row in wanted if is_same(wanted[0][identity], row[identity])]
        wanted = [row for row in wanted if row not in group]
        candidates = [row for row in left if is_same(group[0][identity], row[identity])]
        left = [row for row in left if not any(row is candidate for candidate in candidates)]
        best = min(_pairings(table, group, candidates), key=len)
        found += best
    return found + [Difference(f"{table} added", row[identity], _line(row)) for row in left]


def _pairings(table: str, wanted: list[Expected], got: list[Expected]) -> Iterator[list[Difference]]:
    identity = _IDENTITY[table]
    missing: list[Expected | None] = [None] * (len(wanted) - len(got))
    for order in itertools.permutations([*got, *missing]):
        differences: list[Difference] = []
        for row, candidate in itertools.zip_longest(wanted, order):
            if candidate is None:
                differences.append(Difference(f"{table} missed", row[identity], _line(row)))
            elif row is None:
                differences.append(Difference(f"{table} added", candidate[identity], _line(candidate)))
            else:
                differences += _unlike(table, row, candidate)
        yield differences


def _unlike(table: str, wanted: Expected, got: Expected) -> list[Difference]:
    name = wanted[_IDENTITY[table]]
    return [
        Difference(f"{table} {key}", name, f"{name}: {key} is {got[key]!r}, not {value!r}")
        for key, value in wanted.items()
        if not _same(key)(value, got[key])
    ]


def _same(key: str) -> Callable[[Any, Any], bool]:
    return _SAME.get(key, lambda wanted, got: wanted == ("" if got is None else got))


def _line(row: Expected) -> str:
    return ", ".join(f"{key} {value!r}" for key, value in row.items() if value not in (None, []))
