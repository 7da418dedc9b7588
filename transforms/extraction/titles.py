"""Titles: what an office is, and which one its words name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from transforms.extraction.text import Text
from transforms.lexicon import lexicon
from transforms.lexicon.entries import HEAD, INSTITUTION, Institution
from transforms.quick import quick_init


@quick_init
@dataclass(frozen=True)
class Title:
    """An office at tokens ``first`` up to, not including, ``last``.

    ``country`` and ``organization`` are whom it is held for; ``accredited`` the state of «السفير لدى»; ``countries``
    lists every state named in it, in order, for duals such as «وزيرا خارجية مصر والأردن». ``owner`` is the pronoun that
    says whose it is (سفيرها، وزير خارجيته، سفير بلاده), ``is_home`` whether it is the outlet's own state's
    (سفير المملكة، سفيرة الدولة). ``key`` is the title as the rules of positions.toml see it.
    """

    first: int
    last: int
    number: str
    position: str
    country: str | None
    organization: str | None
    accredited: str | None
    countries: tuple[str, ...]
    is_definite: bool
    opens_definite: bool = False
    owner: str = ""
    is_home: bool = False
    key: str = ""
    is_epithet: bool = False
    is_rank: bool = False


def opens_title(text: Text, position: int) -> bool:
    """Whether an office begins at ``position``: by a head («وزير») or an epithet («خادم الحرمين الشريفين»)."""
    match = text.matches[position]
    if match is None or not match.kinds & (HEAD | INSTITUTION):
        return False
    if match.kinds & HEAD:
        return True
    epithet = text.meaning(position, Institution)
    return epithet is not None and epithet.position is not None


@lru_cache(maxsize=1 << 15)
def position_of(title: str) -> str:
    """The office that a title (folded) names, by the first rule of positions.toml that matches.

    Who acts in another's stead is named as the other: «القائم بأعمال وزير الخارجية» is foreign minister.
    """
    for pattern, office in lexicon().acting_offices:
        title = pattern.sub(office, title)
    for rule in lexicon().position_rules:
        if rule.pattern.search(title):
            return rule.position
    return "official"
