"""Several persons under one title: duals and plurals, pairs that name their members, lists of names."""

from __future__ import annotations

from transforms.extraction.mention_people import PeopleReader
from transforms.extraction.mentions import Mention
from transforms.extraction.names import Name, read_name
from transforms.extraction.text import COMMAS
from transforms.extraction.titles import Title
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.entries import Country, Marker
from transforms.quick import replace

_MOST_NAMED = 12
_PAIR_OFFICES = frozenset({"foreign_minister", "head_of_state", "head_of_government"})


class ListReader(PeopleReader):
    """Who stands behind a dual or plural."""

    def _several(self, first: int, title: Title) -> list[Mention]:
        """«وزيرا خارجية مصر والأردن», «وزيري خارجية البلدين X وY», «رئيسا الوزراء الكندي X واليابانية Y»."""
        pair = self._text.meaning(title.last, Marker) if title.last < self._limit else None
        if pair is not None and pair.group == "pairs" and title.number == "dual":
            return self._pair_of_officers(first, title)
        start = title.last
        is_both = self._norm(start) in ("في", "ب", "لدي", "من") and self._norm(start + 1) in self._words.both_states
        if is_both:
            start += 2  # «وزيرا الدفاع في البلدين، A وB»
        start = self._behind_all_of(start)
        base = replace(
            self._mention(first, title.last, "group", resolution="implied", number=title.number),
            title_text=self._text.surface(title.first, title.last),
            position=title.position,
            country=title.country,
            organization=title.organization,
            countries=title.countries,
        )
        names = self._named_list(start, base)
        if len(names) == 2 and is_both:
            return _as_pair(names)
        if names and len(names) == len(title.countries):
            return [replace(name, country=code) for name, code in zip(names, title.countries, strict=True)]
        if len(names) == 2 and title.number == "dual" and title.position in _PAIR_OFFICES and not title.countries:
            return _of_two_sides(names)
        if names:
            return names
        if len(title.countries) < 2:
            return [base]
        one = replace(base, kind="office", number="singular", countries=())
        return [
            replace(one, country=country, joined=base.joined or index > 0)
            for index, country in enumerate(title.countries)
        ]

    def _behind_all_of(self, position: int) -> int:
        """«سفراء كل من المغرب X، وغامبيا Y»: the position of the first state, where its officer's name follows it."""
        if self._norm(position) not in self._words.all_of or self._norm(position + 1) != "من":
            return position
        return position + 2 if self._state_before_name(position + 2) else position

    def _state_before_name(self, position: int) -> bool:
        """«المغرب حسن الناصري»: a state by its name and then a person's."""
        match = self._text.matches[position] if position < self._limit else None
        state = self._text.meaning(position, Country) if match is not None else None
        is_state = match is not None and state is not None and not state.is_adjective
        return is_state and match is not None and self._name_after(self._skip_respect(match.last)) is not None

    def _pair_of_officers(self, first: int, title: Title) -> list[Mention]:
        """«وزيري خارجية البلدين X وY»: the pair just spoken of, by the names of its two where they follow."""
        is_known = title.position in _PAIR_OFFICES and title.last - first > 1
        of_pair = self._mention(
            first,
            title.last + 1,
            "pair",
            resolution="anaphora",
            number="dual",
            pair_class=title.position if is_known else "any",
        )
        office = replace(
            of_pair,
            kind="group",
            title_text=self._text.surface(first, title.last),
            position=title.position,
            resolution="implied",
        )
        members = self._named_list(title.last + 1, office)
        return _as_pair(members) if len(members) == 2 else [of_pair]

    def _named_list(self, position: int, base: Mention) -> list[Mention]:
        """Names behind a dual or plural, each with a nisba of its own: «الأذربيجاني جيحون بيراموف والأرميني …»."""
        text = self._text
        found: list[Mention] = []
        country = base.country
        while position < self._limit and len(found) < _MOST_NAMED:
            start = position
            position += text.norms[position] in (*COMMAS, ":")
            if position >= self._limit:
                break
            nisba = text.meaning(position, Country)
            match = text.matches[position]
            is_behind_all = self._norm(position - 1) == "من" and self._state_before_name(position)
            is_state = nisba is not None and not nisba.is_adjective and base.number != "singular"
            is_state = is_state and (bool(found) or is_behind_all)
            if nisba is not None and (nisba.is_adjective or is_state) and match is not None:
                if found and match.prefix != "و" and text.norms[start] not in COMMAS:
                    break
                country = nisba.code
                position = match.last
            position = self._skip_respect(position)
            name = self._listed_name(position, base, found)
            if name is None or (found and not name.prefix.startswith("و") and nisba is None):
                break
            if not found and name.prefix:
                break
            titles, last = self._behind(name.last, has_title=True)
            state = country or next((title.country for title in titles if title.country), None)
            member = self._member(base, name, last, state)
            found.append(replace(member, first=start, joined=True) if found else member)
            position = last
            if base.number == "dual" and len(found) == 2:
                break
        return found

    def _listed_name(self, position: int, base: Mention, found: list[Mention]) -> Name | None:
        """The next name of a list; of a dual's two the second begins at its و."""
        if position >= self._limit:
            return None
        is_dual = base.number == "dual"
        limit = self._next_of_pair(position) if is_dual and not found else self._limit
        name = read_name(self._text, position, limit)
        return name.joined() if name is not None and found and is_dual else name

    def _next_of_pair(self, position: int) -> int:
        """«وزيرا الخارجية بختيار سعيدوف ويرميك كوشيرباييف»: an unknown word in و begins the second of two."""
        norms = self._text.norms
        lex = lexicon()
        for step in range(position + 1, min(position + 5, self._limit)):
            norm = norms[step]
            if self._text.tokens[step].kind != "word" or norm in lex.particles:
                break
            if len(norm) > 3 and norm.startswith("و") and norm not in lex.given and not word_info(norm).classes:
                return step
        return self._limit

    def _member(self, base: Mention, name: Name, last: int, country: str | None) -> Mention:
        """One person of the list that ``base`` opens."""
        return replace(
            base,
            last=last,
            kind="person",
            name=name.written(self._text),
            parts=name.parts,
            country=country,
            resolution="named" if base.resolution == "implied" else base.resolution,
            number="singular",
            name_first=name.first,
            name_last=name.last,
            countries=(),
        )

    def _pair(self, position: int, last: int, pair_class: str) -> list[Mention]:
        """«الوزيران»: two just spoken of, unless their names or states follow."""
        named = self._pair_names(position, last, pair_class)
        if named:
            return named
        return [
            self._mention(position, last, "pair", resolution="anaphora", pair_class=pair_class, number="dual"),
        ]

    def _pair_names(self, position: int, last: int, pair_class: str) -> list[Mention]:
        """«الوزيرين الأذربيجاني X والأرميني Y», «الرئيسان الكيني والأوغندي»: a pair that names its members."""
        has_nisba = self._following_nisba(last) is not None
        if not has_nisba and (pair_class == "sides" or last >= self._limit or self._name_after(last) is None):
            return []
        base = replace(
            self._mention(position, last, "group", resolution="implied", number="dual"),
            title_text=self._text.surface(position, last),
            position=pair_class if pair_class in lexicon().position_rank else None,
        )
        named = self._named_list(last, base)
        if not has_nisba:
            return _of_two_sides(named)
        if len(named) > 1:
            return named
        return self._nisba_pair(last, base) or named

    def _nisba_pair(self, position: int, base: Mention) -> list[Mention]:
        """«الجانبان المصري والأردني»: two states by their adjectives."""
        found: list[Mention] = []
        kind = "office" if base.position else "group"
        while position < self._limit and len(found) < 2:
            match = self._text.matches[position]
            nisba = self._following_nisba(position)
            if match is None or nisba is None or (found and match.prefix != "و"):
                break
            one = replace(base, last=match.last, kind=kind, country=nisba.code, number="singular")
            found.append(replace(one, joined=True) if found else one)
            position = match.last
        return found if len(found) == 2 else []


def _of_two_sides(members: list[Mention]) -> list[Mention]:
    """«وزيرا الخارجية بختيار سعيدوف ويرميك كوشيرباييف»: two of one high office are never of one state."""
    return _as_pair(members) if len(members) == 2 and not any(m.country for m in members) else members


def _as_pair(members: list[Mention]) -> list[Mention]:
    """Two who speak for the two states of the story, which of them the first is told by their names."""
    return [replace(member, owner=f"pair{index}") for index, member in enumerate(members)]
