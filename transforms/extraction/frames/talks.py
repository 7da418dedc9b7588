"""Meetings and calls."""

from __future__ import annotations

from dataclasses import replace

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.grammar import _HUMAN, _has_two_sides, _state_parts
from transforms.extraction.frames.sessions import Sessions
from transforms.extraction.resolve import Item
from transforms.extraction.where import adjectives_of_states
from transforms.lexicon import lexicon
from transforms.lexicon.entries import EventVerb, LightVerb, NounForm, VerbForm

_OFFICES = (
    "مكتبه",
    "مكتبها",
    "مقر الوزاره",
    "مقر وزاره",
    "ديوان الوزاره",
    "ديوان عام",
    "مقر رياسه",
    "مقر الحكومه",
    "القصر الملكي",
    "القصر الجمهوري",
    "الديوان الملكي",
    "الديوان الاميري",
    "مقر اقامته",
)
_THIS = frozenset({"هذه", "هذا", "تلك", "ذلك"})
_WITH = frozenset({"مع", "ب", "الي", "بين"})
_OBJECT = frozenset({"", "مع", "ب", "الي"})
_BY_TELEPHONE = (
    "هاتفيا",
    "اتصال هاتفي",
    "اتصالا هاتفيا",
    "اتصالين هاتفيين",
    "مكالمه هاتفيه",
    "محادثه هاتفيه",
    "اتصالات هاتفيه",
    "الهاتف",
    "اتصال مريي",
)


