"""Which state a person acts for when his title does not say it, but the sentence does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from transforms.extraction.colleagues import colleague
from transforms.extraction.cultures import may_be_of
from transforms.extraction.mentions import Mention
from transforms.extraction.telling_words import CountryOf, TellingWords
from transforms.extraction.text import Text
from transforms.lexicon import lexicon
from transforms.lexicon.entries import City

_REACH = 8  # mentions before, or words between, over which a state goes on
_LIST_SIGNS = frozenset("،,؛()-–/«».")
_HEADED_SIGNS = frozenset("،,:(«")
_PEERED = frozenset({"foreign_minister", "head_of_government"})
_NO_NATION = frozenset({"ambassador", "envoy", "organization_head"})
_PRINCIPALS = frozenset({"head_of_state", "crown_prince", "deputy_head_of_government"})
_AT_HOME = frozenset(
    {
        "head_of_state",
        "crown_prince",
        "head_of_government",
        "deputy_head_of_government",
        "foreign_minister",
        "minister",
        "deputy_minister",
        "speaker",
        "spokesperson",
        "adviser",
        "military",
        "official",
        "legislator",
        "ambassador",
    }
)


def near_states(text: Text, mentions: list[Mention], country_of: CountryOf, home: str | None) -> dict[int, str]:
    """The states that the sentence around a mention without one gives it, by the mention's first token.

    ``country_of`` tells what the document says of a mention outright, ``home`` the state it is written from.
    """
    found: dict[int, str] = {}
    near = _Surroundings(text, mentions, lambda m: country_of(m) or found.get(m.first), home)
    stage = near.stage()
    for index, mention in enumerate(mentions):
        if mention.kind not in ("person", "office") or mention.organization or country_of(mention):
            continue
        state = near.state(index)
        if state is None and stage is not None and near.is_at_hand(mention) and may_be_of(mention.parts, stage):
            state = stage
        if state is not None:
            found[mention.first] = state
    return found


@dataclass(frozen=True, slots=True)
class _Surroundings(TellingWords):
    """What stands around the mentions of a document."""

    def stage(self) -> str | None:
        """The state in which the article plays, by the city at its head: «الدوحة … واس»; not the outlet's own."""
        body = self.text.sentences[self.text.title_sentences :]
        city = self.text.meaning(body[0].first, City) if body else None
        return city.country if city is not None and self.home is not None and city.country != self.home else None

    def is_at_hand(self, mention: Mention) -> bool:
        """«وحضر المقابلة معالي X», «وكان في استقباله بالمطار Y»: those at hand where it plays."""
        first = self.text.sentence_of(mention.first).first
        opening = self.text.norms[first : min(first + 6, mention.first)]
        return mention.position in _AT_HOME and any(word in lexicon().side_words.at_hand for word in opening)

    def state(self, index: int) -> str | None:
        """The state of a mention without one, by what its own words or the mention before tell."""
        mention = self.mentions[index]
        if mention.owner.startswith("pair"):
            return self._of_pair(mention)
        if mention.owner:
            return self.of_sender(index) or self._of_owner(index)
        if mention.resolution == "counterpart":
            return self._of_counterpart(index)
        if mention.is_home:
            return self._of_home_title(mention)
        told = self.of_sender(index) or self.of_delegation(index) or self.of_palace(index) or self.of_attendance(index)
        if told is not None:
            return told
        if index == 0:
            return None
        if self.mentions[index - 1].first < self.text.sentence_of(mention.first).first:
            return self._from_opening(index)
        return self._from_before(index)

    def _from_before(self, index: int) -> str | None:
        """What the mention before in the sentence tells: a delegation, its head, a list, who carries a message."""
        before, mention = self.mentions[index - 1], self.mentions[index]
        gap = self.text.norms[before.last : mention.first]
        if len(gap) > _REACH:
            return None
        if before.kind in ("group", "capital") and before.country and before.number != "dual":
            return before.country if self._leads(before, mention, gap) else None
        if before.kind not in ("person", "office"):
            return None
        if any(word in lexicon().side_words.beside for word in gap):
            return self.known(before)
        if before.position in _NO_NATION or before.accredited or mention.position in _NO_NATION | _PRINCIPALS:
            return None  # «الملك عبدالله الثاني وولي ولي العهد» may be of two states
        if before.position in _PEERED and not mention.position:
            return None  # «وقعه وزير الخارجية X وY»: a bare name beside a foreign minister is his peer
        chained = lexicon().side_words.chained
        is_chained = all(word in chained or word in _LIST_SIGNS for word in gap)
        is_listed = is_chained and (mention.joined or bool(gap)) and len(gap) <= 2
        return self.known(before) if is_listed and mention.governor in ("", before.governor) else None

    def _from_opening(self, index: int) -> str | None:
        """What the words before the first person of a sentence tell: «وضم الوفد المرافق له وزيرة X»."""
        mention = self.mentions[index]
        opening = self.text.norms[self.text.sentence_of(mention.first).first : mention.first]
        beside = lexicon().side_words.beside
        if len(opening) > 10 or not any(word in beside for word in opening):
            return None
        states = (self.known(m) for m in reversed(self.mentions[:index]) if m.kind == "person")
        return next((state for state in states if state is not None and state != self.home), None)

    def _leads(self, group: Mention, mention: Mention, gap: list[str]) -> bool:
        """«ومن الجانب المجري معالي X», «عن جانب كابل X», «الوفد الإيراني الذي ترأسه مساعد وزير الداخلية X»."""
        if group.kind == "capital" and self.text.norms[group.first - 1] not in lexicon().side_words.sides:
            return False
        if mention.joined and not gap:
            return False
        return all(self._is_heading(group.last + offset) for offset in range(len(gap)))

    def _is_heading(self, position: int) -> bool:
        """Whether a word may stand between a delegation and its head."""
        words = lexicon().side_words
        norm = self.text.norms[position]
        is_word = norm in words.headed or norm.startswith(words.heading)
        return is_word or norm in _HEADED_SIGNS or norm.isdigit() or self.text.inside[position]

    def _of_owner(self, index: int) -> str | None:
        """«وزير خارجيتها», «سفير بلاده», «نائبه»: the state last spoken of; «سفيرنا» is of those who speak."""
        mention = self.mentions[index]
        if mention.owner == "نا" and self.home is not None:
            return self.home
        is_state = mention.owner == "ها"
        wanted = ("country", "group", "capital", "institution") if is_state else ("person", "office", "counterpart")
        earliest = self.text.sentence_of(mention.first).first if mention.kind == "office" else 0
        nearby = [
            m
            for m in reversed(self.mentions[max(0, index - _REACH) : index])
            if m.kind not in ("city", "thing", "home") and m.first >= earliest
        ]
        acting = self._superior(index)
        if acting is not None:
            return self.known(acting)
        if not is_state and _is_of_a_body(next((m for m in nearby if m.kind in wanted), None)):
            return None  # «أوفد الأمين العام للأمم المتحدة مبعوثه الشخصي إلى السودان»
        return _first_state(self.known, (*(m for m in nearby if m.kind in wanted), *nearby)) or self.home

    def _superior(self, index: int) -> Mention | None:
        """«التقى الوزير الأمريكي X نظيريه A وB، ثم جمعهما نائبه»: a deputy who acts alone is of who acted first."""
        mention = self.mentions[index]
        if mention.joined or mention.governor or not mention.title_key.startswith(lexicon().story_words.deputies):
            return None
        first = self.text.sentence_of(mention.first).first
        here = (m for m in self.mentions[:index] if m.first >= first and m.kind in ("person", "office"))
        return next((m for m in here if not m.governor and m.position and self.known(m)), None)

    def _of_counterpart(self, index: int) -> str | None:
        """«زيارة إلى فنلندا … مع نظيرته بيا»: the state last named that is not the colleague's own.

        «يلتقي الرئيس عبد الفتاح السيسي ونظيره بدر عبد العاطي»: joined to another whom the same visitor meets, he is of
        that state.
        """
        mention = self.mentions[index]
        nearby = list(reversed(self.mentions[max(0, index - _REACH) : index]))
        other = colleague(self.text, self.mentions, index)
        if mention.joined and nearby and nearby[0].kind == "person" and nearby[0] is not other:
            return self.known(nearby[0])
        own = self.known(other) if other is not None else None
        if own is None:
            return None
        states = (self.known(m) for m in nearby)
        return next((s for s in states if s is not None and s != own and may_be_of(mention.parts, s)), None)

    def _of_pair(self, mention: Mention) -> str | None:
        """«وزيرا الدفاع في البلدين، A وB»: the two states spoken of most, the home state before the one named first."""
        named = Counter(m.country for m in self.mentions if m.country and m.kind != "thing")
        two = {code for code, _ in named.most_common(2)}
        ordered = list(dict.fromkeys(m.country for m in self.mentions if m.country in two))
        ordered.sort(key=lambda code: code != self.home)
        if len(ordered) < 2:
            return None
        which = int(mention.owner[-1])
        fits = [code for code in (ordered[which], ordered[1 - which]) if code and may_be_of(mention.parts, code)]
        return fits[0] if fits else None

    def _of_home_title(self, mention: Mention) -> str | None:
        """«سفير المملكة», «سفيرة الدولة»: the outlet's own state, of those that are called so."""
        name = "kingdom" if "المملكة" in mention.title_text else "sultanate" if "السلطنة" in mention.title_text else ""
        states = lexicon().home_states.get(name, ())
        if not states or self.home in states:
            return self.home
        return next((m.country for m in self.mentions if m.country in states), None)


def _first_state(known: CountryOf, mentions: Iterable[Mention]) -> str | None:
    return next((state for mention in mentions if (state := known(mention)) is not None), None)


def _is_of_a_body(owner: Mention | None) -> bool:
    """Whether he serves an organization, not a state: «الأمين العام للأمم المتحدة»."""
    return owner is not None and owner.position in _NO_NATION and bool(owner.organization)
