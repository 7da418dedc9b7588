"""Journeys to a state or city for an official purpose."""

from __future__ import annotations

from transforms.extraction.actors import country_actor
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.grammar import Grammar
from transforms.extraction.frames.subjects import HUMAN
from transforms.extraction.resolve import Item
from transforms.extraction.where import destination, place_of
from transforms.lexicon import lexicon
from transforms.lexicon.entries import City, EventVerb, LightVerb, NounForm, VerbForm
from transforms.quick import replace

_TRAVELLING = frozenset({*HUMAN, "group"})


class Visits(Grammar):
    """Journeys to a state or city for an official purpose."""

    def _motion(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        kinds = (
            _TRAVELLING
            if verb.rule != "visit.send"
            else {*_TRAVELLING, "country", "capital", "organization", "institution"}
        )
        subject = [i for i in subject if i.mention.kind in kinds]
        hosts = (
            self._objects(view, after, frozenset({""}), subject) if subject and _is_calling_on(view, position) else []
        )
        if hosts and hosts[0].mention.kind in ("person", "office") and hosts[0].mention.first - after <= 3:
            return self._two_sided(view, position, last, form, replace(verb, event_type="meeting"), hosts[:1], subject)
        first = after if subject and subject[0].mention.first > position else last
        city, country, item = destination(view, position, first)
        if item is None and first > last:  # «زار بيروت وزير النقل العماني»
            city, country, item = destination(view, position, last)
        if item is None or not subject:
            return []
        is_alighting = view.text.norms[position].removeprefix("و") in lexicon().frame_words.alighting
        if is_alighting and item.mention.governor != "ب":
            return []
        if not item.mention.governor and (verb.rule == "visit.send" or item.mention.first - max(first, last) > 3):
            return []  # only a place right behind the verb needs no «إلى»
        return self._visit(view, position, last, form, verb, subject, city, country)

    def _visit_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«قام بزيارة إلى», «خلال زيارته لموسكو», «زيارة وزير الخارجية إلى», «زيارة يقوم بها الوزير»."""
        is_invited = view.phrase_in(lexicon().frame_words.invitation, view.sentence.first, position) and not form.owner
        is_accepted = view.phrase_in(lexicon().frame_words.accepted, view.sentence.first, view.sentence.last)
        if is_invited and not is_accepted:
            return []
        light = self._light(view, position)
        carrier = light[2] if light is not None else self._light_before_relative(view, position, last)
        subject = self._visitor(view, position, last, form, light)
        after = subject[-1].mention.last if subject and subject[-1].mention.first >= last else last
        city, country, item = destination(view, position, after)
        if item is None:
            city, country, item = destination(view, position, last)
        is_known = light is None or (self._is_adverbial(view, position) and not form.owner)
        is_many = view.text.norms[position].endswith("ات")
        if item is None and form.is_definite and (is_known or is_many):
            return []  # «يعقد خلال الزيارة جلسة مباحثات», «تبادل الزيارات التجارية»
        if item is None and not self._made_by(view, last):  # «أول زيارة لدولة خليجية يقوم بها الوزير» names no place
            city, country = place_of(view, position, "visit")
        if not subject or (country is None and not form.owner and light is None and not self._made_by(view, last)):
            return []
        verb = EventVerb(form.noun.rule, "visit", "motion", (), (), False)
        drafts = self._visit(view, position, last, carrier, verb, subject, city, country)
        return [replace(d, status="planned") if is_invited and d.status == "occurred" else d for d in drafts]

    def _visitor(
        self, view: View, position: int, last: int, form: NounForm, light: tuple[int, int, VerbForm] | None
    ) -> list[Item]:
        """Who makes the visit that the noun at ``position`` tells."""
        if light is not None and isinstance(light[2].verb, LightVerb) and light[2].verb.voice == "active":
            return [i for i in self._subject(view, *light)[0] if i.mention.first < position]
        if form.owner:
            return self._owner(view, position)
        made_by = self._made_by(view, last)
        if made_by:
            return made_by
        if self._is_made_again(view, last):
            return self._topic(view, position)
        kinds = (
            _TRAVELLING | {"organization"} if view.text.norms[last : last + 1] in (["وفد"], ["بعثه"]) else _TRAVELLING
        )
        right = next(
            (
                i
                for i in view.rightwards(last)
                if i.actors and i.mention.kind in kinds and i.mention.governor in ("", "ل")
            ),
            None,
        )
        if right is not None and (
            right.mention.first == last
            or (self._only_light(view, last, right.mention.first) and right.mention.first - last <= 4)
        ):
            return [i for i in view.chain(right) if i is right or not i.mention.governor]
        is_intended = bool(view.statuses(view.clause_start(position), position))
        is_manner = (
            is_intended
            or view.text.norms[position].startswith(("ب", "في", "ل"))
            or view.text.norms[position - 1] in ("في", "صدد")
            or self._is_adverbial(view, position)
        )
        inside = [
            i for i in view.between(view.clause_start(position), position) if i.actors and i.mention.kind in _TRAVELLING
        ]
        goal = destination(view, position, last)[1]
        away = [i for i in inside if goal is None or any(a.country != goal for a in i.actors)]
        if inside and not away:
            away = self._topic(view, position)  # «كاشفا أنه اعتذر عن دعوة وجهها إليه الوزير الإيراني لزيارة طهران»
        return (
            [away[-1]] if away and is_manner and not form.is_definite else []
        )  # «التقى وزير هولندا في مستهل زيارة إلى لاهاي»

    def _made_by(self, view: View, last: int) -> list[Item]:
        """«زيارة قام بها الوزير», «زيارة قادت الوزير إلى»: the visitor stands behind the verb."""
        for step in range(last, min(last + 24, view.sentence.last)):
            if (
                view.text.norms[step] == "القيام"
                and step + 1 < view.sentence.last
                and view.text.norms[step + 1] == "بها"
            ):
                return [i for i in view.between(last, step) if i.actors and i.mention.kind in _TRAVELLING][:1]
            if step >= last + 7:
                continue
            form = view.verb(step)
            if form is not None and isinstance(form.verb, LightVerb) and form.verb.voice == "active":
                return self._traveller_behind(view, step)
        return []

    @staticmethod
    def _traveller_behind(view: View, verb: int) -> list[Item]:
        """«زيارة قام بها الوزير»; not «الزيارة التي قام بها إلى مقديشو، والتقى خلالها الرئيس»."""
        behind = [i for i in view.between(verb, view.sentence.last) if i.actors and i.mention.kind in _TRAVELLING]
        if not behind or view.is_border(verb + 1):
            return []
        return [] if any(view.is_verb(p) for p in range(verb + 1, behind[0].mention.first)) else behind[:1]

    @staticmethod
    def _is_made_again(view: View, last: int) -> bool:
        """«نتائج الزيارة التي قام بها إلى مقديشو»: made by whom the sentence is about."""
        for step in range(last, min(last + 4, view.sentence.last - 1)):
            form = view.verb(step)
            if form is not None and isinstance(form.verb, LightVerb) and form.verb.voice == "active":
                return view.text.norms[step + 1] == "بها"
        return False

    def _visit(
        self, view: View, position: int, last: int, form: VerbForm | None, source: EventVerb, subject: list[Item],
        city: City | None, country: str | None,
    ) -> list[Draft]:  # fmt: skip
        visitors = parts_of(subject, "visitor")
        if country is not None and all(p.actor.country == country for p in visitors):
            return []
        if not any(p.actor.kind != "person" or p.actor.position or p.actor.organization for p in visitors):
            return []  # a writer or a player travels too
        host = (Part(country_actor(country), "host", subject[0].mention),) if country else ()
        draft = self._draft(view, position, last, source, united(visitors, host), form)
        if (
            form is not None
            and form.tense == "imperfect"
            and draft.status == "planned"
            and view.text.norms[position].startswith(("بزياره",))
        ):
            draft = replace(draft, status="occurred")
        return [replace(draft, place=city, place_country=country)]


def _is_calling_on(view: View, position: int) -> bool:
    """«زار» may have a person as its object: «زار الموفد رئيس مجلس النواب»."""
    return any(stem in view.text.norms[position] for stem in ("زار", "زور"))
