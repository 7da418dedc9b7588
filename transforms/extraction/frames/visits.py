"""Journeys to a state or city for an official purpose."""

from __future__ import annotations

from dataclasses import replace

from transforms.extraction.actors import country_actor
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.grammar import _HUMAN, Grammar
from transforms.extraction.resolve import Item
from transforms.extraction.where import destination, place_of
from transforms.lexicon.entries import City, EventVerb, LightVerb, NounForm, VerbForm


class Visits(Grammar):
    """Journeys to a state or city for an official purpose."""

    def _motion(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        subject = [i for i in subject if i.mention.kind in (*_HUMAN, "group")]
        hosts = self._objects(view, after, frozenset({""}), subject) if subject else []
        if hosts and hosts[0].mention.kind in ("person", "office") and hosts[0].mention.first - after <= 3:
            return self._two_sided(view, position, last, form, replace(verb, event_type="meeting"), hosts[:1], subject)
        city, country, item = destination(view, position, min(after, last) if not subject or subject[0].mention.first < position else after)
        norm = view.text.norms[position].removeprefix("و").removeprefix("س")
        if item is None or not subject:
            return []
        needs_particle = norm in ("حل", "حلت", "يحل", "تحل", "وصل", "وصلت", "يصل", "تصل", "توجه", "يتوجه", "تتوجه")
        if needs_particle and item.mention.governor not in ("الي", "ب", "ل", "") :
            return []
        return self._visit(view, position, last, form, verb, subject, city, country)

    def _visit_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«قام بزيارة إلى», «خلال زيارته لموسكو», «زيارة وزير الخارجية إلى»."""
        if view.phrase_in(("لدعوه", "دعوه", "دعاه", "دعوته"), max(view.sentence.first, position - 6), position) and not form.owner:
            return []
        light = self._light(view, position)
        subject: list[Item] = []
        right = next((i for i in view.rightwards(last) if i.actors and i.mention.kind in (*_HUMAN, "group") and not i.mention.governor), None)
        if light is not None and isinstance(light[2].verb, LightVerb) and light[2].verb.voice == "active":
            subject = [i for i in self._subject(view, *light)[0] if i.mention.first < position]
        elif form.owner:
            subject = self._owner(view, position)
        elif right is not None and self._only_light(view, last, right.mention.first) and not form.is_definite or right is not None and right.mention.first == last:
            subject = [i for i in view.chain(right) if not i.mention.governor]
        else:
            start = view.clause_start(position)
            inside = [i for i in view.between(start, position) if i.actors and i.mention.kind in _HUMAN]
            if inside and not form.is_definite:
                subject = [inside[-1]] if view.text.norms[position].startswith(("ب", "في", "ل")) or view.text.norms[position - 1] == "في" else []
        after = subject[-1].mention.last if subject and subject[-1].mention.first >= last else last
        city, country, item = destination(view, position, after)
        if item is None and not (light or not form.is_definite):
            return []
        if item is None:
            city, country = place_of(view, position, "visit")
        if not subject or (country is None and not form.owner and light is None):
            return []
        noun = EventVerb(form.noun.rule, "visit", "motion", (), (), False)
        return self._visit(view, position, last, light[2] if light else None, noun, subject, city, country)

    def _visit(self, view: View, position: int, last: int, form: VerbForm | None, source: EventVerb, subject: list[Item], city: City | None, country: str | None) -> list[Draft]:

        visitors = parts_of(subject, "visitor")
        if country is not None and all(p.actor.country == country for p in visitors):
            return []
        host = (Part(country_actor(country), "host", subject[0].mention),) if country else ()
        draft = self._draft(view, position, last, source, united(visitors, host), form)
        if form is not None and form.tense == "imperfect" and draft.status == "planned" and view.text.norms[position].startswith(("بزياره",)):
            draft = replace(draft, status="occurred")
        return [replace(draft, place=city, place_country=country)]
