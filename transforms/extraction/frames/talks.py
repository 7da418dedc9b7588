"""Meetings and calls."""

from __future__ import annotations

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.grammar import at_host, has_two_sides, state_parts
from transforms.extraction.frames.sessions import Sessions
from transforms.extraction.frames.subjects import HUMAN, is_free_person
from transforms.extraction.resolve import Item
from transforms.extraction.status import status_of
from transforms.extraction.where import adjectives_of_states
from transforms.lexicon import lexicon
from transforms.lexicon.entries import EventVerb, LightVerb, NounForm, VerbForm
from transforms.quick import replace

_WITH = frozenset({"مع", "ب", "الي", "بين"})
_OBJECT = frozenset({"", "مع", "ب", "الي"})
_WIRE_REACH = 5  # words to either side of talks in which stands how they were held
_CONTACTS = ("اتصال", "اتصالات", "الاتصال")
_RECEPTIONS = ("استقبال", "باستقبال", "لاستقبال")


class Talks(Sessions):
    """Meetings and calls."""

    def _transitive(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«استقبل A B», «استقبله», «جمعهما»."""
        subject, after = self._subject(view, position, last, form)
        if view.text.norms[position].endswith("هما"):
            behind = [i for i in view.rightwards(last) if i.actors and is_free_person(i)]
            subject = behind[:1] or subject  # «ثم جمعهما إلى طاولة واحدة نائبه»
            objects = self._pair_met_by(view, position, subject)
            return self._two_sided(view, position, last, form, replace(verb, frame="joint"), subject, objects)
        if form.has_object:
            objects = self._topic(view, position)
            objects = [i for i in objects if not set(i.actors) & {a for s in subject for a in s.actors}]
        else:
            objects = self._objects(view, after, _OBJECT, subject)
        objects = objects or self._came_before(view, position, last, form, subject)
        host = self._agent(view, after)
        if host:
            subject, objects = host, subject  # «استُقبل الوزير من طرف الرئيس»
        drafts = self._two_sided(view, position, last, form, verb, subject, objects)
        return [self._at_home(view, draft, parts_of(subject, "host")) for draft in drafts]

    def _came_before(self, view: View, position: int, last: int, form: VerbForm, subject: list[Item]) -> list[Item]:
        """«… أوراق اعتماد السفير. وخصه بمقابلة», «وخص كل واحد منهما بمقابلة»: those who came to what was told last."""
        end = view.clause_end(position)
        are_several = view.phrase_in(lexicon().frame_words.each_of_them, last, end)
        told = next((d for d in reversed(self._told) if any(p.role == "visitor" for p in d.parts)), None)
        if told is None or not (are_several or form.has_object):
            return []
        drafts = [d for d in self._told if d.sentence == told.sentence] if are_several else [told]
        taken = {a.key for item in subject for a in item.actors}
        came = dict.fromkeys(p.actor for d in drafts for p in d.parts if p.role == "visitor")
        return [self._as_pronoun(position, a) for a in came if a.kind == "person" and a.key not in taken]

    @staticmethod
    def _agent(view: View, after: int) -> list[Item]:
        """Who does what a passive verb tells: «من قبل الرئيس», «من طرف الملك»."""
        items = [i for i in view.between(after, view.clause_end(after)) if i.actors and i.mention.kind in HUMAN][:1]
        return items if _is_agent(view, items) else []

    def _pair_met_by(self, view: View, position: int, subject: list[Item]) -> list[Item]:
        """«استقبل نظيريه A وB، ثم جمعهما نائبه»: the two last named before the verb, not of the subject's side."""
        sides = {p.side for p in parts_of(subject, "")}
        people = [i for i in view.between(view.sentence.first, position) if i.actors and i.mention.kind in HUMAN]
        before = [i for i in people if not {p.side for p in parts_of([i], "")} & sides]
        pair = before[-2:] if len(before) > 1 else self._pair_items(view, position)
        return [i for i in pair if not {p.side for p in parts_of([i], "")} & sides]

    @staticmethod
    def _is_by_telephone(view: View, position: int) -> bool:
        """«بحث مع نظيره هاتفيا»."""
        return view.phrase_in(lexicon().frame_words.by_telephone, position, view.clause_end(position))

    def _with(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«بحث A مع B»."""
        if verb.event_type == "meeting" and self._is_by_telephone(view, position):
            verb = replace(verb, event_type="call", rule="call.speak")
        subject, after = self._subject(view, position, last, form)
        objects = self._objects(view, after, _WITH, subject) or self._with_him(view, position, last, subject)
        if form.number == "dual" and len({p.side for p in parts_of(subject, "")}) > 1:
            objects = []  # «وبحثا وضع المعابر المشتركة مع مالي»
        if not objects and verb.is_strict and len({p.side for p in parts_of(subject, "")}) < 2:
            return []
        return self._two_sided(view, position, last, form, verb, subject, objects)

    def _received(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«حظي الضيف باستقبال من طرف الرئيس»: the subject is the guest."""
        subject, after = self._subject(view, position, last, form)
        taken = {a.key for s in subject for a in s.actors}
        hosts = [i for i in view.rightwards(after) if i.actors and not {a.key for a in i.actors} <= taken]
        if not hosts:
            hosts = [i for i in view.between(after, view.clause_end(position)) if i.actors and i.mention.kind in HUMAN]
        parts = united(parts_of(hosts[:1], "host"), parts_of(subject, "visitor"))
        if not has_two_sides(parts):
            return []
        draft = self._draft(view, position, last, verb, parts, form)
        return [at_host(draft, parts_of(hosts[:1], "host")[:1])]

    def _of_main_clause(self, view: View, position: int, last: int) -> list[Item]:
        """«وفي لقاء ثنائي على هامش القمة، اتفق A ونظيره B»: those whom the sentence goes on with held the talks."""
        if not self._is_adverbial(view, position):
            return []
        people = [i for i in view.items if i.actors and i.mention.kind in HUMAN and not i.mention.governor]
        first = next((i for i in people if i.mention.first >= last), None)
        chain = view.chain(first) if first is not None else []
        if len({p.side for p in parts_of(chain, "")}) > 1:
            return chain
        pair = self._host_and_guest(view, position)  # «أبلغ الوزير نظيره الإيراني في اتصال هاتفي رفض بلاده»
        return [*pair[0], *pair[1]] if pair is not None else []

    def _called_off(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«لكن اللقاء ألغي»: a draft of nobody, which cancels the plan told before."""
        is_off = status_of(view, position, None) == "cancelled"
        return [self._draft(view, position, last, form, (), None)] if is_off else []

    def _at_home(self, view: View, draft: Draft, hosts: tuple[Part, ...]) -> Draft:
        """«التقى بمكتبه», «بمقر الوزارة»: who meets in his own office is at home."""
        if draft.place_country is not None or not self._is_in_office(view):
            return draft
        home = self._story.registry.home
        if home is not None and any(p.actor.country == home for p in draft.parts):
            return replace(draft, place_country=home)  # «التقى الوزير الإيطالي نظيره بمقر الوزارة»: he is the guest
        return at_host(draft, hosts)

    @staticmethod
    def _is_in_office(view: View) -> bool:
        return view.phrase_in(lexicon().frame_words.offices, view.sentence.first, view.sentence.last)

    def _talks_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """The meeting or call that an event noun tells, alone («في لقاء مع») or carried by a verb («عقد لقاء مع»)."""
        is_aside = form.owner in ("ه", "ها") and self._is_adverbial(view, position)
        light = None if is_aside else self._light(view, position)  # «تلقى رسالة … وتسلمها الوزير خلال استقباله السفير»
        if self._tells_nothing(view, position, last, form, light):
            return []
        subject = self._noun_subject(view, position, form, light)
        callers = frozenset({"من"}) if form.noun.event_type == "call" else frozenset()  # «تلقى اتصالا من»
        objects = self._noun_objects(view, position, last, subject, callers)
        if not objects and light is not None:
            objects = self._partners_before(view, light[1], position, subject)
        if not objects and form.owner and _is_reception(view, position):
            subject, objects = self._host_and_guest(view, position) or (subject, objects)
        verb_form = light[2] if light else self._light_before_relative(view, position, last)
        states = adjectives_of_states(view, last, min(last + 6, view.sentence.last))
        if not objects and len(states) > 1:
            return [self._draft(view, position, last, form, state_parts(view, states), verb_form)]
        if form.is_definite and not form.owner and light is None and not self._names_sides(view, last, objects):
            return self._called_off(view, position, last, form)  # «اللقاء» alone points back at an event already told
        if not objects and not subject and not form.is_definite:
            subject = self._of_main_clause(view, position, last)
        if not objects and light is not None and _is_body(subject):
            return self._session_noun(view, position, last, form)  # «عقد وزراء خارجية مجموعة السبع اجتماعا»
        if not objects and not (form.owner == "هما" or len(parts_of(subject, "")) > 1):
            return self._round_of_talks(view, position, last, form, light, subject)
        if objects and not subject and len({p.side for p in parts_of(objects, "")}) < 2:
            met = {a for o in objects for a in o.actors}
            subject = [i for i in self._topic(view, position) if not set(i.actors) & met]
        if not subject:
            subject, objects = objects[:1], objects[1:]
        if _is_reception(view, position) and _is_agent(view, objects[:1]):
            subject, objects = objects[:1], subject  # «خلال استقباله من طرف الرئيس»: he is the guest
        drafts = self._two_sided(view, position, last, verb_form, form, subject, objects)
        if form.noun.event_type == "meeting" and self._is_over_wire(view, position, last):
            return [replace(d, event_type="call", rule="call.talk", place=None, place_country=None) for d in drafts]
        return [at_host(draft, draft.parts[:1]) for draft in drafts] if _is_reception(view, position) else drafts

    def _round_of_talks(
        self, view: View, position: int, last: int, form: NounForm, light: tuple[int, int, VerbForm] | None,
        subject: list[Item],
    ) -> list[Draft]:  # fmt: skip
        """«أجرى المنفي، مساء السبت، سلسلة لقاءات في أديس أبابا»: tells when and where those he met are named later.

        By itself such a draft has one side and is not published.
        """
        is_many = view.text.norms[position].endswith("ات") and not form.is_definite
        people = parts_of([i for i in subject if i.mention.kind in HUMAN], "initiator")
        if light is None or not is_many or not people:
            return []
        return [self._draft(view, position, last, form, people, light[2])]

    @staticmethod
    def _is_over_wire(view: View, position: int, last: int) -> bool:
        """«عقد عبر الاتصال المرئي محادثات مع نظيره»."""
        around = max(view.sentence.first, position - _WIRE_REACH), min(view.sentence.last, last + _WIRE_REACH)
        return view.phrase_in(lexicon().frame_words.over_wire, *around)

    def _tells_nothing(
        self, view: View, position: int, last: int, form: NounForm, light: tuple[int, int, VerbForm] | None
    ) -> bool:
        """Nouns that only look like talks: «هذه المباحثات», «حضر الاستقبال», «ارتياحهما لمباحثاتهما», any contact."""
        norm = view.text.norms[position]
        if form.noun.event_type == "call" and norm.endswith(_CONTACTS) and not self._is_telephone(view, position, last):
            return True
        before = view.text.norms[position - 1].removeprefix("و") if position > view.sentence.first else ""
        if form.is_definite and (before in lexicon().frame_words.this or before == "عبر"):
            return True  # «هذه المباحثات», «عبر الاتصال المرئي»
        if light is None:
            is_topic = bool(form.owner) and _prefix(view, position).endswith("ل")
        else:
            is_topic = form.is_definite and view.is_attendance(light[0])
        return is_topic or self._is_of_a_round(view, position)

    def _names_sides(self, view: View, last: int, objects: list[Item]) -> bool:
        return any(i.mention.governor in _WITH for i in objects) or self._is_involving(view, last)

    def _is_of_a_round(self, view: View, position: int) -> bool:
        """«الجولة الأولى من المحادثات»: the talks are those of the round, which is a session."""
        first = max(view.sentence.first, position - 5)
        rounds = [p for p, form in view.nouns(first, position) if form.noun.event_type == "session"]
        gap = view.text.norms[rounds[-1] + 1 : position] if rounds else []
        return bool(gap) and all(n == "من" or n in lexicon().calendar.numerals.ordinals or n.endswith("ه") for n in gap)

    def _partners_before(self, view: View, first: int, position: int, subject: list[Item]) -> list[Item]:
        """«عقد ولي العهد مع الرئيس الكيني جلسة مباحثات»: whom «مع» names between the verb and its noun."""
        taken = {a.key for item in subject for a in item.actors}
        found = next((i for i in view.between(first, position) if i.actors and i.mention.governor == "مع"), None)
        chain = view.chain(found) if found is not None else []
        return [i for i in chain if i.actors and not {a.key for a in i.actors} <= taken]

    def _host_and_guest(self, view: View, position: int) -> tuple[list[Item], list[Item]] | None:
        """«قلّد الملك السفير وساما خلال استقباله»: who acts and whom he acts upon."""
        free = [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors and not i.mention.governor and i.mention.kind in HUMAN
        ]
        if len(free) < 2 or len({p.side for p in parts_of([free[0], free[-1]], "")}) < 2:
            return None
        return [free[0]], [free[-1]]

    def _group_before(self, view: View, position: int) -> list[Item]:
        """«اتفق وزراء خارجية A وB وC، خلال اجتماعهم»: the several who act before the noun."""
        acting = [i for i in view.between(view.sentence.first, position) if i.actors and not i.mention.governor]
        chain = view.chain(acting[0]) if acting else []
        return chain if len(parts_of(chain, "")) > 1 else []

    def _is_telephone(self, view: View, position: int, last: int) -> bool:
        """Whether «اتصال» is a call and not any contact: a word for the telephone or for receiving one stands near."""
        first, end = max(view.sentence.first, position - 12), min(last + 4, view.sentence.last)
        is_near = view.phrase_in(lexicon().frame_words.telephone_near, first, end)
        return is_near or view.phrase_in(("اتصالات مع",), position - 1, last + 1)

    def _noun_subject(
        self, view: View, position: int, form: NounForm, light: tuple[int, int, VerbForm] | None
    ) -> list[Item]:
        """Who holds the talks: the light verb's subject, else the owner of the attached pronoun."""
        if light is not None and isinstance(light[2].verb, LightVerb) and light[2].verb.voice == "active":
            at, after, verb = light
            told = [i for i in self._subject(view, at, after, verb)[0] if i.mention.first < position]
            return [] if self._may_be_passive(view, at, told) else told
        if light is None and self._is_held_by(view, position + 1):
            return []  # «الاجتماع الذي عقده A مع B»: all stand behind
        behind = self._light_before_relative(view, position, position + 1) if light is None else None
        if behind is not None and behind.has_object and not _is_hosting(behind):
            names_two = any(n.endswith("هما") for n in view.text.norms[position + 1 : position + 5])
            return self._pair_items(view, position) if names_two else self._owner(view, position)  # «لقاء جمعه بالسفير»
        several = {"هما": self._pair_items, "هم": self._group_before}.get(form.owner)
        found = several(view, position) if several is not None else []
        return found or (self._owner(view, position, form.owner) if form.owner else [])


def _is_body(subject: list[Item]) -> bool:
    parts = parts_of(subject, "")
    return len(parts) == 1 and parts[0].actor.kind == "organization"


def _is_agent(view: View, items: list[Item]) -> bool:
    """Whether the first of ``items`` is named as who does it: «من طرف الرئيس», «من لدن جلالة الملك»."""
    if not items or items[0].mention.first - 2 < view.sentence.first:
        return False
    before, noun = view.text.norms[items[0].mention.first - 2 : items[0].mention.first]
    return before == "من" and noun in lexicon().frame_words.by_agents


def _is_reception(view: View, position: int) -> bool:
    return view.text.norms[position].removeprefix("و").startswith(_RECEPTIONS)


def _is_hosting(form: VerbForm) -> bool:
    """«اجتماع احتضنته جدة»: the city holds no talks."""
    return isinstance(form.verb, LightVerb) and form.verb.voice == "hosting"


def _prefix(view: View, position: int) -> str:
    match = view.text.matches[position]
    return match.prefix if match is not None else ""
