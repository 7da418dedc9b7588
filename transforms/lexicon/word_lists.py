"""The named word lists of words.toml and agreements.toml: one frozen class a table, one field a list.

What a list does, with an example, stands above it in the TOML file. Fields are folded words; a tuple holds beginnings
or endings of words, or phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_origin, get_type_hints

from transforms.arabic.spelling import fold

_Lists = TypeVar("_Lists")


def read_lists(kind: Callable[..., _Lists], table: Mapping[str, Sequence[str]]) -> _Lists:
    """An instance of ``kind`` with the lists of ``table``, folded; a KeyError names a list that the file lacks."""
    hints = get_type_hints(kind)
    return kind(**{name: (get_origin(hint) or hint)(map(fold, table[name])) for name, hint in hints.items()})


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words inside a title, where it goes on and where it ends."""

    alone: frozenset[str]
    envoys: frozenset[str]
    sent: tuple[str, ...]
    in_state: tuple[str, ...]
    state_nouns: frozenset[str]
    region_nouns: frozenset[str]
    patrons: frozenset[str]
    home_state: frozenset[str]
    his_state: frozenset[str]
    with_them: frozenset[str]
    pointed_at: frozenset[str]
    charged: frozenset[str]
    envoy_rank: frozenset[str]
    owned_portfolios: frozenset[str]
    of_a_place: frozenset[str]
    grades: frozenset[str]
    unfinished: frozenset[str]
    seats_inside: frozenset[str]
    attached: tuple[str, ...]
    spokesmen: tuple[str, ...]
    portfolio_heads: tuple[str, ...]
    cabinet_heads: tuple[str, ...]
    deputies: tuple[str, ...]
    want_complement: frozenset[str]
    plain_parts: frozenset[str]
    presided_times: frozenset[str]
    of_united_nations: frozenset[str]
    friendships: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words inside a person's name and at its end."""

    no_openers: frozenset[str]
    may_close: frozenset[str]
    second_halves: frozenset[str]
    verb_like: frozenset[str]
    behind_verbs: frozenset[str]
    possessed: tuple[str, ...]
    last_particles: frozenset[str]
    last_syllables: frozenset[str]
    descent: frozenset[str]
    opened_before: frozenset[str]
    inner_respect: frozenset[str]
    family_respect: frozenset[str]
    family_endings: frozenset[str]
    adjuncts: frozenset[str]
    like_particles: frozenset[str]
    arabic_parts: frozenset[str]
    slavic_endings: tuple[str, ...]
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class MentionWords:
    """Words before and behind a mention: what governs it, what introduces it."""

    governors: frozenset[str]
    of_place: frozenset[str]
    seats: frozenset[str]
    city_nouns: frozenset[str]
    capitals: frozenset[str]
    glued_nouns: frozenset[str]
    light_nouns: frozenset[str]
    all_of: frozenset[str]
    accusatives: frozenset[str]
    feminine_accusatives: frozenset[str]
    rulers: frozenset[str]
    monarchs: frozenset[str]
    addresses: frozenset[str]
    address_nouns: frozenset[str]
    address_objects: frozenset[str]
    civil_services: tuple[str, ...]
    sent_groups: frozenset[str]
    authorities: frozenset[str]
    bare_offices: frozenset[str]
    both_states: frozenset[str]


@dataclass(frozen=True, slots=True)
class CapacityWords:
    """Words that give an office to somebody named before."""

    of_one: frozenset[str]
    in_order: tuple[str, ...]
    senders: frozenset[str]


