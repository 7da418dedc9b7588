"""Titles: where an office's name begins and ends, and which office it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from transforms.extraction.names import read_name
from transforms.extraction.text import Text
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import ADJECTIVE, FUNCTION, NOUN, NUMBER, TIME, VERB
from transforms.lexicon.entries import (
    HEAD,
    INSTITUTION,
    City,
    Country,
    EventVerb,
    Head,
    Honorific,
    Institution,
    Marker,
    NounForm,
    Organization,
    VerbForm,
)
from transforms.lexicon.trie import Match


@dataclass(frozen=True, slots=True)
class Title:
    """An office at tokens ``first`` up to, not including, ``last``.

    ``country`` and ``organization`` are whom it is held for; ``accredited`` the state of «السفير لدى»; ``countries`` lists every
    state named in it, in order, for duals such as «وزيرا خارجية مصر والأردن». ``owner`` is the pronoun that says whose it is
    (سفيرها، وزير خارجيته، سفير بلاده), ``is_home`` whether it is the outlet's own state's (سفير المملكة، سفيرة الدولة).
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


_IN_STATE = (
    "بجمهوريه",
    "بمملكه",
    "بدوله",
    "بسلطنه",
    "بالجمهوريه",
    "بالمملكه",
)  # «وزير التجارة بمملكة تايلاند» is Thailand's
_ENVOYS = frozenset(
    {
        "سفير",
        "سفيره",
        "السفير",
        "السفيره",
        "مبعوث",
        "المبعوث",
        "مبعوثه",
        "المبعوثه",
        "مندوب",
        "مندوبه",
        "المندوب",
        "المندوبه",
        "القايم",
        "ممثل",
        "الممثل",
        "قنصل",
        "القنصل",
        "سفيرا",
        "موفد",
        "الموفد",
        "رييس",
        "رييسه",
        "القائم",
        "منسق",
        "المنسق",
        "المنسقه",
        "الوسيط",
    }
)
_TOWARDS = frozenset({"لدي", "الي", "في", "ب"})
_STATE_WORDS = frozenset(
    {"دوله", "جمهوريه", "مملكه", "الجمهوريه", "المملكه", "سلطنه", "حكومه", "دولتي", "لدوله", "لجمهوريه", "لمملكه"}
)


def read_title(text: Text, position: int, limit: int) -> Title | None:
    """The title whose head stands at ``position``, or None when no office begins there."""
    match = text.matches[position]
    if match is None:
        return None
    epithet = text.meaning(position, Institution)
    if epithet is not None and epithet.position is not None:
        return _epithet(text, position, match.last, epithet)
    head = _head(text, position, match)
    if head is None:
        return None
    reader = _TitleReader(text, position, match.last, limit, head)
    return reader.read()


def _head(text: Text, position: int, match: Match) -> Head | None:
    """The head at ``position``. «نائبه» is his deputy and «نائبة» a woman, unless the outlet writes every ة as ه."""
    heads = [m for m in match.meanings if isinstance(m, Head)]
    owned = next((head for head in heads if head.owner == "ه"), None)
    if owned is None or len(heads) == 1:
        return heads[0] if heads else None
    source = text.document.text
    is_his = source[text.tokens[position].end - 1] == "ه" and "ة" in source
    return owned if is_his else next(head for head in heads if not head.owner)


def opens_title(text: Text, position: int) -> bool:
    """Whether an office begins at ``position``: by a head («وزير») or an epithet («خادم الحرمين الشريفين»)."""
    match = text.matches[position]
    if match is None or not match.kinds & (HEAD | INSTITUTION):
        return False
    if match.kinds & HEAD:
        return True
    epithet = text.meaning(position, Institution)
    return epithet is not None and epithet.position is not None


