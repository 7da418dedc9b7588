"""Where a person's name begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.arabic.spelling import without_marks
from transforms.extraction.name_context import HYPHENS
from transforms.extraction.name_joining import NameJoining
from transforms.extraction.name_opening import NameOpening
from transforms.extraction.text import Text
from transforms.lexicon import lexicon
from transforms.quick import quick_init, replace

_MOST_PARTS = 8
_TAGS = str.maketrans("#_", "  ")
_OPENING_QUOTES = frozenset("«\"“'‘")


@quick_init
@dataclass(frozen=True)
class Name:
    """A name at tokens ``first`` up to, not including, ``last``; ``parts`` are its folded words, particles included."""

    first: int
    last: int
    parts: tuple[str, ...]
    prefix: str

    def joined(self) -> Name:
        """The name without the و that ties it to one before: the second of «بختيار سعيدوف ويرميك كوشيرباييف»."""
        first = self.parts[0]
        if self.prefix or not first.startswith("و") or first in lexicon().given:
            return self
        return replace(self, prefix="و", parts=(first[1:], *self.parts[1:]))

    def written(self, text: Text) -> str:
        """The name as published: as written, without vowel signs, tatweel, tags and a conjunction written onto it."""
        surface = text.surface(self.first, self.last).translate(_TAGS)  # «دونالد #ترمب», «#محمود_عباس»
        return " ".join(without_marks(surface).split())[len(self.prefix) :]


def read_name(text: Text, position: int, limit: int) -> Name | None:
    """The name that starts at ``position`` behind a title; a word that no list knows may open it."""
    first = position + 1 if position < limit and text.norms[position] in _OPENING_QUOTES else position
    name = _NameReader(text, limit, is_titled=True).read(first)
    if name is None:
        return None
    real = [part for part in name.parts if part not in lexicon().particles]
    is_name = any(len(part) > 1 for part in real) if real else len(name.parts) > 1
    return name if is_name else None  # «ا ف ب» is an agency


def read_bare_name(text: Text, position: int, limit: int) -> Name | None:
    """The name that starts at ``position`` behind no title: a known given name and a second part.

    So «الاستثمار الأجنبي» is never a person.
    """
    name = _NameReader(text, limit, is_titled=False).read(position)
    if name is None:
        return None
    least = 3 if name.parts[0] == "عبد" else 2  # «عبد المجيد تبون»; «عبد الناصر» alone is an age or a street
    return name if len(name.parts) >= least else None


class _NameReader(NameOpening, NameJoining):
    """Walks over the words of a name."""

    __slots__ = ()

    def read(self, first: int) -> Name | None:
        """From the first word over all that go on with it, without particles that are left at the end."""
        text, limit = self.text, self.limit
        if first >= limit or text.tokens[first].kind != "word":
            return None
        prefix = self.prefix(first)
        if prefix is None:
            return None
        position = first + 1
        parts = [text.norms[first][len(prefix) :]]
        while position < limit and len(parts) < _MOST_PARTS:
            step = self.count(position, parts)
            if step == 0:
                break
            parts.extend(n for n in text.norms[position : position + step] if n not in HYPHENS)
            position += step
        lex = lexicon()
        while len(parts) > 1 and parts[-1] in lex.particles and parts[-1] not in lex.name_words.may_close:
            parts.pop()
            position -= 1
        return Name(first, position, tuple(parts), prefix)
