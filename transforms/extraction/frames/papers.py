"""Signing, adopting, agreeing."""

from __future__ import annotations

from dataclasses import replace

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Paper, parts_of, united
from transforms.extraction.frames.grammar import Grammar
from transforms.extraction.resolve import Item
from transforms.lexicon.entries import Document, EventVerb, LightVerb, NounForm, VerbForm

_WINDOW = 28  # tokens in which the object of a verb is looked for


class Papers(Grammar):
    """Signing, adopting, agreeing."""

    def _joint(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        partners = [i for i in self._objects(view, after, frozenset({"مع"}), subject) if i.mention.governor == "مع" or i.mention.joined]
        parts = united(parts_of(subject, "party"), parts_of(partners, "party"))
        if len({p.side for p in parts}) < 2:
            return []
        draft = self._draft(view, position, last, verb, parts, form)
        return [replace(draft, papers=papers_in(view, last, min(view.sentence.last, position + _WINDOW)))]

    def _document(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        end = min(view.sentence.last, max(view.clause_end(position), position + 6), position + 60)
        papers = papers_in(view, last, end)
        if not papers and not form.has_object and "توقيع" not in " ".join(verb.objects):
            return []
        if verb.rule == "signing.adopt" and papers and papers[0].first - position > 14:
            return []
        subject, after = self._subject(view, position, last, form)
        parts = united(parts_of(subject, "signatory"), parts_of(self._all_acting(view, after, end), "signatory"))
        if not any(p.actor.kind == "person" for p in parts) and (not parts or (len({p.side for p in parts}) < 2 and verb.rule == "signing.sign")):
            parts = united(parts, self._sides_for_signing(view, position))
        if not parts or (len({p.side for p in parts}) < 2 and not any(p.actor.kind == "organization" or p.actor.organization for p in parts) and verb.rule == "signing.sign"):
            return []
        if not self._is_international(parts):
            return []
        draft = self._draft(view, position, last, verb, parts, form)
        return [replace(draft, papers=papers)]

    def _signature_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        end = min(view.sentence.last, max(view.clause_end(position), position + 6), position + 60)
        papers = papers_in(view, last, end)
        norm = view.text.norms[position]
        if norm.endswith(("الموقعه", "الموقع", "المبرمه", "المبرم", "موقع")):
            return []
        if norm.endswith(("اعتماد", "اعتماده", "تصديق", "مصادقه")) and not papers:
            return []
        if form.owner and not papers:
            papers = papers_in(view, view.sentence.first, position)[-1:]
        if not papers:
            return []
        light = self._light(view, position)
        subject: list[Item] = []
        if light is not None and isinstance(light[2].verb, LightVerb) and light[2].verb.voice == "active":
            subject = [i for i in self._subject(view, *light)[0] if i.mention.first < position]
        parts = united(parts_of(subject, "signatory"), parts_of(self._all_acting(view, last, end), "signatory"))
        if len({p.side for p in parts}) < 2:
            states = parts_of([i for i in view.between(last, end) if i.actors and i.mention.kind in ("country", "capital", "organization") and i.mention.governor in ("مع", "بين", "") ], "party")
            parts = united(parts, states) if states else united(parts, self._sides_for_signing(view, position))
        if len({p.side for p in parts}) < 2 or not self._is_international(parts):
            return []
        draft = self._draft(view, position, last, form, parts, light[2] if light else None)
        return [replace(draft, papers=papers)]

    def _agreement_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«تم الاتفاق على»: the sides last told agree."""
        here = [i for i in view.between(last, view.clause_end(position)) if i.actors and i.mention.governor == "بين" or i.mention.joined]
        parts = united(parts_of(here, "party"))
        if len({p.side for p in parts}) < 2:
            parts = self._sides_for_signing(view, position)
        if len({p.side for p in parts}) < 2:
            return []
        return [self._draft(view, position, last, form, tuple(replace(p, role="party") for p in parts), None)]


def papers_in(view: View, first: int, last: int) -> tuple[Paper, ...]:
    """The documents of agreement named in the tokens."""
    found = []
    for position in range(first, last):
        match = view.text.matches[position]
        document = None if position in view.covered else view.text.meaning(position, Document)
        if document is not None and match is not None:
            found.append(Paper(position, match.last, document.agreement_type, document.count, document.is_weak))
    return tuple(found)
