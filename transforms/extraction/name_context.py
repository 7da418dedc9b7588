"""The words around a possible name: what stands behind it, where the phrase ends, whether an office begins."""

from __future__ import annotations

from transforms.extraction.text import Text
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import ADJECTIVE, FUNCTION, NOUN, TIME, VERB
from transforms.lexicon.entries import (
    HEAD,
    NOUN_FORM,
    VERB_FORM,
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

BLOCKING = (Organization, Institution, Head, Honorific, VerbForm, NounForm, Document, LightVerb, Marker)
HYPHENS = ("-", "–")
_TANWIN = "\u064b"
_SECOND_HALVES = ("الله", "الدين")


class NameContext:
    """Questions about the tokens of ``text`` before ``limit``; ``is_titled`` when a title or respect precedes."""

    __slots__ = ("is_titled", "limit", "text")

    def __init__(self, text: Text, limit: int, *, is_titled: bool) -> None:
        self.text = text
        self.limit = limit
        self.is_titled = is_titled

    def _has_word(self, position: int) -> bool:
        return position < self.limit and self.text.tokens[position].kind == "word"

    def _is_compound_start(self, position: int) -> bool:
        """«عوض الله», «دفع الله», «بهي الدين»: a word before the second half of such a name."""
        following = position + 1
        after = self.text.norms[following] if following < self.limit else ""
        if after not in _SECOND_HALVES or self.text.tokens[position].kind != "word":
            return False
        norm = self.text.norms[position]
        if after == "الله":
            return norm in lexicon().theophoric
        return not word_info(norm).classes & (VERB | FUNCTION)

    def _is_before_known_office(self, position: int) -> bool:
        """Whether an unknown word and then an office follow: name, family name, title."""
        office = position + 2
        if not (self._has_word(position + 1) and self._has_word(office)):
            return False
        is_unknown = not word_info(self.text.norms[position + 1]).classes and self.text.matches[position + 1] is None
        match = self.text.matches[office]
        return is_unknown and match is not None and not match.prefix and self.text.meaning(office, Head) is not None

    def _has_madda(self, position: int) -> bool:
        """«آنا» and «وآنا» hold a name, «أنا» is a pronoun."""
        return "آ" in self.text.tokens[position].surface[:2].removeprefix("و")[:1]

    def _is_no_article(self, position: int) -> bool:
        """«إلدار», «ألفارو»: what is written with a hamza is no article, so that «الدار» is not meant."""
        norm = self.text.norms[position]
        is_like_article = norm.startswith("ال") and len(norm) > 4 and word_info(norm).is_definite
        return is_like_article and self.text.tokens[position].surface[0] in "إأ"

    def _is_adverbial(self, position: int) -> bool:
        """«وفدًا»، «معزياً»: no name ends in the tanwin of the accusative, where the text writes it."""
        return _TANWIN in self.text.tokens[position].surface[-2:]

    def _is_followed_by_name(self, position: int) -> bool:
        """Whether a name goes on behind ``position``: by a given name that is no word, by بن or before an office."""
        following = position + 1
        if not self._has_word(following):
            return False
        norm = self.text.norms[following]
        lex = lexicon()
        if (norm in lex.given and not lex.given[norm]) or norm in lex.name_words.opened_before:
            return True
        is_plain = norm in lex.given and not word_info(norm).classes & (VERB | FUNCTION)
        # «خالد مشعل، رئيس …»
        return (is_plain and self._ends_phrase(following + 1)) or self._is_before_known_office(position)

    def _is_followed_by_any_name(self, position: int) -> bool:
        """Whether the next word may be of a name: one that no list has, or a given name that is a word too."""
        following = position + 1
        if not self._has_word(following):
            return False
        info = word_info(self.text.norms[following])
        return not info.classes or info.may_be_given_name

    def _joins_hyphen(self, position: int) -> int:
        """آن-كلير: a hyphen with no space on either side holds two parts together."""
        if position + 1 >= self.limit or self.text.norms[position] not in HYPHENS:
            return 0
        tokens = self.text.tokens
        if not (tokens[position].is_glued and tokens[position + 1].is_glued):
            return 0
        return 2 if tokens[position + 1].kind == "word" else 0

    def _ends_phrase(self, position: int) -> bool:
        """Whether a sign or the end of the sentence stands at ``position``."""
        return position >= self.limit or self.text.tokens[position].kind in ("sign", "line")

    def _closes_phrase(self, position: int) -> bool:
        """Whether nothing more of a noun phrase can stand at ``position``: a sign, a verb, a particle."""
        if not self._has_word(position):
            return True
        match = self.text.matches[position]
        if match is not None and match.kinds & VERB_FORM and not match.kinds & NOUN_FORM:
            return True
        info = word_info(self.text.norms[position])
        return bool(info.classes & (VERB | FUNCTION | TIME)) and not info.classes & ADJECTIVE

    def _opens_office(self, position: int) -> bool:
        """Whether an office word that is a given name too (أمين، ملك) has the complement of an office behind it."""
        following = position + 1
        office = self.text.matches[position]
        if office is None or not office.kinds & HEAD or not self._has_word(following):
            return False
        match = self.text.matches[following]
        if match is not None and any(
            isinstance(m, Country | City | Organization | Institution | Head) for m in match.meanings
        ):
            return True
        norm = self.text.norms[following]
        return norm.startswith(("ال", "لل")) and bool(word_info(norm).classes & NOUN)
