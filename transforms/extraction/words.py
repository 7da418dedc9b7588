"""The words of a document, each with what is known of it wherever it stands, read once for all written alike."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, chain

from transforms.arabic.dates import RANGE_OPENERS, goes_on_day, may_open_date, needs_more_of_day
from transforms.arabic.tokens import Token, read_piece
from transforms.lexicon import lexicon, may_open_name, word_info
from transforms.lexicon.trie import Start
from transforms.memo import Memo
from transforms.quick import kept

# what a word may open besides a phrase: a day only before a word that goes on with it (OF_DAY), a range only before a
# day, and what is a common word too (GUARDED) a name only before what may be of one (OF_NAME)
DATE, DAY, RANGE, NAME, GUARDED, OF_DAY, OF_NAME = (1 << bit for bit in range(7))
_LONG_PIECE = 200  # a text with longer runs between two spaces is not made of words that come back


@dataclass(frozen=True, slots=True)
class Word(Token):
    """A token with what may begin at it: ``opens`` is a mask, ``phrases`` where those of the lexicon begin."""

    opens: int
    phrases: Start | None


class Words:
    """The words of ``text`` in order; where they stand in it is counted only when somebody asks."""

    def __init__(self, text: str) -> None:
        self._pieces = text.split(" ")
        is_written = len(max(self._pieces, key=len)) < _LONG_PIECE
        self._read = list(map(_PIECES.__getitem__ if is_written else _words_of, self._pieces))
        self.all = list(chain.from_iterable(self._read))

    @kept
    def _counts(self) -> list[int]:
        """How many words there are up to each piece, that piece included."""
        return list(accumulate(map(len, self._read)))

    @kept
    def _offsets(self) -> list[int]:
        """The letters before each piece, without the spaces between pieces."""
        return list(accumulate(map(len, self._pieces), initial=0))

    def start(self, position: int) -> int:
        """Where the word ``position`` begins, counted in code points."""
        piece = bisect_right(self._counts, position)
        return self._offsets[piece] + piece + self.all[position].start


def _words_of(piece: str) -> tuple[Word, ...]:
    return tuple(map(_word, read_piece(piece)))


def _word(token: Token) -> Word:
    norm = token.norm
    phrases = lexicon().trie.start(norm)
    return Word(norm, token.kind, token.surface, token.start, token.is_glued, _may_open(norm), phrases)


_PIECES = Memo(_words_of, 1 << 16)  # words come back, with their comma («الوزير،») or without


def _may_open(norm: str) -> int:
    """Which of dates and names may begin at the word ``norm``; most words open nothing."""
    calendar = lexicon().calendar
    opens = _of_names(norm) | OF_DAY * goes_on_day(norm, calendar)
    if norm in RANGE_OPENERS:
        return opens | RANGE
    if not may_open_date(norm, calendar):
        return opens
    return opens | (DAY if needs_more_of_day(norm, calendar) else DATE)


def _of_names(norm: str) -> int:
    """Whether a name may begin at the word ``norm``, and whether one may go on with it."""
    given = lexicon().given
    is_of_name = norm in given or norm in _INSIDE_NAMES or not word_info(norm).classes
    opens = OF_NAME * is_of_name
    if not may_open_name(norm):
        return opens
    is_joined = norm[:1] == "و" and norm[1:] in given  # «وخالد»
    is_guarded = given.get(norm, False) and not is_joined and not word_info(norm).is_given_name
    return opens | (GUARDED if is_guarded else NAME)


_INSIDE_NAMES = frozenset({"بن", "ال", "ابو", "-", "–"})
