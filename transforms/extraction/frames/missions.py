"""Envoys accredited, appointed and recalled; relations opened and broken."""

from __future__ import annotations

from dataclasses import replace

from transforms.extraction.actors import country_actor
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.grammar import _ACTING, _HUMAN, Grammar, _state_parts
from transforms.extraction.resolve import Item
from transforms.extraction.where import adjectives_of_states
from transforms.lexicon.entries import EventVerb, NounForm, VerbForm


class Missions(Grammar):
    """Envoys accredited, appointed and recalled; relations opened and broken."""

    def _credentials(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        end = view.sentence.last
        others = [
            i for i in view.between(after, end)
            if i.actors and i.mention.kind in _HUMAN and not any(view.is_border(p) for p in range(after, i.mention.first))
        ]  # fmt: skip
        subject_role = "host" if verb.frame == "accepted_credentials" else "visitor" if verb.frame == "credentials" else "initiator"
        parts = united(parts_of(subject, subject_role), parts_of(others, "counterpart"), self._accredited(view, others + subject))
        states = [i for i in view.between(after, end) if i.mention.kind == "country" and i.mention.governor in ("لدي", "ل", "الي") and i.actors]
        parts = united(parts, parts_of(states, "party"))
        return [self._draft(view, position, last, verb, parts, form)] if len(parts) > 1 else []

    def _accredited(self, view: View, items: list[Item]) -> tuple[Part, ...]:
        return tuple(
            Part(country_actor(code), "party", item.mention)
            for item in items
            if (code := item.mention.accredited or next((a.accredited for a in item.actors if a.accredited), None)) and code.isupper() and len(code) == 3
        )

    def _accreditation_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        behind = [i for i in view.between(last, view.clause_end(position)) if i.actors]
        left = [i for i in view.between(view.clause_start(position), position) if i.actors and not i.mention.governor and i.mention.kind in _ACTING]
        parts = united(parts_of(behind, "counterpart"), parts_of(left[-1:], "initiator"), self._accredited(view, behind))
        if not any(p.actor.kind == "person" for p in parts) and len({p.side for p in parts}) < 2:
            return []
        light = self._light(view, position)
        return [self._draft(view, position, last, form, parts, light[2] if light else None)]

    def _recall(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        others = [i for i in view.between(after, view.clause_end(position)) if i.actors and (i.mention.kind in (*_HUMAN, "group") or i.mention.governor in ("لدي", "في", "من", "ب"))]
        parts = united(parts_of(subject, "initiator"), parts_of(others, "counterpart"), self._accredited(view, others))
        if len({p.side for p in parts}) < 2:
            return []
        draft = self._draft(view, position, last, verb, parts, form)
        own = view.phrase_in(("سفيرها", "سفيره", "سفراءها", "للتشاور"), last, min(last + 12, view.sentence.last))
        if view.text.norms[position].removeprefix("و").startswith(("استدع", "يستدع", "تستدع")) and not own:
            draft = replace(draft, event_type="meeting")  # a foreign ambassador is summoned, not recalled
        return [draft]

    def _relations_parties(self, view: View, position: int, last: int) -> tuple[Part, ...]:
        start, end = view.clause_start(position), view.clause_end(position)
        around = [i for i in view.between(start, end) if i.actors and i.mention.kind in (*_ACTING, "country")]
        states = adjectives_of_states(view, last, min(last + 4, view.sentence.last))
        parts = united(parts_of(around, "party"), _state_parts(view, states))
        if len({p.side for p in parts}) < 2:
            parts = united(parts, self._sides_as_states(view, position))
        return parts

    def _relations_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        parts = self._relations_parties(view, position, last)
        if len({p.side for p in parts}) < 2:
            return []
        light = self._light(view, position)
        return [self._draft(view, position, last, form, parts, light[2] if light else None)]

    def _relations_verb(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        parts = self._relations_parties(view, position, last)
        if len({p.side for p in parts}) < 2:
            return []
        return [self._draft(view, position, last, verb, parts, form)]