def _epithet(text: Text, first: int, last: int, epithet: Institution) -> Title:
    """An epithet names its state; a nisba of that state behind it belongs to it: «المرشد الأعلى الإيراني»."""
    nisba = text.meaning(last, Country) if last < len(text.matches) else None
    match = text.matches[last] if last < len(text.matches) else None
    country = epithet.country
    if (
        nisba is not None
        and match is not None
        and nisba.is_adjective
        and not match.prefix
        and text.norms[last].startswith("ال")
    ):
        last = match.last
        country = nisba.code  # «رئيس مجلس العموم الكندي»: a house of that name elsewhere
    while (
        last < len(text.norms)
        and text.norms[last].startswith("لل")
        and text.matches[last] is None
        and text.tokens[last].kind == "word"
    ):
        last += 1  # «أمين اللجنة الشعبية العامة للوحدة الأفريقية»
        while (
            last < len(text.norms)
            and text.matches[last] is None
            and word_info(text.norms[last]).is_definite
            and word_info(text.norms[last]).classes & ADJECTIVE
        ):
            last += 1
    assert epithet.position is not None
    return Title(
        first, last, "singular", epithet.position, country, None, None, (country,), is_definite=True, is_epithet=True
    )


class _TitleReader:
    """Walks from a head over complements and adjectives until something that is no part of a title."""

    def __init__(self, text: Text, first: int, after_head: int, limit: int, head: Head) -> None:
        self._text = text
        self._first = first
        self._position = after_head
        self._limit = limit
        self._head = head
        is_whole = after_head - first > 1 and text.norms[after_head - 1].startswith("ال")  # «أمير المنطقة», «ولي العهد»
        self._is_closed = (head.is_definite or is_whole) and not text.norms[after_head - 1].endswith("باعمال")
        self._is_towards = False
        self._countries: list[str] = []
        self._accredited: list[str] = []
        self._organizations: list[str] = []
        self._has_nisba = False
        self._owner = head.owner
        self._is_home = False
        self._is_of_institution = False
        self._bare = head.base or _bare_head(text.norms[first], text.matches[first])
        self._key = [
            text.norms[first] if self._bare.startswith(("نايب", "مساعد")) and head.owner else self._bare,
            *text.norms[first + 1 : after_head],
        ]

    def read(self) -> Title:
        while self._position < self._limit and self._step():
            pass
        last = self._trimmed(self._position)
        country = self._countries[0] if self._countries else None
        organization = self._organizations[0] if self._organizations and country is None else None
        return Title(
            first=self._first,
            last=last,
            number=self._head.number,
            position=position_of(" ".join(self._key)),
            owner=self._owner,
            is_home=self._is_home and country is None,
            key=" ".join(self._key),
            is_rank=last - self._first == 1 and self._bare in _RANKS,
            country=country,
            organization=organization,
            accredited=self._accredited[0] if self._accredited else None,
            countries=tuple(self._countries),
            is_definite=self._is_closed or bool(self._countries),
            opens_definite=self._head.is_definite,
        )

    def _trimmed(self, last: int) -> int:
        while last - 1 > self._first and (
            self._text.norms[last - 1] in _TOWARDS or self._text.tokens[last - 1].kind == "sign"
        ):
            last -= 1
        return last

    def _step(self) -> bool:
        """Take one word or phrase into the title; False when the title ends here."""
        text, position = self._text, self._position
        if text.tokens[position].kind != "word":
            return self._hyphen()
        match = text.matches[position]
        if match is not None and match.prefix and lexicon().given.get(text.norms[position]) is False:
            return False  # «الدبلوماسي الغامبي لامين سيسي»: a name, although ل + أمين could be read
        if match is not None and not text.inside[position]:
            for meaning in match.meanings:
                if isinstance(meaning, Organization):
                    return self._body(meaning, match.prefix, match.last)
                if isinstance(meaning, Country) and not self._is_finance(meaning, position):
                    return self._country(meaning, match.prefix, match.last)
                if isinstance(meaning, Institution):
                    return self._institution(meaning, match.prefix, match.last)
            if self._is_named_after(position):
                return self._named_after(match.last)
            is_honorific = any(isinstance(m, Honorific) for m in match.meanings) and not any(
                isinstance(m, Head) for m in match.meanings
            )
            if is_honorific and not (text.norms[position] == "الدبلوماسيه" and not self._is_closed):
                return False  # «رئيس الدبلوماسية المغربية» goes on
            if any(isinstance(m, Head) for m in match.meanings):
                return self._second_head(match.prefix, match.last)
            if (self._is_towards or not self._is_closed or match.prefix == "و") and any(
                isinstance(m, Marker) and m.group == "no_state" for m in match.meanings
            ):
                self._take(match.last)
                self._is_closed = True
                return True
            if not self._is_closed and text.norms[position] in (
                "سموه",
                "معاليه",
                "سعادته",
                "جلالته",
                "فخامته",
                "دولته",
                "سيادته",
            ):
                self._take(match.last)  # «مدير مكتب سموه»
                self._is_closed = True
                return True
            if any(isinstance(m, City) for m in match.meanings):
                return self._city(match.prefix, match.last)
            if (
                any(isinstance(m, VerbForm) and isinstance(m.verb, EventVerb) for m in match.meanings)
                and self._is_closed
            ):
                return False
            if any(isinstance(m, Marker) and m.group in _STOPPING and m.name != "topic" for m in match.meanings):
                return False
            if any(isinstance(m, NounForm) for m in match.meanings) and self._is_closed:
                if not text.norms[position].removeprefix("و").startswith(("ال", "لل")):
                    return False
        return self._common(position)

    @staticmethod
    def _is_finance_word(norm: str) -> bool:
        return norm.removeprefix("و").removeprefix("ل").endswith("ماليه")

    def _is_finance(self, meaning: Country, position: int) -> bool:
        """«وزير المالية» is the finance minister, «الوزيرة المالية» Mali's."""
        return (
            meaning.code == "MLI"
            and self._is_finance_word(self._text.norms[position])
            and (not self._is_closed or self._has_portfolio())
        )

    def _has_portfolio(self) -> bool:
        """Whether the coordinate parts of a portfolio may follow: «وزير الاستراتيجية والمالية», «وزير الاقتصاد والمالية»."""
        return self._text.norms[self._position].startswith("و") and not self._has_nisba

    def _is_named_after(self, position: int) -> bool:
        """«رئيس مدينة الملك عبدالله للطاقة»: whom an institution is called after stands inside its name."""
        return self._text.norms[position] in PATRONS and self._text.norms[position - 1] in lexicon().named_after

    def _named_after(self, last: int) -> bool:
        self._take(last)
        lex = lexicon()
        while self._position < self._limit and (
            self._text.norms[self._position] in lex.given or self._text.norms[self._position] in lex.particles
        ):
            self._take(self._position + 1)
        self._is_closed = True
        return True

    def _hyphen(self) -> bool:
        if self._text.norms[self._position] in ("-", "–") and self._has_nisba is False and not self._is_closed:
            self._take(self._position + 1)
            return True
        return False

    def _body(self, body: Organization, prefix: str, last: int) -> bool:
        if prefix.startswith(("و", "ف")) and self._is_closed:
            is_portfolio = self._bare.startswith("وزير") and not self._has_nisba and last - self._position == 1
            if is_portfolio:
                self._take(last)  # «وزير الشؤون الخارجية … والفرنكفونية»
            return is_portfolio
        if not self._is_towards:
            self._organizations.append(body.name)
        self._key.extend([*prefix.removeprefix("و"), "@ORG=EU" if body.name == "European Union" else "@ORG"])
        self._is_closed = True
        self._position = last
        return True

    def _country(self, country: Country, prefix: str, last: int) -> bool:
        if self._is_closed and country.is_adjective and country.is_plural:
            return False
        is_joined = prefix.startswith(("و", "ف"))
        if is_joined and not (self._head.number != "singular" and self._countries and not country.is_adjective):
            return False
        is_state = prefix.endswith("ب") and self._text.norms[self._position].startswith(_IN_STATE)
        if prefix.endswith("ب") and not is_state and self._bare not in _ENVOYS:
            return False
        if self._is_closed and prefix.endswith("ل") and not country.is_adjective and self._bare not in _ENVOYS:
            return False  # «زيارة الأمير X وزير الدفاع للأردن»
        if (
            self._is_closed
            and not country.is_adjective
            and not (prefix or self._is_towards or self._after_state_word())
        ):
            if self._countries or self._head.is_definite:
                return False
        bare = self._text.norms[self._position][len(prefix) :]
        if (
            country.is_adjective
            and self._head.is_definite
            and not bare.startswith(("ال", "ل"))
            and self._position == self._first + 1
        ):
            return False  # «الملك تركي بن سعد»: a given name
        if country.is_adjective and self._is_of_institution and not is_joined and not self._is_towards:
            self._countries.clear()  # «رئيس مجلس العموم الكندي»
            self._is_of_institution = False
        if country.is_adjective and self._countries and not is_joined and not self._is_towards:
            return False  # «السوداني» behind «العراقي» is a family name
        is_sent = prefix.endswith("ل") and self._bare.removeprefix("ال").startswith(
            ("مبعوث", "موفد")
        )  # «مبعوث الملك للسعودية»
        is_seated = self._is_towards and not (
            self._bare.startswith("رييس") and "بعثه" not in self._key
        )  # «رئيس البرلمان في الشيشان»
        is_accredited = is_seated or is_sent or (prefix.endswith("ب") and not (is_state and not self._countries))
        target = self._accredited if is_accredited else self._countries
        target.append(country.code)
        self._key.extend([*prefix.removeprefix("و"), ("#" if country.is_adjective else "@") + country.code])
        self._has_nisba = self._has_nisba or country.is_adjective
        self._is_closed = True
        self._position = last
        return True

    def _after_state_word(self) -> bool:
        return self._text.norms[self._position - 1] in _STATE_WORDS

    def _institution(self, institution: Institution, prefix: str, last: int) -> bool:
        if prefix.startswith(("و", "ف")):
            return False
        if not self._is_towards and not self._countries:
            self._countries.append(institution.country)
            self._is_of_institution = True
            self._key.append("@" + institution.country)
        self._is_closed = True
        self._position = last
        return True

    def _second_head(self, prefix: str, last: int) -> bool:
        """«نائب رئيس الوزراء» goes on, «رئيس الوزراء وزير الخارجية» ends the first office."""
        if prefix.startswith(("و", "ف")):
            return False
        before = self._text.norms[self._position - 1]
        norm = self._text.norms[self._position]
        if norm in _CHARGED or (norm.startswith("المساعد") and before in ("العام", "العامه")):
            self._take(last)  # «كاتبة الدولة المكلفة بالصيد البحري», «الأمين العام المساعد»
            self._is_closed = True
            return True
        is_complement = prefix.endswith("ل") or before in lexicon().relational or before == "لدي" or not self._is_closed
        if not is_complement:
            return False
        if self._text.norms[last - 1].startswith("ال") or self._text.norms[self._position].startswith("لل"):
            self._is_closed = True
        else:
            self._is_closed = False
        self._take(last)
        return True

    def _take(self, last: int) -> None:
        self._key.extend(self._text.norms[self._position : last])
        self._position = last

    def _city(self, prefix: str, last: int) -> bool:
        """«سفير الغابون بالرباط» takes its city, «وزير الخارجية بالرباط» does not."""
        if self._bare in _ENVOYS and (self._is_towards or prefix.endswith("ب")):
            self._key.append("ب" if prefix else "في")
            self._position = last
            return True
        if not self._is_closed and not prefix:
            city = self._text.meaning(self._position, City)
            if city is not None and not self._countries and self._bare in _OF_A_PLACE:
                self._countries.append(city.country)  # «محافظ ذي قار», «رئيس الشيشان»
                self._is_of_institution = True
            self._is_closed = True
            self._position = last
            return True
        return False

    def _common(self, position: int) -> bool:
        text = self._text
        norm = text.norms[position]
        if norm in _TOWARDS and self._opens_accreditation(position):
            self._is_towards = True
            self._take(self._position + 1)
            return True
        if norm == "في" and not self._countries and not self._organizations and self._is_his_state(position + 1):
            self._take(position + 1)
            return True
        info = word_info(norm)
        rest = norm.removeprefix("و")
        is_definite = rest.startswith(("ال", "لل")) and len(rest) > 3
        if norm in _HOME_WORDS and not self._is_towards and not (self._is_closed and norm == "الدوله"):
            self._is_home = self._is_home or self._bare in _ENVOYS or norm != "الدوله"
            self._take(self._position + 1)
            self._is_closed = True
            return True
        if norm in ("لديها", "لديه", "لدينا", "لديهم") and self._bare in _ENVOYS:
            self._take(self._position + 1)  # «السفير البلجيكي لديها»
            return True
        if norm in _HIS_STATE:
            self._owner = self._owner or "ه"
            self._take(self._position + 1)
            self._is_closed = True
            return True
        if not self._is_closed and (portfolio := _owned_portfolio(norm)):
            self._owner = self._owner or norm[len(portfolio) :]
            self._key.append(portfolio[:-1] + "ه")
            self._position += 1
            self._is_closed = True
            return True
        if norm == "فوق" or (norm in _RANK_WORDS and self._bare in _ENVOYS):
            return self._plenipotentiary()
        if norm in ("علي", "على") and self._key[:2] == ["المشرف", "العام"] and position + 1 < self._limit:
            self._is_closed = False
            self._take(position + 1)  # «المشرف العام على مركز الملك سلمان للإغاثة»
            return True
        if (
            norm.startswith("ب")
            and self._text.norms[position - 1].removeprefix("و") in _CHARGED
            and self._text.matches[position] is None
        ):
            self._is_closed = norm.startswith("بال")
            self._take(position + 1)
            return True
        if norm in _STATE_WORDS:
            self._take(self._position + 1)
            return True
        if norm in ("العام", "العامه"):
            self._take(position + 1)
            return True
        if not info.classes:
            return self._unknown(norm, position)
        is_adjective = bool(info.classes & ADJECTIVE) and is_definite
        if (info.classes & (TIME | NUMBER) and not is_adjective) or info.classes == VERB or info.classes & FUNCTION:
            return self._extra(norm, info.classes)
        if not info.classes & (NOUN | ADJECTIVE):
            return False
        if norm in ("العام", "العامه"):
            self._take(position + 1)
            return True
        if self._is_closed and not is_definite:
            return self._loose(norm, position) or self._second_portfolio(norm, position)
        is_new_phrase = not is_adjective and not rest.startswith("لل") and (self._has_nisba or not norm.startswith("و"))
        if self._is_closed and is_new_phrase and not self._is_second_part(position):
            return False
        if info.may_be_given_name and not is_definite and not self._is_open_for_noun():
            return False
        if (
            self._is_closed
            and is_definite
            and self._head.is_definite
            and not info.classes & ADJECTIVE
            and not rest.startswith("لل")
        ):
            if position == self._first + 1 and not norm.startswith("و"):
                return False
        if self._head.is_definite and norm.startswith("و") and self._position == self._first + 1:
            return False
        self._is_closed = self._is_closed or is_definite
        self._take(self._position + 1)
        return True

    def _is_his_state(self, position: int) -> bool:
        """«رئيس البرلمان في جمهورية الشيشان ماغمد داودوف»: a state between a title and the name is the title's."""
        match = self._text.matches[position] if position < self._limit else None
        if (
            match is None
            or match.prefix
            or not any((isinstance(m, Country) and not m.is_adjective) or isinstance(m, City) for m in match.meanings)
        ):
            return False
        city = self._text.meaning(position, City)
        if city is not None and not (self._bare.startswith(("المتحدث", "متحدث", "الناطق", "ناطق"))):
            return False
        name = read_name(self._text, match.last, self._limit, is_titled=True)
        if name is None or name.prefix:
            return False
        if city is not None:
            self._countries.append(city.country)
            self._position = match.last - 1
        return True

    def _plenipotentiary(self) -> bool:
        """«سفيرا فوق العادة وكامل السلطة لجمهورية غينيا», «سفيرا مفوضا غير مقيم لدى»: the rank says nothing of the state."""
        self._take(self._position + 1)
        while self._position < self._limit and self._text.norms[self._position] in _RANK_WORDS:
            self._take(self._position + 1)
        return True

    def _second_portfolio(self, norm: str, position: int) -> bool:
        """«وزيرة التجارة وتنمية الصادرات»: a minister's second portfolio is a construct of its own."""
        head = _bare_head(self._text.norms[self._first], self._text.matches[self._first])
        if (
            not norm.startswith("و")
            or not head.startswith(("وزير", "كاتب", "وكيل"))
            or self._has_nisba
            or position + 1 >= self._limit
        ):
            return False
        following = self._text.norms[position + 1]
        if (
            not following.startswith("ال")
            or not word_info(following).classes & NOUN
            or self._text.matches[position] is not None
        ):
            return False
        self._is_closed = False
        self._take(position + 1)
        return True

    def _unknown(self, norm: str, position: int) -> bool:
        """A construct head needs a complement, so the definite word behind it is one even if no list has it: «رئيس الشيشان»."""
        if norm.startswith("ل") and self._is_closed and self._loose(norm, position):
            return True  # «المدير العام لتشريفات الدولة»
        if (
            norm.startswith("وال")
            and self._bare.startswith(("وزير", "كاتب"))
            and self._is_closed
            and not self._has_nisba
            and not self._countries
        ):
            self._take(position + 1)
            return True  # «… والتكامل الإقليمي والفرنكفونية»
        if self._is_closed or not norm.startswith("ال") or len(norm) < 5:
            return self._extra(norm, 0)
        self._is_closed = True
        self._take(position + 1)
        return True

    def _is_second_part(self, position: int) -> bool:
        """«وزير الدولة لشؤون …»: no bare definite noun goes on behind a closed title, except behind a coordination."""
        return (
            self._text.norms[position - 1].startswith("و")
            and not self._has_nisba
            and self._text.norms[position].startswith("و")
        )

    def _is_open_for_noun(self) -> bool:
        return not self._is_closed

    def _extra(self, norm: str, classes: int) -> bool:
        """Ordinals (النائب الثاني), «باسم», «عن» inside a title."""
        if classes & NUMBER and norm.startswith("ال") and not classes & TIME:
            self._take(self._position + 1)
            return True
        if norm in ("باسم", "بلسان", "باعمال"):
            self._is_closed = False
            self._take(self._position + 1)
            return True
        if norm in ("عام", "اول", "غير", "فوق", "بالاعمال"):
            self._take(self._position + 1)
            return True
        if norm in ("ب", "في", "على", "علي") and self._is_common_noun(self._position + 1):
            self._take(self._position + 1)
            self._is_closed = False
            return True
        return False

    def _is_common_noun(self, position: int) -> bool:
        if position >= self._limit or self._text.tokens[position].kind != "word":
            return False
        norm = self._text.norms[position]
        match = self._text.matches[position]
        if match is not None and any(isinstance(m, City | Country | NounForm | VerbForm) for m in match.meanings):
            return False
        if self._head.is_definite and norm not in _OFFICES_INSIDE:
            return False
        info = word_info(norm)
        if norm.startswith(("القصر", "مكتب", "مقر", "مطار", "قصر", "ختام", "هذا", "اطار", "مستهل")):
            return False
        return bool(info.classes & NOUN) and not info.classes & (TIME | FUNCTION) and norm in _OFFICES_INSIDE

    def _loose(self, norm: str, position: int) -> bool:
        """After a definite word only «لـ» and a few words go on: «للشؤون الخارجية», «المكلف بـ», «بوزارة الخارجية»."""
        if norm.startswith(
            (
                "بوزاره",
                "بالوزاره",
                "بمكتب",
                "برياسه",
                "بديوان",
                "بمجلس",
                "لدي",
                "لشوون",
                "لشيون",
                "بالديوان",
                "بقطاع",
                "لقطاع",
                "لمنطقه",
                "لسياسه",
                "لعلاقات",
                "لامن",
                "لمنظمه",
                "لعمليات",
                "بشوون",
                "بالسفاره",
                "بسفاره",
                "بالرياسه",
                "بالحكومه",
                "بالامانه",
                "بالقصر",
                "بالخارجيه",
                "بالمفوضيه",
                "لوزاره",
                "لرياسه",
                "لمجلس",
                "لحكومه",
            )
        ):
            self._is_closed = False
            if norm == "بالسفاره":
                self._owner = self._owner or "ه"  # «والملحق العسكري بالسفارة»
            self._take(self._position + 1)
            if norm.startswith(("بال", "لل")):
                self._is_closed = True
            return True
        if norm[0] == "ل" and self._text.norms[position - 1] in _UNFINISHED and self._text.matches[position] is None:
            self._is_closed = False
            self._take(position + 1)
            return True
        return False

    def _opens_accreditation(self, position: int) -> bool:
        """لدى always; إلى and في only behind an envoy and before a state, city or body."""
        norm = self._text.norms[position]
        if norm == "لدي":
            return True
        if self._bare not in _ENVOYS or position + 1 >= self._limit:
            return False
        match = self._text.matches[position + 1]
        if match is None:
            return self._text.norms[position + 1] in (*_STATE_WORDS, "منطقه", "القرن", "الشرق")
        return any(
            isinstance(m, Country | City | Organization) or (isinstance(m, Marker) and m.group == "no_state")
            for m in match.meanings
        )


