"""Which words go on with a title, and which end it."""

from __future__ import annotations

from transforms.arabic.spelling import fold
from transforms.extraction.names import read_name
from transforms.extraction.title_walk import TitleWalk
from transforms.extraction.titles import position_of
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import ADJECTIVE, FUNCTION, NOUN, NUMBER, TIME, VERB
from transforms.lexicon.entries import City, Country, Honorific, Marker, NounForm, Organization, VerbForm
from transforms.memo import Memo

TOWARDS = frozenset({"لدي", "الي", "في", "ب"})
_MINISTERS = fold("وزراء")
_PRONOUNS = ("ها", "هم", "هما", "ه")
_GENERAL = frozenset({"العام", "العامه"})  # «الأمين العام»
_SUPERVISOR = ["المشرف", "العام"]  # «المشرف العام على مركز الملك سلمان للإغاثة»


def _is_plain(norm: str) -> bool:
    """Whether ``norm`` is of none of the lists below, nor a task written onto ب: it goes on as its class does."""
    words = lexicon().title_words
    lists = (words.home_state, words.with_them, words.his_state, words.envoy_rank, words.state_nouns, TOWARDS, _GENERAL)
    is_listed = any(norm in of_one for of_one in lists) or norm in ("فوق", "علي") or norm.startswith("ب")
    return not is_listed and not _owned_portfolio(norm)


def _owned_portfolio(norm: str) -> str:
    """«خارجيتها» is the foreign affairs of hers: the stem before the pronoun, or nothing."""
    for pronoun in _PRONOUNS:
        stem = norm[: -len(pronoun)]
        if norm.endswith(pronoun) and stem in lexicon().title_words.owned_portfolios:
            return stem
    return ""


_IS_PLAIN = Memo(_is_plain, 1 << 15)


