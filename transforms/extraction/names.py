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
            return len(real[0]) > 1 or len(real) > 1
        return len(parts) >= 2

    def _opens(self, position: int) -> bool:
        text = self._text
        norm = text.norms[position]
        lex = lexicon()
        if norm in lex.particles:
            return norm not in ("لا", "دا", "دو", "دي", "لو", "ام", "سير", "السلام", "الله") and position + 1 < self._limit and self._is_titled
        info = word_info(norm)
        if self._is_titled and self._joins_hyphen(position + 1):
            return True
        if norm in lex.given:
            if not lex.given[norm]:
                return not self._is_blocked(position, strict=False)
            if norm == "علي" and (text.document.text[text.tokens[position].end - 1] == "ى" or not self._is_followed_by_any_name(position)):
                return False
            if info.classes & (VERB | FUNCTION) and not self._is_followed_by_any_name(position):
                return False
            if self._is_titled or self._is_followed_by_name(position):
                return True
        if info.may_be_given_name and info.prefix in ("و", "ف", "ل", "ب", "ول", "وب") and info.is_given_name:
            if info.prefix.startswith("و") or info.prefix in ("ل", "ب"):
                self._prefix = info.prefix
                return not self._is_blocked(position, strict=False)
        if not self._is_titled:
            return False
        if self._is_blocked(position, strict=True):
            return False
        if info.classes:
            return info.may_be_given_name or self._is_family_after_title(position, info.classes)
        self._read_conjunction(position)
        return True

    def _is_family_after_title(self, position: int, classes: int) -> bool:
        """«والقضاة»، «المعلم»: a definite noun directly behind «السيد» or «الوزير» at the end of a phrase is a family name."""
        return False

    def _read_conjunction(self, position: int) -> None:
        """An unknown word in و before a known name or an article carries a conjunction: «والأرميني»; «واتارا» does not."""
        norm = self._text.norms[position]
        if norm.startswith("وال") and len(norm) > 4:
            self._prefix = "و"
        elif norm[0] in "وبل" and norm[1:] in lexicon().given and norm not in lexicon().given:
            self._prefix = norm[0]
        elif norm.startswith("بال") and len(norm) > 5:
            self._prefix = "ب"

    def _is_followed_by_name(self, position: int) -> bool:
        following = position + 1
        if following >= self._limit or self._text.tokens[following].kind != "word":
            return False
        norm = self._text.norms[following]
        lex = lexicon()
        return (norm in lex.given and not lex.given[norm]) or norm in ("بن", "ال", "ابو")

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
            (isinstance(m, Country) and not m.is_adjective) or (isinstance(m, City) and not m.is_guarded) for m in match.meanings
        )

    def _joins(self, position: int, parts: list[str]) -> int:
        """How many tokens from ``position`` go on with the name, 0 when it ends."""
        text = self._text
        token = text.tokens[position]
        norm = token.norm
        if token.kind != "word":
            return self._joins_hyphen(position)
        if text.dated[position]:
            return 0
        lex = lexicon()
        if norm in lex.name_suffixes:
            return 1
        if norm in lex.particles:
            return 1 if self._particle_goes_on(position) else 0
        if parts[-1] in lex.particles and parts[-1] not in ("السلام", "الله"):
            return 0 if self._is_hard_stop(position) else 1
        if text.inside[position]:
            return 0
        match = text.matches[position]
        info = word_info(norm)
        if match is not None and self._match_ends_name(position, parts):
            return 0
        if info.classes & FUNCTION and norm != "علي":
            return 0
        if norm in lex.given:
            return 1 if not lex.given[norm] or self._guarded_joins(position) else 0
        if len(norm) > 4 and norm[0] == "م" and norm[-1] == "ا" and parts[0] in lex.given and parts[0] not in lex.foreign_names:
            return 0  # «… السلاوي معزيا»: an accusative participle no list has
        if info.classes:
            return self._known_joins(position, info.classes, info.prefix, parts)
        if info.prefix and info.may_be_given_name:
            return 0  # «وعبد الله», «لمحمد»: another name begins
        if norm.startswith("بال") and parts[0] in lex.given and self._closes_phrase(position + 1):
            return 1  # the Maghrebi family name «بالرزّاق»
        if norm.startswith(("وال", "بال", "لل", "كال", "فال")) and len(norm) > 4:
            return 0
        if norm[0] in "و" and norm[1:] in lex.given:
            return 0
        return 1

    def _joins_hyphen(self, position: int) -> int:
        """آن-كلير: a hyphen with no space on either side holds two parts together."""
        tokens = self._text.tokens
        if position >= self._limit or self._text.norms[position] not in ("-", "–") or position + 1 >= self._limit:
            return 0
        if tokens[position - 1].end != tokens[position].start or tokens[position].end != tokens[position + 1].start:
            return 0
        return 2 if tokens[position + 1].kind == "word" else 0

    def _particle_goes_on(self, position: int) -> bool:
        following = position + 1
        norm = self._text.norms[position]
        if norm in ("الله", "السلام"):
            return True
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
        for meaning in match.meanings:
            if isinstance(meaning, Country):
                if meaning.is_adjective and not meaning.is_plural and norm.startswith("ال") and not match.prefix:
                    return self._nisba_is_description(position, parts)
                return True
            if isinstance(meaning, Honorific) and norm in ("الحاج", "الشيخ", "السيد", "مولاي", "سيدي") and self._is_followed_by_any_name(position):
                return False
            if isinstance(meaning, City):
                return bool(match.prefix) or not (meaning.is_guarded or norm in lexicon().given)
            if isinstance(meaning, _BLOCKING) and not (norm in lexicon().given and not match.prefix):
                return True
        return False

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
        if classes & (FUNCTION | TIME | NUMBER | ADVERB) or (classes & VERB and not classes & NOUN):
            return 0
        norm = self._text.norms[position]
        if word_info(norm).may_be_given_name and not prefix:
            return 1
        if self._is_foreign_family(position, parts, prefix):
            return 1
        is_single_definite = norm.startswith("ال") and not prefix
        if not is_single_definite or len(parts) > 2 or parts[0] not in lexicon().given:
            return 0
        return 1 if self._closes_phrase(position + 1) else 0

    def _is_foreign_family(self, position: int, parts: list[str], prefix: str) -> bool:
        """«ناريندرا مودي»: behind one foreign given name an indefinite noun is a family name that only looks like a word."""
        norm = self._text.norms[position]
        is_bare = not prefix and not norm.startswith("ال") and not norm.endswith("ا") and self._text.matches[position] is None
        lex = lexicon()
        is_foreign = parts[0] in lex.foreign_names or (parts[0] not in lex.given and not word_info(parts[0]).classes)
        return self._is_titled and is_bare and len(parts) == 1 and is_foreign and not parts[0].startswith("ال")

    def _closes_phrase(self, position: int) -> bool:
        if position >= self._limit or self._text.tokens[position].kind != "word":
            return True
        info = word_info(self._text.norms[position])
        return bool(info.classes & (VERB | FUNCTION | TIME)) and not info.classes & ADJECTIVE


_BLOCKING = (Organization, Institution, Head, Honorific, VerbForm, NounForm, Document, LightVerb, Marker)
