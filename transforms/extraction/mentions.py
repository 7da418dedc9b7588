"""A mention: the words by which a sentence speaks of somebody."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.lexicon.entries import City
from transforms.quick import quick_init


@quick_init
@dataclass(frozen=True)
class Mention:
    """Words that point at somebody, tokens ``first`` up to, not including, ``last``.

    ``kind``: ``person`` (has ``name``), ``office`` (a title alone), ``country``, ``institution`` (a house or epithet of
    a state), ``city``, ``capital`` (a city that may stand for its government), ``organization``, ``group`` (a
    delegation, a ministry), ``counterpart`` (نظيره without a name), ``pair`` (الوزيران), ``pronoun`` (سموه), ``guest``
    (ضيفه), ``home`` (المملكة, until the home state is known), ``thing`` (جامعة الملك عبدالعزيز).
    ``governor`` is the particle before it (مع، بين، في، إلى، ب، ل …) or empty; ``joined`` whether و ties it to what
    precedes; ``resolution`` how it points: ``named``, ``implied``, ``metonym``, ``anaphora`` or ``counterpart``.
    """

    first: int
    last: int
    kind: str
    name: str = ""
    parts: tuple[str, ...] = ()
    title_text: str = ""
    position: str | None = None
    country: str | None = None
    organization: str | None = None
    accredited: str | None = None
    governor: str = ""
    joined: bool = False
    resolution: str = "named"
    number: str = "singular"
    city: City | None = None
    pair_class: str = ""
    name_first: int = 0
    name_last: int = 0
    countries: tuple[str, ...] = ()
    owner: str = ""
    is_home: bool = False
    title_key: str = ""
