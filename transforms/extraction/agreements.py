"""Agreements: documents signed, adopted, negotiated or in force, and what the sides agreed to do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from transforms.arabic.dates import UNKNOWN, DateValue
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Paper, Part
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import FUNCTION, NOUN, VERB

_SUBJECT_TOKENS = 14


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


def agreements_of(draft: Draft, index: int, view: View) -> list[Agreement]:
    """The agreements that the event ``draft`` made or announced."""
    if draft.event_type == "signing":
        return _papers(draft, index, view)
    if draft.event_type == "agree":
        return _commitments(draft, index, view)
    return []


def _papers(draft: Draft, index: int, view: View) -> list[Agreement]:
    if draft.status == "cancelled" and not _is_postponed(view, draft):
        return []
    found: list[Agreement] = []
    for paper in draft.papers:
        count = max(paper.count, 1)
        for step in range(count):
            subject = _subject(view, paper, step if count > 1 else None)
            found.append(
                Agreement(
                    agreement_type=paper.agreement_type, status=_status(draft, view, paper), first=paper.first, last=paper.last,
                    subject=subject, event=index, parts=draft.parts, date=draft.date if draft.status == "occurred" else UNKNOWN,
                    is_background=draft.is_background, rule=draft.rule,
                )  # fmt: skip
            )
    return _distinct(found)


def _distinct(found: list[Agreement]) -> list[Agreement]:
    """A paper told again («المذكرة», «الاتفاقية») is no second one: a definite noun without a subject after another of its type."""
    kept: list[Agreement] = []
    for agreement in found:
        if agreement.subject is None and any(a.agreement_type == agreement.agreement_type and a.first != agreement.first for a in kept):
            continue
        kept.append(agreement)
    return kept


def _is_postponed(view: View, draft: Draft) -> bool:
    window = view.text.norms[view.clause_start(draft.first) : view.clause_end(draft.first)]
    return any(w.removeprefix("و").startswith(("تاجل", "ارج", "تاجيل", "اجل")) for w in window)


def _status(draft: Draft, view: View, paper: Paper) -> str:
    if draft.status in ("planned", "cancelled"):
        return "planned"
    cues = lexicon().agreement_status
    window = view.text.norms[max(view.sentence.first, draft.first - 3) : paper.first]
    if any(word.removeprefix("و") in cues["ratified"] for word in window):
        return "ratified"
    if "الاولي" in view.text.norms[draft.first : paper.first + 8] and any(w.startswith("بالاحرف") for w in view.text.norms[draft.first : paper.first + 8]):
        return "agreed"
    return "signed"


def _commitments(draft: Draft, index: int, view: View) -> list[Agreement]:
    """What the sides agreed to: a truce or partnership by its name, else one commitment for each «على»."""
    if draft.status not in ("occurred",):
        return []
    end = view.sentence.last
    papers = [p for p in draft.papers if p.agreement_type in ("truce", "partnership", "roadmap") or not p.is_weak]
    near = [p for p in papers if p.first - draft.last <= 8]
    if near and near[0].agreement_type in ("truce", "partnership"):
        paper = near[0]
        return [_agreement(draft, index, paper.agreement_type, paper.first, paper.last, _subject(view, paper, None))]
    found: list[Agreement] = []
    for position in range(draft.last, end):
        norm = view.text.norms[position]
        is_first = norm in ("علي", "ان") and not found
        is_next = norm == "وعلي" and found
        if (is_first or is_next) and position not in view.covered:
            last = _phrase_end(view, position + 1)
            if last > position + 1:
                subject = view.text.surface(position + 1, last)
                found.append(_agreement(draft, index, "commitment", position + 1, last, subject))
    return found


def _agreement(draft: Draft, index: int, kind: str, first: int, last: int, subject: str | None) -> Agreement:
    return Agreement(kind, "agreed", first, last, subject, index, draft.parts, draft.date, draft.is_background, draft.rule)


def _subject(view: View, paper: Paper, step: int | None) -> str | None:
    """A few words of the text on what the paper is about: behind بشأن، في مجال، تهدف إلى, or the genitive behind its noun.

    ``step`` counts the papers of a dual («مذكرتي تفاهم، تخص الأولى القمح، بينما تتعلق الثانية بالمعارض»).
    """
    limit = min(view.sentence.last, paper.last + 22)
    if step is not None:
        ordinals = (("الاولي", "الاول", "اولاهما"), ("الثانيه", "الثاني", "الاخري", "ثانيتهما"))[min(step, 1)]
        for position in range(paper.last, view.sentence.last):
            if view.text.norms[position] in ordinals:
                return _words(view, position + 1)
    for position in range(paper.last, limit):
        if position > paper.last + 10:
            break
        for opener in lexicon().subject_openers:
            words = opener.split()
            if tuple(view.text.norms[position : position + len(words)]) == tuple(words):
                return _words(view, position + len(words))
        norm = view.text.norms[position]
        if norm.startswith(("لل", "ل")) and len(norm) > 4 and position <= paper.last + 3 and word_info(norm).classes & NOUN:
            return _words(view, position)
        if norm in ("،", ".", "؛") and position > paper.last + 2:
            break
    if paper.last < view.sentence.last and word_info(view.text.norms[paper.last]).classes & NOUN and not word_info(view.text.norms[paper.last]).prefix:
        return _words(view, paper.last)
    return None


def _words(view: View, first: int) -> str | None:
    last = _phrase_end(view, first)
    return view.text.surface(first, last) if last > first else None


def _phrase_end(view: View, first: int) -> int:
    """Where a subject ends: at punctuation, at «وعلى», at another thought."""
    position = first
    while position < min(view.sentence.last, first + _SUBJECT_TOKENS):
        norm = view.text.norms[position]
        if view.text.tokens[position].kind == "sign" and norm not in ("«", "»", "\"", "-", "(", ")"):
            break
        if norm in ("وعلي", "وذلك", "كما", "حيث", "فيما", "بينما", "ومذكره", "واتفاقيه", "التي", "الذي", "وكذا") and position > first:
            break
        position += 1
    while position > first and (view.text.tokens[position - 1].kind == "sign" or word_info(view.text.norms[position - 1]).classes == FUNCTION):
        position -= 1
    return position


def standing_papers(view: View, taken: set[int], sides: tuple[str, ...]) -> list[tuple[Paper, str]]:
    """Papers that a sentence only refers to, with a status of their own: under negotiation, or ended."""
    cues = lexicon().agreement_status
    found = []
    for position in range(view.sentence.first, view.sentence.last):
        if position in taken or position in view.covered:
            continue
        paper = _paper_at(view, position)
        if paper is None or paper.is_weak:
            continue
        around = " " + " ".join(view.text.norms[max(view.sentence.first, position - 6) : min(view.sentence.last, paper.last + 12)]) + " "
        for status in ("negotiating", "ended"):
            if any(f" {cue} " in around for cue in cues[status]):
                found.append((paper, status))
                break
    return found


def _paper_at(view: View, position: int) -> Paper | None:
    from transforms.lexicon.entries import Document

    match = view.text.matches[position]
    document = view.text.meaning(position, Document)
    if match is None or document is None:
        return None
    return Paper(position, match.last, document.agreement_type, document.count, document.is_weak)


__all__ = ["Agreement", "agreements_of", "replace", "standing_papers", "VERB"]
