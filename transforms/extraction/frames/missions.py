"""Envoys accredited, appointed and recalled; relations opened and broken."""

from __future__ import annotations

from dataclasses import replace

from transforms.arabic.dates import UNKNOWN, DateValue
from transforms.extraction.actors import country_actor
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.grammar import _ACTING, _HUMAN, Grammar, _state_parts
from transforms.extraction.mentions import Mention
from transforms.extraction.resolve import Item
from transforms.extraction.where import adjectives_of_states, date_of, place_of
from transforms.lexicon import lexicon
from transforms.lexicon.entries import EventVerb, NounForm, VerbForm

_HOSTS = frozenset(
    {
        "head_of_state",
        "crown_prince",
        "head_of_government",
        "deputy_head_of_government",
        "foreign_minister",
        "deputy_minister",
        "minister",
    }
)
_ENVOYS = frozenset({"ambassador", "envoy"})
_OF_STATES = frozenset({"country", "capital", "group", "institution"})
_TOWARDS = frozenset({"الي", "ل", "لدي"})
_NO_ENVOY = frozenset({"الي", "ل", "في", "بحضور"})
_LIST_SIGNS = frozenset({"-", "–", "•", "*", "·", "ـ"})
_LIST_REACH = 6  # sentences that a list of envoys may go on after the ceremony was told


