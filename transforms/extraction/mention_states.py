"""States, bodies and cities, and the delegations and ministries that act for them."""

from __future__ import annotations

from transforms.extraction.mention_people import PeopleReader
from transforms.extraction.mentions import Mention
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import ADJECTIVE, NOUN
from transforms.lexicon.entries import (
    CITY,
    COUNTRY,
    INSTITUTION,
    MARKER,
    ORGANIZATION,
    City,
    Country,
    EventVerb,
    Head,
    Institution,
    LightVerb,
    Marker,
    NounForm,
    Organization,
    VerbForm,
)
from transforms.lexicon.trie import Match
from transforms.quick import replace

_DUAL_CONSTRUCTS = ("تا", "تي")  # «وزارتا», «حكومتي»
_GROUP_REACH = 4  # words between a ministry and its state: «وزارة الشؤون الخارجية والتعاون المغربية»


class StateReader(PeopleReader):
    """Who acts without being a person."""

    def _group(self, position: int, last: int) -> list[Mention]:
        """«الوفد المغربي», «وزارة الخارجية الروسية», «حكومة النيجر»; alone it points at nobody."""
        text = self._text
        is_from = self._norm(last) == "من" and last + 1 < self._limit
        is_sent = is_from or self._norm(position).removeprefix("و") in self._words.sent_groups
        step = last + is_from
        while step < self._limit and step - last < _GROUP_REACH + is_sent:
            match = text.matches[step]
            country = text.meaning(step, Country) or text.meaning(step, Institution)
            body = text.meaning(step, Organization)
            is_tied = match is not None and (not match.prefix or (match.prefix == "ل" and self._is_mission(position)))
            if match is not None and is_tied and (country is not None or body is not None):
                second = self._second_nisba(position, match.last)
                if second is not None and isinstance(country, Country):
                    return [self._two_ministries(position, match.last + 1, country.code, second)]
                return [
                    self._mention(
                        position,
                        match.last,
                        "group",
                        title_text=text.surface(position, match.last),
                        country=_code(country),
                        organization=body.name if body is not None and country is None else None,
                        resolution="metonym",
                        number="plural",
                    )
                ]
            if not (self._goes_on_group(step) or (is_sent and self._is_construct(step))):
                break
            step += 1
        return self._authorities(position, last)

    def _authorities(self, position: int, last: int) -> list[Mention]:
        """«السلطات في بوركينا فاسو», «المجلس العسكري في النيجر»: a group that acts for the state in which it is."""
        following = last + 1
        match = self._text.matches[following] if following < self._limit else None
        state = self._text.meaning(following, Country) if match is not None else None
        is_there = self._norm(last) == "في" and self._norm(position).removeprefix("و") in self._words.authorities
        if match is None or state is None or state.is_adjective or match.prefix or not is_there:
            return []
        mention = self._mention(
            position,
            match.last,
            "group",
            title_text=self._text.surface(position, last),
            country=state.code,
            resolution="metonym",
            number="plural",
        )
        return [mention]

    def _is_construct(self, position: int) -> bool:
        """«وفد من مجلس السيادة السوداني», «وفد حركة «حماس»»: the body a delegation is sent from."""
        if self._text.norms[position] in ("«", '"'):
            return True
        info = word_info(self._text.norms[position])
        return bool(info.classes & NOUN) and self._text.matches[position] is None

    def _second_nisba(self, first: int, position: int) -> str | None:
        """«وزارتي الداخلية السعودية والعراقية», «مسؤولين سوريين وإسرائيليين»: the state of the second of two bodies."""
        if position >= self._limit:
            return None
        match, nisba = self._text.matches[position], self._text.meaning(position, Country)
        is_many = nisba is not None and nisba.is_plural
        if not is_many and not self._text.norms[first].endswith(_DUAL_CONSTRUCTS):
            return None
        is_joined = match is not None and match.prefix == "و"
        return nisba.code if nisba is not None and nisba.is_adjective and is_joined else None

    def _two_ministries(self, first: int, last: int, one: str, other: str) -> Mention:
        mention = self._mention(first, last, "group", resolution="metonym", number="plural")
        return replace(mention, countries=(one, other))

    def _is_mission(self, position: int) -> bool:
        """«القنصلية العامة للسنغال»: a mission whose state may follow behind لـ."""
        return any(stem in self._text.norms[position] for stem in lexicon().mission_words.missions)

    def _goes_on_group(self, position: int) -> bool:
        """Whether a definite word, an adjective or another group goes on; not so «والوفد الآخر المبعوث الأمريكي»."""
        text = self._text
        if text.meaning(position, Head) is not None or text.tokens[position].kind != "word":
            return False
        marker = text.meaning(position, Marker)
        is_group = marker is not None and marker.group == "group"
        norm = text.norms[position]
        classes = word_info(norm).classes | (word_info(norm.removesuffix("ا")).classes & ADJECTIVE)  # «وفدا فنيا»
        return bool(classes) and (norm.startswith("ال") or is_group or bool(classes & ADJECTIVE))

    def _body(self, match: Match, position: int) -> list[Mention]:
        """The mention that a phrase of the lexicon is; a phrase that is none may still be a name."""
        if not match.kinds & (ORGANIZATION | INSTITUTION | COUNTRY | CITY):
            return [] if match.kinds & MARKER else self._bare(position)
        for meaning in match.meanings:
            if isinstance(meaning, Organization):
                return [self._mention(position, match.last, "organization", organization=meaning.name)]
            if isinstance(meaning, Institution):
                return [
                    self._mention(position, match.last, "institution", country=meaning.country, resolution="metonym")
                ]
            if isinstance(meaning, Country):
                return self._country(match, position, meaning)
        city = next((m for m in match.meanings if isinstance(m, City)), None)
        if city is not None:
            return self._city(match, position, city)
        return [] if any(isinstance(m, Marker) for m in match.meanings) else self._bare(position)

    def _city(self, match: Match, position: int, city: City) -> list[Mention]:
        """A place behind a preposition or a word for a city; a capital alone may stand for its government."""
        governor, _ = self._governor(position)
        is_cued = governor in self._words.of_place or self._has_city_cue(position)
        if city.is_guarded and not is_cued:
            return self._bare(position)
        kind = "capital" if city.role == "capital" and not is_cued else "city"
        return [self._mention(position, match.last, kind, city=city, country=city.country, resolution="metonym")]

    def _has_city_cue(self, position: int) -> bool:
        """«مدينة جدة», «العاصمة العمانية مسقط», «احتضنت مسقط الجولة», «بزيارة جدة»."""
        before = position - 1
        nisba = self._text.meaning(before, Country) if before > self._first else None
        if nisba is not None and nisba.is_adjective:
            before -= 1
        if before < self._first:
            return False
        form = self._text.meaning(before, VerbForm)
        verb = form.verb if form is not None else None
        is_reached = isinstance(verb, EventVerb) and verb.event_type == "visit"
        is_hosting = isinstance(verb, LightVerb) and verb.voice == "hosting"
        journey = self._text.meaning(before, NounForm)
        is_visited = journey is not None and journey.noun.event_type == "visit"
        return is_reached or is_hosting or is_visited or self._text.norms[before] in self._words.city_nouns

    def _country(self, match: Match, position: int, country: Country) -> list[Mention]:
        """A state by its name; a nisba is one only as «العاصمة القطرية», «الروس» or before a name."""
        if not country.is_adjective:
            return [self._mention(position, match.last, "country", country=country.code)]
        capital = self._capital(position, match.last, country)
        if capital:
            return capital
        norm = self._text.norms[position]
        if country.is_plural and norm.startswith(("ال", "وال", "لل", "بال")):
            return [
                self._mention(
                    position, match.last, "group", country=country.code, resolution="metonym", number="plural"
                )
            ]
        if not norm[len(match.prefix) :].startswith("ال"):
            return []
        name = self._name_after(self._skip_respect(match.last))
        if name is None or not (len(name.parts) > 1 or name.parts[0] in lexicon().given):
            return []
        if not self._is_nominal(match, position):
            return []
        titles, end = self._behind(name.last, has_title=True)
        return [replace(self._person(position, end, titles, name), country=country.code)]

    def _capital(self, position: int, last: int, nisba: Country) -> list[Mention]:
        """«العاصمة القطرية» without its name is the capital of the state."""
        name = lexicon().capitals.get(nisba.code, "")
        if self._norm(position - 1) not in self._words.capitals or not name:
            return []
        if last < self._limit and self._text.meaning(last, City) is not None:
            return []
        city = City(name, nisba.code, "capital", is_guarded=False)
        governor, joined = self._governor(position)
        mention = self._mention(position - 1, last, "city", city=city, country=nisba.code, resolution="metonym")
        return [replace(mention, governor=governor or "في", joined=joined)]

    def _is_nominal(self, match: Match, position: int) -> bool:
        """Whether a nisba stands by itself («السنغالي باسيرو ديوماي فاي») and does not describe the noun before it."""
        if position == self._first or match.prefix.startswith("و"):
            return True
        before = self._text.norms[position - 1]
        return before in ("،", ",", "من", "الي", "مع", ":") or not word_info(before).is_definite


def _code(state: Country | Institution | None) -> str | None:
    """The state by its name or by a house of it: «وفد من مجلس السيادة»."""
    return state.code if isinstance(state, Country) else state.country if state is not None else None
