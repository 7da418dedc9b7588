"""Envoys accredited, appointed and recalled; relations opened and broken."""

from __future__ import annotations

from transforms.extraction.actors import country_actor
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.envoys import ENVOYS, Envoys
from transforms.extraction.frames.grammar import state_parts
from transforms.extraction.frames.subjects import ACTING, HUMAN
from transforms.extraction.mentions import Mention
from transforms.extraction.resolve import Item
from transforms.extraction.where import adjectives_of_states, place_of
from transforms.lexicon import lexicon
from transforms.lexicon.entries import EventVerb, NounForm, VerbForm
from transforms.quick import replace

_MISSION_REACH = 8  # tokens before a relative clause in which its mission is named
_OF_STATES = frozenset({"country", "capital", "group", "institution"})


class Missions(Envoys):
    """Envoys accredited, appointed and recalled; relations opened and broken."""

    def _accreditation_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«تعيين X سفيرا», «باستدعاء سفيرها», «بطرد القائم بالأعمال»."""
        if form.noun.rule == "accreditation.recall_noun":
            return self._recall_noun(view, position, last, form)
        end = self._end(view, last)
        behind = [i for i in view.between(last, end) if i.actors and i.mention.kind in (*HUMAN, "organization")]
        left = [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors and not i.mention.governor and i.mention.kind in ACTING
        ]
        parts = united(
            parts_of(behind, "counterpart"), parts_of(left[-1:], "initiator"), self._accredited(view, behind)
        )
        if not any(p.actor.kind == "person" for p in parts) and len({p.side for p in parts}) < 2:
            return []
        light = self._light(view, position)
        return [self._draft(view, position, last, form, parts, light[2] if light else None)]

    def _recall(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«استدعت الجزائر سفيرها لدى باريس للتشاور», «طردت مالي السفير الفرنسي»."""
        subject, after = self._subject(view, position, last, form)
        if any(self._is_envoy(view, i) for i in subject):
            subject, after = [], last  # «واستدعت سفيرتها»: whom it recalls, not who recalls
        if all(i.mention.resolution == "anaphora" for i in subject):
            subject = [
                i
                for i in view.between(view.sentence.first, position)
                if i.actors and i.mention.kind in _OF_STATES and i.mention.governor not in ("في", "ب", "مع")
            ][-1:] or subject
        if verb.rule == "accreditation.recall" and not self._envoy_near(view, after):
            return []
        others = self._recalled(view, after, view.clause_end(position), verb)
        if verb.rule == "accreditation.expel" and not others:
            return []
        behind = view.between(after, view.clause_end(position))
        parts = united(parts_of(subject, "initiator"), parts_of(others, "counterpart"), self._accredited(view, behind))
        parts = united(parts, _left_behind(view, behind))
        parts = united(parts, self._other_side(view, position, parts))
        if len({p.side for p in parts}) < 2:
            return []
        draft = self._draft(view, position, last, verb, parts, form)
        words = lexicon().mission_words
        is_own = view.phrase_in(words.own_envoy, last, min(last + 12, view.sentence.last))
        if view.text.norms[position].removeprefix("و").startswith(words.summons) and not is_own:
            draft = replace(draft, event_type="meeting")  # a foreign ambassador is summoned, not recalled
        return [draft]

    @staticmethod
    def _recalled(view: View, first: int, end: int, verb: EventVerb) -> list[Item]:
        """Whom a verb recalls, and from where; an expulsion is of diplomats only: «طرد ثلاثة دبلوماسيين»."""
        others = [
            i
            for i in view.between(first, end)
            if i.actors and (i.mention.kind in (*HUMAN, "group") or i.mention.governor in ("لدي", "في", "من", "ب"))
        ]
        if verb.rule != "accreditation.expel":
            return others
        return [
            i
            for i in others
            if i.mention.position in ENVOYS
            or any(a.position in ENVOYS for a in i.actors)
            or "دبلوماس" in i.mention.title_text
        ]

    def _recall_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        if not self._envoy_near(view, last):
            return []
        left = [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors and i.mention.governor not in ("في", "لدي", "مع") and i.mention.kind in ACTING
        ]
        others = [
            i
            for i in view.between(last, view.clause_end(position))
            if i.actors and (i.mention.kind in HUMAN or i.mention.governor in ("لدي", "من"))
        ]
        words = lexicon().mission_words
        is_own = view.phrase_in(words.own_envoy, last, min(last + 4, view.sentence.last))
        own = is_own or any(w.endswith(words.own_endings) for w in view.text.norms[last : last + 3])
        parts = united(
            parts_of(left[-1:], "initiator"), parts_of(others, "counterpart"), self._accredited(view, others)
        )
        parts = united(parts, self._other_side(view, position, parts))
        if len({p.side for p in parts}) < 2:
            return []
        draft = self._draft(view, position, last, form, parts, None)
        is_summons = (
            view.text.norms[position]
            .removeprefix("و")
            .removeprefix("ب")
            .removeprefix("ل")
            .startswith(lexicon().mission_words.summoning)
            and not own
        )
        return [replace(draft, event_type="meeting") if is_summons else draft]

    def _envoy_near(self, view: View, first: int) -> bool:
        """Whether the envoy stands right behind: «طرد السفير», not «طرد الاحتلال … السفير»."""
        words = lexicon().mission_words
        return any(
            w.removeprefix("ال").startswith(words.recalled) or w in words.charge_affaires
            for w in view.text.norms[first : min(first + 3, view.sentence.last)]
        )

    def _other_side(self, view: View, position: int, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """«وردت تشاد باستدعاء القائم بأعمالها»: the other state is the one that it was told with before."""
        sides = {p.side for p in parts if len(p.side) == 3}
        if len(sides) != 1 or len({p.side for p in parts}) > 1:
            return ()
        for draft in reversed(self._told[-6:]):
            others = [p.actor.country for p in draft.parts if p.actor.country and p.actor.country not in sides]
            if sides & draft.sides and others:
                mention = Mention(position, position + 1, "country", country=others[0], resolution="implied")
                return (Part(country_actor(others[0]), "party", mention),)
        return ()

    def _relations_parties(self, view: View, position: int, last: int, end: int) -> tuple[Part, ...]:
        """Who acts before the trigger, whom it concerns behind it: «قطع العلاقات مع A» and not «وإقامة علاقات مع B»."""
        left = [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors
            and i.mention.kind in (*ACTING, "country")
            and i.mention.governor not in ("مع", "في", "لدي", "ب")
        ]
        right = [
            i
            for i in view.between(last, end)
            if i.actors and i.mention.kind in (*ACTING, "country") and i.mention.governor != "من"
        ]
        states = adjectives_of_states(view, last, min(last + 4, view.sentence.last)) + _capitals(view, last, end)
        parts = united(parts_of(left, "party"), parts_of(right, "party"), state_parts(view, states))
        if len({p.side for p in parts}) >= 2:
            return parts
        parts = united(parts, self._other_side(view, position, parts))
        sides = self._sides_as_states(view, position)
        return united(parts, sides) if {p.side for p in parts} <= {p.side for p in sides} else parts

    def _change_end(self, view: View, position: int, last: int) -> int:
        end = view.clause_end(position)
        return next((p for p, form in view.nouns(last, end) if form.noun.event_type == "relations"), end)

    def _host_of_mission(self, view: View, position: int, last: int) -> tuple[Part, ...]:
        """«افتتح الوزير سفارة بلاده في تل أبيب»: the state of the city."""
        if not _names_mission(view, last, view.clause_end(position)):
            return ()
        _, country = place_of(view, position, "relations")
        seats = (i.mention.city for i in view.between(last, view.clause_end(position)) if i.mention.governor == "من")
        country = country or next((city.country for city in seats if city is not None), None)  # «أعمالها من طرابلس»
        return state_parts(view, [(position, country)]) if country is not None else ()

    def _relations_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        is_recognition = form.noun.rule == "relations.recognition"
        before = view.text.norms[max(view.sentence.first, position - 2) : position]
        is_topic = bool(before) and (
            view.is_topic(position - 1) or not lexicon().mission_words.provides.isdisjoint(before)
        )
        if is_topic or (is_recognition and not self._is_of_state(view, last)):
            return []  # «ما تردد بشأن تبادل السفراء», «اعترافه بالخطأ»
        parts = self._relations_parties(view, position, last, self._change_end(view, position, last))
        if len({p.side for p in parts}) < 2:
            parts = united(parts, self._host_of_mission(view, position, position))
        if len({p.side for p in parts}) < 2:
            return []
        light = self._light(view, position)
        draft = self._draft(view, position, last, form, parts, light[2] if light else None)
        return [_nowhere(draft) if is_recognition else draft]

    @staticmethod
    def _is_of_state(view: View, last: int) -> bool:
        """«اعترافها بكوسوفو», «الاعتراف بسيادة المغرب»: not «اعترافه بالخطأ»."""
        end = min(last + 4, view.sentence.last)
        is_named = any(i.mention.kind == "country" and i.mention.governor == "ب" for i in view.between(last, end))
        return is_named or view.phrase_in(lexicon().mission_words.recognized, last, end)

    def _mission_told(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«قنصلية تشاد التي دشنها وزير خارجيتها X بالداخلة»: a mission of which a relative clause tells."""
        start = view.clause_start(position)
        is_relative = start > view.sentence.first and view.marker(start - 1, "boundaries") == "relative"
        missions = [i for i in view.between(start - _MISSION_REACH, start) if i.mention.kind == "group" and i.actors]
        if not form.has_object or not is_relative or not missions:
            return []
        mission = missions[-1]
        if not _names_mission(view, mission.mention.first, mission.mention.last):
            return []
        acting = [i for i in view.rightwards(last) if i.actors and i.mention.kind in HUMAN and not i.mention.governor]
        parts = united(parts_of(acting[:1], "party"), parts_of([mission], "party"))
        if len({p.side for p in parts}) < 2:
            parts = united(parts, self._host_of_mission(view, position, mission.mention.first))
        return [self._draft(view, position, last, verb, parts, form)] if len({p.side for p in parts}) > 1 else []

    def _relations_verb(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«قطعت A علاقاتها مع B», «سحبت A اعترافها بـB», «استأنفت السفارة A عملها في B»."""
        if form.has_object or not self._is_of_relations(view, position, last, verb):
            return []
        subject, _ = self._subject(view, position, last, form)
        # «سحبت اعترافها»: the noun that is its object does not end what the verb tells
        is_withdrawal = verb.rule == "relations.withdraw_recognition"
        end = view.clause_end(position) if is_withdrawal else self._change_end(view, position, last)
        right = [
            i
            for i in view.between(last, end)
            if i.actors and i.mention.kind in (*ACTING, "country") and i.mention.governor != "من"
        ]
        parts = parts_of([i for i in subject if not self._is_envoy(view, i)], "party")
        parts = united(parts, parts_of(right, "party"))
        if len({p.side for p in parts}) < 2:
            parts = united(parts, self._relations_parties(view, position, last, end))
        if len({p.side for p in parts}) < 2:
            parts = united(parts, self._host_of_mission(view, position, view.clause_start(position)))
        if len({p.side for p in parts}) < 2:
            return []
        draft = self._draft(view, position, last, verb, parts, form)
        is_recognition = view.text.norms[position].startswith(lexicon().code_words.recognition)
        return [_nowhere(draft) if is_recognition or is_withdrawal else draft]

    @staticmethod
    def _is_of_relations(view: View, position: int, last: int, verb: EventVerb) -> bool:
        """Whether a state is recognized, an embassy at work: not «اعترف بالخطأ», «باشرت الشركة أعمالها»."""
        if verb.rule == "relations.recognize":
            near = view.between(last, last + 4)
            return any(i.mention.kind == "country" and i.mention.governor == "ب" for i in near)
        return verb.rule != "relations.mission_works" or _names_mission(view, position - 4, last + 4)


def _nowhere(draft: Draft) -> Draft:
    """«اعترفت بدولة فلسطين»: what is recognized is not where it happened."""
    return draft if draft.place is not None else replace(draft, place_country=None)


def _names_mission(view: View, first: int, last: int) -> bool:
    """Whether an embassy or consulate is named in the tokens."""
    stems = lexicon().mission_words.missions
    words = view.text.norms[max(view.sentence.first, first) : min(last, view.sentence.last)]
    return any(stem in word for word in words for stem in stems)


def _capitals(view: View, first: int, last: int) -> list[tuple[int, str]]:
    """«قطعت فنزويلا علاقاتها ببوغوتا»: a capital that relations are with is its state."""
    return [
        (item.mention.first, item.mention.city.country)
        for item in view.between(first, last)
        if item.mention.city is not None
        and item.mention.city.role == "capital"
        and (item.mention.governor == "مع" or _is_with_relations(view, item.mention.first))
    ]


def _is_with_relations(view: View, position: int) -> bool:
    return view.text.norms[position].startswith("ب") and "علاق" in view.text.norms[position - 1]


def _left_behind(view: View, items: list[Item]) -> tuple[Part, ...]:
    """«استدعت كولومبيا سفيرتها من ماناغوا»: the state of the city that an envoy is called back from."""
    cities = [i.mention for i in items if i.mention.city is not None and i.mention.governor in ("من", "لدي")]
    return state_parts(view, [(m.first, m.city.country) for m in cities if m.city is not None])