class Missions(Grammar):
    """Envoys accredited, appointed and recalled; relations opened and broken."""

    _opened: Draft | None = None  # a ceremony whose envoys are told in the lines behind it
    _opened_on: DateValue = UNKNOWN

    # ------------------------------------------------------------ credentials, oaths, appointments
    def _credentials(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """One event an envoy: «تسلم الرئيس أوراق اعتماد سفير A، وسفير B», «قدم أربعة سفراء أوراق اعتمادهم إلى …»."""
        subject, after = self._subject(view, position, last, form)
        self._opened_on = date_of(view, position, verb.event_type, "occurred", UNKNOWN)
        end = self._end(view, after)
        people = [i for i in view.between(view.sentence.first, end) if i.actors and i.mention.kind in _HUMAN]
        if verb.rule == "accreditation.oath" and not any(self._is_envoy(view, i) for i in people):
            return []
        behind = position + 1 if verb.frame == "appointment" else after
        hosts, envoys = self._hosts_and_envoys(view, subject, people, behind, verb.frame)
        role = "initiator" if verb.frame == "appointment" else "host"
        states = [
            i
            for i in view.between(after, end)
            if i.mention.kind == "country" and i.mention.governor in ("لدي", "الي") and i.actors
        ]
        shared = united(parts_of(hosts[:1], role), parts_of(states, "party") if len(envoys) < 2 else ())
        if envoys:
            parts = (united(shared, self._envoy_parts(view, item)) for item in envoys)
            drafts = [self._draft(view, position, last, verb, of_one, form) for of_one in parts]
            return [d for d in drafts if len(d.parts) > 1 or d.people]
        of_all = united(shared, parts_of(subject, role))
        if len({p.side for p in of_all}) > 1:
            return [self._draft(view, position, last, verb, of_all, form)]
        self._opened = self._draft(view, position, last, verb, shared, form)
        return []

    def _hosts_and_envoys(
        self, view: View, subject: list[Item], people: list[Item], behind: int, frame: str
    ) -> tuple[list[Item], list[Item]]:
        """Who receives or appoints, and who comes: the envoys from ``behind`` on, else the one who is named there."""
        envoys = [i for i in people if self._is_envoy(view, i)]
        if frame not in ("accepted_credentials", "appointment"):
            envoys = envoys or [i for i in subject if i.mention.kind in _HUMAN]
            others = [i for i in people if i not in envoys]
            return [i for i in others if i.mention.position in _HOSTS or i.mention.governor in _TOWARDS], envoys
        hosts = [i for i in subject if i not in envoys]
        others = [i for i in people if i.mention.first >= behind and i not in hosts]
        if frame == "accepted_credentials":
            named = [i for i in others if i.mention.governor not in _NO_ENVOY]
            return hosts, [i for i in envoys if i.mention.first >= behind] or named[:1]
        return hosts, [i for i in envoys if i in others] or others[:1]

    def _end(self, view: View, after: int) -> int:
        """Where the envoys of the sentence end: «خلفا لـ», another thought; a colon opens their list: «وهم: …»."""
        for step in range(after, view.sentence.last):
            if step in view.covered:
                continue
            norm = view.text.norms[step]
            if norm in lexicon().mission_words.ends_envoys or view.is_attendance(step):
                return step
            if view.is_border(step) and norm != ":":
                return step
        return view.sentence.last

    def _is_envoy(self, view: View, item: Item) -> bool:
        """An ambassador by his office, or by the word behind his name: «السيد X سفيرا لجمهورية Y»."""
        if item.mention.position in _ENVOYS or (
            item.actors and item.actors[0].position in _ENVOYS and not item.mention.position
        ):
            return True
        behind = view.text.norms[item.mention.last : item.mention.last + 2]
        return (
            item.mention.kind == "person"
            and item.mention.position is None
            and any(word.startswith(lexicon().mission_words.envoy_behind) for word in behind)
        )

    def _envoy_parts(self, view: View, item: Item) -> tuple[Part, ...]:
        """The envoy, the state that sends him where it stands behind his name, and the one he goes to."""
        parts = united(parts_of([item], "visitor"), self._accredited(view, [item]))
        if item.actors[0].country is None:
            behind = next(
                (
                    i
                    for i in view.between(item.mention.last, item.mention.last + 8)
                    if i.mention.country and i.mention.kind in ("group", "country", "office")
                ),
                None,
            )
            if behind is not None and behind.actors:
                parts = united(parts, parts_of([behind], "party"))
        return parts

    def _listed_envoys(self, view: View) -> list[Draft]:
        """A line of the list that a ceremony opened: «- السيد X سفيرا فوق العادة لجمهورية Y؛»."""
        told = next((d for d in reversed(self._told) if d.event_type == "accreditation"), None)
        opening = max((d for d in (told, self._opened) if d is not None), key=lambda d: d.first, default=None)
        if (
            opening is None
            or opening.sentence == view.sentence
            or view.sentence.index - opening.sentence.index > _LIST_REACH
        ):
            return []
        people = [i for i in view.items if i.actors and i.mention.kind == "person" and self._is_envoy(view, i)]
        if (
            not people
            or people[0].mention.first - view.sentence.first > 3
            or any(view.verbs(p) for p in range(view.sentence.first, view.sentence.last))
        ):
            return []
        if not (
            view.text.norms[view.sentence.first] in _LIST_SIGNS
            or view.text.norms[view.sentence.first].isdecimal()
            or opening is self._opened
            or self._told[-1] is opening
        ):
            return []
        host = tuple(p for p in opening.parts if p.role in ("host", "initiator", "attendee"))
        return [
            replace(
                opening,
                first=i.mention.first,
                last=i.mention.last,
                sentence=view.sentence,
                date=self._opened_on,
                parts=united(host, self._envoy_parts(view, i)),
                papers=(),
            )
            for i in people
        ]

    def _accredited(self, view: View, items: list[Item]) -> tuple[Part, ...]:
        return tuple(
            Part(country_actor(code), "party", item.mention)
            for item in items
            if (code := item.mention.accredited or next((a.accredited for a in item.actors if a.accredited), None))
            and code.isupper()
            and len(code) == 3
        )

    def _accreditation_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«تعيين X سفيرا», «باستدعاء سفيرها», «بطرد القائم بالأعمال»."""
        if form.noun.rule == "accreditation.recall_noun":
            return self._recall_noun(view, position, last, form)
        end = self._end(view, last)
        behind = [i for i in view.between(last, end) if i.actors and i.mention.kind in (*_HUMAN, "organization")]
        left = [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors and not i.mention.governor and i.mention.kind in _ACTING
        ]
        parts = united(
            parts_of(behind, "counterpart"), parts_of(left[-1:], "initiator"), self._accredited(view, behind)
        )
        if not any(p.actor.kind == "person" for p in parts) and len({p.side for p in parts}) < 2:
            return []
        light = self._light(view, position)
        return [self._draft(view, position, last, form, parts, light[2] if light else None)]

    # ------------------------------------------------------------ recalled, expelled
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
        parts = united(parts_of(subject, "initiator"), parts_of(others, "counterpart"), self._accredited(view, others))
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
            if i.actors and (i.mention.kind in (*_HUMAN, "group") or i.mention.governor in ("لدي", "في", "من", "ب"))
        ]
        if verb.rule != "accreditation.expel":
            return others
        return [
            i
            for i in others
            if i.mention.position in _ENVOYS
            or any(a.position in _ENVOYS for a in i.actors)
            or "دبلوماس" in i.mention.title_text
        ]

    def _recall_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        if not self._envoy_near(view, last):
            return []
        left = [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors and i.mention.governor not in ("في", "لدي", "مع") and i.mention.kind in _ACTING
        ]
        others = [
            i
            for i in view.between(last, view.clause_end(position))
            if i.actors and (i.mention.kind in _HUMAN or i.mention.governor in ("لدي", "من"))
        ]
        own = any(w.endswith(lexicon().mission_words.own_endings) for w in view.text.norms[last : last + 3])
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

    # ------------------------------------------------------------ relations
    def _relations_parties(self, view: View, position: int, last: int, end: int) -> tuple[Part, ...]:
        """Who acts before the trigger, whom it concerns behind it: «قطع العلاقات مع A» and not «وإقامة علاقات مع B»."""
        left = [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors
            and i.mention.kind in (*_ACTING, "country")
            and i.mention.governor not in ("مع", "في", "لدي", "ب")
        ]
        right = [
            i
            for i in view.between(last, end)
            if i.actors and i.mention.kind in (*_ACTING, "country") and i.mention.governor != "من"
        ]
        states = adjectives_of_states(view, last, min(last + 4, view.sentence.last)) + _capitals(view, last, end)
        parts = united(parts_of(left, "party"), parts_of(right, "party"), _state_parts(view, states))
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
        if not any("سفار" in word or "قنصل" in word for word in view.text.norms[last : view.clause_end(position)]):
            return ()
        _, country = place_of(view, position, "relations")
        return _state_parts(view, [(position, country)]) if country is not None else ()

    def _relations_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        parts = self._relations_parties(view, position, last, self._change_end(view, position, last))
        if len({p.side for p in parts}) < 2:
            return []
        light = self._light(view, position)
        return [self._draft(view, position, last, form, parts, light[2] if light else None)]

    def _relations_verb(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        if form.has_object:
            return []  # «حفل أقامته السفارة»
        if verb.rule == "relations.recognize" and not any(
            i.mention.kind == "country" and i.mention.governor == "ب" for i in view.between(last, last + 4)
        ):
            return []
        subject, _ = self._subject(view, position, last, form)
        actor = parts_of([i for i in subject if not self._is_envoy(view, i)], "party")
        right = parts_of(
            [
                i
                for i in view.between(last, self._change_end(view, position, last))
                if i.actors and i.mention.kind in (*_ACTING, "country") and i.mention.governor != "من"
            ],
            "party",
        )
        parts = united(actor, right)
        if len({p.side for p in parts}) < 2:
            parts = united(parts, self._relations_parties(view, position, last, self._change_end(view, position, last)))
        if len({p.side for p in parts}) < 2:
            parts = united(parts, self._host_of_mission(view, position, last))
        if len({p.side for p in parts}) < 2:
            return []
        return [self._draft(view, position, last, verb, parts, form)]


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
