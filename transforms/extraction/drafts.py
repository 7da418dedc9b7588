"""Events while they are being read: before merging, dating and publication."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.arabic.dates import UNKNOWN, DateValue
from transforms.arabic.sentences import Sentence
from transforms.extraction.actors import Actor
from transforms.extraction.mentions import Mention
from transforms.extraction.resolve import Item
from transforms.lexicon.entries import City
from transforms.quick import kept, quick_init, replace


@quick_init
@dataclass(frozen=True)
class Part:
    """One actor's part in a draft: the mention that gave it is the evidence."""

    actor: Actor
    role: str
    mention: Mention

    @property
    def side(self) -> str:
        """Whom the actor stands for: a state, an organization, or nobody known but the actor itself."""
        return self.actor.country or self.actor.organization or self.actor.key


@dataclass(frozen=True, slots=True)
class Paper:
    """One document or undertaking named at tokens ``first`` to ``last``.

    ``status`` is its own where it differs from its event's (negotiating, ended); ``sides`` its parties where they are
    not all of the event's.
    """

    first: int
    last: int
    agreement_type: str
    is_weak: bool = False
    subject: str | None = None
    status: str = ""
    sides: frozenset[str] = frozenset()


@quick_init
@dataclass(frozen=True)
class Draft:
    """An event found at the trigger tokens ``first`` to ``last`` by ``rule``."""

    event_type: str
    rule: str
    first: int
    last: int
    sentence: Sentence
    status: str
    is_background: bool
    parts: tuple[Part, ...]
    is_title: bool
    date: DateValue = UNKNOWN
    place: City | None = None
    place_country: str | None = None
    papers: tuple[Paper, ...] = ()
    series: int | None = None
    steps: tuple[str, ...] = ()

    @kept
    def people(self) -> frozenset[str]:
        """Keys of the persons who take part."""
        return frozenset(p.actor.key for p in self.parts if p.actor.kind == "person")

    @kept
    def principals(self) -> frozenset[str]:
        """Keys of the persons who take part and were not merely present."""
        return frozenset(p.actor.key for p in self.parts if p.actor.kind == "person" and p.role != "attendee")

    @kept
    def principal_sides(self) -> frozenset[str]:
        """The sides of the principals."""
        return frozenset(p.side for p in self.parts if p.actor.kind == "person" and p.role != "attendee")

    @kept
    def sides(self) -> frozenset[str]:
        """The states and organizations that take part."""
        return frozenset(p.side for p in self.parts)

    def noting(self, step: str) -> Draft:
        """This draft with one more line of explanation."""
        return replace(self, steps=(*self.steps, step))


def parts_of(items: list[Item], role: str) -> tuple[Part, ...]:
    """The actors of ``items`` in ``role``, each once."""
    seen: dict[str, Part] = {}
    for item in items:
        for actor in item.actors:
            seen.setdefault(actor.key, Part(actor, role, item.mention))
    return tuple(seen.values())


def united(*groups: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts of all groups, the first of each actor."""
    seen: dict[str, Part] = {}
    for group in groups:
        for part in group:
            seen.setdefault(part.actor.key, part)
    return tuple(seen.values())
