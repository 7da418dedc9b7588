"""A document made ready for reading: tokens, sentences, lexicon phrases and dates, each with its place."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from transforms.arabic.dates import (
    UNKNOWN,
    DateMention,
    dates_at,
    resolve,
)
from transforms.arabic.sentences import Sentence, split_sentences
from transforms.arabic.tokens import Token
from transforms.extraction.phrases import find_phrases
from transforms.extraction.words import DATE, DAY, GUARDED, NAME, OF_DAY, OF_NAME, RANGE, Word, Words
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.entries import (
    ATTENDANCE,
    BOUNDARY,
    CITY,
    COUNTRY,
    DOCUMENT,
    HEAD,
    HONORIFIC,
    INSTITUTION,
    NOUN_FORM,
    ORGANIZATION,
    POINTER,
    STATUS,
    Meaning,
)
from transforms.lexicon.trie import Match
from transforms.model import Document
from transforms.quick import kept

COMMAS = ("،", ",")
_M = TypeVar("_M", bound=Meaning)
_DAYS_TO_PRINT = 7  # between the day of a dateline and that of publication


_ASKED_FOR = NOUN_FORM | DOCUMENT | ATTENDANCE | BOUNDARY | STATUS


@dataclass(frozen=True)
class Text:
    """A document in tokens, with what the lexicon says of each.

    ``found`` are the phrases of the lexicon in order, ``matches[i]`` the one that starts at token ``i``; ``inside[i]``
    tells whether one that began earlier covers it, ``dated[i]`` whether a date does. ``reference`` is the day against
    which اليوم is resolved: the dateline's, else the day of publication, else None. ``openings`` lists the tokens at
    which a mention or a date may begin; nobody is named from any other on. ``before_offices`` are the words that no
    list has and an office follows.
    """

    document: Document
    words: Words
    tokens: Sequence[Token]
    norms: list[str]
    sentences: list[Sentence]
    found: list[Match]
    matches: list[Match | None]
    inside: list[bool]
    dates: list[DateMention]
    dated: list[bool]
    title_sentences: int
    headlines: frozenset[int]
    before_offices: frozenset[int]
    openings: list[int]
    reference: dt.date | None

    def meaning(self, position: int, kind: type[_M]) -> _M | None:
        """The first meaning of class ``kind`` of the phrase that starts at ``position``."""
        match = self.matches[position] if position < len(self.matches) else None
        if match is None:
            return None
        for meaning in match.meanings:
            if isinstance(meaning, kind):
                return meaning
        return None

    @kept
    def telling(self) -> frozenset[int]:
        """The indexes of the sentences that name a document or those who were present."""
        positions = self._of_kind(DOCUMENT) + self.attendances
        return frozenset(bisect_right(self._firsts, position) - 1 for position in positions)

    @kept
    def nouns(self) -> list[int]:
        """The positions of nouns that may tell an event."""
        return self._of_kind(NOUN_FORM)

    @kept
    def documents(self) -> list[int]:
        """The positions of nouns for a document of agreement."""
        return self._of_kind(DOCUMENT)

    @kept
    def boundaries(self) -> list[int]:
        """The positions of words that end a clause or begin a topic."""
        return self._of_kind(BOUNDARY)

    @kept
    def statuses(self) -> list[int]:
        """The positions of words that say whether something happened."""
        return self._of_kind(STATUS)

    @kept
    def attendances(self) -> list[int]:
        """The positions of words before those who were present or lead a side: «بحضور», «ترأس الجانب القطري»."""
        found, leading = self._of_kind(ATTENDANCE), _leading()
        if leading.isdisjoint(self.norms):
            return found
        return sorted({*found, *(position for position, norm in enumerate(self.norms) if norm in leading)})

    def _of_kind(self, kinds: int) -> list[int]:
        return [match.first for match in self._asked_for if match.kinds & kinds]

    @kept
    def _asked_for(self) -> list[Match]:
        return [match for match in self.found if match.kinds & _ASKED_FOR]

    @kept
    def _firsts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    def surface(self, first: int, last: int) -> str:
        """The words from token ``first`` up to, not including, ``last``, as written."""
        start = self.words.start
        return self.document.text[start(first) : start(last - 1) + len(self.tokens[last - 1].surface)]

    def start(self, position: int) -> int:
        """Where token ``position`` begins in the document, counted in code points."""
        return self.words.start(position)

    def end(self, position: int) -> int:
        """The place behind the last letter of token ``position``."""
        return self.words.start(position) + len(self.tokens[position].surface)

    def sentence_text(self, sentence: Sentence) -> str:
        """The sentence as written."""
        return self.surface(sentence.first, sentence.last)

    def sentence_of(self, position: int) -> Sentence:
        """The sentence that holds token ``position``."""
        return self.sentences[max(0, bisect_right(self._firsts, position) - 1)]


@lru_cache(maxsize=1)
def _leading() -> frozenset[str]:
    """The verbs of leading a side, with or without و."""
    return frozenset(conjunction + verb for verb in lexicon().attendance_words.leading for conjunction in ("", "و"))


def between(positions: list[int], first: int, last: int) -> list[int]:
    """Those of ``positions``, which ascend, from ``first`` up to, not including, ``last``."""
    return positions[bisect_left(positions, first) : bisect_left(positions, last)]


def read_text(document: Document) -> Text:
    """``document`` with everything found in it that needs no understanding."""
    words = Words(document.text)
    tokens = words.all
    norms = [word.norm for word in tokens]
    sentences = split_sentences(tokens, norms)
    found = find_phrases(tokens, norms, sentences)
    matches, inside = _by_position(found, len(norms))
    opening = [i for i, word in enumerate(tokens) if word.opens & _OPENING]
    dates = _dates(norms, sentences, [i for i in opening if _may_be_dated(tokens, i)])
    titles = _title_sentences(document, tokens, norms, sentences)
    before_offices = _before_offices(norms, matches, found)
    names = [i for i in opening if _may_be_named(tokens, i)]
    speaking = [m.first for m in found if m.kinds & _OF_SOMEBODY or m.last - m.first > 1]
    return Text(
        document=document,
        words=words,
        tokens=tokens,
        norms=norms,
        sentences=sentences,
        found=found,
        matches=matches,
        inside=inside,
        dates=dates,
        dated=_dated(dates, len(norms)),
        title_sentences=titles,
        headlines=_headlines(tokens, norms, sentences, titles),
        before_offices=before_offices,
        openings=sorted({*speaking, *names, *before_offices, *(d.first for d in dates)}),
        reference=_reference(document, dates, sentences, titles, norms),
    )


# a phrase of several words that means nobody is passed over as a whole, a single word of no such kind at once
_OF_SOMEBODY = COUNTRY | CITY | ORGANIZATION | INSTITUTION | HEAD | HONORIFIC | POINTER
_OPENING = NAME | GUARDED | DATE | DAY | RANGE


def _may_be_dated(words: list[Word], position: int) -> bool:
    """Whether a date may begin at a word, by what it and the next may open."""
    opens = words[position].opens
    if opens & DATE or not opens & (DAY | RANGE) or position + 1 == len(words):
        return bool(opens & DATE)
    following = words[position + 1].opens
    return bool(opens & DAY and following & OF_DAY) or bool(opens & RANGE and following & (DATE | DAY))


def _may_be_named(words: list[Word], position: int) -> bool:
    """The same of a name without a title."""
    opens = words[position].opens
    if opens & NAME or not opens & GUARDED or position + 1 == len(words):
        return bool(opens & NAME)
    return bool(words[position + 1].opens & OF_NAME)


def _by_position(found: list[Match], count: int) -> tuple[list[Match | None], list[bool]]:
    """The phrase that starts at each token, and whether one covers it that began before."""
    matches: list[Match | None] = [None] * count
    inside = [False] * count
    for match in found:
        first, last = match.first, match.last
        matches[first] = match
        if last - first > 1:
            inside[first + 1 : last] = [True] * (last - first - 1)
    return matches, inside


def _dated(dates: list[DateMention], count: int) -> list[bool]:
    dated = [False] * count
    for date in dates:
        dated[date.first : date.last] = [True] * (date.last - date.first)
    return dated


def _dates(norms: list[str], sentences: list[Sentence], openings: list[int]) -> list[DateMention]:
    """The dates of all sentences; most sentences have no word that may open one."""
    calendar = lexicon().calendar
    found: list[DateMention] = []
    seen = 0
    for sentence in sentences:
        first, last = sentence.first, sentence.last
        behind = seen
        while behind < len(openings) and openings[behind] < last:
            behind += 1
        if behind == seen:
            continue
        inside = [position - first for position in openings[seen:behind]]
        seen = behind
        for date in dates_at(norms[first:last], calendar, inside):
            found.append(DateMention(first + date.first, first + date.last, date.form))
    return found


def _before_offices(norms: list[str], matches: list[Match | None], found: list[Match]) -> frozenset[int]:
    """Unknown words right before an indefinite office, which may be a name: «أولوميدي أديبايو نائب رئيس نيجيريا»."""
    before: list[int] = []
    for office in found:
        if office.prefix or not office.kinds & HEAD:
            continue
        for position in range(office.first - 1, max(-1, office.first - 1 - _OFFICE_REACH), -1):
            if matches[position] is not None or word_info(norms[position]).classes:
                break
            before.append(position)
    return frozenset(before)


_OFFICE_REACH = 4  # words of a name that no list knows


def _title_sentences(document: Document, tokens: Sequence[Token], norms: list[str], sentences: list[Sentence]) -> int:
    """How many of the first sentences are the title: a first line that a blank line follows."""
    text = document.text
    line_end = text.find("\n")
    if line_end < 0 or not text[line_end + 1 :].lstrip(" \t\r").startswith("\n"):
        return 0
    if not _may_be_title(text[:line_end]):
        return 0
    line = norms.index("\n")
    count = sum(sentence.first < line for sentence in sentences)
    title = [_words_of(tokens, sentence) for sentence in sentences[:count]]
    if [_words_of(tokens, sentence) for sentence in sentences[count : 2 * count]] == title:
        return 2 * count  # many outlets repeat the headline as the first line of the body
    return count


def _may_be_title(line: str) -> bool:
    """A long line that ends in a full stop is the first paragraph of an article without a title."""
    return not (line.rstrip().endswith(".") and line.count(" ") >= _LONG_TITLE)


def _headlines(tokens: Sequence[Token], norms: list[str], sentences: list[Sentence], titles: int) -> frozenset[int]:
    """Indexes of the title's sentences and of those that end in the title again: «رابط الخبر بصحيفة …: TITLE»."""
    if not titles:
        return frozenset()
    title = _words_of(tokens, sentences[titles - 1])
    if len(title) <= _SHORT_TITLE:
        return frozenset(range(titles))
    ends = [s for s in sentences[titles:] if title[-1] in norms[s.first : s.last]]
    again = [s.index for s in ends if _words_of(tokens, s)[-len(title) :] == title]
    return frozenset([*range(titles), *again])


