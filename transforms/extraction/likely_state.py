"""The likely state of an officer of whom no sentence tells it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from transforms.arabic.spelling import fold
from transforms.extraction.cultures import may_be_of
from transforms.extraction.mentions import Mention
from transforms.extraction.own_state import GOVERNING
from transforms.lexicon import lexicon

_REACH = 60  # mentions to either side among which a state is looked for
_SCENE_REACH = 12  # tokens from a state to an officer whom a dateline abroad does not claim
# whose state is nobody else's who stands before: «أجرت كاتبة الدولة X مباحثات مع وزير خارجية مالي Y»
_NOT_BEHIND = frozenset({"thing", "person", "office", "counterpart"})
_OF_A_STATE = GOVERNING | {"adviser", "military", "official", "legislator", "ambassador"}
_SURELY_OF_A_STATE = GOVERNING | {"ambassador", "legislator", "adviser"}


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A document's ``mentions``, the state it is written from, and the offices of states that it gives to somebody."""

    mentions: list[Mention]
    home: str | None
    held: frozenset[tuple[str, str]]

    def state_of(self, group: list[Mention], position: str | None, accredited: str | None) -> str | None:
        """The outlet's own state, else the nearest that the officer's name and office allow.

        A dateline in a state whose people have other names than Arabic ones («جوهانسبرغ: من مبعوثنا») tells the scene,
        so that a state named just before goes first.
        """
        if position is None or position not in _OF_A_STATE or any(m.organization for m in group):
            return None
        if position == "military" and not any(m.title_key for m in group):
            return None  # a rank alone may be a policeman's
        officer = _Officer(
            first=next((m for m in group if m.position), group[0]),
            parts=max((m.parts for m in group), key=len),
            position=position,
            accredited=accredited,
        )
        index = bisect_left(self.mentions, officer.first.first, key=_first)
        allowed = self._allowed_before(officer, index)
        if self.home is not None and self._is_allowed(officer, self.home, index):
            return self._home_or_near(officer, self.home, allowed)
        if not (position in _SURELY_OF_A_STATE or self._is_public(officer.first, position)):
            return None  # an officer of a firm or the police is nobody's for being named near a state
        if allowed:
            return allowed[-1][1]
        behind = (m for m in self.mentions[index + 1 : index + _REACH] if m.kind not in _NOT_BEHIND)
        return next((m.country for m in behind if m.country and self._is_allowed(officer, m.country, index)), None)

    def _allowed_before(self, officer: _Officer, index: int) -> list[tuple[int, str]]:
        """The states named before that may be the officer's, with where each mention ends."""
        return [
            (m.last, m.country)
            for m in self.mentions[max(0, index - _REACH) : index]
            if m.country and m.kind != "thing" and self._is_allowed(officer, m.country, index)
        ]

    @staticmethod
    def _home_or_near(officer: _Officer, home: str, near: list[tuple[int, str]]) -> str:
        is_abroad = lexicon().cultures.get(home, "other") == "other"
        if is_abroad and near and near[-1][1] != home and officer.first.first - near[-1][0] < _SCENE_REACH:
            return near[-1][1]
        return home

    def _is_allowed(self, officer: _Officer, code: str, index: int) -> bool:
        """Whether the officer may be of ``code``; not of where he goes: «زيارة وزير الخارجية يوسف بطرس غالي لطهران»."""
        goal = next(
            (
                m
                for m in self.mentions[index + 1 : index + 2]
                if m.first == officer.first.last and m.governor in ("ل", "الي")
            ),
            None,
        )
        if (goal is not None and goal.country == code) or code == officer.accredited:
            return False
        is_free = (officer.position, code) not in self.held
        return is_free and may_be_of(officer.parts, code) and _has_such_office(officer.first, code)

    def _is_public(self, mention: Mention, position: str) -> bool:
        """Whether a military or minor officer stands for a state."""
        title = fold(mention.title_text)
        words = lexicon().side_words
        if position == "military" and any(word in title for word in words.army):
            return True
        return self.home is not None and not any(word in title for word in words.private)


@dataclass(frozen=True, slots=True)
class _Officer:
    first: Mention
    parts: tuple[str, ...]
    position: str
    accredited: str | None


def _first(mention: Mention) -> int:
    return mention.first


def _has_such_office(mention: Mention, state: str) -> bool:
    """A kingdom has no «الرئيس» and a republic no «الملك»."""
    if mention.position != "head_of_state":
        return True
    words = lexicon().side_words
    title = fold(mention.title_text.removeprefix("و"))
    is_monarchy = state in lexicon().monarchies
    if title.startswith(words.republic) and "مجلس" not in title:
        return not is_monarchy or state == "ARE"
    return not title.startswith(words.kingdom) or is_monarchy
