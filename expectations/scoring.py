"""How near the tables come to what careful readers annotated.

Events match on their type and on who takes part; status, date and place are then judged on those matched, and the
strict figure asks for all of it at once. What the annotation calls optional (``core`` false) is neither rewarded nor
punished. Statements (support, condemn, appeal, aid) are annotated only where they are the news, so of them only recall
is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from expectations.records import Agreement, Annotated, Event, Person, Record
from expectations.spelling import folded, words

STATEMENTS = frozenset({"support", "condemn", "appeal", "aid"})
SAME_EVENT = 0.35  # participants shared from which two rows of a type are one event
SAME_AGREEMENT = 0.5
SAME_PARTICIPANTS = 0.75  # asked of a strictly right event

_LINKS = frozenset({"بن", "ابن", "ال", "بنت"})
_TITLES = frozenset(
    words(
        "السيد السيدة الدكتور الدكتورة د الأمير الأميرة الملك الرئيس الشيخ المشير الفريق اللواء العميد السفير الوزير "
        "سمو معالي فخامة جلالة المهندس الأستاذ البابا السلطان الحاج مولاي سيدي"
    )
)
_SERVANT = re.compile(r"\bعبد\s+(?=ال)")  # عبد الله and عبدالله are one name

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One miss, false find or wrong attribute: in which document, of which table and type, with its sentence."""

    record_id: str
    kind: str
    table: str
    of_type: str
    wanted: str
    got: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Score:
    """True and false finds and misses, with the three figures made of them."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 when nothing was found."""
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        """The share of what was asked for that was found; 0 when nothing was asked for."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those asked for are right; ``value`` is None when none was."""

    right: int
    asked: int

    @property
    def value(self) -> float | None:
        """The share, or None."""
        return self.right / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """All figures of one comparison, and every difference behind them."""

    documents: int
    tables: Mapping[str, Score]
    by_type: Mapping[str, Score]
    attributes: Mapping[str, Share]
    statements: Share
    differences: tuple[Difference, ...]


TABLES_SCORED = ("persons", "events", "events_strict", "agreements")


class _Tally:
    """Counts of one comparison while it runs."""

    def __init__(self) -> None:
        self.scores: Counter[tuple[str, str]] = Counter()
        self.asked: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.differences: list[Difference] = []

    def score(self, name: str) -> Score:
        return Score(self.scores[name, "right"], self.scores[name, "false"], self.scores[name, "missed"])

    def count(self, result: str, *names: str) -> None:
        for name in names:
            self.scores[name, result] += 1

    def attribute(self, name: str, is_right: bool) -> None:
        self.asked[name] += 1
        self.right[name] += is_right

    def note(self, record_id: str, kind: str, table: str, of_type: str, wanted: str, got: str, sentence: str) -> None:
        self.differences.append(Difference(record_id, kind, table, of_type, wanted, got, sentence))


def compare(annotated: Iterable[Annotated], found: Mapping[str, Record]) -> Accuracy:
    """Scores ``found`` (records by id) against ``annotated``; a document without a record is all missed."""
    tally = _Tally()
    documents = 0
    for document in annotated:
        documents += 1
        got = found.get(document.record_id, Record())
        _compare_persons(tally, document, got)
        _compare_events(tally, document, got)
        _compare_statements(tally, document, got)
        _compare_agreements(tally, document, got)
    types = sorted({name.partition(":")[2] for name, _ in tally.scores if name.startswith("event:")})
    return Accuracy(
        documents,
        {name: tally.score(name) for name in TABLES_SCORED},
        {name: tally.score(f"event:{name}") for name in types},
        {name: Share(tally.right[name], asked) for name, asked in sorted(tally.asked.items()) if name != "statements"},
        Share(tally.right["statements"], tally.asked["statements"]),
        tuple(tally.differences),
    )


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name by which persons are told apart: folded, without links such as بن and without titles."""
    bare = [word for word in words(_SERVANT.sub("عبد", folded(name))) if word not in _LINKS]
    return tuple([word for word in bare if word not in _TITLES] or bare)


def same_person(person: Person, name: str) -> bool:
    """True when ``name`` is a form of the person's name: equal, run together, or one form inside the other."""
    got = name_words(name)
    return bool(got) and any(_same_name(name_words(form), got) for form in person.forms)


