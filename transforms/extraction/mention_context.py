"""What stands before a mention: the particle that governs it, words of respect, a conjunction."""

from __future__ import annotations

from transforms.arabic.sentences import Sentence
from transforms.extraction.mentions import Mention
from transforms.extraction.names import Name, read_name
from transforms.extraction.text import Text
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.entries import City, Country, Honorific

_PREFIX_GOVERNORS = {"ب": "ب", "ل": "ل", "وب": "ب", "ول": "ل", "ك": "ك", "فب": "ب", "فل": "ل"}
_OPENING_QUOTES = frozenset('«"“')


class MentionContext:
    """The words of the sentence being read, as every reader of mentions asks for them."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._first = self._limit = 0
        self._words = lexicon().mention_words
        self._named = range(0)  # the tokens of the name last read
        self._dates = {d.first: d.last for d in text.dates}

    def _enter(self, sentence: Sentence) -> None:
        """Read ``sentence`` from now on."""
        self._first, self._limit = sentence.first, sentence.last

    def _norm(self, position: int) -> str:
        """The folded word at ``position``, empty outside the sentence."""
        return self._text.norms[position] if self._first <= position < self._limit else ""

    def _mention(
        self,
        first: int,
        last: int,
        kind: str,
        *,
        country: str | None = None,
        organization: str | None = None,
        city: City | None = None,
        title_text: str = "",
        resolution: str = "named",
        number: str = "singular",
        pair_class: str = "",
    ) -> Mention:
        """A mention of no person by name, with its governor."""
        governor, joined = self._governor(first)
        return Mention(
            first,
            last,
            kind,
            title_text=title_text,
            country=country,
            organization=organization,
            governor=governor,
            joined=joined,
            resolution=resolution,
            number=number,
            city=city,
            pair_class=pair_class,
        )

    def _name_after(self, position: int) -> Name | None:
        """The name at ``position`` behind a title, unless something is written onto it that begins another phrase."""
        if position >= self._limit or position in self._dates:
            return None
        name = read_name(self._text, position, self._limit)
        return name if name is not None and not name.prefix else None

    def _following_nisba(self, position: int) -> Country | None:
        """«نظيره المصري»: the nisba at ``position``."""
        country = self._text.meaning(position, Country) if position < self._limit else None
        return country if country is not None and country.is_adjective else None

    def _skip_respect(self, position: int) -> int:
        """The position behind words of respect: «معالي الدكتور»."""
        while position < self._limit:
            match = self._text.matches[position]
            if match is None or self._text.meaning(position, Honorific) is None or match.prefix:
                return position
            position = match.last
            if self._norm(position) == ".":
                position += 1
        return position

    def _governor(self, position: int) -> tuple[str, bool]:
        """The particle that governs the mention at ``position`` and whether و joins it to what precedes."""
        norms = self._text.norms
        match = self._text.matches[position]
        prefix = match.prefix if match is not None else word_info(norms[position]).prefix
        joined = prefix.startswith("و")
        if prefix in _PREFIX_GOVERNORS:
            return _PREFIX_GOVERNORS[prefix], joined
        before = self._before_light(position - 1)
        if before < position - 1 and (glued := self._glued_onto(norms[before + 1])):
            return glued, joined
        if before in self._named:
            return "", joined  # «السعيد بن علي وزيرة الدفاع»: a word of the name before governs nothing
        norm = norms[before] if before >= self._first else ""
        if norm in self._words.seats:
            return "في", joined
        return (norm.removeprefix("و"), joined) if norm in self._words.governors else ("", joined)

    def _glued_onto(self, norm: str) -> str:
        """The preposition written onto a word such as «بمدينة», «لدولة», «للعاصمة»; empty when there is none."""
        norm = norm.removeprefix("و")
        is_cue = norm[1:] in self._words.city_nouns or norm.startswith(("بال", "لل")) or norm in self._words.glued_nouns
        return (glued_governor(norm) or _PREFIX_GOVERNORS.get(norm[:1], "")) if is_cue else ""

    def _before_light(self, before: int) -> int:
        """The position before words that stand between a particle and whom it governs: مدينة، كل من، دولة, quotes."""
        while before >= self._first and self._is_light(before):
            before -= 1
        return before

    def _is_light(self, position: int) -> bool:
        words = self._words
        norm = self._text.norms[position]
        if (
            norm.removeprefix("و") in words.city_nouns
            or norm in words.glued_nouns
            or norm in words.light_nouns
            or norm in _OPENING_QUOTES
        ):
            return True
        before = self._norm(position - 1)
        if norm == "من" and before in words.all_of:
            return True
        is_city = before.removeprefix("و") in words.city_nouns
        nisba = self._text.meaning(position, Country) if is_city else None
        return nisba is not None and nisba.is_adjective


def prefix_governor(prefix: str, norm: str) -> str:
    """The preposition of a proclitic, or of «للمملكة» and «بالمملكة»."""
    return _PREFIX_GOVERNORS.get(prefix) or glued_governor(norm)


def glued_governor(norm: str) -> str:
    """«للمملكة» is لـ and «بالمملكة» بـ."""
    return "ل" if norm.startswith("لل") else "ب" if norm.startswith("بال") else ""