PATRONS = frozenset({"الملك", "الملكه", "الامير", "الاميره", "الشيخ", "الشيخه", "السلطان", "الرييس", "الامام"})
_HOME_WORDS = frozenset({"المملكه", "للمملكه", "السلطنه", "للسلطنه", "الدوله"})
_HIS_STATE = frozenset({"بلاده", "بلادها", "بلادهم", "بلدها", "بلده", "بلادنا", "لبلاده", "لبلادها"})
_CHARGED = frozenset({"المكلف", "المكلفه", "مكلف", "مكلفه", "مكلفا", "المكلفين"})
_RANK_WORDS = frozenset(
    {
        "العاده",
        "وكامل",
        "وكامله",
        "السلطه",
        "السلطات",
        "ومفوض",
        "ومفوضا",
        "ومفوضه",
        "مفوض",
        "مفوضا",
        "مفوضه",
        "المفوض",
        "المفوضه",
        "غير",
        "مقيم",
        "مقيما",
        "مقيمه",
        "المقيم",
        "المقيمه",
        "جديدا",
        "جديده",
        "خاصا",
        "خاصه",
        "دايما",
        "دايمه",
        "الجديد",
        "الجديده",
        "فوق",
    }
)
_PORTFOLIOS = frozenset(
    {
        "خارجيت",
        "دفاع",
        "داخليت",
        "ماليت",
        "حكومت",
        "وزراي",
        "وزراء",
        "وزرا",
        "برلمان",
        "رياست",
        "اقتصاد",
        "تجارت",
        "سفارت",
        "مفوضيت",
    }
)
_OF_A_PLACE = frozenset({"محافظ", "والي", "عمده", "حاكم", "امير", "رييس", "رييسه", "المحافظ"})
_RANKS = frozenset(
    {"السفير", "السفيره", "المستشار", "المستشاره", "النايب", "النايبه", "السيناتور", "الدبلوماسي", "الدبلوماسيه"}
)
_UNFINISHED = frozenset(
    {"العام", "العامه", "الدايم", "الدايمه", "التنفيذي", "التنفيذيه", "الاعلي", "الرسمي", "الرسميه", "السامي"}
)
_STOPPING = frozenset({"counterparts", "pairs", "singular_anaphors", "boundaries", "attendance"})
_OFFICES_INSIDE = frozenset(
    {
        "السفاره",
        "سفاره",
        "القصر",
        "المفوضيه",
        "الديوان",
        "الامانه",
        "المجلس",
        "الحكومه",
        "الوزاره",
        "وزاره",
        "مجلس",
        "الرياسه",
        "رياسه",
        "المكتب",
        "الخارجيه",
        "حكومه",
        "اللجنه",
        "الاداره",
    }
)


def _bare_head(norm: str, match: object) -> str:
    """The head without the conjunction or preposition written onto it: «ووزير» is وزير."""
    if isinstance(match, Match) and match.prefix:
        rest = norm[len(match.prefix) :]
        return "ا" + rest if match.prefix.endswith("ل") and rest.startswith("ل") else rest
    return norm


def _owned_portfolio(norm: str) -> str:
    """«خارجيتها» is the foreign affairs of hers: the stem before the pronoun, or nothing."""
    for pronoun in ("ها", "هم", "هما", "ه"):
        stem = norm[: -len(pronoun)]
        if norm.endswith(pronoun) and stem in _PORTFOLIOS:
            return stem
    return ""


@lru_cache(maxsize=1 << 15)
def position_of(title: str) -> str:
    """The office that a title (folded) names, by the first rule of positions.toml that matches."""
    for rule in lexicon().position_rules:
        if rule.pattern.search(title):
            return rule.position
    return "official"
