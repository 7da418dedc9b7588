"""Where the name of an office begins and ends."""

from __future__ import annotations

from transforms.extraction.text import COMMAS, Text
from transforms.extraction.title_vocabulary import TOWARDS, TitleVocabulary
from transforms.extraction.titles import Title, position_of
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import ADJECTIVE
from transforms.lexicon.entries import (
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

_FIRST_MINISTERS = ("وزير", "وزيره")
_STOPPING = frozenset({"counterparts", "pairs", "singular_anaphors", "boundaries", "attendance"})


def read_title(text: Text, position: int, limit: int) -> Title | None:
    """The title whose head stands at ``position``, or None when no office begins there."""
    match = text.matches[position]
    if match is None:
        return None
    epithet = text.meaning(position, Institution) if match.kinds & INSTITUTION else None
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
    is_his = text.tokens[position].surface[-1] == "ه" and "ة" in text.document.text
    return owned if is_his else next(head for head in heads if not head.owner)


def _epithet(text: Text, first: int, last: int, epithet: Institution) -> Title:
    """An epithet names its state; a nisba of that state behind it belongs to it: «المرشد الأعلى الإيراني»."""
    assert epithet.position is not None
    country = epithet.country
    nisba = text.meaning(last, Country)
    match = text.matches[last] if last < len(text.matches) else None
    is_nisba = nisba is not None and nisba.is_adjective and text.norms[last].startswith("ال")
    if nisba is not None and match is not None and is_nisba and not match.prefix:
        last = match.last
        country = nisba.code  # «رئيس مجلس العموم الكندي»: a house of that name elsewhere
    last = _behind_complements(text, last)
    return Title(
        first, last, "singular", epithet.position, country, None, None, (country,), is_definite=True, is_epithet=True
    )


def _behind_complements(text: Text, position: int) -> int:
    """«أمين اللجنة الشعبية العامة للوحدة الأفريقية»: words in لل and their adjectives go on an epithet."""
    norms, matches = text.norms, text.matches
    while position < len(norms) and norms[position].startswith("لل"):
        match = matches[position]
        if match is not None and text.meaning(position, Organization) is None:
            break
        position = position + 1 if match is None else match.last
        while position < len(norms) and matches[position] is None and _is_definite_adjective(norms[position]):
            position += 1
    return position


def _is_definite_adjective(norm: str) -> bool:
    info = word_info(norm)
    return info.is_definite and bool(info.classes & ADJECTIVE)


class _TitleReader(TitleVocabulary):
    """Walks from a head over complements and adjectives until something that is no part of a title."""

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
            is_rank=last - self._first == 1 and self._bare in self._words.grades,
            country=country,
            organization=organization,
            accredited=self._accredited[0] if self._accredited else None,
            countries=tuple(self._countries),
            is_definite=self._is_closed or bool(self._countries),
            opens_definite=self._head.is_definite,
        )

    def _trimmed(self, last: int) -> int:
        while last - 1 > self._first and (
            self._text.norms[last - 1] in TOWARDS or self._text.tokens[last - 1].kind == "sign"
        ):
            last -= 1
        return last

    def _step(self) -> bool:
        """Take one word or phrase into the title; False when the title ends here."""
        text, position = self._text, self._position
        if text.tokens[position].kind != "word":
            return self._hyphen() or self._comma_before_task()
        match = text.matches[position]
        if match is None:
            return self._common(position)
        if match.prefix and lexicon().given.get(text.norms[position]) is False:
            return False  # «الدبلوماسي الغامبي لامين سيسي»: a name, although ل + أمين could be read
        is_taken = self._known(match, position)
        return self._common(position) if is_taken is None else is_taken

    def _known(self, match: Match, position: int) -> bool | None:
        """The same for a phrase of the lexicon; None when it is read as its words are."""
        for meaning in match.meanings:
            if isinstance(meaning, Organization) and self._has_nisba and self._is_given_name(position):
                return False  # «نائبة وزير الخارجية الأوكرانية إيرينا»: no body behind the nisba
            if isinstance(meaning, Organization):
                return self._body(meaning, match.prefix, match.last)
            if isinstance(meaning, Country) and self._is_of_friendship(match):
                return self._take(match.last)
            if isinstance(meaning, Country) and not self._is_finance(meaning, position):
                return self._country(meaning, match.prefix, match.last)
            if isinstance(meaning, Institution):
                return self._institution(meaning, match.prefix, match.last)
        norm = self._text.norms[position]
        if norm in self._words.patrons and self._text.norms[position - 1] in lexicon().named_after:
            return self._named_after(match.last)
        if any(isinstance(m, Head) for m in match.meanings):
            return self._second_head(match.prefix, match.last)
        if self._is_before_ruler(match):
            return self._take(match.last)
        is_diplomacy = norm == "الدبلوماسيه" and not self._is_closed  # «رئيس الدبلوماسية المغربية» goes on
        if not is_diplomacy and any(isinstance(m, Honorific) for m in match.meanings):
            return False
        return self._marked(match, position)

    def _is_before_ruler(self, match: Match) -> bool:
        """«سفيرة لدى صاحب الجلالة ملك إسبانيا»: the respect for him to whom an envoy goes."""
        is_respect = not match.prefix and any(isinstance(m, Honorific) for m in match.meanings)
        self._is_to_ruler = (
            is_respect and self._is_towards and (self._text.norms[self._position - 1] == "لدي" or self._is_to_ruler)
        )
        return self._is_to_ruler

    def _marked(self, match: Match, position: int) -> bool | None:
        """The same for regions, words that point back, cities, and what opens another thought."""
        norm = self._text.norms[position]
        markers = [m for m in match.meanings if isinstance(m, Marker)]
        may_be_region = self._is_towards or not self._is_closed or match.prefix == "و"
        is_region = may_be_region and any(m.group == "no_state" for m in markers)
        if is_region or (not self._is_closed and norm in self._words.pointed_at):
            return self._take_and_close(match.last)  # «مدير مكتب سموه»
        if any(isinstance(m, City) for m in match.meanings):
            return self._city(match.prefix, match.last)
        if any(m.group in _STOPPING and m.name != "topic" for m in markers):
            return False
        return False if self._is_closed and self._is_told(match, norm) else None

    @staticmethod
    def _is_told(match: Match, norm: str) -> bool:
        """Whether an event is told behind the title: a verb, or a noun without the article."""
        if any(isinstance(m, VerbForm) and isinstance(m.verb, EventVerb) for m in match.meanings):
            return True
        is_definite = norm.removeprefix("و").startswith(("ال", "لل"))
        return not is_definite and any(isinstance(m, NounForm) for m in match.meanings)

    def _is_finance(self, meaning: Country, position: int) -> bool:
        """«وزير المالية» is the finance minister, «وزير الاقتصاد والمالية» too; «الوزيرة المالية» Mali's."""
        norm = self._text.norms[position]
        is_word = norm.removeprefix("و").removeprefix("ل").endswith("ماليه")
        is_portfolio = not self._is_closed or (norm.startswith("و") and not self._has_nisba)
        return meaning.code == "MLI" and is_word and is_portfolio

    def _is_of_friendship(self, match: Match) -> bool:
        """«رئيس لجنة الصداقة البرلمانية السعودية الكازاخستانية»: the two states of a friendship are not the title's."""
        is_friendship = any(word in self._words.friendships for word in self._key)
        is_named = not match.prefix and not self._countries and "في" not in self._key
        return is_friendship and is_named and self._text.norms[self._position].startswith("ال")

    def _is_given_name(self, position: int) -> bool:
        """Whether the word is a given name and not only the short name of a body."""
        return self._text.norms[position] in lexicon().given

    def _named_after(self, last: int) -> bool:
        """«رئيس مدينة الملك عبدالله للطاقة»: whom an institution is called after stands inside its name."""
        lex = lexicon()
        self._take_and_close(last)
        while self._position < self._limit and (
            self._text.norms[self._position] in lex.given or self._text.norms[self._position] in lex.particles
        ):
            self._take(self._position + 1)
        return True

    def _hyphen(self) -> bool:
        is_inside = self._text.norms[self._position] in ("-", "–") and not self._has_nisba and not self._is_closed
        return is_inside and self._take(self._position + 1)

    def _comma_before_task(self) -> bool:
        """«كاتبة الدولة لدى وزير الشؤون الخارجية، المكلفة بالشؤون الإفريقية»: a comma before the task of the office."""
        following = self._position + 2
        if self._text.norms[self._position] not in COMMAS or following >= self._limit:
            return False
        charged, task = self._text.norms[self._position + 1 : following + 1]
        is_task = charged.startswith("ال") and charged in self._words.charged and task.startswith("ب")
        return is_task and self._take_and_close(self._position + 1)

    def _second_head(self, prefix: str, last: int) -> bool:
        """«نائب رئيس الوزراء» goes on, «رئيس الوزراء وزير الخارجية» ends the first office."""
        if prefix.startswith(("و", "ف")):
            return False
        before = self._text.norms[self._position - 1]
        norm = self._text.norms[self._position]
        is_next = self._position == self._first + 1 and self._head.is_definite
        is_assistant = norm.startswith("المساعد") and (is_next or before in ("العام", "العامه"))
        if norm in self._words.charged or is_assistant:
            return self._take_and_close(last)  # «كاتبة الدولة المكلفة بالصيد البحري», «الوكيل المساعد»
        if before in ("الاول", "الاولي") and self._key[-2:-1] and self._key[-2].endswith(_FIRST_MINISTERS):
            return False  # «نائب الوزير الأول وزير الخارجية»: the first office is whole
        is_complement = self._is_to_ruler or prefix.endswith("ل") or before in lexicon().relational or before == "لدي"
        if self._is_closed and not is_complement:
            return False
        self._is_closed = self._text.norms[last - 1].startswith("ال") or norm.startswith("لل")
        return self._take(last)
