"""Actors: one a person, state or organization, however the document points at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from transforms.lexicon import lexicon
from transforms.quick import quick_init, replace


@quick_init
@dataclass(frozen=True)
class Actor:
    """A participant. ``key`` is the published actor_id; ``parts`` the folded name of a person."""

    key: str
    kind: str
    name: str
    country: str | None
    position: str | None
    position_text: str | None
    parts: tuple[str, ...] = ()
    accredited: str | None = None
    organization: str | None = None


@lru_cache(maxsize=1 << 10)
def country_actor(code: str) -> Actor:
    """The state ``code`` as an actor."""
    return Actor("country:" + code, "country", lexicon().country_names.get(code, code), code, None, None)


@lru_cache(maxsize=1 << 10)
def organization_actor(name: str) -> Actor:
    """The organization ``name`` as an actor."""
    return Actor("organization:" + name, "organization", name, None, None, None)


def state_or_body(actor: Actor) -> Actor | None:
    """Whom ``actor`` stands for: his state or organization; None when the text tells neither."""
    if actor.country:
        return country_actor(actor.country)
    if actor.kind == "organization":
        return actor
    return organization_actor(actor.organization) if actor.organization else None


def with_country(actor: Actor, country: str | None) -> Actor:
    """``actor`` with ``country`` where none is known."""
    return actor if actor.country or actor.organization or country is None else replace(actor, country=country)
