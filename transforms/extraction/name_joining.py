"""Whether a word goes on with a person's name, and how many tokens it takes."""

from __future__ import annotations

from transforms.extraction.name_context import BLOCKING, HYPHENS, NameContext
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import ADJECTIVE, ADVERB, FUNCTION, NOUN, NUMBER, TIME, VERB
from transforms.lexicon.entries import City, Country, Head
from transforms.lexicon.trie import Match

_PREPOSITIONS = frozenset({"الي", "علي", "من", "عن", "في"})
_NO_NOUN = FUNCTION | TIME | NUMBER | ADVERB


class NameJoining(NameContext):
    """The rules of a name's second and later words. ``parts`` are the folded words that it has so far."""

    __slots__ = ()

    def count(self, position: int, parts: list[str]) -> int:
        """How many tokens from ``position`` go on with the name, 0 when it ends."""
        norm = self.text.norms[position]
        lex = lexicon()
        if self.text.tokens[position].kind != "word":
            return self._joins_hyphen(position) or self._joins_spaced_hyphen(position, parts)
        if self.text.dated[position] or self._is_adverbial(position):
            return 0
        if norm in lex.name_suffixes or (norm == "عشر" and parts[-1] in lex.name_suffixes):
            return 1  # «ليو الرابع عشر»
        if norm == "الدين" or self._is_compound_start(position):
            is_whole = norm == "الدين" or self.text.norms[position + 1] == "الله" or parts[0] in lex.given
            return int(is_whole)
        if norm in lex.particles:
            return int(self._particle_goes_on(position))
        if parts[-1] in lex.particles and parts[-1] not in lex.name_words.second_halves:
            return int(not self._is_hard_stop(position) or parts[-1] in lex.name_words.descent - {"ابن"})
        if self.text.inside[position]:
            return 0
        match = self.text.matches[position]
        is_part = self._joins_word(position, parts) if match is None else self._joins_phrase(match, position, parts)
        return int(is_part)

    def _joins_phrase(self, match: Match, position: int, parts: list[str]) -> bool:
        """The same for a word to which the lexicon gives a meaning besides."""
        lex = lexicon()
        norm = self.text.norms[position]
        if self._joins_hyphen(position + 1) or self._is_before_suffix(position):
            return True  # «ميرتشا يونيسكو-باتران», «إليف كارا أوغلو»
        if norm in lex.name_words.verb_like and len(parts) > 1:
            return True
        if norm in lex.name_words.inner_respect and self._is_followed_by_any_name(position):
            return self._is_inside_name(parts)
        if norm in lex.name_words.family_respect and (parts[0] in lex.given or parts[0] in lex.particles):
            return self._closes_family(position + 1)
        return not self._match_ends_name(match, position, parts) and self._joins_word(position, parts)

    @staticmethod
    def _is_inside_name(parts: list[str]) -> bool:
        """Whether a word of respect behind ``parts`` is of the name: «سليم الحاج يحيى».

        Not behind a family name («عادل الجبير السيد كيري») nor a full one («رشيد بن يوسف السيد كوفي منساه»).
        """
        lex = lexicon()
        if parts[-1] in lex.particles:
            return True
        real = [part for part in parts if part not in lex.particles]
        return len(real) == 1 and parts[-1] in lex.given and not parts[-1].startswith("ال")

    def _closes_family(self, position: int) -> bool:
        """Whether a family name may end before ``position``: at a sign, a particle or another phrase of the lexicon."""
        return self._closes_phrase(position) or self.text.matches[position] is not None

    def _joins_word(self, position: int, parts: list[str]) -> bool:
        """Whether the word at ``position``, whatever it means, is of the name."""
        lex = lexicon()
        norm = self.text.norms[position]
        info = word_info(norm)
        if self._joins_hyphen(position + 1) or self._is_no_article(position):
            return True  # «تشانغ هو-جين», «ماريا إلدار»
        is_foreign = parts[0] in lex.foreign_names or parts[0] not in lex.given
        if norm in lex.name_words.last_syllables and len(parts) > 1 and is_foreign:
            return self._ends_phrase(position + 1)  # «كيم سونغ هو،»: no pronoun stands alone before a comma
        if info.classes == VERB and info.prefix.endswith("ب") and self.text.matches[position] is None:
            return True  # «كاوندا بيري»: no verb stands behind ب
        if info.classes & FUNCTION and norm != "علي" and not (norm == "ان" and self._has_madda(position)):
            return False
        if self._is_deed(position):
            return False
        if norm in lex.given:
            return not lex.given[norm] or self._guarded_joins(position)
        if self._is_participle(norm, parts) and not self._ends_phrase(position + 1):
            return False
        if self._begins_another(norm, parts):
            return False
        if info.classes:
            return self._known_joins(position, parts)
        if info.prefix and info.may_be_given_name and not self._is_one_name(position, info.prefix):
            return False  # «وعبد الله», «لمحمد»: another name begins
        if norm.startswith("بال") and parts[0] in lex.given and self._closes_phrase(position + 1):
            return True  # the Maghrebi family name «بالرزّاق»
        if norm.startswith(("وال", "بال", "لل")) and len(norm) > 4:
            return False
        is_and = norm[:1] == "و" and (norm[1:] in lex.given or (len(norm) > 5 and norm[1:] in self.text.norms))
        return not is_and  # «كيري ولافروف», where the text has لافروف by itself too

    @staticmethod
    def _is_participle(norm: str, parts: list[str]) -> bool:
        """«… السلاوي معزيا»: an accusative participle that no list has ends an Arabic name."""
        lex = lexicon()
        is_shaped = len(norm) > 4 and norm[0] == "م" and norm[-1] == "ا"
        return is_shaped and parts[0] in lex.given and parts[0] not in lex.foreign_names

    def _is_deed(self, position: int) -> bool:
        """«جون كيري هيمن عليه الوضع»: what a preposition with a pronoun follows is a verb."""
        following = position + 1
        return self._has_word(following) and self.text.norms[following] in lexicon().name_words.behind_verbs

    @staticmethod
    def _begins_another(norm: str, parts: list[str]) -> bool:
        """«السيد كيري ولافروف»: behind a family name alone و ties another; «آل سعود ورؤيتكم» goes on with a noun."""
        if not norm.startswith("و") or len(norm) < 5:
            return False
        is_family = len(parts) == 1 and parts[0] not in lexicon().given
        return is_family or norm.endswith(lexicon().name_words.possessed)

    def _is_before_suffix(self, position: int) -> bool:
        """«إليف كارا أوغلو»: whatever stands before such an ending is of the name."""
        return (
            position + 1 < self.limit
            and self.text.norms[position + 1] in lexicon().name_words.family_endings
            and self.is_titled
        )

    def _is_one_name(self, position: int, prefix: str) -> bool:
        """«ميروسلاف لاجاك», «ايغور باولوف»: a foreign family name that could be read as ل or ب before a name."""
        stem = self.text.norms[position][len(prefix) :]
        is_foreign = stem in lexicon().foreign_names and not prefix.startswith(("و", "ف"))
        return is_foreign and not self._is_followed_by_any_name(position)

    def _joins_spaced_hyphen(self, position: int, parts: list[str]) -> int:
        """«كريستينه لوند - هانسن»: the second half of a foreign double name, when the phrase ends behind it."""
        following = position + 1
        if len(parts) < 2 or not self.is_titled or following >= self.limit or self.text.norms[position] not in HYPHENS:
            return 0
        norm = self.text.norms[following]
        is_unknown = (
            self.text.tokens[following].kind == "word"
            and not word_info(norm).classes & ~ADJECTIVE
            and self.text.matches[following] is None
        )
        is_foreign = not norm.startswith("ال") and not any(part.startswith("ال") for part in parts)
        return 2 if is_unknown and is_foreign and self._ends_phrase(following + 1) else 0

    def _particle_goes_on(self, position: int) -> bool:
        """Whether the particle at ``position`` belongs to the name: «ولد اعلي», «عبد الله»; not «لا يزال»."""
        following = position + 1
        norm = self.text.norms[position]
        words = lexicon().name_words
        if norm in words.second_halves:
            return True
        if not self._has_word(following):
            return norm in lexicon().name_words.last_particles
        if norm in words.descent:
            return True
        if norm in ("لا", "ما") and word_info(self.text.norms[following]).classes & (VERB | FUNCTION):
            return False
        return not self._is_hard_stop(following) or self.text.norms[following] in lexicon().particles

    def _is_hard_stop(self, position: int) -> bool:
        """Whether no name goes on over the word: a verb, particle or time that is no noun and no name.

        «نونو ديل فالي»: a word that is a particle only behind a ف taken off it is none inside a name.
        """
        norm = self.text.norms[position]
        info = word_info(norm)
        if norm in lexicon().given or norm in lexicon().particles or info.prefix == "ف":
            return False
        return bool(info.classes & (VERB | FUNCTION | TIME)) and not info.classes & NOUN and not info.may_be_given_name

    def _match_ends_name(self, match: Match, position: int, parts: list[str]) -> bool:
        """Whether the phrase that starts here is no part of a name. A nisba may be one: محمد شياع السوداني."""
        if match.last - match.first > 1:
            return True
        norm = self.text.norms[position]
        given = lexicon().given
        if match.prefix and given.get(norm) is False:
            return False  # «مامادو لامين كوياتي»: a name as it stands, although ل + أمين could be read
        is_plain_given = norm in given and not match.prefix
        if is_plain_given and self._opens_office(position):
            return True  # «عقل بلتاجي أمين عمان»، «عبدالله الثاني ملك المملكة»
        for meaning in match.meanings:
            if isinstance(meaning, Country):
                is_closing = len(parts) == 1 and self._closes_with_nisba(position + 1, parts[0])
                may_be_family = meaning.is_adjective and not meaning.is_plural and (norm.startswith("ال") or is_closing)
                return match.prefix != "" or not may_be_family or len(parts) > 3
            if isinstance(meaning, City):
                is_family = self.is_titled and len(parts) == 1  # «جوما مبوتو»: a place would follow a preposition
                return bool(match.prefix) or not (meaning.is_guarded or norm in given or is_family)
            if isinstance(meaning, BLOCKING) and not is_plain_given:
                return True
        return False

    def _closes_with_nisba(self, position: int, given: str) -> bool:
        """«ماريو روسي»: a nisba without the article that ends a foreign name before ``position``."""
        if self.is_titled:
            return self._closes_phrase(position)
        return given in lexicon().foreign_names and self._ends_phrase(position)

    def _guarded_joins(self, position: int) -> bool:
        """A given name that is a word too (سعيد، سلام، علي) goes on a name, unless it is a particle before a noun."""
        norm = self.text.norms[position]
        if norm not in lexicon().name_words.like_particles and not word_info(norm).classes & FUNCTION:
            return True
        if norm == "علي" and self.text.tokens[position].surface[-1] != "ى":
            return True
        if norm == "علي" and "ي " in self.text.document.text:
            return False  # «ألباريس على حفاوة الاستقبال»: the outlet writes a final ي, so «على» is the preposition
        following = position + 1
        if not self._has_word(following):
            return True
        info = word_info(self.text.norms[following])
        after = self.text.matches[following]
        if after is not None and any(isinstance(m, (*BLOCKING, Country)) for m in after.meanings):
            return False
        return not info.classes or info.may_be_given_name

    def _known_joins(self, position: int, parts: list[str]) -> bool:
        """A common noun with the article may close a name: يعرب القضاة، وليد المعلم."""
        norm = self.text.norms[position]
        info = word_info(norm)
        if self._is_known_family(position, parts):
            return True
        if info.classes & _NO_NOUN or (info.classes & VERB and not info.classes & NOUN):
            return False
        if (info.may_be_given_name and not info.prefix) or self._is_foreign_family(position, parts):
            return True
        lex = lexicon()
        real = sum(part not in lex.particles for part in parts)
        is_definite = norm.startswith("ال") and not info.prefix
        if norm.endswith("ه") and info.classes == ADJECTIVE:
            return False  # «زيارة محمد بن سلمان الرسمية»
        is_servant = "عبد" in parts[-2:-1]  # «عبد اللطيف العلمي»: no family name yet
        is_named = parts[0] in lex.given or parts[0] == "عبد"
        if not is_definite or real > 4 or not is_named or (parts[-1].startswith("ال") and not is_servant):
            return False
        if real == 1 and self.is_titled and norm.endswith("ي") and info.classes == ADJECTIVE:
            return True  # «هلال البلوشي الأطراف»: a nisba behind a given name alone is his family name
        if real > 1 and info.classes != ADJECTIVE:
            # «… سوماييلا القرار إلى»: an object; «سعد المريخي»: nothing else is there to describe
            is_object = position + 1 < len(self.text.norms) and self.text.norms[position + 1] in _PREPOSITIONS
            return real == 2 and self._closes_phrase(position + 1) and not is_object
        return self._closes_phrase(position + 1) or self._is_office(position + 1)

    def _is_known_family(self, position: int, parts: list[str]) -> bool:
        """A family name that is also a word: «صباح خالد الصباح», «ميشال منسى», «عثمان إدريس كفل.».

        An indefinite adjective never describes a name; behind it the phrase must end, so that a predicate
        («قادر على») is none. A verb or noun directly before a sign says nothing of its own.
        """
        norm = self.text.norms[position]
        if not self.is_titled or self.text.matches[position] is not None:
            return False
        if norm == "الصباح":
            return parts[0] in lexicon().given
        info = word_info(norm)
        if info.prefix or norm.startswith("ال") or self._ends_like_a_word(position) or info.classes & _NO_NOUN:
            return False
        if not all(part in lexicon().given or not word_info(part).classes for part in parts):
            return False
        ends = self._ends_phrase(position + 1)
        following = self.text.norms[position + 1] if position + 1 < self.limit else ""
        if info.classes == ADJECTIVE:
            goes_on = following.startswith("و") or following in lexicon().name_words.adjuncts
            return ends or goes_on or self._is_office(position + 1)
        if len(parts) == 1:
            return not info.classes & ~(NOUN | VERB | ADJECTIVE) and (ends or following.startswith("و"))
        return not parts[-1].startswith("ال") and ends

    def _ends_like_a_word(self, position: int) -> bool:
        """Endings that names written in Arabic letters seldom have: the accusative, ة, ات, ون."""
        token = self.text.tokens[position]
        return token.norm.endswith(("ا", "ات", "ون")) or token.surface[-1] == "ة"

    def _is_foreign_family(self, position: int, parts: list[str]) -> bool:
        """«ناريندرا مودي»: behind one foreign given name a noun is a family name that only looks like a word."""
        norm = self.text.norms[position]
        info = word_info(norm)
        if not self.is_titled or len(parts) != 1 or parts[0].startswith("ال") or info.prefix:
            return False
        if norm.startswith("ال") or self._ends_like_a_word(position) or self.text.matches[position] is not None:
            return False
        lex = lexicon()
        is_foreign = parts[0] in lex.foreign_names or (parts[0] not in lex.given and not word_info(parts[0]).classes)
        following = position + 1
        is_closed = info.classes == ADJECTIVE or self._closes_phrase(following) or self._is_unknown(following)
        return is_foreign and (is_closed or self._is_office(following))

    def _is_office(self, position: int) -> bool:
        """«السير كريستوفر هول سفيرا», «سلطان بن سعد المريخي وزير الدولة»: an office ends the name before it."""
        match = self.text.matches[position] if position < self.limit else None
        return match is not None and not match.prefix and self.text.meaning(position, Head) is not None

    def _is_unknown(self, position: int) -> bool:
        """«وي قوه دونغ»: a word that no list has goes on with the name."""
        if position >= self.limit:
            return False
        norm = self.text.norms[position]
        return (
            self.text.tokens[position].kind == "word"
            and not word_info(norm).classes
            and self.text.matches[position] is None
            and not norm.startswith(("ال", "و"))
        )
