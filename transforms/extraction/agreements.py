"""Agreements: one row a document signed, adopted, negotiated or in force, and one a thing agreed to be done."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.arabic.dates import UNKNOWN, DateValue
from transforms.extraction.drafts import Draft, Paper, Part

_STATUS = {"planned": "planned", "cancelled": "planned", "recurring": "planned"}
_OF_THE_DAY = frozenset({"signed", "ratified", "agreed"})  # whose day is that of their event
_ALIKE = 0.5  # how much of the shorter subject two tellings of one document have in common


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement before publication; ``event`` is the index of its event among the document's drafts."""

    agreement_type: str
    status: str
    first: int
    last: int
    subject: str | None
    event: int
    parts: tuple[Part, ...]
    date: DateValue
    is_background: bool
    rule: str

    @property
    def sides(self) -> frozenset[str]:
        """The states and organizations that are parties."""
        return frozenset(p.side for p in self.parts)


def agreements_of(draft: Draft, index: int) -> list[Agreement]:
    """The agreements that the event ``draft`` made or announced."""
    return [_agreement(draft, index, paper) for paper in draft.papers]


def _agreement(draft: Draft, index: int, paper: Paper) -> Agreement:
    """The row of one document: planned while its act is; without parties of its own it has the event's."""
    status = paper.status or ("agreed" if draft.event_type == "agree" else "signed")
    if draft.status != "occurred" and not paper.status:
        status = _STATUS[draft.status]
    parts = tuple(p for p in draft.parts if not paper.sides or p.side in paper.sides)
    is_dated = draft.status == "occurred" and status in _OF_THE_DAY
    return Agreement(
        agreement_type=paper.agreement_type,
        status=status,
        first=paper.first,
        last=paper.last,
        subject=paper.subject,
        event=index,
        parts=parts or draft.parts,
        date=draft.date if is_dated else UNKNOWN,
        is_background=draft.is_background,
        rule=draft.rule,
    )


def distinct(found: list[Agreement]) -> list[Agreement]:
    """Each document once, though title, lead and body tell of it: the telling that says what it is about stays."""
    kept: list[Agreement] = []
    for agreement in found:
        twin = next((i for i, other in enumerate(kept) if _is_retold(other, agreement)), None)
        if twin is None:
            kept.append(agreement)
        elif kept[twin].subject is None and agreement.subject is not None:
            kept[twin] = agreement
    return kept


def _is_retold(one: Agreement, other: Agreement) -> bool:
    """Whether both tell of one document: the same type and parties, and subjects that do not differ."""
    if one.agreement_type != other.agreement_type or one.first == other.first:
        return False
    if one.event == other.event and abs(one.first - other.first) < 40 and one.subject != other.subject:
        return False  # two of one ceremony, told in one breath
    if not (one.sides <= other.sides or other.sides <= one.sides):
        return False
    if one.agreement_type == "joint_statement":
        return True
    if other.subject is None and one.status in ("ratified", "signed") and other.status == "signed":
        return True  # «صادق البرلمان على اتفاق … وكان الوزيران قد وقعا الاتفاق»
    if one.subject is None or other.subject is None:
        return one.status == other.status or "negotiating" in (one.status, other.status)
    words, others = _words(one.subject), _words(other.subject)
    return len(words & others) >= _ALIKE * min(len(words), len(others))


def _words(subject: str) -> set[str]:
    return {word.removeprefix("و").removeprefix("ال") for word in subject.split() if len(word) > 2}
