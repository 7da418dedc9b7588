"""From mentions to actors: one actor a person, state or organization, however the document points at it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from transforms.extraction.allegiance import SINGLE_OFFICES, likely_state, near_states, own_state
from transforms.extraction.mentions import Mention
from transforms.extraction.text import Text
from transforms.extraction.titles import position_of
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import FUNCTION, VERB
from transforms.lexicon.entries import City, Institution
from transforms.quick import quick_init


@quick_init
@dataclass(frozen=True)
class Actor:
    """A participant of the document's world. ``key`` is the published actor_id; ``parts`` the folded name of a person."""

    key: str
    kind: str
    name: str
    country: str | None
    position: str | None
    position_text: str | None
    parts: tuple[str, ...] = ()
    accredited: str | None = None
    organization: str | None = None


_GLUED = ("و", "ل", "ب", "ف")
_LINKS = frozenset({"بن", "ابن", "ال", "بنت"})
_SOFT = re.compile("[اويهءع]")
_SAME_SOUND = str.maketrans({"غ": "ج", "ق": "ج", "ك": "ج", "ض": "د", "ط": "ت", "ث": "ت", "ذ": "د", "ظ": "ز", "ص": "س"})


def name_tokens(parts: Iterable[str]) -> tuple[str, ...]:
    """The comparable tokens of a name: links left out, عبد joined to what follows."""
    joined: list[str] = []
    for part in parts:
        if part in _LINKS:
            continue
        if joined and joined[-1] == "عبد":
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


def skeleton(token: str) -> str:
    """``token`` without long vowels and with sounds that transliterators confuse made one: سيرغي and سيرجي are alike."""
    return _SOFT.sub("", token.removeprefix("ال").translate(_SAME_SOUND)) or token


@lru_cache(maxsize=1 << 15)
def is_same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: one inside the other, a family name alone, or the same sounds."""
    small, large = sorted((name_tokens(one), name_tokens(other)), key=len)
    if not small:
        return False
    if "".join(small) == "".join(large):
        return True
    if set(small) <= set(large):
        return len(small) >= 2 or small[-1] == large[-1]
    if len(small) == 2 and small[-1] == large[-1]:
        return skeleton(small[0]) == skeleton(large[0])
    return len(small) == len(large) >= 2 and all(skeleton(a) == skeleton(b) for a, b in zip(small, large, strict=True))


@dataclass(frozen=True, slots=True)
class Person:
    """All named mentions of one person in a document, taken together."""

    actor: Actor
    names: tuple[tuple[str, ...], ...]


class Registry:
    """The persons of one document. Built from its named mentions; nothing is added afterwards."""

    def __init__(self, text: Text, mentions: list[Mention]) -> None:
        self.home = home_country(text, mentions)
        groups = _cluster([m for m in mentions if m.kind == "person"])
        told = {
            m.first: country
            for group in groups
            if (country := next((m.country for m in group if m.country), None))
            for m in group
        }
        self.near = near_states(text, mentions, lambda m: m.country or told.get(m.first), self.home)
        held = frozenset(
            (m.position, m.country)
            for group in groups
            for m in group
            if m.position in SINGLE_OFFICES and m.position and m.country
        )
        self._persons = [_person(group, self.near, mentions, self.home, held) for group in groups]
        self._styles = [_styles(text, group) for group in groups]
        self.aliases = _aliases(self._persons)

    def person(self, mention: Mention) -> Actor | None:
        """The person that a named mention means."""
        best = None
        for person in self._persons:
            if mention.parts in person.names and _is_compatible(person.actor, mention):
                return person.actor
            if best is None and any(is_same_name(mention.parts, names) for names in person.names):
                best = person.actor
        return best

    def styled(self, actor: Actor, style: str) -> bool:
        """Whether the document addresses ``actor`` so: ``highness`` for «سمو الشيخ ناصر»."""
        return any(
            person.actor.key == actor.key and style in styles
            for person, styles in zip(self._persons, self._styles, strict=True)
        )

    def holder(self, position: str | None, country: str | None) -> Actor | None:
        """The one person of the document who holds ``position`` for ``country``; None when there is none or more than one."""
        found = [p.actor for p in self._persons if p.actor.position == position and p.actor.country == country]
        return found[0] if len(found) == 1 else None

    def holders(self, position: str) -> list[Actor]:
        """Everybody in the document who holds ``position``."""
        return [p.actor for p in self._persons if p.actor.position == position]


def _styles(text: Text, group: list[Mention]) -> frozenset[str]:
    """The classes of the words of respect before a person's names."""
    before = {norm for mention in group for norm in text.norms[mention.first : mention.name_first or mention.first]}
    words = before | {norm[1:] for norm in before if norm[:1] in _GLUED}  # «لفخامة الرئيس»
    return frozenset(style for style, forms in lexicon().styles.items() if words & forms)


