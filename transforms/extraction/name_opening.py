"""Whether a person's name opens at a word, and what is written onto it."""

from __future__ import annotations

from transforms.extraction.name_context import BLOCKING, NameContext
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import FUNCTION, TIME, VERB
from transforms.lexicon.entries import City, Country, Honorific, Organization

_NO_NAMES = tuple(kind for kind in BLOCKING if kind is not Organization)  # «إيرينا» is a name and an agency
_ONTO_NAMES = ("و", "ل", "ب", "ول", "وب")


class NameOpening(NameContext):
    """The rules of a name's first word."""

    __slots__ = ()

    def prefix(self, position: int) -> str | None:
        """What is written onto the name that opens at ``position`` («وخالد»), often nothing; None where none opens."""
        norm = self.text.norms[position]
        lex = lexicon()
        if self._is_glued_abd(position):
            return norm[0]
        if norm in lex.particles:
            return "" if self._particle_opens(position) else None
        is_given = norm in lex.given
        if (self.is_titled or is_given) and self._joins_hyphen(position + 1):
            return ""
        if self._is_adverbial(position) or (norm == "ان" and not self._has_madda(position)):
            return None
        if self._is_compound_start(position):
            return "" if self.is_titled else None
        if not is_given:
            return self._prefix_of_other(position)
        if self._opens_office(position) and self.text.norms[position + 1] not in lex.particles:
            return None  # «نائب رئيس», «أمين عمان», although نائب and أمين are names too
        decided = self._given_opens(position)
        if decided is not None:
            return "" if decided else None
        return self._prefix_of_other(position)

    def _prefix_of_other(self, position: int) -> str | None:
        """The same for a word that is no given name as it stands."""
        norm = self.text.norms[position]
        info = word_info(norm)
        if self.is_titled and info.prefix == "ل" and norm[1:] in lexicon().foreign_names:
            return ""  # «الرئيس الفيتنامي ليونغ كيونغ»: no preposition between a title and its name
        if info.may_be_given_name and info.is_given_name and info.prefix in _ONTO_NAMES:
            return None if self._is_blocked_as_name(position) else info.prefix
        if self._is_joined_given(position):
            return "و"
        if not self.is_titled or self._is_blocked(position):
            return None
        if info.classes and not self._is_no_article(position):
            return "" if info.may_be_given_name or self._is_foreign_homograph(position) else None
        return self._prefix_of_unknown(position)

    def _is_glued_abd(self, position: int) -> bool:
        """«لعبد الباسط»: a preposition or و written onto عبد."""
        norm = self.text.norms[position]
        if norm[1:] != "عبد" or norm[:1] not in ("ل", "ب", "و"):
            return False
        following = position + 1
        return following < self.limit and self.text.norms[following].startswith("ال")

    def _particle_opens(self, position: int) -> bool:
        """«آل ثاني», «أبو الغيط»: a particle opens a name behind a title, unless it is another word too."""
        norm = self.text.norms[position]
        may_open = self.is_titled or norm == "عبد"  # «كلا من عبد المجيد تبون»
        return norm not in lexicon().name_words.no_openers and position + 1 < self.limit and may_open

    def _given_opens(self, position: int) -> bool | None:
        """Whether a known given name opens one here; None where its being a common word too leaves that open."""
        text = self.text
        norm = text.norms[position]
        if not lexicon().given[norm]:
            return not self._is_blocked_as_name(position)
        if norm == "علي" and (text.tokens[position].surface[-1] == "ى" or not self._is_followed_by_any_name(position)):
            return False
        if word_info(norm).classes & (VERB | FUNCTION) and not (
            self._has_madda(position) or self._is_followed_by_any_name(position) or self._is_before_family(position)
        ):
            return False
        is_followed = self._is_followed_by_name(position)
        if text.meaning(position, Honorific) is not None and not is_followed:
            return False  # «معالي نائب الوزير»
        return True if self.is_titled or is_followed else None

    def _is_joined_given(self, position: int) -> bool:
        """«وخالد أبو زيد», «وعقل بلتاجي أمين عمان»: و written onto a given name that is a common word too."""
        norm = self.text.norms[position]
        if not norm.startswith("و") or norm[1:] not in lexicon().given:
            return False
        if self._has_madda(position):
            return self._is_followed_by_any_name(position)  # «وآنا كوفاتش»
        is_plain = len(norm) > 4 and self.text.matches[position] is None
        return (is_plain and self._is_followed_by_name(position)) or (
            len(norm) > 3 and self._is_before_known_office(position)
        )

    def _is_foreign_homograph(self, position: int) -> bool:
        """«النرويجي أوله كريستيان …»: before a foreign given name even a word opens one, unless it acts or binds."""
        following = position + 1
        norm = self.text.norms[position]
        if following >= self.limit or norm.startswith("ال") or word_info(norm).classes & (VERB | FUNCTION | TIME):
            return False
        lex = lexicon()
        after = self.text.norms[following]
        return self.text.matches[position] is None and after in lex.foreign_names and not lex.given[after]

    def _is_before_family(self, position: int) -> bool:
        """«المهندس يعرب القضاة،»: a name that is also a verb, behind respect and before a family name that closes."""
        following = position + 1
        if not self.is_titled or following >= self.limit:
            return False
        norm = self.text.norms[following]
        is_family = norm.startswith("ال") and self.text.matches[following] is None
        return is_family and self._ends_phrase(following + 1)

    def _prefix_of_unknown(self, position: int) -> str:
        """A word no list has, before a known name or an article, carries a prefix: «والأرميني»; «واتارا» does not."""
        norm = self.text.norms[position]
        given = lexicon().given
        if norm.startswith("وال") and len(norm) > 4:
            return "و"
        if norm[:1] in ("و", "ب", "ل") and norm[1:] in given and norm not in given:
            return norm[0]
        return "ب" if norm.startswith("بال") and len(norm) > 5 else ""

    def _is_blocked_as_name(self, position: int) -> bool:
        """The same for a known given name, which the meaning of one word behind a prefix does not block."""
        match = self.text.matches[position]
        is_prefixed_word = match is not None and match.last - match.first == 1 and bool(match.prefix)
        if is_prefixed_word and not self.text.dated[position]:
            return False
        return self._is_blocked(position)

    def _is_blocked(self, position: int) -> bool:
        """Whether the word has a meaning that no name has: a state, a body, an office, a verb that tells an event."""
        match = self.text.matches[position]
        if self.text.dated[position]:
            return True
        if match is None:
            return self.text.inside[position]
        if match.last - match.first > 1:
            return not all(isinstance(m, Honorific) for m in match.meanings)
        is_body = any(isinstance(m, Organization) for m in match.meanings) and not self._is_name_here(position)
        return (
            is_body
            or any(isinstance(m, _NO_NAMES) for m in match.meanings)
            or any(
                (isinstance(m, Country) and not m.is_adjective)
                or (isinstance(m, City) and not m.is_guarded and not self._is_name_here(position))
                for m in match.meanings
            )
        )

    def _is_name_here(self, position: int) -> bool:
        """«الرئيس التنزاني جوما مبوتو»: directly behind a title a city's name that is a given name too is the name."""
        return self.is_titled and self.text.norms[position] in lexicon().given