def _words_of(tokens: Sequence[Token], sentence: Sentence) -> list[str]:
    return [token.norm for token in tokens[sentence.first : sentence.last] if token.kind == "word"]


_LONG_TITLE = 20  # spaces in a line that is too long for a headline
_SHORT_TITLE = 3  # words of a title that other lines may end in as well


def _reference(
    document: Document, dates: list[DateMention], sentences: list[Sentence], titles: int, norms: list[str]
) -> dt.date | None:
    """The dateline's day, a full date in the opening or in a short line by itself; else the day of publication."""
    published = document.published_on
    body = sentences[titles : titles + 3]
    for sentence in body:
        for mention in dates:
            if not sentence.first <= mention.first < sentence.last:
                continue
            if not _in_dateline(sentence, mention, norms):
                continue
            value = resolve(mention.form, published, UNKNOWN, is_future=False)
            if value.precision != "day" or value.start is None or mention.form.day is None:
                continue
            if published is None or abs((published - value.start).days) <= _DAYS_TO_PRINT:
                return value.start
    return published or _told_today(dates)


def _told_today(dates: list[DateMention]) -> dt.date | None:
    """«أمس الاثنين 17 مايو 2010»: a full date that the text itself counts from today says which day today is."""
    for mention in dates:
        if mention.form.offset is None or mention.form.year is None or mention.form.day is None:
            continue
        value = resolve(mention.form, None, UNKNOWN, is_future=False)
        if value.start is not None:
            return value.start - dt.timedelta(days=mention.form.offset)
    return None


def _in_dateline(sentence: Sentence, mention: DateMention, norms: list[str]) -> bool:
    """Whether a date stands where datelines do: الدوحة 06 سبتمبر 2025 واس; المنامة في 5 أغسطس / بنا /."""
    if sentence.last - sentence.first <= 12 and mention.first - sentence.first <= 6:
        return True
    after = norms[mention.last : mention.last + 4]
    return mention.first - sentence.first <= 5 and any(
        sign in after for sign in ("(", "/", "-", "–", ":", "واس", "وام", "—")
    )