@dataclass(frozen=True, slots=True)
class SideWords:
    """Words that tell whose officer a person is."""

    sides: frozenset[str]
    headed: frozenset[str]
    heading: tuple[str, ...]
    beside: frozenset[str]
    carries: frozenset[str]
    letters: frozenset[str]
    who: frozenset[str]
    present: frozenset[str]
    led: frozenset[str]
    delegations: tuple[str, ...]
    chained: frozenset[str]
    at_hand: frozenset[str]
    private: tuple[str, ...]
    army: tuple[str, ...]
    republic: tuple[str, ...]
    kingdom: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterWords:
    """Words of letters and cables."""

    to_him: frozenset[str]
    several: frozenset[str]
    cables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissionWords:
    """Words of envoys accredited and recalled."""

    ends_envoys: frozenset[str]
    envoy_behind: tuple[str, ...]
    recalled: tuple[str, ...]
    charge_affaires: frozenset[str]
    own_envoy: tuple[str, ...]
    recognized: tuple[str, ...]
    missions: tuple[str, ...]
    provides: frozenset[str]
    own_endings: tuple[str, ...]
    summons: tuple[str, ...]
    summoning: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeWords:
    """Beginnings of trigger words that tell the code of an event."""

    negotiation: tuple[str, ...]
    recognition: tuple[str, ...]
    broken: tuple[str, ...]
    rejection: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Words around the noun for a document of agreement."""

    referring: frozenset[str]
    towards: frozenset[str]
    shells: frozenset[str]
    quantities: frozenset[str]
    listing: frozenset[str]
    ends: frozenset[str]
    dangling: frozenset[str]
    assembled: frozenset[str]
    wished: frozenset[str]
    another: frozenset[str]
    first: frozenset[str]
    second: frozenset[str]
    furthering: frozenset[str]
    several_fields: tuple[str, ...]
    signed_before: tuple[str, ...]
    auxiliaries: frozenset[str]
    partners: frozenset[str]
    patrons: frozenset[str]
    ratifying: tuple[str, ...]
    postponed: tuple[str, ...]
    ceremony: frozenset[str]
    deeds: frozenset[str]
    agreed_on: frozenset[str]
    talks: frozenset[str]


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words that tell whether an event happened, is planned, or did not happen."""

    negations: frozenset[str]
    affirming: tuple[str, ...]
    same_day: tuple[str, ...]
    been: frozenset[str]
    during: frozenset[str]
    scheduled: frozenset[str]
    future: frozenset[str]
    doing: frozenset[str]
    purposes: frozenset[str]


@dataclass(frozen=True, slots=True)
class SceneWords:
    """Words around a place or date that tell whether it is that of the event."""

    towards: frozenset[str]
    purposes: frozenset[str]
    conditions: frozenset[str]
    parts: frozenset[str]
    during: frozenset[str]
    no_scene: frozenset[str]
    city_nouns: frozenset[str]
    content: frozenset[str]
    terms: frozenset[str]
    between_states: frozenset[str]
    committees: frozenset[str]
    teens: frozenset[str]


@dataclass(frozen=True, slots=True)
class AttendanceWords:
    """Words before those who were present."""

    leading: frozenset[str]
    led: frozenset[str]
    journey: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryWords:
    """Words that mean something only by what was told before."""

    alike: tuple[str, ...]
    counted: frozenset[str]
    deputies: tuple[str, ...]
    with_commission: frozenset[str]
    cabled: tuple[str, ...]
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class FrameWords:
    """Words by which the frames find who acts, and tell one kind of event from another."""

    adverbial: frozenset[str]
    no_side: frozenset[str]
    separately: tuple[str, ...]
    each_of_them: tuple[str, ...]
    together: tuple[str, ...]
    subject_pronouns: frozenset[str]
    where: frozenset[str]
    plural_relatives: frozenset[str]
    during_it: frozenset[str]
    before_place: frozenset[str]
    with_him: frozenset[str]
    by_agents: frozenset[str]
    women: frozenset[str]
    offices: tuple[str, ...]
    this: frozenset[str]
    by_telephone: tuple[str, ...]
    over_wire: tuple[str, ...]
    telephone_near: tuple[str, ...]
    bodies: frozenset[str]
    not_held: frozenset[str]
    joint_bodies: frozenset[str]
    committees: frozenset[str]
    rounds_of: frozenset[str]
    holding: frozenset[str]
    presidency: frozenset[str]
    festive: tuple[str, ...]
    going: tuple[str, ...]
    chairing: frozenset[str]
    opening: tuple[str, ...]
    joint: frozenset[str]
    of_the_sides: tuple[str, ...]
    assemblies: tuple[str, ...]
    press: tuple[str, ...]
    new_of_series: frozenset[str]
    alighting: frozenset[str]
    invitation: tuple[str, ...]
    accepted: tuple[str, ...]