def _is_compatible(actor: Actor, mention: Mention) -> bool:
    return not (actor.country and mention.country and actor.country != mention.country)


def _cluster(mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions grouped by name, the longest names first so that short forms find their owner."""
    groups: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: -len(name_tokens(m.parts))):
        for group in groups:
            if is_same_name(mention.parts, group[0].parts) and all(
                not (m.country and mention.country and m.country != mention.country) for m in group
            ):
                group.append(mention)
                break
        else:
            owner = _only_owner(groups, mention)
            if owner is None:
                groups.append([mention])
            else:
                owner.append(mention)
    return [sorted(group, key=lambda m: m.first) for group in groups]


def _only_owner(groups: list[list[Mention]], mention: Mention) -> list[Mention] | None:
    """«الأمير خالد» is the one person of the document whose given name is خالد."""
    tokens = name_tokens(mention.parts)
    if len(tokens) != 1:
        return None
    owners = [
        group for group in groups if name_tokens(group[0].parts)[0] == tokens[0] and _is_compatible_with(group, mention)
    ]
    return owners[0] if len(owners) == 1 else None


def _is_compatible_with(group: list[Mention], mention: Mention) -> bool:
    return all(not (m.country and mention.country and m.country != mention.country) for m in group)


def _person(
    group: list[Mention],
    near: dict[int, str],
    mentions: list[Mention],
    home: str | None,
    held: frozenset[tuple[str, str]],
) -> Person:
    fullest = max(group, key=lambda m: (len(name_tokens(m.parts)), -m.first))
    rank = lexicon().position_rank
    titled = [m for m in group if m.position]
    position = min((m.position for m in titled if m.position), key=lambda p: rank[p], default=None)
    title = next((m.title_text for m in titled if m.position == position and m.title_text), None)
    organization = next((m.organization for m in group if m.organization), None)
    accredited = next((m.accredited for m in group if m.accredited), None)
    country = next((m.country for m in group if m.country), None)
    if country is None and organization is None:
        country = next((near[m.first] for m in group if m.first in near), None) or likely_state(
            group, position, accredited, mentions, home, held
        )
        if (
            position in ("official", "adviser") and country is not None
        ):  # «رئيس مجلس الدولة» is China's head of government
            key = next((m.title_key for m in titled if m.position == position and m.title_key), "")
            position = position_of(f"{key} #{country}") if key else position
    actor = Actor(
        key="person:" + "_".join(name_tokens(fullest.parts)), kind="person", name=fullest.name, country=country,
        position=position, position_text=title, parts=fullest.parts, accredited=accredited,
        organization=None if country else organization,
    )  # fmt: skip
    return Person(actor, tuple({m.parts for m in group}))


def _aliases(persons: list[Person]) -> dict[str, list[tuple[tuple[str, ...], Actor]]]:
    """Shorter forms by which persons come back, by first word, longest first: family names with their particles."""
    owners: dict[tuple[str, ...], set[str]] = {}
    forms: dict[tuple[str, ...], Actor] = {}
    particles = lexicon().particles
    for person in persons:
        for names in {person.actor.parts, *person.names}:
            for start in range(len(names)):
                if start and names[start - 1] in particles and names[start - 1] != "الله":
                    continue
                alias = names[start:]
                if start == 0 and len(names) == 1 and names[0] in lexicon().given and not lexicon().given[names[0]]:
                    continue
                owners.setdefault(alias, set()).add(person.actor.key)
                forms.setdefault(alias, person.actor)
            if len(names) == 2 and names[0] not in lexicon().given:
                owners.setdefault(names[:1], set()).add(person.actor.key)
                forms.setdefault(names[:1], person.actor)
    found: dict[str, list[tuple[tuple[str, ...], Actor]]] = {}
    for alias, actor in forms.items():
        if len(owners[alias]) == 1 and _is_safe_alias(alias):
            found.setdefault(alias[0], []).append((alias, actor))
    for candidates in found.values():
        candidates.sort(key=lambda item: -len(item[0]))
    return found


def _is_safe_alias(alias: tuple[str, ...]) -> bool:
    """A one-word form that is a verb or particle, a state or a body would be found everywhere; it is no alias."""
    if len(alias) > 1:
        return True
    info = word_info(alias[0])
    return len(alias[0]) > 2 and not info.classes & (FUNCTION | VERB)


def find_aliases(text: Text, mentions: list[Mention], registry: Registry) -> list[Mention]:
    """``mentions`` and, in their gaps, the short forms of persons whom the document names in full elsewhere."""
    covered = {position for mention in mentions for position in range(mention.first, mention.last)}
    found = list(mentions)
    forms = {prefix + word for word in registry.aliases for prefix in _PREFIXES}
    behind = 0
    for position in [i for i, norm in enumerate(text.norms) if norm in forms]:
        if position < behind or position in covered:
            continue
        hit = _alias_at(text, position, text.sentence_of(position).last, registry)
        if hit is not None:
            found.append(hit)
            behind = hit.last
    return sorted(found, key=lambda m: m.first)


_PREFIXES = ("", "و", "ب", "ل", "ف", "ول", "وب", "ك")
_GOVERNING = {"ب": "ب", "ل": "ل", "ول": "ل", "وب": "ب"}
_BEFORE = frozenset({"مع", "بين", "الي", "من", "في", "لدي", "عن", "علي", "قبل"})


def _alias_at(text: Text, position: int, limit: int, registry: Registry) -> Mention | None:
    norm = text.norms[position]
    for prefix in _PREFIXES:
        if not norm.startswith(prefix):
            continue
        for alias, actor in registry.aliases.get(norm[len(prefix) :], ()):
            last = position + len(alias)
            if last > limit or tuple(text.norms[position + 1 : last]) != alias[1:]:
                continue
            match = text.matches[position]
            if match is not None and (
                match.last > last or any(isinstance(m, City | Institution) for m in match.meanings)
            ):
                continue
            before = text.norms[position - 1] if position else ""
            governor = _GOVERNING.get(prefix, before if before in _BEFORE else "")
            return Mention(
                first=position, last=last, kind="person", name=actor.name, parts=actor.parts, country=actor.country,
                governor=governor, joined=prefix.startswith("و"), name_first=position, name_last=last,
            )  # fmt: skip
    return None


_OPENING_TOKENS = 40


@lru_cache(maxsize=1)
def _agency_openings() -> frozenset[str]:
    """The words with which an agency's name begins, and the full stop that its letters may stand behind."""
    return frozenset({".", *(name.split()[0] for name in lexicon().agencies)})


def home_country(text: Text, mentions: list[Mention]) -> str | None:
    """The state that the article is written from, where the text says it: its agency's signature or its dateline's city."""
    norms = text.norms
    agencies = lexicon().agencies
    edges = [*range(min(_OPENING_TOKENS, len(norms))), *range(max(0, len(norms) - 12), len(norms))]
    for position in [p for p in edges if norms[p] in _agency_openings()]:
        for phrase in (norms[position], " ".join(n for n in norms[position : position + 5] if n != ".")):
            if phrase in agencies and _is_signature(text, position):
                return agencies[phrase]
    epithet = next(
        (
            m.country
            for m in mentions
            if m.title_text.startswith("خادم الحرمين") or (m.kind == "home" and m.pair_class == "sultanate")
        ),
        None,
    )
    body = text.sentences[text.title_sentences :]
    scene = text.meaning(body[0].first, City) if body else None
    match = text.matches[body[0].first] if body else None
    if (
        scene is not None
        and match is not None
        and norms[match.last : match.last + 1]
        and norms[match.last] in (":", "-", "–", "—")
    ):
        return scene.country  # «جدة: «القسم السياسي»», where the city's name is also a word
    if body and mentions:
        first = next((m for m in mentions if m.first >= body[0].first), None)
        if first is not None and first.first == body[0].first and first.city is not None:
            after = norms[first.last] if first.last < len(norms) else ""
            after_next = norms[first.last + 1] if first.last + 1 < len(norms) else ""
            is_dated = after.isdigit() or (after in ("،", ",", "في") and after_next.isdigit())  # «المنامة في 5 أغسطس»
            if after in ("-", "–", ":", "(", "/", "—") or is_dated or body[0].last - body[0].first <= 8:
                return first.city.country
    return epithet or _by_style(norms) or own_state(text, mentions)


def _by_style(norms: list[str]) -> str | None:
    """The state whose outlets alone speak so of their rulers: «حضرة صاحب السمو أمير البلاد» is Kuwaiti."""
    words = f" {' '.join(norms)} "
    return next((code for phrase, code in lexicon().home_styles if phrase in words), None)


def with_home(mentions: list[Mention], home: str | None) -> list[Mention]:
    """``mentions`` with «المملكة» and its like made the state meant, or left out when the text does not say which."""
    result = []
    for mention in mentions:
        if mention.kind != "home":
            result.append(mention)
            continue
        states = lexicon().home_states[mention.pair_class]
        named = [m.country for m in mentions if m.country in states]
        country = (
            home if home in states or not states else named[0] if named else states[0] if len(states) == 1 else None
        )
        if country is not None:
            result.append(replace(mention, kind="country", country=country))
    return result


def _is_signature(text: Text, position: int) -> bool:
    """An agency's short name counts by itself, in brackets, between slashes, or at the end of a dateline."""
    before = text.norms[position - 1] if position else "\n"
    after = text.norms[position + 1] if position + 1 < len(text.norms) else "\n"
    signs = {"(", ")", "/", "-", "–", ":", "\n", "م", "."}
    return (before in signs or before.isdigit()) and (
        after in signs or after.isdigit() or text.norms[position] in ("و",)
    )


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
