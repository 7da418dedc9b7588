"""Letters, cables, invitations."""

from __future__ import annotations

from dataclasses import replace

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, parts_of, united
from transforms.extraction.frames.grammar import _HUMAN, Grammar
from transforms.lexicon.entries import EventVerb, VerbForm


class Letters(Grammar):
    """Letters, cables, invitations."""

    def _correspondence(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        is_receipt = verb.frame == "receipt"
        others = []
        for item in view.between(after, view.sentence.last):
            if any(view.is_border(p) for p in range(after, item.mention.first)):
                break
            if any(view.verb(p) is not None and p != position and view.is_verb(p) for p in range(after, item.mention.first)):
                break
            if item.actors and item.mention.kind in (*_HUMAN, "organization", "group"):
                others.append(item)
        if not others:
            others = [i for i in view.between(after, view.sentence.last) if i.mention.kind in ("country", "capital") and i.mention.governor in ("الي", "ل", "من") and i.actors][:1]
        if not subject or not others:
            return []
        sender, recipient = ("recipient", "sender") if is_receipt else ("sender", "recipient")
        parts = united(parts_of(subject, sender), *(parts_of([i], recipient if i.mention.governor in ("الي", "ل", "من", "") else sender) for i in others))
        return [self._placeless(self._draft(view, position, last, verb, parts, form), view)] if len(parts) > 1 and len({p.side for p in parts}) > 1 else []

    @staticmethod
    def _placeless(draft: Draft, view: View) -> Draft:
        """A cable has no place."""
        if view.phrase_in(("برقيه", "ببرقيه", "برقيات", "برقيتي", "ببرقيتي"), draft.first, view.sentence.last):
            return replace(draft, place=None, place_country=None)
        return draft

    def _address(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        objects = self._objects(view, after, frozenset({"", "الي", "ل", "ب"}), subject)
        parts = united(parts_of(subject, "sender"), parts_of(objects[:1], "recipient"))
        if len({p.side for p in parts}) < 2:
            return []
        return [replace(self._draft(view, position, last, verb, parts, form), place=None, place_country=None)]
