"""Where a person's name begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.arabic.spelling import without_marks
from transforms.extraction.text import Text
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import ADJECTIVE, ADVERB, FUNCTION, NOUN, NUMBER, TIME, VERB
from transforms.lexicon.entries import (
    City,
    Country,
    Document,
    Head,
    Honorific,
    Institution,
    LightVerb,
    Marker,
    NounForm,
    Organization,
    VerbForm,
)

_MOST_PARTS = 8
_TANWIN = "\u064b"
_OPENING_QUOTES = frozenset("«\"“'‘")
_CLOSING_QUOTES = frozenset("»\"”'’")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens ``first`` up to, not including, ``last``; ``parts`` are its folded words, particles included."""

    first: int
    last: int
    parts: tuple[str, ...]
    prefix: str

    def written(self, text: Text) -> str:
        """The name as published: as written, without vowel signs, tatweel and a conjunction written onto it."""
        surface = text.surface(self.first, self.last)
        return " ".join(without_marks(surface).split())[len(self.prefix) :]


def read_name(text: Text, position: int, limit: int, is_titled: bool) -> Name | None:
    """The name that starts at ``position``, or None.

    After a title (``is_titled``) a word that no list knows may open a name; elsewhere only a known given name with a second part
    may, so that «الاستثمار الأجنبي» is never a person.
    """
    first = position
    if first < limit and text.norms[first] in _OPENING_QUOTES and is_titled:
        first += 1
    if first >= limit or text.tokens[first].kind != "word":
        return None
    walker = _NameWalker(text, first, limit, is_titled)
    return walker.walk()


