"""The short forms by which persons come back whom the document names in full elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress

from transforms.extraction.actors import Actor
from transforms.extraction.mentions import Mention
from transforms.extraction.text import Text
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import FUNCTION, VERB
from transforms.lexicon.entries import City, Institution

Alias = tuple[tuple[str, ...], Actor]
_PREFIXES = ("", "و", "ب", "ل", "ف", "ول", "وب", "ك")
_GOVERNING = {"ب": "ب", "ل": "ل", "ول": "ل", "وب": "ب"}
_BEFORE = frozenset({"مع", "بين", "الي", "من", "في", "لدي", "عن", "علي", "قبل"})


def aliases_of(persons: Iterable[tuple[Actor, Iterable[tuple[str, ...]]]]) -> dict[str, list[Alias]]:
    """Short forms of one person only, by first word, longest first: family names with their particles."""
    owners: dict[tuple[str, ...], set[str]] = {}
    forms: dict[tuple[str, ...], Actor] = {}
    for actor, names in persons:
        for parts in {actor.parts, *names}:
            for alias in _forms(parts):
                owners.setdefault(alias, set()).add(actor.key)
                forms.setdefault(alias, actor)
    found: dict[str, list[Alias]] = {}
    for alias, actor in forms.items():
        if len(owners[alias]) == 1 and _is_safe_alias(alias):
            found.setdefault(alias[0], []).append((alias, actor))
    for candidates in found.values():
        candidates.sort(key=lambda item: -len(item[0]))
    return found


def _forms(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The ends of a name from each word that no particle holds, and a foreign first name: «إيمانويل» of two words."""
    lex = lexicon()
    for start in range(len(parts)):
        is_held = start > 0 and parts[start - 1] in lex.particles and parts[start - 1] != "الله"
        is_plain_given = start == 0 and len(parts) == 1 and lex.given.get(parts[0]) is False
        if not is_held and not is_plain_given:
            yield parts[start:]
    if len(parts) == 2 and parts[0] not in lex.given:
        yield parts[:1]


def _is_safe_alias(alias: tuple[str, ...]) -> bool:
    """A one-word form that is a verb or particle, a state or a body would be found everywhere; it is no alias."""
    if len(alias) > 1:
        return True
    info = word_info(alias[0])
    return len(alias[0]) > 2 and not info.classes & (FUNCTION | VERB)


def find_aliases(text: Text, mentions: list[Mention], aliases: Mapping[str, Sequence[Alias]]) -> list[Mention]:
    """``mentions`` and, in their gaps, the short forms of persons whom the document names in full elsewhere."""
    covered = set(chain.from_iterable([range(mention.first, mention.last) for mention in mentions]))
    found = list(mentions)
    forms = {prefix + word for word in aliases for prefix in _PREFIXES}
    behind = 0
    for position in compress(range(len(text.norms)), map(forms.__contains__, text.norms)):
        if position < behind or position in covered:
            continue
        hit = _alias_at(text, position, text.sentence_of(position).last, aliases)
        if hit is not None:
            found.append(hit)
            behind = hit.last
    return sorted(found, key=lambda m: m.first)


def _alias_at(text: Text, position: int, limit: int, aliases: Mapping[str, Sequence[Alias]]) -> Mention | None:
    """The person whose short form stands at ``position``: «ولافروف»."""
    norm = text.norms[position]
    for prefix in _PREFIXES:
        if not norm.startswith(prefix):
            continue
        for alias, actor in aliases.get(norm[len(prefix) :], ()):
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
                first=position,
                last=last,
                kind="person",
                name=actor.name,
                parts=actor.parts,
                country=actor.country,
                governor=governor,
                joined=prefix.startswith("و"),
                name_first=position,
                name_last=last,
            )
    return None
