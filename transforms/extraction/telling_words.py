"""States that the words around a mention tell: of a letter handed over, a delegation led, a palace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from transforms.arabic.spelling import fold
from transforms.extraction.cultures import may_be_of
from transforms.extraction.mentions import Mention
from transforms.extraction.text import Text
from transforms.lexicon import lexicon
from transforms.lexicon.entries import EventVerb, VerbForm

CountryOf = Callable[[Mention], str | None]
_REACH = 8  # mentions before among which the bearer of a letter is
_HOSTS = frozenset({"head_of_state", "crown_prince", "head_of_government"})
_STAFF = frozenset({"adviser", "official", "deputy_minister", "spokesperson", "military"})
_RECEIVING = frozenset({"meeting.receive", "meeting.bring_together", "meeting.single_out"})


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The mentions of a document; ``known`` tells a mention's state as far as it is found, ``home`` the outlet's."""

    text: Text
    mentions: list[Mention]
    known: CountryOf
    home: str | None

    def of_sender(self, index: int) -> str | None:
        """Who sends a letter is of the state of who hands it over, never of the recipient's."""
        mention = self.mentions[index]
        first = self.text.sentence_of(mention.first).first
        words = lexicon().side_words
        verb = next((p for p in range(mention.first - 1, first - 1, -1) if self.text.norms[p] in words.carries), None)
        if verb is None or mention.governor != "من":
            return None
        people = [m for m in self.mentions[max(0, index - _REACH) : index] if m.kind in ("person", "office")]
        carrier = self._carrier(people, verb)
        if carrier is not None:
            return self.known(carrier)
        if words.letters.isdisjoint(self.text.norms[verb : mention.first]):
            return None
        recipients = {self.known(m) for m in people if m.first >= first} | {None}
        states = (self.known(m) for m in reversed(people))
        return next((s for s in states if s not in recipients and may_be_of(mention.parts, s or "")), None)

    def _carrier(self, people: list[Mention], verb: int) -> Mention | None:
        """«سلّم الوزير البنغلادشي … رسالة من رئيسة الوزراء X», «المبعوث الناميبي، الذي سلمه رسالة من السيدة X»."""
        before = self.text.norms[max(0, verb - 2) : verb]  # «الذي سلمه», «الذي قام بتسليمه»
        if not lexicon().side_words.who.isdisjoint(before):
            return next((m for m in reversed(people) if m.first < verb), None)
        return next((m for m in people if m.first > verb and not m.governor), None)

    def of_delegation(self, index: int) -> str | None:
        """«بعثة من وزارة الخارجية المالية تصل نواكشوط برئاسة الأمين العام للوزارة X»: who leads a delegation."""
        mention = self.mentions[index]
        words = lexicon().side_words
        if mention.governor not in words.led:
            return None
        first = self.text.sentence_of(mention.first).first
        groups = (m for m in reversed(self.mentions[:index]) if m.first >= first and m.kind == "group")
        sent = (m for m in groups if fold(m.title_text).removeprefix("و").startswith(words.delegations))
        return next((m.country for m in sent), None)

    def of_attendance(self, index: int) -> str | None:
        """«اختلى الأمير خالد بالوزيرين، بحضور مستشار الوزير X»: who is present without a nisba is of who acts."""
        mention = self.mentions[index]
        if mention.governor not in lexicon().side_words.present or mention.position not in _STAFF:
            return None
        first = self.text.sentence_of(mention.first).first
        here = (m for m in self.mentions[:index] if m.first >= first and m.kind in ("person", "office"))
        acting = next((m for m in here if not m.governor), None)
        return self.known(acting) if acting is not None else None

    def of_palace(self, index: int) -> str | None:
        """«استقبل الرئيس X بقصر قرطاج …»: a ruler who receives does so at his own palace."""
        mention = self.mentions[index]
        following = next(iter(self.mentions[index + 1 : index + 2]), None)
        if mention.position not in _HOSTS or following is None or following.kind != "institution":
            return None
        form = self.text.meaning(mention.first - 1, VerbForm) if mention.first else None
        receives = form is not None and isinstance(form.verb, EventVerb) and form.verb.rule in _RECEIVING
        is_there = following.governor in ("ب", "في") and following.first - mention.last <= 1
        return following.country if receives and is_there else None
