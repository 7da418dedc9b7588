"""Documents that a text only speaks of: under negotiation, in force, ended; joint statements that are quoted."""

from __future__ import annotations

from transforms.arabic.dates import UNKNOWN
from transforms.extraction.agreements import Agreement
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Paper
from transforms.extraction.papers import document_at, papers_in
from transforms.extraction.text import between
from transforms.lexicon import lexicon
from transforms.quick import replace

_BEFORE, _BEHIND = 4, 18  # tokens in which a cue stands before and behind the noun
_BESIDE = 16  # tokens around it in which its parties are named
_HOSTS = frozenset(
    {"meeting", "call", "visit", "session", "signing", "agree", "message", "relations", "support", "condemn", "appeal"}
)


def spoken_of(views: dict[int, View], drafts: list[Draft]) -> list[Agreement]:
    """Agreements that no event of their own makes, each with the event in whose telling it stands."""
    taken = {p.first for d in drafts for p in d.papers}
    found: list[Agreement] = []
    for view in views.values():
        for position in between(view.text.documents, view.sentence.first, view.sentence.last):
            named = document_at(view, position)
            if named is None or position in taken:
                continue
            status = _status_told(view, position, named[0], named[1].agreement_type)
            paper = papers_in(view, position, position + 1, behind_preposition=True)[:1] if status else ()
            if paper:
                found.extend(_hosted(view, drafts, replace(paper[0], status=status)))
    return found


def _status_told(view: View, first: int, last: int, agreement_type: str) -> str:
    """What the words around a document say of it: «مسودة اتفاقية», «لا تزال سارية المفعول»; empty for nothing."""
    before = " " + " ".join(view.text.norms[max(view.sentence.first, first - _BEFORE) : first]) + " "
    limit = min(view.sentence.last, last + _BEHIND)
    limit = next((p for p in range(last, limit) if document_at(view, p) is not None), limit)
    behind = " " + " ".join(view.text.norms[last:limit]) + " "
    for status, (left, right) in lexicon().agreement_status.items():
        if (agreement_type == "joint_statement") != (status == "signed") or agreement_type in ("truce", "partnership"):
            continue
        if (
            (view.is_title and status == "signed")
            or any(cue in before for cue in left)
            or any(cue in behind for cue in right)
        ):
            return status
    return ""


def _hosted(view: View, drafts: list[Draft], paper: Paper) -> list[Agreement]:
    """The agreement put to the nearest event told that has its parties; none where no event has them."""
    sides = _sides_beside(view, paper)
    index = _host(view, drafts, sides, paper)
    if index is None:
        return []
    draft = drafts[index]
    parties = sides if len(sides) >= 2 else draft.sides
    parts = tuple(p for p in draft.parts if p.side in parties)
    return [
        Agreement(
            agreement_type=paper.agreement_type,
            status=paper.status,
            first=paper.first,
            last=paper.last,
            subject=paper.subject,
            event=index,
            parts=parts,
            date=UNKNOWN,
            is_background=paper.status in ("in_force", "ended"),
            rule=f"agreement.{paper.status}",
        )
    ]


def _sides_beside(view: View, paper: Paper) -> frozenset[str]:
    """The states and bodies named near the document."""
    near = [
        i
        for i in view.between(paper.first - _BESIDE, paper.last + _BESIDE)
        if i.mention.governor not in ("في", "ب") and i.actors
    ]
    sides = {a.country or a.organization for i in near for a in i.actors}
    return frozenset(s for s in sides if s)


def _host(view: View, drafts: list[Draft], sides: frozenset[str], paper: Paper) -> int | None:
    """An event of the sentence, else the last before, whose sides are those of the document or, where none are, two."""

    def distance(index: int) -> tuple[bool, int]:
        return drafts[index].sentence != view.sentence, abs(drafts[index].first - paper.first)

    for index in sorted(range(len(drafts)), key=distance):
        draft = drafts[index]
        if draft.event_type not in _HOSTS or len(draft.sides) < 2:
            continue
        if paper.agreement_type == "joint_statement" and draft.sentence != view.sentence and index != _occasion(drafts):
            continue
        if sides <= draft.sides and (len(sides) >= 2 or len(draft.sides) == 2):
            return index
    return None


def _occasion(drafts: list[Draft]) -> int | None:
    """The first event told of two sides: what a joint statement in another sentence is about."""
    return next(
        (i for i, d in enumerate(drafts) if len(d.sides) == 2 and d.event_type in _HOSTS and not d.is_background), None
    )
