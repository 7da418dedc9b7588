"""Who signs, adopts or agrees."""

from __future__ import annotations

from transforms.extraction.actors import organization_actor
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Part, parts_of, united
from transforms.extraction.frames.grammar import Grammar, state_parts
from transforms.extraction.frames.subjects import HUMAN
from transforms.extraction.resolve import Item
from transforms.extraction.where import adjectives_of_states
from transforms.lexicon import lexicon
from transforms.lexicon.entries import VerbForm
from transforms.quick import replace

OF_STATES = frozenset({"country", "capital", "group", "organization", "institution"})
_UNGOVERNED = frozenset({"في", "لدي", "علي", "ل", "الي", "ب", "حول"})
_SIDE_GOVERNORS = frozenset({"مع", "بين", "عن", "من"})
_TWO_SIDED = frozenset({"signing", "agree", "meeting", "call"})


class Signatories(Grammar):
    """The two sides of a document. ``_told`` holds what was read so far, in order."""

    def _signers(self, view: View, position: int, last: int, end: int, form: VerbForm) -> tuple[Part, ...]:
        """The subject and everybody behind it who can sign, with the other side where only one is told."""
        subject, after = self._subject(view, position, last, form)
        named = [i for i in subject if _is_named(i) or i.mention.first != position]
        is_behind = any(i.mention.first > position for i in named)
        if form.number != "singular" and not is_behind and not _is_two_sided(parts_of(named, "")):
            named = self._two_before(view, position) or named
        again = self._pair_again(view, position, named, form)
        if again:
            return again
        signing = parts_of(named, "signatory") or self._same_signer(view, position)
        own = united(signing, self._acting(view, max(after, last), end))
        may_recall = not self._has_unknown_partner(view, last, end)
        parts = self._completed(view, position, (position, end), own, may_recall=may_recall)
        return parts if _is_two_sided(parts) else united(parts, parts_of(subject, "signatory"))

    def _pair_again(self, view: View, position: int, named: list[Item], form: VerbForm) -> tuple[Part, ...]:
        """«وقع A مع B اتفاقا، كما وقع الطرفان آخر», «اعتمد الوزيران …، ووقعا»: the two sides told in the sentence."""
        told = self._told[-1] if self._told else None
        if told is None or told.sentence != view.sentence or len(told.sides) != 2 or told.event_type not in _TWO_SIDED:
            return ()
        is_pair = any(i.mention.kind == "pair" and i.mention.first > told.first for i in named) or (
            form.number == "dual" and not any(i.mention.first > told.last for i in named)
        )
        return tuple(replace(p, role="signatory") for p in told.parts if p.role != "attendee") if is_pair else ()

    def _same_signer(self, view: View, position: int) -> tuple[Part, ...]:
        """«وقعت قطر مذكرة مع رواندا، كما وقعت بروتوكولا مع كينيا»: who signed before in the sentence signs again."""
        last = self._told[-1] if self._told else None
        if last is None or last.event_type != "signing" or last.sentence != view.sentence:
            return ()
        return last.parts[:1]

    def _adopters(self, view: View, position: int, last: int, end: int, form: VerbForm) -> tuple[Part, ...]:
        """Who adopts or ratifies: those assembled, a body, a parliament and states, else the two sides."""
        assembled = self._assembled(view, position, end)
        if assembled is not None:
            return assembled
        subject, after = self._subject(view, position, last, form)
        named = [i for i in subject if _is_named(i)]
        bodies = [i for i in view.between(last, end) if i.actors and i.mention.kind == "organization"]
        own = united(parts_of(named, "signatory"), parts_of(bodies, "party"), self._acting(view, max(after, last), end))
        if any(p.actor.kind == "organization" or p.actor.organization for p in own):
            return own
        return self._completed(
            view, position, (position, end), own, may_recall=bool(named) or self._is_passive_here(view, position)
        )

    def _is_passive_here(self, view: View, position: int) -> bool:
        """«واعتُمد»: a passive that is vocalized so."""
        return "ُ" in view.text.surface(position, position + 1)

    def _acting(self, view: View, first: int, end: int) -> tuple[Part, ...]:
        """Everybody behind the trigger who can sign, states only where مع، بين or عن governs them; patrons attend."""
        found: tuple[Part, ...] = ()
        patrons, is_present = lexicon().paper_words.patrons, False
        for item in view.between(first, end):
            mention = item.mention
            if not item.actors or mention.governor in _UNGOVERNED:
                continue
            # «بحضور X، وY»: who is tied to one present is present too
            is_present = mention.governor in patrons or (is_present and not mention.governor)
            is_governed = mention.governor in _SIDE_GOVERNORS or (mention.joined and bool(found))
            if mention.kind in HUMAN or (mention.kind in OF_STATES and is_governed):
                found = united(found, parts_of([item], "attendee" if is_present else "signatory"))
        return found

    def _completed(
        self, view: View, position: int, scope: tuple[int, int], parts: tuple[Part, ...], *, may_recall: bool
    ) -> tuple[Part, ...]:
        """``parts`` with the other side where one is told: states beside, who acts, the sides last told."""
        if _is_two_sided(parts):
            return parts
        wider = united(parts, self._states_beside(view, scope))
        if _is_two_sided(wider):
            return wider
        if wider and any(p.mention.governor == "مع" or not parts for p in wider):
            actor = self._actor_before(view, position)
            if _is_two_sided((*wider, *actor)):
                return united(wider, actor)
        sides = self._sides_for_signing(view, position)
        own = {p.side for p in parts}
        if not (may_recall and sides and own <= {p.side for p in sides}):
            return parts
        return united(parts, tuple(p for p in sides if p.side not in own))

    def _states_beside(self, view: View, scope: tuple[int, int]) -> tuple[Part, ...]:
        """«اتفاقية بين مصر وتونس», «الاتفاقية المصرية التونسية»: the states named in ``scope``."""
        states = [
            i
            for i in view.between(*scope)
            if i.actors and i.mention.kind in OF_STATES and i.mention.governor not in ("في", "ب", "ل", "علي", "الي")
        ]
        pairs = (adjectives_of_states(view, p, scope[1]) for p in range(*scope))
        adjectives = next((found for found in pairs if len(found) > 1), [])
        return united(parts_of(states, "party"), state_parts(view, adjectives))

    def _actor_before(self, view: View, position: int) -> tuple[Part, ...]:
        """Whose signing a noun tells: «أرجأ مجلس الشيوخ الروماني التصويت على معاهدة الصداقة مع مولدوفا»."""
        before = [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors and not i.mention.governor and i.mention.kind in (*HUMAN, *OF_STATES)
        ]
        return (
            parts_of(before[-1:], "signatory")
            or self._same_signer(view, position)
            or parts_of(self._topic(view, position), "signatory")
        )

    def _has_unknown_partner(self, view: View, first: int, end: int) -> bool:
        """«مذكرة تفاهم مع جامعة»: with a firm, school or office at home, whom no mention knows."""
        for step in range(first, end):
            is_word = view.text.norms[step] in lexicon().paper_words.partners
            is_partner = is_word or view.marker(step, "hard_negatives") == "business"
            if is_partner and not any(step < i.mention.first <= step + 3 for i in view.items):
                return True
        return False

    def _two_before(self, view: View, position: int) -> list[Item]:
        """«تناول الوزير مع نظيره القبرصي …، واتفقا»: the one behind مع and the free one before him."""
        here = [i for i in view.between(view.sentence.first, position) if i.actors and i.mention.kind in HUMAN]
        partner = next((i for i in reversed(here) if i.mention.governor == "مع" or i.mention.joined), None)
        if partner is None:
            return []
        firsts = [i for i in here if i.mention.first < partner.mention.first and not i.mention.governor]
        return [firsts[-1], partner] if firsts else []

    def _assembled(self, view: View, position: int, end: int) -> tuple[Part, ...] | None:
        """«اعتمد القادة», «اعتُمد في ختام الأشغال»: who took part in the session last told, else None."""
        window = [
            w.removeprefix("و")
            for w in view.text.norms[max(view.sentence.first, position - 2) : min(end, position + 5)]
        ]
        words = lexicon().paper_words.assembled
        if not any(w in words for w in window) or any(
            i.mention.kind == "pair" for i in view.between(position, position + 3)
        ):
            return None
        session = next(
            (d for d in reversed(self._told) if d.event_type == "session" and d.parts and not d.is_background), None
        )
        if session is None:
            bodies = [
                i for i in view.between(view.sentence.first, end) if i.actors and i.mention.kind == "organization"
            ]
            return parts_of(bodies[:1], "party") or None  # «خلافا لقمم مجموعة العشرين، اعتمد القادة إعلانا»
        adopting = {p.actor.key for p in session.parts if p.actor.kind == "organization"}
        return tuple(replace(p, role=_role_of_assembled(p, adopting)) for p in session.parts)

    def _issuers(self, view: View, last: int, end: int) -> tuple[Part, ...]:
        """«صدر عن القمة بيان مشترك»: who took part in the gathering last told."""
        if not any(view.text.norms[noun - 1] == "عن" for noun, _ in view.nouns(last, end)):
            return ()
        told = next((d for d in reversed(self._told) if d.event_type in ("session", "meeting") and d.parts), None)
        return () if told is None else tuple(replace(p, role="signatory") for p in told.parts)

    def _may_sign(self, parts: tuple[Part, ...], rule: str) -> bool:
        """Whether two states or bodies sign, or two officials while two states talk, or a counterpart."""
        people = [p for p in parts if p.actor.kind == "person"]
        if any(p.mention.resolution == "counterpart" and p.mention.country for p in people) and len(people) > 1:
            return True
        if rule == "signing.adopt" and any(p.actor.kind == "organization" or p.actor.organization for p in parts):
            return True
        if rule in ("signing.withdraw", "signing.withdrawal"):
            return any(p.actor.country for p in parts)  # a state leaves a convention by itself
        if len({p.side for p in parts}) < 2:
            return False
        sides = {side[0].country for side in self._story.sides} if self._story.sides else set()
        is_among_sides = len(people) > 1 and any(p.actor.country in sides for p in people if p.actor.country)
        return self._is_international(parts) or is_among_sides


def with_bodies(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """``parts`` with the organizations whose officials sign for them: they are the parties."""
    bodies = (
        Part(organization_actor(p.actor.organization), "party", p.mention)
        for p in parts
        if p.actor.kind == "person" and p.actor.organization and not p.actor.country
    )
    return united(parts, tuple(bodies))


def _role_of_assembled(part: Part, bodies: set[str]) -> str:
    """A body that adopts is the party, whoever sat there for it; without one those assembled are."""
    if bodies:
        return "party" if part.actor.key in bodies else "attendee"
    return "signatory" if part.actor.kind == "person" else "party"


def _is_named(item: Item) -> bool:
    """Whether the item is more than a word that points back at one person."""
    return item.mention.resolution != "anaphora" or item.mention.kind == "pair"


def _is_two_sided(parts: tuple[Part, ...]) -> bool:
    return len({p.side for p in parts}) > 1
