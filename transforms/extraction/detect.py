"""Events of one sentence: each trigger with its participants, by the frame that triggers.toml gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from transforms.extraction.actors import Actor, country_actor
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Paper, Part, parts_of, united
from transforms.extraction.mentions import Mention
from transforms.extraction.resolve import Item, Story
from transforms.extraction.status import is_background, status_of
from transforms.extraction.where import adjectives_of_states, destination, place_of
from transforms.lexicon import word_info
from transforms.lexicon.compiled import ADJECTIVE, ADVERB, FUNCTION, NOUN, NUMBER, TIME
from transforms.lexicon.entries import City, Document, EventVerb, LightVerb, NounForm, VerbForm

_WINDOW = 28  # tokens in which the object of a verb is looked for
_SUBJECT_REACH = 9  # tokens between a verb and the subject behind it
_WITH = frozenset({"مع", "ب", "الي", "بين"})
_OBJECT = frozenset({"", "مع", "ب", "الي"})
_SEPARATELY = ("علي حده", "كلا علي حده", "كل علي حده", "منفصله", "منفصلين", "منفصل", "منفصلتين")
_ACTING = frozenset({"person", "office", "counterpart", "pair", "pronoun", "guest", "group", "country", "capital", "institution", "organization"})
_PERSONAL = _ACTING - {"country", "capital"}
_HUMAN = frozenset({"person", "office", "counterpart", "pair", "pronoun", "guest"})


class Detector:
    """Reads the events of one sentence after another; what was told before is in ``story``."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._frames: dict[str, Callable[[View, int, int, VerbForm, EventVerb], list[Draft]]] = {
            "transitive": self._transitive,
            "with": self._with,
            "received": self._received,
            "joint": self._joint,
            "motion": self._motion,
            "gathering": self._gathering_verb,
            "document": self._document,
            "dispatch": self._correspondence,
            "receipt": self._correspondence,
            "address": self._address,
            "credentials": self._credentials,
            "accepted_credentials": self._credentials,
            "appointment": self._credentials,
            "recall": self._recall,
            "relations": self._relations_verb,
            "statement": self._statement,
        }

    def read(self, view: View) -> list[Draft]:
        """The drafts of ``view`` in the order of their triggers."""
        drafts: list[Draft] = []
        for position in range(view.sentence.first, view.sentence.last):
            match = view.text.matches[position]
            if match is None or position in view.covered:
                continue
            found = self._verbs(view, position, match.last)
            if not found:
                noun = view.text.meaning(position, NounForm)
                if noun is not None:
                    found = self._noun(view, position, match.last, noun)
            drafts.extend(found)
            self._remember(found)
        return drafts

    def _remember(self, drafts: list[Draft]) -> None:
        """Who stood on the two sides of the last event, for الجانبان and الوزيران."""
        for draft in drafts:
            if draft.event_type not in ("meeting", "call", "signing", "agree", "session", "message"):
                continue
            sides: dict[str, list[Actor]] = {}
            for part in draft.parts:
                sides.setdefault(part.side, []).append(part.actor)
            if len(sides) == 2:
                first, second = (tuple(sorted(actors, key=lambda a: a.kind != "person")) for actors in sides.values())
                self._story.sides = (first, second)

    def _verbs(self, view: View, position: int, last: int) -> list[Draft]:
        match = view.text.matches[position]
        assert match is not None
        if match.prefix.endswith(("ب", "ل", "ك")):
            return []  # «بحث» is a verb, «ببحث» a noun
        forms = [form for form in view.verbs(position) if isinstance(form.verb, EventVerb)]
        forms.sort(key=lambda f: not (isinstance(f.verb, EventVerb) and f.verb.objects))
        for form in forms:
            verb = form.verb
            assert isinstance(verb, EventVerb)
            end = min(view.sentence.last, position + _WINDOW)
            if verb.objects and not view.phrase_in(verb.objects, last, min(end, view.clause_end(position))):
                continue
            if view.phrase_in(verb.without, last, min(end, position + 8)):
                continue
            drafts = self._frames[verb.frame](view, position, last, form, verb)
            if drafts:
                return drafts
        return []

    # ------------------------------------------------------------ who does it
    def _subject(self, view: View, verb: int, last: int, form: VerbForm) -> tuple[list[Item], int]:
        """The subject of the verb at ``verb`` and where its objects may begin."""
        start = view.clause_start(verb)
        kinds = _ACTING if _may_states_act(form) else _PERSONAL
        match = view.text.matches[verb]
        is_joined = match is not None and match.prefix.startswith(("و", "ف"))
        if is_joined:
            start = view.content_start(verb)
        left = [i for i in view.between(start, verb) if i.actors and not i.mention.governor and i.mention.kind in kinds]
        if left and not is_joined and self._is_next_to(view, left[-1], verb):
            return self._chain_ending(view, left), last
        if start > view.sentence.first and not left and not is_joined and view.marker(start - 1, "boundaries") == "relative":
            antecedents = [i for i in view.between(view.sentence.first, start) if i.actors and i.mention.kind in kinds]
            behind = next((i for i in view.rightwards(last) if i.actors), None)
            if antecedents and not (behind and not behind.mention.governor and behind.mention.first - verb <= 2):
                return [antecedents[-1]], last
        behind = self._subject_behind(view, last)
        if behind is not None:
            chain = [i for i in view.chain(behind) if i is behind or (i.mention.joined and not i.mention.governor)]
            return chain, chain[-1].mention.last
        if form.number == "dual":
            return self._pair_items(view, verb), last
        if left:
            return [left[0]] if is_joined else [left[-1]], last
        return self._topic(view, verb), last

    def _subject_behind(self, view: View, last: int) -> Item | None:
        for item in view.rightwards(last):
            if item.mention.first - last > _SUBJECT_REACH:
                return None
            if item.mention.governor or not item.actors or item.mention.kind not in _ACTING:
                if item.mention.governor in ("مع", "الي"):
                    return None
                continue
            return item if self._only_light(view, last, item.mention.first) else None
        return None

    def _only_light(self, view: View, first: int, last: int) -> bool:
        """Whether only adverbs, dates, places and the like stand in the tokens."""
        covered = {p for i in view.items for p in range(i.mention.first, i.mention.last)}
        for position in range(first, last):
            norm = view.text.norms[position]
            if position in covered or view.text.tokens[position].kind != "word":
                continue
            info = word_info(norm)
            if info.classes & NOUN and not info.classes & (ADVERB | TIME | FUNCTION | NUMBER | ADJECTIVE) and not info.prefix.endswith("ب"):
                before = view.text.norms[position - 1]
                if before not in ("في", "الي", "من", "خلال", "قبل", "بعد", "ب", "مقر", "بمقر", "لدي", "علي", "هامش", "ظهر", "صباح"):
                    return False
        return True

    def _is_next_to(self, view: View, item: Item, verb: int) -> bool:
        """Whether only قد, adverbs, dates, places or a comma stand between a subject and its verb."""
        gap = range(item.mention.last, verb)
        if len(gap) > _SUBJECT_REACH:
            return False
        for position in gap:
            norm = view.text.norms[position]
            if view.text.tokens[position].kind == "sign" and norm in ("،", ",") and not view.is_title:
                later = [view.text.norms[p] for p in range(position + 1, verb)]
                if later and not any(n in ("قد",) for n in later) and not any(d.first in gap for d in view.text.dates):
                    continue
        return self._only_light(view, item.mention.last, verb)

    def _chain_ending(self, view: View, left: list[Item]) -> list[Item]:
        """The last of ``left`` and those before it that و ties to it."""
        chain = [left[-1]]
        for item in reversed(left[:-1]):
            tied = view.chain(item)
            if chain[0] in tied:
                chain.insert(0, item)
            else:
                break
        return chain

    def _topic(self, view: View, position: int) -> list[Item]:
        """Whom an unnamed subject means: the first who acts in this sentence, else the last who acted before."""
        for item in view.between(view.sentence.first, position):
            if item.actors and not item.mention.governor and item.mention.kind in _HUMAN:
                return [item]
        topic = self._story.topic
        if topic is None:
            return []
        mention = view.items[0].mention if view.items else None
        if mention is None or mention.first > position:

            mention = Mention(position, position + 1, "pronoun", resolution="anaphora")
        return [Item(replace(mention, first=position, last=position + 1, resolution="anaphora"), (topic,))]

    def _draft(
        self, view: View, position: int, last: int, source: EventVerb | NounForm, parts: tuple[Part, ...], form: VerbForm | None,
    ) -> Draft:  # fmt: skip
        rule, event_type = (
            (source.rule, source.event_type) if isinstance(source, EventVerb) else (source.noun.rule, source.noun.event_type)
        )
        place, place_country = place_of(view, position, event_type)
        return Draft(
            event_type=event_type, rule=rule, first=position, last=last, sentence=view.sentence,
            status=status_of(view, position, form), is_background=is_background(view, position, form), parts=parts,
            is_title=view.is_title, place=place, place_country=place_country,
        )  # fmt: skip

    # ------------------------------------------------------------ meetings and calls
    def _transitive(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        if form.has_object:
            objects = self._topic_person()
            objects = [i for i in objects if not set(i.actors) & {a for s in subject for a in s.actors}]
        else:
            objects = self._objects(view, after, _OBJECT, subject)
        return self._two_sided(view, position, last, form, verb, subject, objects)

    def _topic_person(self) -> list[Item]:

        topic = self._story.topic
        return [] if topic is None else [Item(Mention(0, 1, "pronoun", resolution="anaphora"), (topic,))]

    def _objects(self, view: View, after: int, governors: frozenset[str], subject: list[Item]) -> list[Item]:
        taken = {a.key for s in subject for a in s.actors}
        for item in view.rightwards(after):
            if item.mention.kind == "city" or not item.actors:
                continue
            if item.mention.kind in ("country", "capital") and item.mention.governor in ("ب", "الي", "في", "ل"):
                continue
            if item.mention.governor not in governors or {a.key for a in item.actors} <= taken:
                continue
            chain = view.chain(item)
            return [i for i in chain if i.actors and not {a.key for a in i.actors} <= taken]
        return []

    def _two_sided(
        self, view: View, position: int, last: int, form: VerbForm | None, source: EventVerb | NounForm, subject: list[Item], objects: list[Item],
    ) -> list[Draft]:  # fmt: skip
        """One event a counterpart when they are met one after the other, else one event of all."""
        subject_role, object_role = ("host", "visitor") if isinstance(source, EventVerb) and source.rule == "meeting.receive" else ("initiator", "counterpart")
        firsts = parts_of(subject, subject_role)
        if not firsts:
            return []
        separately = view.phrase_in(_SEPARATELY, view.sentence.first, view.sentence.last)
        event_type = source.event_type if isinstance(source, EventVerb) else source.noun.event_type
        is_list = len(objects) > 1 and (separately or event_type == "call" or (isinstance(source, EventVerb) and source.frame == "transitive"))
        if is_list and view.phrase_in(("اجتماع ثلاثي", "لقاء ثلاثي", "قمه ثلاثيه", "اجتماع رباعي", "معا"), position, view.sentence.last):
            is_list = False
        groups = [[item] for item in objects] if is_list else ([objects] if objects else [])
        hosts = [(part,) for part in firsts] if separately and len(firsts) > 1 else [firsts]
        if not groups:
            return self._one_sided(view, position, last, form, source, firsts)
        drafts = []
        for host in hosts:
            for group in groups:
                parts = united(host, parts_of(group, object_role))
                if _has_two_sides(parts):
                    drafts.append(self._with_host_place(self._draft(view, position, last, source, parts, form), firsts, source))
        return drafts

    def _one_sided(
        self, view: View, position: int, last: int, form: VerbForm | None, source: EventVerb | NounForm, firsts: tuple[Part, ...]
    ) -> list[Draft]:
        """A plural subject meets itself: «التقى الوزيران»."""
        if len(firsts) < 2 or not _has_two_sides(firsts):
            return []
        return [self._draft(view, position, last, source, firsts, form)]

    @staticmethod
    def _with_host_place(draft: Draft, hosts: tuple[Part, ...], source: EventVerb | NounForm) -> Draft:
        """Who receives is at home: the country of the host is the country of the place when no place is told."""
        if draft.place_country is None and isinstance(source, EventVerb) and source.rule == "meeting.receive":
            country = next((p.actor.country for p in hosts if p.actor.country), None)
            return replace(draft, place_country=country)
        return draft

    def _with(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        if verb.event_type == "meeting" and view.phrase_in(_BY_TELEPHONE, position, view.clause_end(position)):
            verb = replace(verb, event_type="call", rule="call.speak")
        subject, after = self._subject(view, position, last, form)
        objects = self._objects(view, after, _WITH, subject)
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

    def _joint(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        partners = [i for i in self._objects(view, after, frozenset({"مع"}), subject) if i.mention.governor == "مع" or i.mention.joined]
        parts = united(parts_of(subject, "party"), parts_of(partners, "party"))
        if len({p.side for p in parts}) < 2:
            return []
        draft = self._draft(view, position, last, verb, parts, form)
        return [replace(draft, papers=papers_in(view, last, min(view.sentence.last, position + _WINDOW)))]

    # ------------------------------------------------------------ event nouns
    def _noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        noun = form.noun
        if noun.requires and not view.phrase_in(noun.requires, position, min(view.sentence.last, position + 20)):
            return []
        if noun.event_type == "relations":
            return self._relations_noun(view, position, last, form)
        if noun.event_type == "visit":
            return self._visit_noun(view, position, last, form)
        if noun.event_type == "signing":
            return self._signature_noun(view, position, last, form)
        if noun.event_type == "agree":
            return self._agreement_noun(view, position, last, form)
        if noun.event_type == "accreditation":
            return self._accreditation_noun(view, position, last, form)
        if noun.event_type == "session" or self._is_gathering(view, position, last):
            return self._session_noun(view, position, last, form)
        return self._talks_noun(view, position, last, form)

    def _light(self, view: View, position: int) -> tuple[int, int, VerbForm] | None:
        """The verb that carries the event noun at ``position``: the nearest light verb before it in its clause."""
        start = view.clause_start(position)
        for step in range(position - 1, start - 1, -1):
            match = view.text.matches[step]
            if match is None or step in view.covered:
                continue
            if view.text.meaning(step, NounForm) is not None and not self._is_adverbial(view, step):
                return None  # another event noun stands nearer to the verb
            forms = view.verbs(step)
            light = next((form for form in forms if isinstance(form.verb, LightVerb)), None)
            if light is not None:
                return step, match.last, light
            if forms and view.is_verb(step):
                return None
        return None

    def _light_before_relative(self, view: View, position: int, last: int) -> VerbForm | None:
        """«اللقاء الذي جمع», «اجتماع احتضنته جدة»: the verb behind an event noun."""
        for step in range(last, min(last + 4, view.sentence.last)):
            form = view.verb(step)
            if form is not None and isinstance(form.verb, LightVerb):
                return form
        return None

    def _talks_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        if form.noun.event_type == "call" and view.text.norms[position].endswith(("اتصال", "اتصالات", "مكالمه", "الاتصال")) and not self._is_telephone(view, position, last):
            return []
        light = self._light(view, position)
        subject = self._noun_subject(view, position, form, light)
        objects = self._noun_objects(view, position, last, subject)
        verb_form = light[2] if light else self._light_before_relative(view, position, last)
        states = adjectives_of_states(view, last, min(last + 6, view.sentence.last))
        if not objects and len(states) > 1:
            return [self._draft(view, position, last, form, _state_parts(view, states), verb_form)]
        if form.is_definite and not form.owner and light is None and not any(i.mention.governor in _WITH for i in objects) and not self._is_involving(view, last):
            return []  # «اللقاء» alone points back at an event already told
        if not objects and not (form.owner == "هما" or len(subject) > 1):
            return []
        if objects and not subject and len({p.side for p in parts_of(objects, "")}) < 2:
            subject = [i for i in self._topic(view, position) if not set(i.actors) & {a for o in objects for a in o.actors}]
        drafts = self._two_sided(view, position, last, verb_form, form, subject or objects[:1], objects if subject else objects[1:])
        if view.text.norms[position].removeprefix("و").startswith(("استقبال", "باستقبال", "لاستقبال")) and drafts:
            drafts = [d if d.place_country else replace(d, place_country=next((p.actor.country for p in d.parts), None)) for d in drafts]
        return drafts

    def _is_involving(self, view: View, last: int) -> bool:
        """«اللقاء الذي جمع A وB»: the relative verb names the sides."""
        form = self._light_before_relative(view, last, last)
        return form is not None and isinstance(form.verb, LightVerb) and form.verb.voice in ("involving", "passive", "active")

    def _is_telephone(self, view: View, position: int, last: int) -> bool:
        return view.phrase_in(("هاتفي", "هاتفيا", "هاتفيه", "الهاتفي", "هاتفيين", "مريي", "تلقي", "اجري"), max(view.sentence.first, position - 12), min(last + 4, view.sentence.last)) or view.phrase_in(("في اتصالات مع", "اتصالات مع"), position - 1, last + 1)

    def _noun_subject(self, view: View, position: int, form: NounForm, light: tuple[int, int, VerbForm] | None) -> list[Item]:
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
        if light is None and (behind := self._light_before_relative(view, position, position + 1)) is not None and behind.has_object:
            names_two = any(n.endswith("هما") for n in view.text.norms[position + 1 : position + 5])
            return self._pair_items(view, position) if names_two else self._owner(view, position)  # «لقاء جمعه بالسفير»
        if form.owner == "هما":
            pair = self._pair_items(view, position)
            if pair:
                return pair
        if form.owner:
            return self._owner(view, position)
        if view.text.norms[position].startswith(("في", "ب")) or self._is_adverbial(view, position):
            return []
        return []

    def _may_be_passive(self, view: View, verb: int, subject: list[Item]) -> bool:
        """«عُقدت بمسقط جلسة»: unvocalized, a verb that has both voices and names no subject here is passive."""
        match = view.text.matches[verb]
        assert match is not None
        voices = {m.verb.voice for m in match.meanings if isinstance(m, VerbForm) and isinstance(m.verb, LightVerb)}
        is_named = any(i.mention.first >= view.clause_start(verb) and i.mention.resolution != "anaphora" or i.mention.kind == "pair" for i in subject)
        return "passive" in voices and not is_named

    def _is_adverbial(self, view: View, position: int) -> bool:
        """«خلال زيارته», «بزيارة»: an event noun that only says when or how."""
        if view.text.norms[position].startswith(("ب", "ل")) and (match := view.text.matches[position]) is not None and match.prefix:
            return True
        return position > view.sentence.first and view.text.norms[position - 1] in _ADVERBIAL

    def _owner(self, view: View, position: int) -> list[Item]:
        """The antecedent of «لقائه»: the nearest who acts before it in the sentence, else whoever acts behind, else the topic."""
        before = [i for i in view.between(view.sentence.first, position) if i.actors and i.mention.kind in _HUMAN]
        free = [i for i in before if not i.mention.governor]
        if free:
            return [free[-1]]
        if before:
            return [before[-1]]
        opens = position - view.sentence.first <= 4
        if opens:
            for item in view.between(position, view.sentence.last):
                if item.actors and item.mention.kind in _HUMAN and not item.mention.governor and item.mention.resolution == "named":
                    return [item]
        return self._topic(view, position)

    def _pair_items(self, view: View, position: int) -> list[Item]:
        """«لقائهما»: the two sides last told, or the first two who act in this sentence."""

        here = [i for i in view.between(view.sentence.first, position) if i.actors and i.mention.kind in _HUMAN]
        here = here or [i for i in view.between(position, view.sentence.last) if i.actors and i.mention.kind in _HUMAN and not i.mention.governor]
        if len(here) >= 2 and here[0].actors[0].country != here[1].actors[0].country:
            return here[:2]
        sides = self._story.sides
        if sides is None:
            return []
        mention = Mention(position, position + 1, "pair", resolution="anaphora")
        return [Item(mention, (sides[0][0],)), Item(mention, (sides[1][0],))]

    def _noun_objects(self, view: View, position: int, last: int, subject: list[Item]) -> list[Item]:
        """Those behind an event noun: «مع A», «بين A وB», «A مع B», «جمع A وB»."""
        taken = {a.key for s in subject for a in s.actors}
        found: list[Item] = []
        for item in self._reach(view, last):
            if item.mention.kind == "city" or not item.actors or {a.key for a in item.actors} <= taken:
                continue
            if item.mention.governor in ("في", "من", "الي", "عن", "علي", "لدي", "حول", "بحضور") or (item.mention.kind in ("country", "capital") and item.mention.governor in ("ب", "ل")):
                continue
            for tied in view.chain(item):
                if tied.actors and tied not in found and tied.mention.kind != "city":
                    found.append(tied)
        return found

    def _reach(self, view: View, last: int) -> list[Item]:
        """Items behind an event noun; a relative verb that carries it (جمع، يضم، عقد) does not end the reach."""
        items = list(view.rightwards(last))
        if items:
            return items
        step = last
        while step < min(last + 6, view.sentence.last):
            form = view.verb(step)
            if form is not None and isinstance(form.verb, LightVerb):
                return list(view.rightwards(step + 1))
            step += 1
        return []

    # ------------------------------------------------------------ sessions
    def _is_gathering(self, view: View, position: int, last: int) -> bool:
        """«اجتماع اللجنة», «اجتماع وزراء»: a meeting of a body is a session."""
        window = view.text.norms[last : min(last + 3, view.sentence.last)]
        return view.text.norms[position].endswith(("اجتماع", "اجتماعا", "اجتماعات", "الاجتماع", "جلسه", "الجلسه")) and any(
            w.removeprefix("ل").removeprefix("لل").removeprefix("ال") in _BODIES or w in _BODIES for w in window
        )

    def _session_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        if not self._is_session(view, position, last):
            return []
        light = self._light(view, position)
        behind = self._light_before_relative(view, position, last)
        carried = light is not None or behind is not None or self._is_announced(view, position) or self._is_specific(view, position, last)
        states = adjectives_of_states(view, position, min(last + 6, view.sentence.last))
        subject: list[Item] = []
        role = "attendee"
        if light is not None:
            at, after, verb = light
            voice = verb.verb.voice if isinstance(verb.verb, LightVerb) else ""
            if voice in ("active", "hosting"):
                subject = [i for i in self._subject(view, at, after, verb)[0] if i.mention.first < position]
                subject = [] if self._may_be_passive(view, at, subject) else subject
                subject += [i for i in view.between(after, position) if i.actors and i.mention.governor == "مع" and i not in subject]
                role = "chair" if view.text.norms[at].removeprefix("و").removeprefix("س") in _CHAIRING else "host" if voice == "hosting" else "attendee"
            if voice == "involving":
                subject = []
        right = [i for i in self._reach(view, last) if i.actors and i.mention.kind in _ACTING and i.mention.governor not in ("في", "الي", "ب") or i.mention.governor == "بحضور"]
        parts = united(parts_of(subject, role), parts_of(right, "attendee"), _state_parts(view, states))
        if not carried or (not parts and self._story.sides is None):
            return []
        if not parts or (len({p.side for p in parts}) < 2 and view.phrase_in(("اللجنه", "لجنه", "للجنه", "الجوله", "جوله", "الدوره", "دوره"), max(position - 1, view.sentence.first), last + 3)):
            parts = united(parts, self._sides_as_states(view, position))
        draft = self._draft(view, position, last, form, parts, light[2] if light else behind)
        return [draft]

    def _is_specific(self, view: View, position: int, last: int) -> bool:
        """A session told with its own date or place, or that somebody goes to: «قمة … المقررة في أروشا في أغسطس», «للمشاركة في الدورة»."""
        end = min(view.clause_end(position), last + 14)
        has_scene = any(i.mention.kind in ("city", "country") and i.mention.governor in ("في", "ب") for i in view.between(last, end))
        has_date = any(last <= d.first < end for d in view.text.dates)
        before = view.text.norms[max(view.sentence.first, position - 3) : position]
        attended = any(w.removeprefix("و").startswith(("للمشاركه", "شارك", "يشارك", "تشارك", "سيشارك", "لحضور", "حضر", "مشاركته", "بمشاركه", "المشاركه")) for w in before)
        return has_scene or has_date or attended

    def _is_announced(self, view: View, position: int) -> bool:
        """A session whose own verb stands before it: «على أن تلتئم الدورة», «انعقدت القمة»."""
        start = view.clause_start(position)
        forms = (view.verb(p) for p in range(start, position))
        return any(f is not None and isinstance(f.verb, EventVerb) and f.verb.event_type == "session" for f in forms)

    def _is_session(self, view: View, position: int, last: int) -> bool:
        norm = view.text.norms[position]
        window = view.text.norms[last : min(last + 4, view.sentence.last)]
        phrase = " ".join(view.text.norms[position:last])
        if "موتمر" in phrase and any(w.startswith(("صحفي", "صحافي", "الصحفي", "الصحافي")) for w in window[:2]):
            return False
        stem = norm.removeprefix("و").removeprefix("ب").removeprefix("ل").removeprefix("ال").removeprefix("لل")
        if stem in ("جوله", "جولات", "جولتها"):
            return last - position > 1 or any(w.removeprefix("ال").removeprefix("لل").removeprefix("ل") in _TALKS for w in window) or self._story.sides is not None and any(w.startswith("ال") for w in window[:1])
        if stem in ("دوره", "دورتها", "دورته"):
            return any(w.removeprefix("ال").removeprefix("لل").removeprefix("ل") in _BODIES for w in window) or bool(self._story.sides)
        if stem in ("لجنه", "اللجنه"):
            return last - position > 1 or any(w in ("المشتركه", "العليا", "الكبري", "مشتركه") for w in window)
        if stem == "جلسه":
            return last - position > 1 or any(w.removeprefix("ل").removeprefix("ال") in _BODIES for w in window)
        if stem in ("مفاوضات", "مفاوضاتهما"):
            return True
        return True

    def _sides_as_states(self, view: View, position: int) -> tuple[Part, ...]:
        """The states of the two sides last told take part in «اللجنة المشتركة» that names nobody."""

        if self._story.sides is None:
            return ()
        mention = Mention(position, position + 1, "pair", resolution="implied")
        codes = [side[0].country for side in self._story.sides]
        return tuple(Part(country_actor(code), "party", mention) for code in codes if code)

    def _gathering_verb(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«تلتئم الدورة»: the noun behind tells the session, so the verb tells only one that has no such noun."""
        if any(True for _ in view.nouns(last, min(last + 8, view.sentence.last))):
            return []
        subject, _ = self._subject(view, position, last, form)
        parts = parts_of(subject, "attendee")
        if not view.phrase_in(("لجنه", "اللجنه", "المجلس", "القمه"), last, min(last + 4, view.sentence.last)):
            if len({p.side for p in parts}) >= 2:
                meeting = replace(verb, event_type="meeting")
                return [self._draft(view, position, last, meeting, parts, form)]
            return []
        parts = united(parts, self._sides_as_states(view, position))
        return [self._draft(view, position, last, verb, parts, form)] if parts else []

    # ------------------------------------------------------------ visits
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

    # ------------------------------------------------------------ signing, agreeing
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

    def _is_international(self, parts: tuple[Part, ...]) -> bool:
        countries = {p.actor.country for p in parts if p.actor.country}
        bodies = {p.actor.organization or p.actor.key for p in parts if p.actor.organization or p.actor.kind == "organization"}
        unknown = [p for p in parts if p.actor.kind == "person" and p.actor.country is None and p.actor.position]
        is_among_states = self._story.sides is not None and len(unknown) + len(countries) >= 2
        return len(countries) + len(bodies) >= 2 or bool(bodies) or is_among_states

    def _all_acting(self, view: View, first: int, last: int) -> list[Item]:
        """Everybody named in the tokens who can sign; states only when «بين» or «مع» governs them."""
        found = []
        for item in view.between(first, last):
            if not item.actors or any(view.is_border(p) for p in range(first, item.mention.first)):
                continue
            if item.mention.governor in ("في", "لدي", "علي", "ل"):
                continue
            if item.mention.kind in _HUMAN or (item.mention.kind in ("country", "capital", "group", "organization") and item.mention.governor in ("مع", "بين", "عن") or item.mention.joined and found):
                found.append(item)
        return found

    def _sides_for_signing(self, view: View, position: int) -> tuple[Part, ...]:

        if self._story.sides is None:
            return ()
        mention = Mention(position, position + 1, "pair", resolution="implied")
        return tuple(Part(side[0], "signatory", mention) for side in self._story.sides)

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

    # ------------------------------------------------------------ messages, credentials, relations
    def _correspondence(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        is_receipt = verb.frame == "receipt"
        others = []
        for item in view.between(after, view.sentence.last):
            if any(view.is_border(p) for p in range(after, item.mention.first)):
                break
            if any(view.verb(p) is not None and p != position and view.is_verb(p) for p in range(after, item.mention.first)):
                break
            if item.actors and item.mention.kind in (*_HUMAN, "organization", "group"):
                others.append(item)
        if not others:
            others = [i for i in view.between(after, view.sentence.last) if i.mention.kind in ("country", "capital") and i.mention.governor in ("الي", "ل", "من") and i.actors][:1]
        if not subject or not others:
            return []
        sender, recipient = ("recipient", "sender") if is_receipt else ("sender", "recipient")
        parts = united(parts_of(subject, sender), *(parts_of([i], recipient if i.mention.governor in ("الي", "ل", "من", "") else sender) for i in others))
        return [self._placeless(self._draft(view, position, last, verb, parts, form), view)] if len(parts) > 1 and len({p.side for p in parts}) > 1 else []

    @staticmethod
    def _placeless(draft: Draft, view: View) -> Draft:
        """A cable has no place."""
        if view.phrase_in(("برقيه", "ببرقيه", "برقيات", "برقيتي", "ببرقيتي"), draft.first, view.sentence.last):
            return replace(draft, place=None, place_country=None)
        return draft

    def _address(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        objects = self._objects(view, after, frozenset({"", "الي", "ل", "ب"}), subject)
        parts = united(parts_of(subject, "sender"), parts_of(objects[:1], "recipient"))
        if len({p.side for p in parts}) < 2:
            return []
        return [replace(self._draft(view, position, last, verb, parts, form), place=None, place_country=None)]

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

    def _statement(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        subject, after = self._subject(view, position, last, form)
        said = parts_of(subject, "initiator")
        if not said:
            return []
        about = [i for i in view.between(after, min(view.sentence.last, after + 25)) if i.mention.kind in ("country", "group", "organization") and i.actors][:1]
        return [self._draft(view, position, last, verb, united(said, parts_of(about, "counterpart")), form)]


_BODIES = frozenset({"لجنه", "مجلس", "وزراء", "طارئ", "طاري", "طاريا", "وزاري", "وزاريا", "دوره", "قمه", "جمعيه", "استثنائي", "استثنائيا", "استثناييا", "مجموعه", "تنسيقي", "قاده", "روساء", "لوزراء", "للجنه", "لمجلس", "امن", "تحالف", "برلمان", "رابطه", "لجان", "هييه", "العامه", "حوار", "مشاورات", "جامعه", "اتحاد", "كونغرس"})
_BY_TELEPHONE = ("هاتفيا", "اتصال هاتفي", "اتصالا هاتفيا", "اتصالين هاتفيين", "مكالمه هاتفيه", "محادثه هاتفيه", "اتصالات هاتفيه", "الهاتف", "اتصال مريي")
_ADVERBIAL = frozenset({"خلال", "في", "بعد", "قبل", "عقب", "اثر", "ختام", "هامش", "قبيل", "اثناء", "اعقاب", "مستهل", "اطار", "لدي", "مع", "بمناسبه"})
_TALKS = frozenset({"مفاوضات", "محادثات", "مباحثات", "حوار", "مشاورات", "تفاوض", "تشاور", "تفاوضيه"})
_CHAIRING = frozenset({"تراس", "تراست", "يتراس", "تتراس", "راس", "يراس", "تراسا", "ترا"})


def _may_states_act(form: VerbForm) -> bool:
    """A state signs, agrees, hosts or condemns; it does not meet, call or travel, so «زار مصر وسوريا، التقت» has another subject."""
    return isinstance(form.verb, LightVerb) or form.verb.event_type not in ("meeting", "call", "visit")


def _has_two_sides(parts: tuple[Part, ...]) -> bool:
    """A meeting has two sides at least: two states or bodies, or a state and somebody whose side is not told."""
    return len({part.side for part in parts}) >= 2


def _state_parts(view: View, states: list[tuple[int, str]]) -> tuple[Part, ...]:

    return tuple(
        Part(country_actor(code), "party", Mention(position, position + 1, "country", country=code, resolution="metonym"))
        for position, code in states
    )


def papers_in(view: View, first: int, last: int) -> tuple[Paper, ...]:
    """The documents of agreement named in the tokens."""
    found = []
    for position in range(first, last):
        match = view.text.matches[position]
        document = None if position in view.covered else view.text.meaning(position, Document)
        if document is not None and match is not None:
            found.append(Paper(position, match.last, document.agreement_type, document.count, document.is_weak))
    return tuple(found)
