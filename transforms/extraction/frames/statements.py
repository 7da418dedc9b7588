"""Praise, condemnation, appeals, aid."""

from __future__ import annotations

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, parts_of, united
from transforms.extraction.frames.grammar import Grammar
from transforms.lexicon.entries import EventVerb, VerbForm


class Statements(Grammar):
    """Praise, condemnation, appeals, aid."""

    def _statement(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        said = parts_of(subject, "initiator")
        if not said:
            return []
        about = [i for i in view.between(after, min(view.sentence.last, after + 25)) if i.mention.kind in ("country", "group", "organization") and i.actors][:1]
        return [self._draft(view, position, last, verb, united(said, parts_of(about, "counterpart")), form)]
