"""Praise, condemnation, appeals, aid."""

from __future__ import annotations

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, parts_of, united
from transforms.extraction.frames.grammar import Grammar
from transforms.lexicon.entries import EventVerb, NounForm, VerbForm


class Statements(Grammar):
    """Who says it, and whom it concerns."""

    def _statement(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«أشاد الوزير بجهود المملكة»: the subject, and the first state or body behind."""
        subject, after = self._subject(view, position, last, form)
        said = parts_of(subject, "initiator")
        if not said:
            return []
        about = [
            i
            for i in view.between(after, min(view.sentence.last, after + 25))
            if i.mention.kind in ("country", "group", "organization") and i.actors
        ][:1]
        return [self._draft(view, position, last, verb, united(said, parts_of(about, "counterpart")), form)]

    def _statement_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«تقديم بلادها 38 مليون يورو», «عن إدانة المملكة للعمل»: who stands right behind the noun, else who speaks."""
        behind = [
            i for i in view.between(last, min(view.sentence.last, last + 3)) if i.actors and not i.mention.governor
        ]
        said = parts_of(behind[:1], "initiator") or parts_of(self._topic(view, position), "initiator")
        if not said:
            return []
        about = [
            i
            for i in view.between(last, min(view.sentence.last, last + 25))
            if i.mention.kind in ("country", "group", "organization") and i.actors and i not in behind
        ][:1]
        light = self._light(view, position)
        return [
            self._draft(
                view, position, last, form, united(said, parts_of(about, "counterpart")), light[2] if light else None
            )
        ]