class Talks(Sessions):
    """Meetings and calls."""

    def _transitive(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        if form.has_object and view.text.norms[position].endswith("هما"):
            subject = [i for i in subject if i.mention.first >= last] or subject
            objects = self._pair_met_by(view, position, subject)
            return self._two_sided(view, position, last, form, replace(verb, frame="joint"), subject, objects)
        if form.has_object:
            objects = self._topic(view, position)
            objects = [i for i in objects if not set(i.actors) & {a for s in subject for a in s.actors}]
        else:
            objects = self._objects(view, after, _OBJECT, subject)
        drafts = self._two_sided(view, position, last, form, verb, subject, objects)
        return [self._at_home(view, draft, parts_of(subject, "host")) for draft in drafts]

    def _pair_met_by(self, view: View, position: int, subject: list[Item]) -> list[Item]:
        """«استقبل نظيريه A وB، ثم جمعهما نائبه»: the two last named before the verb who are not of the subject's side."""
        sides = {p.side for p in parts_of(subject, "")}
        before = [
            i
            for i in view.between(view.sentence.first, position)
            if i.actors and i.mention.kind in _HUMAN and not {p.side for p in parts_of([i], "")} & sides
        ]
        return (
            before[-2:]
            if len(before) > 1
            else [i for i in self._pair_items(view, position) if not {p.side for p in parts_of([i], "")} & sides]
        )

    def _with(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        if verb.event_type == "meeting" and view.phrase_in(_BY_TELEPHONE, position, view.clause_end(position)):
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
            hosts = [i for i in view.between(after, view.clause_end(position)) if i.actors and i.mention.kind in _HUMAN]
        parts = united(parts_of(hosts[:1], "host"), parts_of(subject, "visitor"))
        if not _has_two_sides(parts):
            return []
        draft = self._draft(view, position, last, verb, parts, form)
        country = next((p.actor.country for p in parts if p.role == "host"), None)
        return [draft if draft.place_country else replace(draft, place_country=country)]

    def _of_main_clause(self, view: View, position: int, last: int) -> list[Item]:
        """«وفي لقاء ثنائي على هامش القمة، اتفق A ونظيره B»: those whom the sentence goes on with held the talks."""
        if not self._is_adverbial(view, position):
            return []
        first = next(
            (
                i
                for i in view.items
                if i.mention.first >= last and i.actors and i.mention.kind in _HUMAN and not i.mention.governor
            ),
            None,
        )
        chain = view.chain(first) if first is not None else []
        if len({p.side for p in parts_of(chain, "")}) > 1:
            return chain
        pair = self._host_and_guest(view, position)  # «أبلغ الوزير نظيره الإيراني في اتصال هاتفي رفض بلاده»
        return [*pair[0], *pair[1]] if pair is not None else []

    def _called_off(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«لكن اللقاء ألغي»: a draft of nobody, which cancels the plan told before."""
        draft = self._draft(view, position, last, form, (), None)
        return [draft] if draft.status == "cancelled" else []

    def _at_home(self, view: View, draft: Draft, hosts: tuple[Part, ...]) -> Draft:
        """«التقى بمكتبه», «بمقر الوزارة»: who meets in his own office is at home."""
        if draft.place_country is not None or not view.phrase_in(_OFFICES, view.sentence.first, view.sentence.last):
            return draft
        home = self._story.registry.home
        if home is not None and any(p.actor.country == home for p in draft.parts):
            return replace(
                draft, place_country=home
            )  # «التقى الوزير الإيطالي بمقر وزارة الخارجية نظيره»: the visitor is not
        return replace(draft, place_country=next((p.actor.country for p in hosts if p.actor.country), None))

    def _talks_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        if (
            form.noun.event_type == "call"
            and view.text.norms[position].endswith(("اتصال", "اتصالات", "مكالمه", "الاتصال"))
            and not self._is_telephone(view, position, last)
        ):
            return []
        if (
            form.is_definite
            and position > view.sentence.first
            and view.text.norms[position - 1].removeprefix("و") in _THIS
        ):
            return []  # «هذه المباحثات» are those already told
        if self._is_of_a_round(view, position):
            return []
        light = self._light(view, position)
        if light is None and form.owner and _prefix(view, position).endswith("ل"):
            return []  # «ارتياحهما للمستوى الجيد لمباحثاتهما»
        if light is not None and form.is_definite and view.is_attendance(light[0]):
            return []  # «حضر الاستقبال»: those named were present at what was told
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
            return [self._draft(view, position, last, form, _state_parts(view, states), verb_form)]
        if (
            form.is_definite
            and not form.owner
            and light is None
            and not any(i.mention.governor in _WITH for i in objects)
            and not self._is_involving(view, last)
        ):
            return self._called_off(view, position, last, form)  # «اللقاء» alone points back at an event already told
        if not objects and not subject and not form.is_definite:
            subject = self._of_main_clause(view, position, last)
        if not objects and light is not None and _is_body(subject):
            return self._session_noun(view, position, last, form)  # «عقد وزراء خارجية مجموعة السبع اجتماعا»
        if not objects and not (form.owner == "هما" or len(parts_of(subject, "")) > 1):
            return []
        if objects and not subject and len({p.side for p in parts_of(objects, "")}) < 2:
            subject = [
                i for i in self._topic(view, position) if not set(i.actors) & {a for o in objects for a in o.actors}
            ]
        drafts = self._two_sided(
            view, position, last, verb_form, form, subject or objects[:1], objects if subject else objects[1:]
        )
        if _is_reception(view, position) and drafts:
            drafts = [
                d if d.place_country else replace(d, place_country=next((p.actor.country for p in d.parts), None))
                for d in drafts
            ]
        return drafts

    def _is_of_a_round(self, view: View, position: int) -> bool:
        """«الجولة الأولى من المحادثات»: the talks are those of the round, which is a session."""
        first = max(view.sentence.first, position - 5)
        rounds = [p for p, form in view.nouns(first, position) if form.noun.event_type == "session"]
        return bool(rounds) and all(
            n == "من" or n in lexicon().calendar.numerals.ordinals or n.endswith("ه")
            for n in view.text.norms[rounds[-1] + 1 : position]
        )

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
            if i.actors and not i.mention.governor and i.mention.kind in _HUMAN
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
        return view.phrase_in(
            ("هاتفي", "هاتفيا", "هاتفيه", "الهاتفي", "هاتفيين", "مريي", "تلقي", "اجري"),
            max(view.sentence.first, position - 12),
            min(last + 4, view.sentence.last),
        ) or view.phrase_in(("في اتصالات مع", "اتصالات مع"), position - 1, last + 1)

    def _noun_subject(
        self, view: View, position: int, form: NounForm, light: tuple[int, int, VerbForm] | None
    ) -> list[Item]:
        """Who holds the talks: the light verb's subject, the owner of the attached pronoun, or who the noun belongs to."""
        if light is not None:
            at, after, verb = light
            voice = verb.verb.voice if isinstance(verb.verb, LightVerb) else ""
            if voice == "active":
                subject, _ = self._subject(view, at, after, verb)
                told = [i for i in subject if i.mention.first < position]
                return [] if self._may_be_passive(view, at, told) else told
            if not form.owner:
                return []
        if (
            light is None
            and (behind := self._light_before_relative(view, position, position + 1)) is not None
            and behind.has_object
            and not _is_hosting(behind)
        ):
            names_two = any(n.endswith("هما") for n in view.text.norms[position + 1 : position + 5])
            return self._pair_items(view, position) if names_two else self._owner(view, position)  # «لقاء جمعه بالسفير»
        if form.owner == "هما":
            pair = self._pair_items(view, position)
            if pair:
                return pair
        if form.owner == "هم":
            return self._group_before(view, position) or self._owner(view, position)
        if form.owner:
            return self._owner(view, position)
        if view.text.norms[position].startswith(("في", "ب")) or self._is_adverbial(view, position):
            return []
        return []


def _is_body(subject: list[Item]) -> bool:
    parts = parts_of(subject, "")
    return len(parts) == 1 and parts[0].actor.kind == "organization"


def _is_reception(view: View, position: int) -> bool:
    return view.text.norms[position].removeprefix("و").startswith(("استقبال", "باستقبال", "لاستقبال"))


def _is_hosting(form: VerbForm) -> bool:
    """«اجتماع احتضنته جدة»: the city holds no talks."""
    return isinstance(form.verb, LightVerb) and form.verb.voice == "hosting"


def _prefix(view: View, position: int) -> str:
    match = view.text.matches[position]
    return match.prefix if match is not None else ""
