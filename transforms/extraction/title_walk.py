"""The walk over a title's words: what it holds so far, and how states, bodies and cities go into it."""

from __future__ import annotations

from transforms.extraction.text import Text
from transforms.lexicon import lexicon
from transforms.lexicon.entries import City, Country, Head, Institution, Organization
from transforms.lexicon.trie import Match

_JOINING = ("و", "ف")


class TitleWalk:
    """A title from its head on. It is closed once a definite word or a state has ended its construct."""

    def __init__(self, text: Text, first: int, after_head: int, limit: int, head: Head) -> None:
        self._text = text
        self._first = first
        self._position = after_head
        self._limit = limit
        self._head = head
        self._words = lexicon().title_words
        is_whole = after_head - first > 1 and text.norms[after_head - 1].startswith("ال")  # «أمير المنطقة», «ولي العهد»
        is_whole = is_whole or bool(head.country)  # «أمير قطر»
        self._is_closed = (head.is_definite or is_whole) and not text.norms[after_head - 1].endswith("باعمال")
        self._is_towards = False
        self._is_to_ruler = False
        self._countries: list[str] = [head.country] if head.country else []
        self._accredited: list[str] = []
        self._organizations: list[str] = []
        self._has_nisba = False
        self._owner = head.owner
        self._is_home = False
        self._is_of_institution = False
        self._bare = head.base or _bare_head(text.norms[first], text.matches[first])
        self._is_envoy = self._bare in self._words.envoys
        is_deputy_of = self._bare.startswith(self._words.deputies) and bool(head.owner)
        head_word = _bare_head(text.norms[first], text.matches[first]) if is_deputy_of else self._bare  # «ونائبه»
        self._key = [head_word, *text.norms[first + 1 : after_head]]

    def _take(self, last: int) -> bool:
        """Take the words before ``last`` into the title."""
        self._key.extend(self._text.norms[self._position : last])
        self._position = last
        return True

    def _take_and_close(self, last: int) -> bool:
        """The same with a definite word, behind which the construct has ended."""
        self._is_closed = True
        return self._take(last)

    def _close_at(self, last: int) -> bool:
        """Go on behind words that are in the key already."""
        self._is_closed = True
        self._position = last
        return True

    def _body(self, body: Organization, prefix: str, last: int) -> bool:
        """«الأمين العام للأمم المتحدة»; behind و a body is at most a minister's portfolio: «… والفرنكفونية»."""
        if prefix.startswith(_JOINING) and self._is_closed:
            is_portfolio = self._bare.startswith("وزير") and not self._has_nisba and last - self._position == 1
            return is_portfolio and self._take(last)
        if not self._is_towards:
            self._organizations.append(body.name)
        self._key.extend([*prefix.removeprefix("و"), "@ORG=EU" if body.name == "European Union" else "@ORG"])
        return self._close_at(last)

    def _country(self, country: Country, prefix: str, last: int) -> bool:
        """The state of the title by its name or nisba, or the one that an envoy goes to."""
        is_joined = prefix.startswith(_JOINING)
        if self._is_closed and not (country.is_adjective or prefix or self._is_towards or self._countries):
            return False  # «ويغادر وزير الداخلية الكويت إلى الدوحة»
        abroad = self._abroad(last) if country.is_plural and is_joined and not self._countries else None
        if abroad is not None:
            self._countries.append(country.code)
            self._key.append("#" + country.code)
            return self._close_at(abroad)
        if self._refuses_joined(country, is_joined) or self._refuses(country, prefix):
            return False
        if country.is_adjective and not is_joined and not self._is_towards:
            if self._is_of_institution:
                self._countries.clear()  # «رئيس مجلس العموم الكندي»
                self._is_of_institution = False
            if self._countries:
                return False  # «السوداني» behind «العراقي» is a family name
        target = self._accredited if self._is_accreditation(prefix) else self._countries
        target.append(country.code)
        self._key.extend([*prefix.removeprefix("و"), ("#" if country.is_adjective else "@") + country.code])
        self._has_nisba = self._has_nisba or country.is_adjective
        return self._close_at(last)

    def _abroad(self, position: int) -> int | None:
        """Behind «بالخارج», where «والغامبيين بالخارج» ends: a minister for the Gambians abroad is the Gambian one."""
        behind = range(position, min(position + 3, self._limit))
        return next((p + 1 for p in behind if self._text.norms[p].endswith(("بالخارج", "الخارج"))), None)

    def _refuses_joined(self, country: Country, is_joined: bool) -> bool:
        """و joins only the second state of a dual or plural: «وزيرا خارجية مصر والأردن»."""
        is_second = self._head.number != "singular" and bool(self._countries) and not country.is_adjective
        return is_joined and not is_second

    def _refuses(self, country: Country, prefix: str) -> bool:
        """Whether a state stands where it is no part of the title."""
        if self._is_closed and country.is_adjective and country.is_plural:
            return True
        if prefix.endswith("ب") and not self._is_in_state(prefix) and not self._is_envoy:
            return True
        if country.is_adjective:
            bare = self._text.norms[self._position][len(prefix) :]
            is_next = self._position == self._first + 1
            return self._head.is_definite and is_next and not bare.startswith(("ال", "ل"))  # «الملك تركي»: a given name
        if not self._is_closed:
            return False
        if prefix.endswith("ل") and not self._is_envoy:
            return True  # «زيارة الأمير X وزير الدفاع للأردن»
        is_tied = bool(prefix) or self._is_towards or self._text.norms[self._position - 1] in self._words.state_nouns
        return not is_tied and (bool(self._countries) or self._head.is_definite)

    def _is_in_state(self, prefix: str) -> bool:
        """«وزير التجارة بمملكة تايلاند» is Thailand's."""
        return prefix.endswith("ب") and self._text.norms[self._position].startswith(self._words.in_state)

    def _is_accreditation(self, prefix: str) -> bool:
        """Whether an envoy goes to the state: «السفير لدى», «مبعوث الملك للسعودية»; not «رئيس البرلمان في الشيشان»."""
        is_seated = self._is_towards and not (self._bare.startswith("رييس") and "بعثه" not in self._key)
        is_sent = prefix.endswith("ل") and self._bare.removeprefix("ال").startswith(self._words.sent)
        is_there = prefix.endswith("ب") and not (self._is_in_state(prefix) and not self._countries)
        return is_seated or is_sent or is_there

    def _institution(self, institution: Institution, prefix: str, last: int) -> bool:
        """«رئيس مجلس العموم», «سفير البيت الأبيض»: a house tells its state."""
        if prefix.startswith(_JOINING):
            return False
        if self._is_towards:
            self._accredited.append(institution.country)  # «السفير لدى خادم الحرمين الشريفين»
        elif not self._countries:
            self._countries.append(institution.country)
            self._is_of_institution = True
            self._key.append("@" + institution.country)
        return self._close_at(last)

    def _city(self, prefix: str, last: int) -> bool:
        """«سفير الغابون بالرباط» takes its city, «وزير الخارجية بالرباط» does not."""
        if self._is_envoy and (self._is_towards or prefix.endswith("ب")):
            self._key.append("ب" if prefix else "في")
            self._position = last
            return True
        if self._is_closed or prefix:
            return False
        city = self._text.meaning(self._position, City)
        if city is not None and not self._countries and self._bare in self._words.of_a_place:
            self._countries.append(city.country)  # «محافظ ذي قار», «رئيس الشيشان»
            self._is_of_institution = True
        return self._close_at(last)


def _bare_head(norm: str, match: Match | None) -> str:
    """The head without the conjunction or preposition written onto it: «ووزير» is وزير."""
    if match is None or not match.prefix:
        return norm
    rest = norm[len(match.prefix) :]
    return "ا" + rest if match.prefix.endswith("ل") and rest.startswith("ل") else rest
