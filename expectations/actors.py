"""Who takes part: an actor is one and the same throughout a document, and what happened has the sides that it needs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from expectations.group import Group
from expectations.links import ACTORS
from expectations.outcome import Severity
from expectations.rule import Derived, Rule
from expectations.spelling import same_family

ONE_TYPE = "actor_has_one_type"
ONE_COUNTRY = "actor_has_one_country"
ONE_FAMILY = "actor_has_one_family"
ONCE = "actor_is_listed_once"
TAKES_PART = "party_takes_part"

_ACTOR = ("participants.document_id", "participants.actor_id")
_SIDES = (
    "parties.agreement_id",
    "parties.party",
    "agreements.agreement_id",
    "agreements.event_id",
    "participants.event_id",
    "participants.country",
    "participants.actor_type",
    "participants.name",
)


def _one(column: str) -> Any:
    """A column that says whether the actor has no two values of ``column`` in the document; null is not a value."""

    def compute(group: Group) -> pd.Series[Any]:
        frame = group.frames["participants"]
        pairs = frame[["document_id", "actor_id", column]].dropna().drop_duplicates()
        return ~_in(frame, pairs[pairs.duplicated(["document_id", "actor_id"])])

    return compute


def _one_family(group: Group) -> pd.Series[Any]:
    frame = group.frames["participants"]
    names = frame[["document_id", "actor_id", "name"]].dropna().drop_duplicates()
    several = names[names.duplicated(["document_id", "actor_id"], keep=False)]
    strangers = [
        key
        for key, rows in several.groupby(["document_id", "actor_id"], sort=False)["name"]
        if not same_family(rows.tolist())
    ]
    return ~_in(frame, pd.DataFrame(strangers, columns=["document_id", "actor_id"], dtype=frame["document_id"].dtype))


def _in(frame: pd.DataFrame, actors: pd.DataFrame) -> pd.Series[bool]:
    """Whether the actor of each participant is among ``actors`` (columns document_id and actor_id)."""
    if actors.empty:
        return pd.Series(False, index=frame.index)
    wanted = set(zip(actors["document_id"], actors["actor_id"], strict=True))
    keys = zip(frame["document_id"], frame["actor_id"], strict=True)
    return pd.Series([key in wanted for key in keys], index=frame.index, dtype="bool")


def _once(group: Group) -> pd.Series[Any]:
    return ~group.frames["participants"].duplicated(["event_id", "actor_id"])


def _takes_part(group: Group) -> pd.Series[Any]:
    """Whether a party is a country acted for, or an organization, in the agreement's event; True where that is lost."""
    people = group.frames["participants"]
    bodies = people[people["actor_type"] == "organization"]
    sides = set(zip(people["event_id"], people["country"], strict=True))
    sides |= set(zip(bodies["event_id"], bodies["name"], strict=True))
    events = group.pull("parties", "agreement_id", "event_id")
    rows = zip(events, group.frames["parties"]["party"], strict=True)
    return pd.Series([pd.isna(event) or (event, party) in sides for event, party in rows], dtype="bool")


def _signed_without_document(frame: pd.DataFrame) -> pd.Series[bool]:
    silent = (frame["event_type"] == "signing") & frame["status"].isin(["occurred", "planned"])
    return ~silent | (frame["agreement_count"] > 0) | frame["rule"].str.contains("undocumented").fillna(False)


def _true(column: str) -> Any:
    return lambda frame: frame[column].astype("bool")


DERIVED = (
    Derived("participants", ONE_TYPE, (*_ACTOR, "participants.actor_type"), _one("actor_type")),
    Derived("participants", ONE_COUNTRY, (*_ACTOR, "participants.country"), _one("country")),
    Derived("participants", ONE_FAMILY, (*_ACTOR, "participants.name"), _one_family),
    Derived("participants", ONCE, ("participants.event_id", "participants.actor_id"), _once),
    Derived("parties", TAKES_PART, _SIDES, _takes_part),
)

RULES = (
    Rule(
        "participants",
        "actor_has_one_type",
        "an actor has one type in a document",
        ("actor_id", ONE_TYPE),
        _true(ONE_TYPE),
    ),
    Rule(
        "participants",
        "actor_has_one_country",
        "an actor acts for one country in a document",
        ("country", ONE_COUNTRY),
        _true(ONE_COUNTRY),
    ),
    Rule(
        "participants",
        "actor_has_one_family",
        "all names of an actor in a document are forms of one name",
        ("name", ONE_FAMILY),
        _true(ONE_FAMILY),
    ),
    Rule("participants", "actor_is_listed_once", "an event lists an actor once", ("actor_id", ONCE), _true(ONCE)),
    Rule(
        "participants",
        "country_has_its_code",
        "a participant that is a country has the country's code",
        ("country", "actor_type"),
        lambda frame: (frame["actor_type"] != "country") | frame["country"].notna(),
    ),
    Rule(
        "participants",
        "only_persons_hold_office",
        "only a person has a position or its words",
        ("position", "position_text", "actor_type"),
        lambda frame: (frame["actor_type"] == "person") | (frame["position"].isna() & frame["position_text"].isna()),
    ),
    Rule(
        "events",
        "has_two_sides",
        "a meeting or a call has at least two different participants",
        ("event_type", ACTORS),
        lambda frame: ~frame["event_type"].isin(["meeting", "call"]) | (frame[ACTORS] > 1),
    ),
    Rule(
        "events",
        "call_has_no_place",
        "a call has no place",
        ("place", "place_country", "event_type"),
        lambda frame: (frame["event_type"] != "call") | (frame["place"].isna() & frame["place_country"].isna()),
    ),
    Rule(
        "events",
        "signing_has_an_agreement",
        "a signing has an agreement, or its rule says that it is undocumented",
        ("event_type", "status", "rule", "agreement_count"),
        _signed_without_document,
        Severity.WARNING,
    ),
    Rule(
        "agreements",
        "commitment_is_unsigned",
        "a commitment is what the sides agreed without signing",
        ("status", "agreement_type"),
        lambda frame: (frame["agreement_type"] != "commitment") | ~frame["status"].isin(["signed", "ratified"]),
    ),
    Rule(
        "parties",
        "takes_part",
        "a party is among the countries and organizations that take part in the agreement's event",
        ("party", TAKES_PART),
        _true(TAKES_PART),
    ),
    Rule(
        "parties",
        "signatory_acts_for_the_party",
        "who signs for a country does not act for another",
        ("signatory_id", "party", "party_type", "participants_country"),
        lambda frame: (
            (frame["party_type"] != "country")
            | frame["participants_country"].isna()
            | (frame["participants_country"] == frame["party"]).fillna(False).astype("bool")
        ),
    ),
)