class _NameWalker:
    def __init__(self, text: Text, first: int, limit: int, is_titled: bool) -> None:
        self._text = text
        self._first = first
        self._limit = limit
        self._is_titled = is_titled
        self._prefix = ""

    def walk(self) -> Name | None:
        text = self._text
        if not self._opens(self._first):
            return None
        position = self._first + 1
        parts = [text.norms[self._first][len(self._prefix) :]]
        while position < self._limit and len(parts) < _MOST_PARTS:
            step = self._joins(position, parts)
            if step == 0:
                break
            parts.extend(n for n in text.norms[position : position + step] if n not in ("-", "–"))
            position += step
        while len(parts) > 1 and parts[-1] in lexicon().particles - {"بو", "السلام", "الله", "لو"}:
            parts.pop()
            position -= 1
        if not self._is_complete(parts):
            return None
        return Name(self._first, position, tuple(parts), self._prefix)

    def _is_complete(self, parts: list[str]) -> bool:
        particles = lexicon().particles
        real = [part for part in parts if part not in particles]
        if not real:
            return len(parts) > 1
        if self._is_titled:
            return any(len(part) > 1 for part in real)  # «ا ف ب» is an agency
        return len(parts) >= 2

    def _opens(self, position: int) -> bool:
        text = self._text
        norm = text.norms[position]
        lex = lexicon()
        if (
            norm[:1] in ("ل", "ب", "و")
            and norm[1:] == "عبد"
            and position + 1 < self._limit
            and text.norms[position + 1].startswith("ال")
        ):
            self._prefix = norm[0]  # «لعبد الباسط»
            return True
        if norm in lex.particles:
            return (
                norm not in ("لا", "دا", "دو", "دي", "لو", "ام", "سير", "السلام", "الله")
                and position + 1 < self._limit
                and self._is_titled
            )
        info = word_info(norm)
        if self._joins_hyphen(position + 1) and (self._is_titled or norm in lex.given):
            return True
        if self._is_adverbial(position) or (norm == "ان" and not self._is_ann(position)):
            return False
        if self._is_compound_start(position):
            return self._is_titled
        if norm in lex.given and self._opens_office(position) and text.norms[position + 1] not in lex.particles:
            return False  # «نائب رئيس», «أمين عمان», although نائب and أمين are names too
        if norm in lex.given:
            if not lex.given[norm]:
                return not self._is_blocked(position, strict=False)
            if norm == "علي" and (
                text.document.text[text.tokens[position].end - 1] == "ى" or not self._is_followed_by_any_name(position)
            ):
                return False
            if info.classes & (VERB | FUNCTION) and not (
                self._has_madda(position) or self._is_followed_by_any_name(position) or self._is_before_family(position)
            ):
                return False
            if text.meaning(position, Honorific) is not None and not self._is_followed_by_name(position):
                return False  # «معالي نائب الوزير»
            if self._is_titled or self._is_followed_by_name(position):
                return True
        if info.may_be_given_name and info.prefix in ("و", "ف", "ل", "ب", "ول", "وب") and info.is_given_name:
            if info.prefix.startswith("و") or info.prefix in ("ل", "ب"):
                self._prefix = info.prefix
                return not self._is_blocked(position, strict=False)
        if (
            norm.startswith("و")
            and len(norm) > 4
            and norm[1:] in lex.given
            and self._is_followed_by_name(position)
            and text.matches[position] is None
        ):
            self._prefix = "و"  # «وخالد أبو زيد»
            return True
        if norm.startswith("و") and len(norm) > 3 and norm[1:] in lex.given and self._is_before_known_office(position):
            self._prefix = "و"  # «وعقل بلتاجي أمين عمان»
            return True
        if not self._is_titled:
            return False
        if self._is_blocked(position, strict=True):
            return False
        if info.classes:
            return info.may_be_given_name or self._is_foreign_homograph(position)
        self._read_conjunction(position)
        return True

    def _is_foreign_homograph(self, position: int) -> bool:
        """«النرويجي أوله كريستيان …»: before a given name of other languages even a word opens a name, unless it acts or binds."""
        following = position + 1
        norm = self._text.norms[position]
        if following >= self._limit or norm.startswith("ال") or word_info(norm).classes & (VERB | FUNCTION | TIME):
            return False
        lex = lexicon()
        after = self._text.norms[following]
        return self._text.matches[position] is None and after in lex.foreign_names and not lex.given[after]

    def _is_compound_start(self, position: int) -> bool:
        """«عوض الله», «دفع الله», «بهي الدين»: a word before the second half of such a name."""
        following = position + 1
        if following >= self._limit or self._text.tokens[position].kind != "word":
            return False
        lex = lexicon()
        norm, after = self._text.norms[position], self._text.norms[following]
        return (after == "الله" and norm in lex.theophoric) or (
            after == "الدين" and not word_info(norm).classes & (VERB | FUNCTION)
        )

    def _is_before_known_office(self, position: int) -> bool:
        """Whether an unknown word and then an office follow: name, family name, title."""
        office = position + 2
        if (
            office >= self._limit
            or self._text.tokens[position + 1].kind != "word"
            or self._text.tokens[office].kind != "word"
        ):
            return False
        is_unknown = not word_info(self._text.norms[position + 1]).classes and self._text.matches[position + 1] is None
        match = self._text.matches[office]
        return is_unknown and match is not None and not match.prefix and self._text.meaning(office, Head) is not None

    def _has_madda(self, position: int) -> bool:
        """«آنا» is a name, «أنا» a pronoun."""
        return self._text.document.text[self._text.tokens[position].start] == "آ"

    def _is_before_family(self, position: int) -> bool:
        """«المهندس يعرب القضاة،»: a name that is also a verb, behind a word of respect and before a family name that closes."""
        following = position + 1
        if not self._is_titled or following >= self._limit:
            return False
        norm = self._text.norms[following]
        is_family = norm.startswith("ال") and self._text.matches[following] is None
        return is_family and self._ends_phrase(following + 1)

    def _is_adverbial(self, position: int) -> bool:
        """«وفدًا»، «معزياً»: no name ends in the tanwin of the accusative, where the text writes it."""
        token = self._text.tokens[position]
        return _TANWIN in self._text.document.text[max(token.start, token.end - 2) : token.end]

    def _is_ann(self, position: int) -> bool:
        """آن is a name, أن and إن are particles."""
        return self._has_madda(position)

    def _read_conjunction(self, position: int) -> None:
        """An unknown word in و before a known name or an article carries a conjunction: «والأرميني»; «واتارا» does not."""
        norm = self._text.norms[position]
        if norm.startswith("وال") and len(norm) > 4:
            self._prefix = "و"
        elif norm[:1] in ("و", "ب", "ل") and norm[1:] in lexicon().given and norm not in lexicon().given:
            self._prefix = norm[0]
        elif norm.startswith("بال") and len(norm) > 5:
            self._prefix = "ب"

    def _is_followed_by_name(self, position: int) -> bool:
        following = position + 1
        if following >= self._limit or self._text.tokens[following].kind != "word":
            return False
        norm = self._text.norms[following]
        lex = lexicon()
        if (norm in lex.given and not lex.given[norm]) or norm in ("بن", "ال", "ابو"):
            return True
        is_plain = norm in lex.given and not word_info(norm).classes & (VERB | FUNCTION)
        return (is_plain and self._ends_phrase(following + 1)) or self._is_before_known_office(
            position
        )  # «خالد مشعل، رئيس …»

    def _is_followed_by_any_name(self, position: int) -> bool:
        following = position + 1
        if following >= self._limit or self._text.tokens[following].kind != "word":
            return False
        info = word_info(self._text.norms[following])
        return not info.classes or info.may_be_given_name

    def _is_blocked(self, position: int, *, strict: bool) -> bool:
        """Whether the lexicon gives the word a meaning that no name has: a state, a body, an office, a verb that tells an event."""
        match = self._text.matches[position]
        if self._text.dated[position]:
            return True
        if match is None:
            return self._text.inside[position]
        if match.last - match.first > 1:
            return not all(isinstance(m, Honorific) for m in match.meanings)
        if match.prefix and not strict:
            return False
        return any(isinstance(m, _BLOCKING) for m in match.meanings) or any(
            (isinstance(m, Country) and not m.is_adjective)
            or (isinstance(m, City) and not m.is_guarded and not self._is_name_here(position))
            for m in match.meanings
        )

    def _is_name_here(self, position: int) -> bool:
        """«الرئيس التنزاني جوما مبوتو»: directly behind a title a city's name that is a given name too is the name."""
        return self._is_titled and self._text.norms[position] in lexicon().given

    def _joins(self, position: int, parts: list[str]) -> int:
        """How many tokens from ``position`` go on with the name, 0 when it ends."""
        text = self._text
        token = text.tokens[position]
        norm = token.norm
        if token.kind != "word":
            return self._joins_hyphen(position) or self._joins_spaced_hyphen(position, parts)
        if text.dated[position] or self._is_adverbial(position):
            return 0
        lex = lexicon()
        if norm in lex.name_suffixes:
            return 1
        if norm == "الدين" or self._is_compound_start(position):
            return 1 if norm == "الدين" or text.norms[position + 1] == "الله" or parts[0] in lex.given else 0
        if norm in lex.particles:
            return 1 if self._particle_goes_on(position) else 0
        if parts[-1] in lex.particles and parts[-1] not in ("السلام", "الله"):
            return 0 if self._is_hard_stop(position) and parts[-1] not in ("ولد", "منت", "بن", "بنت") else 1
        if text.inside[position]:
            return 0
        match = text.matches[position]
        info = word_info(norm)
        if match is not None and (self._joins_hyphen(position + 1) or self._is_before_suffix(position)):
            return 1  # «ميرتشا يونيسكو-باتران», «إليف كارا أوغلو»
        if match is not None and norm in _INNER and self._is_followed_by_any_name(position):
            return (
                1 if parts[-1] in lex.particles or (parts[-1] in lex.given and not parts[-1].startswith("ال")) else 0
            )  # «سليم الحاج يحيى»; not «عادل الجبير السيد كيري»
        if match is not None and self._match_ends_name(position, parts):
            return 0
        if info.classes == VERB and info.prefix.endswith("ب") and match is None:
            return 1  # «كاوندا بيري»: no verb stands behind ب
        if info.classes & FUNCTION and norm != "علي" and not (norm == "ان" and self._is_ann(position)):
            return 0
        if norm in lex.given:
            return 1 if not lex.given[norm] or self._guarded_joins(position) else 0
        if (
            len(norm) > 4
            and norm[0] == "م"
            and norm[-1] == "ا"
            and parts[0] in lex.given
            and parts[0] not in lex.foreign_names
        ):
            return 0  # «… السلاوي معزيا»: an accusative participle no list has
        if info.classes:
            return self._known_joins(position, info.classes, info.prefix, parts)
        if info.prefix and info.may_be_given_name and not self._is_one_name(position, info.prefix):
            return 0  # «وعبد الله», «لمحمد»: another name begins
        if norm.startswith("بال") and parts[0] in lex.given and self._closes_phrase(position + 1):
            return 1  # the Maghrebi family name «بالرزّاق»
        if norm.startswith(("وال", "بال", "لل")) and len(norm) > 4:
            return 0
        if norm[:1] == "و" and (norm[1:] in lex.given or (len(norm) > 5 and norm[1:] in text.norms)):
            return 0  # «كيري ولافروف», where the text has لافروف by itself too
        return 1

    def _is_before_suffix(self, position: int) -> bool:
        return (
            position + 1 < self._limit
            and self._text.norms[position + 1] in ("اوغلو", "اوغلي", "زاده")
            and self._is_titled
        )

    def _is_one_name(self, position: int, prefix: str) -> bool:
        """«ميروسلاف لاجاك», «ايغور باولوف»: a foreign family name that could be read as ل or ب before a name."""
        stem = self._text.norms[position][len(prefix) :]
        is_foreign = stem in lexicon().foreign_names and not prefix.startswith(("و", "ف"))
        return is_foreign and not self._is_followed_by_any_name(position)

    def _joins_hyphen(self, position: int) -> int:
        """آن-كلير: a hyphen with no space on either side holds two parts together."""
        tokens = self._text.tokens
        if position >= self._limit or self._text.norms[position] not in ("-", "–") or position + 1 >= self._limit:
            return 0
        if tokens[position - 1].end != tokens[position].start or tokens[position].end != tokens[position + 1].start:
            return 0
        return 2 if tokens[position + 1].kind == "word" else 0

    def _joins_spaced_hyphen(self, position: int, parts: list[str]) -> int:
        """«كريستينه لوند - هانسن»: the second half of a foreign double name, when the phrase ends behind it."""
        following = position + 1
        if (
            len(parts) < 2
            or not self._is_titled
            or self._text.norms[position] not in ("-", "–")
            or following >= self._limit
        ):
            return 0
        norm = self._text.norms[following]
        is_unknown = (
            self._text.tokens[following].kind == "word"
            and not word_info(norm).classes & ~ADJECTIVE
            and self._text.matches[following] is None
        )
        is_foreign = not norm.startswith("ال") and not any(part.startswith("ال") for part in parts)
        return 2 if is_unknown and is_foreign and self._ends_phrase(following + 1) else 0

    def _ends_phrase(self, position: int) -> bool:
        """Whether a sign or the end of the sentence stands at ``position``."""
        return position >= self._limit or self._text.tokens[position].kind in ("sign", "line")

    def _particle_goes_on(self, position: int) -> bool:
        following = position + 1
        norm = self._text.norms[position]
        if norm in ("الله", "السلام"):
            return True
        if (
            norm in ("بن", "ابن", "بنت", "ولد", "منت")
            and following < self._limit
            and self._text.tokens[following].kind == "word"
        ):
            return True  # «ولد اعلي»
        if following >= self._limit or self._text.tokens[following].kind != "word":
            return norm in ("بو", "لو", "خان")
        if norm in ("لا", "ما") and word_info(self._text.norms[following]).classes & (VERB | FUNCTION):
            return False
        return not self._is_hard_stop(following) or self._text.norms[following] in lexicon().particles

    def _is_hard_stop(self, position: int) -> bool:
        norm = self._text.norms[position]
        info = word_info(norm)
        if norm in lexicon().given or norm in lexicon().particles:
            return False
        return bool(info.classes & (VERB | FUNCTION | TIME)) and not info.classes & NOUN and not info.may_be_given_name

    def _match_ends_name(self, position: int, parts: list[str]) -> bool:
        """Whether the phrase that starts here is no part of a name. A nisba may be a family name: محمد شياع السوداني."""
        match = self._text.matches[position]
        assert match is not None
        if match.last - match.first > 1:
            return True
        norm = self._text.norms[position]
        if match.prefix and lexicon().given.get(norm) is False:
            return False  # «مامادو لامين كوياتي»: a name as it stands, although ل + أمين could be read
        if norm in lexicon().given and not match.prefix and self._opens_office(position):
            return True  # «عقل بلتاجي أمين عمان»، «عبدالله الثاني ملك المملكة»
        for meaning in match.meanings:
            if isinstance(meaning, Country):
                if meaning.is_adjective and not meaning.is_plural and norm.startswith("ال") and not match.prefix:
                    return self._nisba_is_description(position, parts)
                return True
            if isinstance(meaning, City):
                is_family = (
                    self._is_titled and len(parts) == 1
                )  # «جوما مبوتو»: a place would stand behind a preposition
                return bool(match.prefix) or not (meaning.is_guarded or norm in lexicon().given or is_family)
            if isinstance(meaning, _BLOCKING) and not (norm in lexicon().given and not match.prefix):
                return True
        return False

    def _opens_office(self, position: int) -> bool:
        """Whether an office word that is a given name too (أمين، ملك، مساعد، أمير) has the complement of an office behind it."""
        following = position + 1
        if (
            self._text.meaning(position, Head) is None
            or following >= self._limit
            or self._text.tokens[following].kind != "word"
        ):
            return False
        match = self._text.matches[following]
        if match is not None and any(
            isinstance(m, Country | City | Organization | Institution | Head) for m in match.meanings
        ):
            return True
        norm = self._text.norms[following]
        return norm.startswith(("ال", "لل")) and bool(word_info(norm).classes & NOUN)

    def _nisba_is_description(self, position: int, parts: list[str]) -> bool:
        """After one part a nisba completes the name; after more it does only at the end of the phrase and of a local name."""
        return len(parts) > 3

    def _guarded_joins(self, position: int) -> bool:
        """A given name that is also a common word (سعيد، سلام، علي) goes on a name unless it is a particle before a known noun."""
        norm = self._text.norms[position]
        if norm not in ("علي", "لي", "ان", "لو", "بان") and not word_info(norm).classes & FUNCTION:
            return True
        if norm == "علي" and self._text.document.text[self._text.tokens[position].end - 1] != "ى":
            return True
        following = position + 1
        if following >= self._limit or self._text.tokens[following].kind != "word":
            return True
        info = word_info(self._text.norms[following])
        after = self._text.matches[following]
        if after is not None and any(isinstance(m, (*_BLOCKING, Country)) for m in after.meanings):
            return False
        return not info.classes or info.may_be_given_name

    def _known_joins(self, position: int, classes: int, prefix: str, parts: list[str]) -> int:
        """A common noun with the article may close a name: يعرب القضاة، وليد المعلم."""
        norm = self._text.norms[position]
        if self._is_known_family(position, classes, prefix, parts):
            return 1
        if classes & (FUNCTION | TIME | NUMBER | ADVERB) or (classes & VERB and not classes & NOUN):
            return 0
        if word_info(norm).may_be_given_name and not prefix:
            return 1
        if self._is_foreign_family(position, parts, prefix):
            return 1
        is_single_definite = norm.startswith("ال") and not prefix
        real = sum(part not in lexicon().particles for part in parts)
        if not is_single_definite or real > 4 or parts[0] not in lexicon().given or parts[-1].startswith("ال"):
            return 0
        if (
            real > 1 and classes != ADJECTIVE
        ):  # «… سوماييلا القرار إلى»: an object; «سعد المريخي»: nothing else is there to describe
            return (
                1
                if real == 2
                and self._closes_phrase(position + 1)
                and self._text.norms[position + 1 : position + 2] not in _TO
                else 0
            )
        return 1 if self._closes_phrase(position + 1) else 0

    def _is_known_family(self, position: int, classes: int, prefix: str, parts: list[str]) -> bool:
        """A family name that is also a word: «صباح خالد الصباح», «ميشال منسى», «عثمان إدريس كفل.».

        An indefinite adjective never describes a name; behind it the phrase must end, so that a predicate («قادر على») is none.
        A verb or noun directly before a sign says nothing of its own.
        """
        norm = self._text.norms[position]
        if not self._is_titled or self._text.matches[position] is not None:
            return False
        if norm == "الصباح":
            return parts[0] in lexicon().given
        if (
            prefix
            or norm.startswith("ال")
            or self._ends_like_a_word(position)
            or classes & (FUNCTION | TIME | NUMBER | ADVERB)
        ):
            return False
        if not all(part in lexicon().given or not word_info(part).classes for part in parts):
            return False
        if classes == ADJECTIVE:
            following = self._text.norms[position + 1] if position + 1 < self._limit else ""
            return self._ends_phrase(position + 1) or following.startswith("و") or following in _OPEN_ADJUNCTS
        if len(parts) == 1:
            return not classes & ~(NOUN | VERB) and (
                self._ends_phrase(position + 1) or self._text.norms[position + 1].startswith("و")
            )
        return not parts[-1].startswith("ال") and self._ends_phrase(position + 1)

    def _ends_like_a_word(self, position: int) -> bool:
        """Endings that names written in Arabic letters seldom have: the accusative, ة, ات, ون."""
        token = self._text.tokens[position]
        return token.norm.endswith(("ا", "ات", "ون")) or self._text.document.text[token.end - 1] == "ة"

    def _is_foreign_family(self, position: int, parts: list[str], prefix: str) -> bool:
        """«ناريندرا مودي»: behind one foreign given name an indefinite noun is a family name that only looks like a word."""
        norm = self._text.norms[position]
        is_bare = (
            not prefix
            and not norm.startswith("ال")
            and not self._ends_like_a_word(position)
            and self._text.matches[position] is None
        )
        lex = lexicon()
        is_foreign = parts[0] in lex.foreign_names or (parts[0] not in lex.given and not word_info(parts[0]).classes)
        is_closed = (
            word_info(norm).classes == ADJECTIVE or self._closes_phrase(position + 1) or self._is_unknown(position + 1)
        )
        return (
            self._is_titled
            and is_bare
            and len(parts) == 1
            and is_foreign
            and is_closed
            and not parts[0].startswith("ال")
        )

    def _is_unknown(self, position: int) -> bool:
        """«وي قوه دونغ»: a word that no list has goes on with the name."""
        if position >= self._limit:
            return False
        norm = self._text.norms[position]
        return (
            self._text.tokens[position].kind == "word"
            and not word_info(norm).classes
            and self._text.matches[position] is None
            and not norm.startswith(("ال", "و"))
        )

    def _closes_phrase(self, position: int) -> bool:
        if position >= self._limit or self._text.tokens[position].kind != "word":
            return True
        info = word_info(self._text.norms[position])
        return bool(info.classes & (VERB | FUNCTION | TIME)) and not info.classes & ADJECTIVE


_TO = (["الي"], ["علي"], ["من"], ["عن"], ["في"])
_INNER = frozenset({"الحاج", "الشيخ", "السيد", "مولاي", "سيدي"})
_OPEN_ADJUNCTS = frozenset(
    {"في", "الي", "مع", "ان", "الذي", "التي", "خلال", "بعد", "قبل", "امس", "اليوم", "انه", "انها", "عن"}
)
_BLOCKING = (Organization, Institution, Head, Honorific, VerbForm, NounForm, Document, LightVerb, Marker)
