"""What a word or phrase of the lexicon means: one small frozen class a kind of entry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name (``is_adjective`` false) or its nisba; ``is_plural`` for الروس، المصريون."""

    code: str
    is_adjective: bool
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class City:
    """A city; ``role`` is ``capital`` (may stand for a government), ``seat`` or ``city``; guarded forms need a cue."""

    name: str
    country: str
    role: str
    is_guarded: bool


@dataclass(frozen=True, slots=True)
class Organization:
    """An international body by its short English name; movements are bodies too."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Institution:
    """A building, house or epithet that stands for a state, and for an office when ``position`` is given."""

    country: str
    position: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """The noun that opens a title; ``number`` is ``singular``, ``dual`` or ``plural``.

    ``owner`` is the pronoun written onto it (سفيرها) or empty, ``base`` then the noun without it; ``country`` the state
    that the head itself ends in (أمير قطر).
    """

    number: str
    is_definite: bool
    owner: str = ""
    base: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Honorific:
    """A word of respect before a name; ``title`` when it also names an office or rank (الأمير، الملك، اللواء)."""

    form: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A closed-class word: ``group`` names its list in words.toml, ``name`` the class in it."""

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class EventVerb:
    """A verb of triggers.toml that tells an event."""

    rule: str
    event_type: str
    frame: str
    objects: tuple[str, ...]
    without: tuple[str, ...]
    is_strict: bool
    spelled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun of triggers.toml that tells an event."""

    rule: str
    event_type: str
    requires: tuple[str, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that carries an event noun."""

    voice: str


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One form of a verb: ``tense`` perfect, imperfect or future; ``number``; whether an object pronoun is attached."""

    verb: EventVerb | LightVerb
    tense: str
    number: str
    has_object: bool


@dataclass(frozen=True, slots=True)
class NounForm:
    """One form of an event noun: ``owner`` is the attached pronoun (ه، ها، هما، هم) or empty."""

    noun: EventNoun
    is_definite: bool
    is_plural: bool
    owner: str


@dataclass(frozen=True, slots=True)
class Document:
    """A noun for a document of agreement; ``count`` is 1, 2 or 0 for an unknown number."""

    agreement_type: str
    count: int
    is_weak: bool


Meaning = Country | City | Organization | Institution | Head | Honorific | Marker | VerbForm | NounForm | Document

COUNTRY, CITY, ORGANIZATION, INSTITUTION, HEAD, HONORIFIC, MARKER, VERB_FORM, NOUN_FORM, DOCUMENT = (
    1 << bit for bit in range(10)
)
POINTER, HOME, BOUNDARY, STATUS, ATTENDANCE, NEGATIVE = (1 << bit for bit in range(10, 16))  # by their groups
EVENT = 1 << 16  # a verb or noun that may tell an event, as a light verb alone («أجرى») does not
_BITS: dict[type, int] = {
    Country: COUNTRY,
    City: CITY,
    Organization: ORGANIZATION,
    Institution: INSTITUTION,
    Head: HEAD,
    Honorific: HONORIFIC,
    Marker: MARKER,
    VerbForm: VERB_FORM,
    NounForm: NOUN_FORM,
    Document: DOCUMENT,
}
GROUP_BITS = {
    "counterparts": POINTER,
    "pairs": POINTER,
    "singular_anaphors": POINTER,
    "group": POINTER,
    "home": POINTER | HOME,
    "boundaries": BOUNDARY,
    "status": STATUS,
    "attendance": ATTENDANCE,
    "hard_negatives": NEGATIVE,
}


def kinds_of(meanings: tuple[Meaning, ...]) -> int:
    """The classes of ``meanings`` as a bit mask, so that a phrase can be passed over without looking at each."""
    kinds = 0
    for meaning in meanings:
        kinds |= _BITS[type(meaning)]
        if isinstance(meaning, Marker):
            kinds |= GROUP_BITS.get(meaning.group, 0)
        elif isinstance(meaning, NounForm) or (isinstance(meaning, VerbForm) and isinstance(meaning.verb, EventVerb)):
            kinds |= EVENT
    return kinds