def _same_name(wanted: tuple[str, ...], got: tuple[str, ...]) -> bool:
    if not wanted:
        return False
    if set(got) == set(wanted) or "".join(got) == "".join(wanted):
        return True
    small, large = sorted((set(got), set(wanted)), key=len)
    return small <= large and (len(small) >= 2 or got[-1] == wanted[-1])


def _compare_persons(tally: _Tally, document: Annotated, got: Record) -> None:
    wanted = document.record
    asked = {n for e in wanted.events if e.core and e.event_type not in STATEMENTS for n in e.persons}
    seen: set[str] = set()
    for person in got.persons:
        hit = _named(wanted.persons, person.name, seen)
        if hit is None:
            tally.count("false", "persons")
            tally.note(document.record_id, "false", "persons", "", "", person.name, _sentence(got.events, person.name))
        elif hit.name not in seen:
            seen.add(hit.name)
            if hit.name in asked:
                tally.count("right", "persons")
            _compare_attributes(tally, document, hit, person)
    for name in sorted(asked - seen):
        tally.count("missed", "persons")
        tally.note(document.record_id, "missed", "persons", "", name, "", _sentence(wanted.events, name))


def _named(persons: Sequence[Person], name: str, seen: set[str]) -> Person | None:
    """The annotated person of that name: one not yet seen first, then one of exactly these words."""
    alike = [person for person in persons if same_person(person, name)]
    exact = set(name_words(name))
    return min(alike, key=lambda p: (p.name in seen, set(name_words(p.name)) != exact), default=None)


def _compare_attributes(tally: _Tally, document: Annotated, wanted: Person, got: Person) -> None:
    pairs = (("country", wanted.country, got.country), ("position", wanted.position, got.position))
    for attribute, asked, answer in pairs:
        if not asked:
            continue
        tally.attribute(f"person_{attribute}", asked == answer)
        if asked != answer:
            sentence = _sentence(document.record.events, wanted.name)
            label = f"{wanted.name}: {asked}"
            tally.note(document.record_id, attribute, "persons", "", label, str(answer or ""), sentence)


def _sentence(events: Iterable[Event], name: str) -> str:
    return next((event.evidence for event in events if name in event.persons), "")


def shared(wanted: Event, got: Event, persons: Mapping[str, Person]) -> float:
    """How far two events have the same participants, 0 to 1: persons count three times what their countries do."""
    asked = [persons.get(name, Person((name,), None, None)) for name in wanted.persons]
    hits = sum(any(same_person(person, name) for name in got.persons) for person in asked)
    union = wanted.sides | got.sides
    sides = len(wanted.sides & got.sides) / len(union) if union else 0.0
    if wanted.persons and got.persons:
        return 0.75 * hits / len(wanted.persons) + 0.25 * sides
    if not wanted.persons and not wanted.sides:
        return 0.5  # a gathering of which nobody is named: the type alone decides
    return sides


def _compare_events(tally: _Tally, document: Annotated, got: Record) -> None:
    persons = {person.name: person for person in document.record.persons}
    wanted = [event for event in document.record.events if event.event_type not in STATEMENTS]
    found = [event for event in got.events if event.event_type not in STATEMENTS]

    def alike(one: Event, other: Event) -> float:
        if one.event_type != other.event_type:
            return -1.0
        # status and date decide only between events of the same participants
        return shared(one, other, persons) + 0.01 * (one.status == other.status) + 0.02 * (one.date == other.date)

    pairs = matched(wanted, found, alike, SAME_EVENT)
    for i, j in pairs:
        if wanted[i].core:
            _judge_event(tally, document, wanted[i], found[j], persons)
    _count_rest(tally, document.record_id, wanted, found, pairs)


