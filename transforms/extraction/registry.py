"""The persons of a document: its named mentions taken together, with office and state."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.extraction.actors import Actor
from transforms.extraction.aliases import Alias, aliases_of
from transforms.extraction.allegiance import near_states
from transforms.extraction.home import home_country
from transforms.extraction.likely_state import Likelihood
from transforms.extraction.mentions import Mention
from transforms.extraction.own_state import SINGLE_OFFICES
from transforms.extraction.same_name import is_same_name, name_tokens
from transforms.extraction.text import Text
from transforms.extraction.titles import position_of
from transforms.lexicon import lexicon

_GLUED = ("و", "ل", "ب", "ف")


@dataclass(frozen=True, slots=True)
class Person:
    """All named mentions of one person in a document, taken together."""

    actor: Actor
    names: tuple[tuple[str, ...], ...]
    styles: frozenset[str]


class Registry:
    """The persons of one document. Built from its named mentions; nothing is added afterwards."""

    def __init__(self, text: Text, mentions: list[Mention]) -> None:
        self.home = home_country(text, mentions)
        groups = _cluster([m for m in mentions if m.kind == "person"])
        told = {m.first: country for group in groups if (country := _country_told(group)) for m in group}
        self.near = near_states(text, mentions, lambda m: m.country or told.get(m.first), self.home)
        likelihood = Likelihood(mentions, self.home, _held(groups))
        self._persons = [_person(text, group, self.near, likelihood) for group in groups]
        self.aliases: dict[str, list[Alias]] = aliases_of((p.actor, p.names) for p in self._persons)

    def person(self, mention: Mention) -> Actor | None:
        """The person that a named mention means."""
        parts = mention.parts
        for person in self._persons:
            if parts in person.names and _is_compatible(person.actor, mention):
                return person.actor
        alike = (p.actor for p in self._persons if any(is_same_name(parts, names) for names in p.names))
        return next(alike, None)

    def styled(self, actor: Actor, style: str) -> bool:
        """Whether the document addresses ``actor`` so: ``highness`` for «سمو الشيخ ناصر»."""
        return any(person.actor.key == actor.key and style in person.styles for person in self._persons)

    def holder(self, position: str | None, country: str | None) -> Actor | None:
        """The one person who holds ``position`` for ``country``; None when there is none or more than one."""
        found = [p.actor for p in self._persons if p.actor.position == position and p.actor.country == country]
        return found[0] if len(found) == 1 else None

    def holders(self, position: str) -> list[Actor]:
        """Everybody in the document who holds ``position``."""
        return [p.actor for p in self._persons if p.actor.position == position]


def _styles(text: Text, group: list[Mention]) -> frozenset[str]:
    """The classes of the words of respect before a person's names."""
    before = {norm for mention in group for norm in text.norms[mention.first : mention.name_first or mention.first]}
    words = before | {norm[1:] for norm in before if norm[:1] in _GLUED}  # «لفخامة الرئيس»
    return frozenset(style for style, forms in lexicon().styles.items() if not forms.isdisjoint(words))


def _is_compatible(actor: Actor, mention: Mention) -> bool:
    return not (actor.country and mention.country and actor.country != mention.country)


def _country_told(group: list[Mention]) -> str | None:
    return next((m.country for m in group if m.country), None)


def _held(groups: list[list[Mention]]) -> frozenset[tuple[str, str]]:
    """The offices of one holder that the document gives to somebody, with their states."""
    return frozenset(
        (m.position, m.country)
        for group in groups
        for m in group
        if m.position in SINGLE_OFFICES and m.position and m.country
    )


def _cluster(mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions grouped by name, the longest names first so that short forms find their owner."""
    groups: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: -len(name_tokens(m.parts))):
        fitting = (g for g in groups if is_same_name(mention.parts, g[0].parts) and _is_of_one_state(g, mention))
        group = next(fitting, None) or _only_owner(groups, mention)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return [sorted(group, key=lambda m: m.first) for group in groups]


def _only_owner(groups: list[list[Mention]], mention: Mention) -> list[Mention] | None:
    """«الأمير خالد» is the one person of the document whose given name is خالد."""
    tokens = name_tokens(mention.parts)
    if len(tokens) != 1:
        return None
    owners = [g for g in groups if name_tokens(g[0].parts)[0] == tokens[0] and _is_of_one_state(g, mention)]
    return owners[0] if len(owners) == 1 else None


def _is_of_one_state(group: list[Mention], mention: Mention) -> bool:
    return all(not (m.country and mention.country and m.country != mention.country) for m in group)


def _person(text: Text, group: list[Mention], near: dict[int, str], likelihood: Likelihood) -> Person:
    """The person of ``group``: the fullest name, the highest office, the state told or else the likely one."""
    fullest = max(group, key=lambda m: (len(name_tokens(m.parts)), -m.first))
    rank = lexicon().position_rank
    position = min((m.position for m in group if m.position), key=lambda p: rank[p], default=None)
    titled = [m for m in group if m.position and m.position == position]
    organization = next((m.organization for m in group if m.organization), None)
    accredited = next((m.accredited for m in group if m.accredited), None)
    country = _country_told(group)
    if country is None and organization is None:
        beside = next((near[m.first] for m in group if m.first in near), None)
        country = beside or likelihood.state_of(group, position, accredited)
        if position in ("official", "adviser") and country is not None:
            # «رئيس مجلس الدولة» is China's head of government
            key = next((m.title_key for m in titled if m.title_key), "")
            position = position_of(f"{key} #{country}") if key else position
    actor = Actor(
        key="person:" + "_".join(name_tokens(fullest.parts)),
        kind="person",
        name=fullest.name,
        country=country,
        position=position,
        position_text=next((m.title_text for m in titled if m.title_text), None),
        parts=fullest.parts,
        accredited=accredited,
        organization=None if country else organization,
    )
    return Person(actor, tuple({m.parts for m in group}), _styles(text, group))
