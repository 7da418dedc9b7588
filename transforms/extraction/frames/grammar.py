"""What every frame does with those whom it found: drafts, sides, parts."""

from __future__ import annotations

from transforms.extraction.actors import country_actor, state_or_body
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.carriers import Carriers
from transforms.extraction.mentions import Mention
from transforms.extraction.resolve import Item
from transforms.extraction.status import is_background, status_of
from transforms.extraction.where import place_of
from transforms.lexicon import lexicon
from transforms.lexicon.entries import EventVerb, NounForm, VerbForm
from transforms.quick import replace


class Grammar(Carriers):
    """The common part of all frames."""

    def _draft(
        self,
        view: View,
        position: int,
        last: int,
        source: EventVerb | NounForm,
        parts: tuple[Part, ...],
        form: VerbForm | None,
    ) -> Draft:
        """The event of ``source`` at ``position``, with its status and what its own clause tells of its place."""
        noun = source if isinstance(source, EventVerb) else source.noun
        rule, event_type = noun.rule, noun.event_type
        place, place_country = place_of(view, position, event_type)
        return Draft(
            event_type=event_type,
            rule=rule,
            first=position,
            last=last,
            sentence=view.sentence,
            status=status_of(view, position, form),
            is_background=is_background(view, position, form),
            parts=parts,
            is_title=view.is_title,
            place=place,
            place_country=place_country,
        )

    def _sides_for_signing(self, view: View, position: int) -> tuple[Part, ...]:
        """The two sides last told sign «المذكرة» that names nobody."""
        if self._story.sides is None:
            return ()
        mention = Mention(position, position + 1, "pair", resolution="implied")
        return tuple(Part(side[0], "signatory", mention) for side in self._story.sides)

    def _sides_as_states(self, view: View, position: int) -> tuple[Part, ...]:
        """The states of the two sides last told take part in «اللجنة المشتركة» that names nobody."""
        if self._story.sides is None:
            return ()
        mention = Mention(position, position + 1, "pair", resolution="implied")
        actors = [state_or_body(side[0]) for side in self._story.sides]
        return tuple(Part(actor, "party", mention) for actor in actors if actor is not None)

    def _is_international(self, parts: tuple[Part, ...]) -> bool:
        """Whether two states, a body, or people of a story among states take part."""
        countries = {p.actor.country for p in parts if p.actor.country}
        bodies = {
            p.actor.organization or p.actor.key for p in parts if p.actor.organization or p.actor.kind == "organization"
        }
        unknown = [p for p in parts if p.actor.kind == "person" and p.actor.country is None and p.actor.position]
        is_among_states = self._story.sides is not None and len(unknown) + len(countries) >= 2
        return len(countries) + len(bodies) >= 2 or bool(bodies) or is_among_states

    def _two_sided(
        self,
        view: View,
        position: int,
        last: int,
        form: VerbForm | None,
        source: EventVerb | NounForm,
        subject: list[Item],
        objects: list[Item],
    ) -> list[Draft]:
        """One event a counterpart when they are met one after the other, else one event of all."""
        is_received = isinstance(source, EventVerb) and source.rule == "meeting.receive"
        firsts = parts_of(subject, "host" if is_received else "initiator")
        if not firsts:
            return []
        separately = view.phrase_in(lexicon().frame_words.separately, position, view.sentence.last)
        groups = _one_by_one(objects) if separately else self._met(view, position, source, objects)
        if not groups:
            return self._one_sided(view, position, last, form, source, firsts)
        hosts = [(part,) for part in firsts] if separately else [firsts]
        drafts = []
        for host in hosts:
            for group in groups:
                parts = united(host, parts_of(group, "visitor" if is_received else "counterpart"))
                is_counterpart = any(i.mention.resolution == "counterpart" for i in group)
                if has_two_sides(parts) or (is_counterpart and len(parts) > 1):
                    draft = self._draft(view, position, last, source, parts, form)
                    drafts.append(at_host(draft, firsts) if is_received else draft)
        return drafts

    @staticmethod
    def _met(view: View, position: int, source: EventVerb | NounForm, objects: list[Item]) -> list[list[Item]]:
        """Who is met together: «استقبل A وB» are two meetings, «بحث مع A وB» and «في اجتماع ثلاثي» one."""
        event_type = source.event_type if isinstance(source, EventVerb) else source.noun.event_type
        is_one_each = event_type == "call" or (isinstance(source, EventVerb) and source.frame == "transitive")
        together = view.phrase_in(lexicon().frame_words.together, position, view.sentence.last)
        if is_one_each and not together:
            return [[item] for item in objects]
        return [objects] if objects else []

    def _one_sided(
        self,
        view: View,
        position: int,
        last: int,
        form: VerbForm | None,
        source: EventVerb | NounForm,
        firsts: tuple[Part, ...],
    ) -> list[Draft]:
        """A plural subject meets itself: «التقى الوزيران»."""
        if len(firsts) < 2 or not has_two_sides(firsts):
            return []
        return [self._draft(view, position, last, source, firsts, form)]


def _one_by_one(objects: list[Item]) -> list[list[Item]]:
    """«التقى الوزيرين كلا على حدة»: each actor by himself."""
    return [[replace(item, actors=(actor,))] for item in objects for actor in item.actors]


def at_host(draft: Draft, hosts: tuple[Part, ...]) -> Draft:
    """``draft`` at the home of the first of ``hosts`` who has one, when no place is told: who receives is at home."""
    if draft.place_country is not None:
        return draft
    return replace(draft, place_country=next((p.actor.country for p in hosts if p.actor.country), None))


def has_two_sides(parts: tuple[Part, ...]) -> bool:
    """A meeting has two sides at least: two states or bodies, or a state and somebody whose side is not told."""
    return len({part.side for part in parts}) >= 2


def state_parts(view: View, states: list[tuple[int, str]]) -> tuple[Part, ...]:
    """The states that adjectives name at their positions: «المحادثات الإيرانية الأمريكية»."""
    return tuple(
        Part(
            country_actor(code), "party", Mention(position, position + 1, "country", country=code, resolution="metonym")
        )
        for position, code in states
    )