def _judge_event(tally: _Tally, document: Annotated, wanted: Event, got: Event, persons: Mapping[str, Person]) -> None:
    tally.count("right", "events", f"event:{wanted.event_type}")
    judged = [
        ("status", wanted.status, got.status),
        ("date", f"{wanted.date} {wanted.date_precision}", f"{got.date} {got.date_precision}"),
    ]
    if wanted.place_country:
        judged.append(("place_country", wanted.place_country, str(got.place_country)))
    for name, asked, answer in judged:
        tally.attribute(f"event_{name}", asked == answer)
        if asked != answer:
            label = f"{_told(wanted)}: {asked}"
            tally.note(document.record_id, name, "events", wanted.event_type, label, answer, got.evidence)
    whole = all(asked == answer for _, asked, answer in judged)
    if whole and shared(wanted, got, persons) >= SAME_PARTICIPANTS:
        tally.count("right", "events_strict")
        return
    tally.count("false", "events_strict")
    tally.count("missed", "events_strict")


def _count_rest(
    tally: _Tally, record_id: str, wanted: Sequence[Event], found: Sequence[Event], pairs: Sequence[tuple[int, int]]
) -> None:
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, event in enumerate(wanted):
        if i not in met and event.core:
            tally.count("missed", "events", f"event:{event.event_type}", "events_strict")
            tally.note(record_id, "missed", "events", event.event_type, _told(event), "", event.evidence)
    for j, event in enumerate(found):
        if j not in used:
            tally.count("false", "events", f"event:{event.event_type}", "events_strict")
            tally.note(record_id, "false", "events", event.event_type, "", _told(event), event.evidence)


def _told(event: Event) -> str:
    return ", ".join((event.status, *event.persons, *sorted(event.sides)))


def _compare_statements(tally: _Tally, document: Annotated, got: Record) -> None:
    persons = {person.name: person for person in document.record.persons}
    asked = [event for event in document.record.events if event.event_type in STATEMENTS and event.core]
    said = [event for event in got.events if event.event_type in STATEMENTS]

    def alike(one: Event, other: Event) -> float:
        return shared(one, other, persons) if one.event_type == other.event_type else -1.0

    met = {i for i, _ in matched(asked, said, alike, SAME_EVENT)}
    for i, event in enumerate(asked):
        tally.attribute("statements", i in met)
        if i not in met:
            told = _told(event)
            tally.note(document.record_id, "missed", "statements", event.event_type, told, "", event.evidence)


def _compare_agreements(tally: _Tally, document: Annotated, got: Record) -> None:
    wanted, found = document.record.agreements, got.agreements
    pairs = matched(wanted, found, _alike_agreements, SAME_AGREEMENT)
    for i, j in pairs:
        if wanted[i].core:
            tally.count("right", "agreements")
            tally.attribute("agreement_status", wanted[i].status == found[j].status)
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, one in enumerate(wanted):
        if i not in met and one.core:
            tally.count("missed", "agreements")
            told = _agreed(one)
            tally.note(document.record_id, "missed", "agreements", one.agreement_type, told, "", one.evidence)
    for j, one in enumerate(found):
        if j not in used:
            tally.count("false", "agreements")
            told = _agreed(one)
            tally.note(document.record_id, "false", "agreements", one.agreement_type, "", told, one.evidence)


def _alike_agreements(wanted: Agreement, got: Agreement) -> float:
    if wanted.agreement_type != got.agreement_type:
        return -1.0
    union = wanted.parties | got.parties
    sides = len(wanted.parties & got.parties) / len(union) if union else 0.5
    return sides + 0.01 * (wanted.status == got.status)


def _agreed(agreement: Agreement) -> str:
    return ", ".join((agreement.status, *sorted(agreement.parties)))


One = TypeVar("One", Event, Agreement)


def matched(
    wanted: Sequence[One], found: Sequence[One], alike: Callable[[One, One], float], least: float
) -> list[tuple[int, int]]:
    """Pairs of places, each place once, the most alike first; on a tie core rows, then earlier ones, go first."""
    cells = sorted(
        ((alike(one, other), one.core, -i, -j) for i, one in enumerate(wanted) for j, other in enumerate(found)),
        reverse=True,
    )
    taken_wanted: set[int] = set()
    taken_found: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for likeness, _, i, j in cells:
        if likeness >= least and i not in taken_wanted and j not in taken_found:
            taken_wanted.add(i)
            taken_found.add(j)
            pairs.append((-i, -j))
    return pairs