class TitleVocabulary(TitleWalk):
    """The steps over words to which the lexicon gives no meaning of their own."""

    def _common(self, position: int) -> bool:
        """Take the word at ``position`` into the title; False when the title ends before it."""
        norm = self._text.norms[position]
        if _IS_PLAIN[norm]:
            return self._takes_word(norm)
        is_mission = "بعثه" in self._key or bool(self._organizations)  # «رئيس بعثة الاتحاد الأوروبي إلى ليبيا»
        is_sent = is_mission or (self._is_envoy and not self._bare.startswith("رييس"))
        may_go_on = norm != "الي" or is_sent  # «زيارة رئيس الحكومة الهندية إلى بنغلاديش»
        if norm in TOWARDS and may_go_on and self._opens_accreditation(position):
            self._is_towards = True
            return self._take(position + 1)
        if norm == "في" and not self._countries and not self._organizations and self._takes_state(position):
            return True
        return self._takes_owner(norm) or self._takes_fixed(norm) or self._takes_word(norm)

    def _takes_owner(self, norm: str) -> bool:
        """Words that say whose the office is: المملكة، بلاده، a portfolio with a pronoun."""
        after = self._position + 1
        if norm in self._words.home_state and not self._is_towards and not (self._is_closed and norm == "الدوله"):
            self._is_home = self._is_home or self._is_envoy or norm != "الدوله"
            return self._take_and_close(after)
        if norm in self._words.with_them and self._is_envoy:
            return self._take(after)  # «السفير البلجيكي لديها»
        if norm in self._words.his_state:
            self._owner = self._owner or "ه"
            return self._take_and_close(after)
        portfolio = "" if self._is_closed else _owned_portfolio(norm)
        if not portfolio:
            return False
        self._owner = self._owner or norm[len(portfolio) :]
        is_cabinet = portfolio.startswith(_MINISTERS[:-1])
        self._key.append(_MINISTERS if is_cabinet else portfolio[:-1] + "ه")  # «رئيس وزرائه», «وزير خارجيته»
        return self._close_at(after)

    def _takes_fixed(self, norm: str) -> bool:
        """Ranks, tasks and the words of which offices are made."""
        position = self._position
        if norm == "فوق" or (norm in self._words.envoy_rank and self._is_envoy):
            return self._takes_rank()
        if norm == "علي" and self._key[:2] == _SUPERVISOR and position + 1 < self._limit:
            self._is_closed = False
            return self._take(position + 1)
        is_task = norm.startswith("ب") and self._text.norms[position - 1].removeprefix("و") in self._words.charged
        if is_task and self._text.matches[position] is None:
            self._is_closed = norm.startswith("بال")  # «المكلفة بالصيد البحري»
            return self._take(position + 1)
        if norm in self._words.state_nouns and norm.startswith("ال"):
            return self._take_and_close(position + 1)  # «رئيس الجمهورية»
        return (norm in self._words.state_nouns or norm in _GENERAL) and self._take(position + 1)

    def _takes_rank(self) -> bool:
        """«سفيرا فوق العادة وكامل السلطة لجمهورية غينيا»: the rank says nothing of the state."""
        self._take(self._position + 1)
        while self._position < self._limit and self._text.norms[self._position] in self._words.envoy_rank:
            self._take(self._position + 1)
        return True

    def _takes_word(self, norm: str) -> bool:
        """Nouns of the construct, adjectives, and behind a definite word only what hangs on it."""
        classes = word_info(norm).classes
        if not classes:
            return self._unknown(norm)
        rest = norm.removeprefix("و")
        is_definite = rest.startswith(("ال", "لل")) and len(rest) > 3
        is_adjective = bool(classes & ADJECTIVE) and is_definite
        if (classes & (TIME | NUMBER) and not is_adjective) or classes == VERB or classes & FUNCTION:
            return self._extra(norm, classes)
        if not classes & (NOUN | ADJECTIVE):
            return False
        if self._is_closed and not is_definite:
            return self._loose(norm) or self._second_portfolio(norm)
        is_joined = norm.startswith("و")
        is_new_phrase = not is_adjective and not rest.startswith("لل") and (self._has_nisba or not is_joined)
        if self._is_closed and is_new_phrase:
            return False
        if rest in self._words.of_united_nations:
            self._organizations.append("United Nations")  # «المبعوث الأممي»
        if self._head.is_definite and is_joined and self._position == self._first + 1:
            return False
        self._is_closed = self._is_closed or is_definite
        return self._take(self._position + 1)

    def _takes_state(self, preposition: int) -> bool:
        """«رئيس البرلمان في جمهورية الشيشان ماغمد داودوف»: a state between a title and the name is the title's."""
        position = preposition + 1
        match = self._text.matches[position] if position < self._limit else None
        if match is None or match.prefix:
            return False
        city = self._text.meaning(position, City)
        is_state = any(isinstance(m, Country) and not m.is_adjective for m in match.meanings)
        if not (is_state if city is None else self._bare.startswith(self._words.spokesmen)):
            return False
        name = read_name(self._text, self._behind_respect(match.last), self._limit)
        if name is None or name.prefix:
            return False
        if city is None:
            self._is_closed = False
            return self._take(position)
        self._countries.append(city.country)
        self._position = position
        return True

    def _behind_respect(self, position: int) -> int:
        """«رئيس المرحلة الانتقالية في غينيا الجنرال مامادي دومبويا»: the rank is no part of the name."""
        while position < self._limit and self._text.meaning(position, Honorific) is not None:
            match = self._text.matches[position]
            position = match.last if match is not None else position + 1
        return position

    def _second_portfolio(self, norm: str) -> bool:
        """«وزيرة التجارة وتنمية الصادرات»: a minister's second portfolio is a construct of its own."""
        following = self._position + 1
        is_minister = self._bare.startswith(self._words.portfolio_heads) and not self._has_nisba
        if not norm.startswith("و") or not is_minister or following >= self._limit:
            return False
        after = self._text.norms[following]
        is_construct = after.startswith("ال") and bool(word_info(after).classes & NOUN)
        if not is_construct or self._text.matches[self._position] is not None:
            return False
        self._is_closed = False
        return self._take(following)

    def _unknown(self, norm: str) -> bool:
        """A construct wants a complement, so its definite word is one even if no list has it: «رئيس الشيشان»."""
        if norm.startswith("ل") and self._is_closed and self._loose(norm):
            return True  # «المدير العام لتشريفات الدولة»
        is_minister = self._bare.startswith(self._words.cabinet_heads) and not self._has_nisba and not self._countries
        if norm.startswith("وال") and is_minister and self._is_closed:
            return self._take(self._position + 1)  # «… والتكامل الإقليمي والفرنكفونية»
        if self._is_closed and norm not in lexicon().given and self._second_portfolio(norm):
            return True  # «وزير الزراعة واستصلاح الأراضي»
        if self._is_closed or not norm.startswith("ال") or len(norm) < 5:
            return self._extra(norm, 0)
        return self._take_and_close(self._position + 1)

    def _extra(self, norm: str, classes: int) -> bool:
        """Ordinals (النائب الثاني), «باسم», «عن» inside a title."""
        after = self._position + 1
        if classes & NUMBER and norm.startswith("ال") and not classes & TIME:
            return self._take(after)
        is_named_so = norm in lexicon().given and not self._bare.startswith(self._words.spokesmen)
        if norm in self._words.want_complement and not is_named_so:  # «سفير فلسطين لدى المملكة باسم الآغا»
            self._is_closed = False
            return self._take(after)
        if norm in self._words.plain_parts:
            return self._take(after)
        if norm in self._words.presided_times and not self._is_closed:
            return self._take_and_close(after)
        if norm in ("ب", "في", "علي") and self._is_seat(after):
            self._is_closed = False
            return self._take(after)
        return False

    def _is_seat(self, position: int) -> bool:
        """«المستشار في السفارة»: where an office has its seat."""
        norm = self._text.norms[position] if position < self._limit else ""
        if norm not in self._words.seats_inside:
            return False
        match = self._text.matches[position]
        if match is not None and any(isinstance(m, City | Country | NounForm | VerbForm) for m in match.meanings):
            return False
        classes = word_info(norm).classes
        return bool(classes & NOUN) and not classes & (TIME | FUNCTION)

    def _loose(self, norm: str) -> bool:
        """After a definite word only «لـ» and a few words go on: «للشؤون الخارجية», «بوزارة الخارجية»."""
        after = self._position + 1
        if norm.startswith(self._words.attached) and not self._is_at_palace(norm):
            if norm == "بالسفاره":
                self._owner = self._owner or "ه"  # «والملحق العسكري بالسفارة»
            self._is_closed = norm.startswith(("بال", "لل"))
            return self._take(after)
        is_behind_unfinished = norm[0] == "ل" and self._text.norms[self._position - 1] in self._words.unfinished
        is_name = norm in lexicon().given  # «المدير العام لويس مارتينو»
        if is_behind_unfinished and not is_name and self._text.matches[self._position] is None:
            self._is_closed = False
            return self._take(after)
        return False

    def _is_at_palace(self, norm: str) -> bool:
        """«استقبل رئيس الجمهورية بالقصر السيدة X»: a ruler receives there, his adviser has his office there."""
        return norm == "بالقصر" and position_of(" ".join(self._key)) == "head_of_state"

    def _opens_accreditation(self, position: int) -> bool:
        """لدى always; إلى and في only behind an envoy and before a state, city or body."""
        if self._text.norms[position] == "لدي":
            return True
        following = position + 1
        if not self._is_envoy or following >= self._limit:
            return False
        match = self._text.matches[following]
        if match is None:
            norm = self._text.norms[following]
            return norm in self._words.state_nouns or norm in self._words.region_nouns
        return any(
            isinstance(m, Country | City | Organization) or (isinstance(m, Marker) and m.group == "no_state")
            for m in match.meanings
        )
