"""One sentence seen as a row of mentions, triggers, dates and borders."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from transforms.arabic.sentences import Sentence
from transforms.arabic.spelling import fold, without_marks
from transforms.extraction.phrase_search import stands_in
from transforms.extraction.resolve import Item
from transforms.extraction.text import Text, between
from transforms.lexicon import word_info
from transforms.lexicon.compiled import ADJECTIVE, VERB
from transforms.lexicon.entries import (
    ATTENDANCE,
    BOUNDARY,
    GROUP_BITS,
    VERB_FORM,
    EventVerb,
    LightVerb,
    Marker,
    NounForm,
    VerbForm,
)
from transforms.quick import kept, quick_init

_CHAIN = frozenset(
    {
        "،",
        ",",
        "و",
        "كل",
        "كلا",
        "من",
        "وكل",
        "وكلا",
        "«",
        "»",
        "(",
        ")",
        '"',
        "ثم",
        "مع",
        "وكذلك",
        "ايضا",
        "كذلك",
        "-",
        "–",
        "“",
        "”",
        "الي",
        "جانب",
        "ومعهم",
        "معالي",
        "يرافقه",
    }
)
_BORDERS = ("content", "relative", "subordinate")
_ON_CONDITION = ["علي", "ان"]  # «وقعوا الاتفاق، على أن يمضيه القادة في قمة بأبوجا»
_SPEECH_SIGNS = frozenset({":", "؛", ";", "..", "…"})


@lru_cache(maxsize=1 << 14)
def _may_be_verb(word: str, spelled: tuple[str, ...]) -> bool:
    """False for a noun in ة («دعوة», «تعزية»), read like «دعوه», and for what is not ``spelled`` so."""
    surface = without_marks(word).removeprefix("و")
    return not surface.endswith("ة") and not any(fold(form) == fold(surface) and form != surface for form in spelled)


@quick_init
@dataclass(frozen=True)
class View:
    """A sentence and its items, with the questions that the frames ask of it. Positions are tokens of the document."""

    text: Text
    sentence: Sentence
    items: list[Item]
    is_title: bool

    @kept
    def covered(self) -> frozenset[int]:
        """The tokens of titles, names and all other mentions that are no mere places."""
        mentions = [item.mention for item in self.items if item.mention.kind not in ("city", "country")]
        return frozenset(chain.from_iterable([range(m.first, m.last) for m in mentions]))

    @kept
    def mentioned(self) -> frozenset[int]:
        """The tokens of all mentions."""
        return frozenset(chain.from_iterable([range(item.mention.first, item.mention.last) for item in self.items]))

    def marker(self, position: int, group: str) -> str | None:
        """The class that words.toml gives in ``group`` to the phrase at ``position``."""
        match = self.text.matches[position]
        if match is not None and match.kinds & GROUP_BITS[group]:
            for meaning in match.meanings:
                if isinstance(meaning, Marker) and meaning.group == group:
                    return meaning.name
        return None

    def statuses(self, first: int, last: int) -> list[tuple[int, str]]:
        """Where the words of status stand between two tokens, covered or not, each with its class."""
        return [status for status in self._statuses if first <= status[0] < last]

    @kept
    def _statuses(self) -> list[tuple[int, str]]:
        positions = between(self.text.statuses, self.sentence.first, self.sentence.last)
        return [(position, self.marker(position, "status") or "") for position in positions]

    @kept
    def _borders(self) -> list[int]:
        """The tokens of the sentence at which another thought begins; every trigger asks for them."""
        text = self.text
        first, last = self.sentence.first, self.sentence.last
        words = [
            p
            for p in between(text.boundaries, first, last)
            if p not in self.covered and text.tokens[p].kind != "sign" and self.marker(p, "boundaries") in _BORDERS
        ]
        plans = [p + 1 for p in between(text.statuses, first, last) if text.norms[p : p + 2] == _ON_CONDITION]
        if not plans and _SPEECH_SIGNS.isdisjoint(text.norms[first:last]):
            return words
        signs = [p for p in range(first, last) if text.norms[p] in _SPEECH_SIGNS and p not in self.covered]
        return sorted(signs + words + plans)

    def is_border(self, position: int) -> bool:
        """Whether another thought begins at ``position``: أن، حيث، الذي، a colon; never inside a title."""
        return position in self._borders

    def is_topic(self, position: int) -> bool:
        """Whether what was talked about begins at ``position``: بشأن، العلاقات."""
        return position not in self.covered and self.marker(position, "boundaries") == "topic"

    def is_attendance(self, position: int) -> bool:
        """Whether those who were merely present are named from ``position`` on: بحضور، برفقة."""
        return position not in self.covered and self.marker(position, "attendance") is not None

    def verb(self, position: int) -> VerbForm | None:
        """A verb form of triggers.toml at ``position``."""
        match = self.text.matches[position]
        if match is None or not match.kinds & VERB_FORM:
            return None
        return next(iter(self.verbs(position)), None)

    def verbs(self, position: int) -> list[VerbForm]:
        """All verb forms of triggers.toml at ``position`` that its spelling allows."""
        match = self.text.matches[position]
        if match is None or not match.kinds & VERB_FORM or position in self.covered:
            return []
        return [m for m in match.meanings if isinstance(m, VerbForm) and self._is_spelled(position, m)]

    def light_verb(self, position: int) -> VerbForm | None:
        """A verb at ``position`` that only carries an event noun: «لقاء جمع», whatever else «جمع» may tell."""
        return next((form for form in self.verbs(position) if isinstance(form.verb, LightVerb)), None)

    def _is_spelled(self, position: int, form: VerbForm) -> bool:
        """False for «هنا» (here) where the verb is «هنأ», and for what ends in ة."""
        if form.number == "dual" and form.tense == "perfect" and self._is_indefinite_adjective(position + 1):
            return False  # «وشهد اللقاء بحثا معمقا»: a noun in the accusative
        spelled = form.verb.spelled if isinstance(form.verb, EventVerb) else ()
        if not spelled and not self.text.norms[position].endswith("ه"):
            return True
        return _may_be_verb(self.text.tokens[position].surface, spelled)

    def _is_indefinite_adjective(self, position: int) -> bool:
        """«معمقا», «مستفيضا»: an adjective that agrees with an accusative before it."""
        if position >= self.sentence.last or not self.text.norms[position].endswith("ا"):
            return False
        return bool(word_info(self.text.norms[position][:-1]).classes & ADJECTIVE)

    def is_verb(self, position: int) -> bool:
        """Whether the word at ``position`` can only be a verb."""
        if position in self.covered or self.text.tokens[position].kind != "word" or self.text.inside[position]:
            return False
        classes = word_info(self.text.norms[position]).classes
        if classes & ~VERB:  # «بين» is a preposition before it is a verb
            return False
        return bool(classes) or self.verb(position) is not None

    def clause_start(self, position: int) -> int:
        """Where the clause of ``position`` begins: behind the last border before it."""
        borders = self._borders
        before = bisect_left(borders, position) if borders else 0
        return borders[before - 1] + 1 if before else self.sentence.first

    def content_start(self, position: int) -> int:
        """Behind the last «أن» or colon before ``position``: a verb in و goes on with that thought."""
        for step in range(position - 1, self.sentence.first - 1, -1):
            if step not in self.covered and (
                self.marker(step, "boundaries") == "content" or self.text.norms[step] in _SPEECH_SIGNS
            ):
                return step + 1
        return self.sentence.first

    def clause_end(self, position: int) -> int:
        """Where the clause of ``position`` ends: at the next border, or behind the sentence."""
        borders = self._borders
        behind = bisect_right(borders, position) if borders else 0
        return borders[behind] if behind < len(borders) else self.sentence.last

    def words_behind(self, position: int, count: int) -> int:
        """The token ``count`` words behind ``position``; a title or name counts as one word however long it is."""
        step = position + 1
        while count and step < self.sentence.last:
            if step not in self.covered or step - 1 not in self.covered:
                count -= 1
            step += 1
        return step

    def between(self, first: int, last: int) -> list[Item]:
        """The items that begin in tokens ``first`` up to, not including, ``last``."""
        return [item for item in self.items if first <= item.mention.first < last]

    def rightwards(self, position: int) -> list[Item]:
        """The items behind ``position`` until another thought, topic or verb begins."""
        reached = self._reached.get(position)
        if reached is None:
            reached = self._reached[position] = list(self._until_stop(position))
        return reached

    @kept
    def _reached(self) -> dict[int, list[Item]]:
        return {}

    def _until_stop(self, position: int) -> Iterator[Item]:
        step = position
        for item in self.items:
            if item.mention.first < position:
                continue
            if any(self._stops(p) for p in range(step, item.mention.first)):
                return
            yield item
            step = item.mention.last

    def _stops(self, position: int) -> bool:
        if position in self._borders or self.is_verb(position):
            return True
        match = self.text.matches[position]
        is_word = match is not None and bool(match.kinds & (BOUNDARY | ATTENDANCE))
        return is_word and (self.is_topic(position) or self.is_attendance(position))

    def chain(self, item: Item) -> list[Item]:
        """``item`` and those that و or a comma ties to it: «كلا من A وB وC»."""
        found = [item]
        place = next((index for index, other in enumerate(self.items) if other is item), len(self.items))
        following = self.items[place + 1 :]
        for candidate in following:
            if not self._is_tied(found[-1], candidate):
                break
            found.append(candidate)
        return found

    def _is_tied(self, left: Item, right: Item) -> bool:
        gap = range(left.mention.last, right.mention.first)
        norms = [self.text.norms[p] for p in gap]
        if not all(norm in _CHAIN or self._is_light(p) for norm, p in zip(norms, gap, strict=True)):
            return False
        if len(norms) > 6:
            return False
        return right.mention.joined or any(norm in ("،", ",", "و", "ثم", "وكذلك") for norm in norms)

    def _is_light(self, position: int) -> bool:
        """Words of respect that stand alone, and wishes, do not break a list."""
        match = self.text.matches[position]
        return self.text.inside[position] or (
            match is not None
            and any(
                type(m).__name__ == "Honorific" or (isinstance(m, Marker) and m.group == "formula")
                for m in match.meanings
            )
        )

    def phrase_in(self, phrases: tuple[str, ...], first: int, last: int) -> bool:
        """Whether one of ``phrases`` (folded) stands in the tokens as whole words, with or without a preposition."""
        return stands_in(phrases, self.text.norms[first:last])

    def nouns(self, first: int, last: int) -> Iterator[tuple[int, NounForm]]:
        """The event nouns in the tokens, outside of titles."""
        for position in between(self.text.nouns, first, last):
            form = None if position in self.covered else self.text.meaning(position, NounForm)
            if form is not None:
                yield position, form
