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
# governed so a state is spoken of, or gone to: «قال الوزير إن على إيران …»
_SPOKEN_OF = frozenset({"علي", "مع", "ضد", "الي", "ل", "عن", "حول", "تجاه", "من"})
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
        behind = (m for m in self.mentions[index + 1 : index + _REACH] if _names_state(m))
        fitting = (m for m in behind if self._is_allowed(officer, m.country or "", index))
        nearest = _nearest(allowed) or next(fitting, None)
        return nearest.country if nearest is not None else None

    def _allowed_before(self, officer: _Officer, index: int) -> list[Mention]:
        """The mentions before whose state may be the officer's."""
        return [
            m
            for m in self.mentions[max(0, index - _REACH) : index]
            if m.country and m.kind != "thing" and self._is_allowed(officer, m.country, index)
        ]

    @staticmethod
    def _home_or_near(officer: _Officer, home: str, allowed: list[Mention]) -> str:
        """Abroad, the state named just before, unless it is that of somebody else: «رسالة من رئيس مالي X تسلمها Y»."""
        is_abroad = lexicon().cultures.get(home, "other") == "other"
        near = allowed[-1] if allowed else None
        if is_abroad and near is not None and near.country and near.country != home and _names_state(near):
            return near.country if officer.first.first - near.last < _SCENE_REACH else home
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


def _names_state(mention: Mention) -> bool:
    """Whether a state is named as who acts or where something is, not as somebody's own or as what is spoken of."""
    return bool(mention.country) and mention.kind not in _NOT_BEHIND and mention.governor not in _SPOKEN_OF


def _nearest(allowed: list[Mention]) -> Mention | None:
    """The last state that acts or has an officer, before the last one only spoken of: «… مع الولايات المتحدة»."""
    acting = [m for m in allowed if m.governor not in _SPOKEN_OF] or allowed
    return acting[-1] if acting else None


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
