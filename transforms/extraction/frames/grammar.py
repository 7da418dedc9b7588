"""Who does what to whom: the grammar that every frame asks."""

from __future__ import annotations

from dataclasses import replace

from transforms.arabic.spelling import fold
from transforms.extraction.actors import Actor, country_actor, state_or_body
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.mentions import Mention
from transforms.extraction.resolve import Item, Story
from transforms.extraction.status import is_background, status_of
from transforms.extraction.where import place_of
from transforms.lexicon import word_info
from transforms.lexicon.compiled import ADJECTIVE, ADVERB, FUNCTION, NOUN, NUMBER, TIME
from transforms.lexicon.entries import EventVerb, LightVerb, NounForm, VerbForm

_SUBJECT_REACH = 9  # tokens between a verb and the subject behind it
_DURING_IT = frozenset({"خلالها", "خلاله", "خلالهما", "اثناءها", "اثناءه"})
_DATELINE_SIGNS = frozenset({"—", "–", "-", ":", "/", "(", ")"})
_NO_SIDE = frozenset({"في", "من", "الي", "عن", "علي", "لدي", "حول", "بحضور"})
_SEPARATELY = ("علي حده", "كلا علي حده", "كل علي حده", "منفصله", "منفصلين", "منفصل", "منفصلتين")
_ACTING = frozenset(
    {
        "person",
        "office",
        "counterpart",
        "pair",
        "pronoun",
        "guest",
        "group",
        "country",
        "capital",
        "institution",
        "organization",
    }
)
_PERSONAL = _ACTING - {"country", "capital"}
_HUMAN = frozenset({"person", "office", "counterpart", "pair", "pronoun", "guest"})
_ADVERBIAL = frozenset(
    {
        "خلال",
        "في",
        "بعد",
        "قبل",
        "عقب",
        "اثر",
        "ختام",
        "هامش",
        "قبيل",
        "اثناء",
        "اعقاب",
        "مستهل",
        "اطار",
        "لدي",
        "مع",
        "بمناسبه",
    }
)


class Grammar:
    """Questions about one sentence, asked with the ``story`` so far in mind."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._told: list[Draft] = []

    def _subject(self, view: View, verb: int, last: int, form: VerbForm) -> tuple[list[Item], int]:
        """The subject of the verb at ``verb`` and where its objects may begin."""
        start = view.clause_start(verb)
        kinds = _ACTING if _may_states_act(form) else _PERSONAL
        match = view.text.matches[verb]
        is_joined = (match is not None and match.prefix.startswith(("و", "ف"))) or view.text.norms[verb - 1] == "ثم"
        if is_joined:
            start = view.content_start(verb)
        left = [i for i in view.between(start, verb) if i.actors and not i.mention.governor and i.mention.kind in kinds]
        if left and not is_joined and self._is_next_to(view, left[-1], verb):
            return self._chain_ending(view, left), last
        if (
            start > view.sentence.first
            and not left
            and not is_joined
            and view.marker(start - 1, "boundaries") == "relative"
        ):
            antecedents = [i for i in view.between(view.sentence.first, start) if i.actors and i.mention.kind in kinds]
            behind = next((i for i in view.rightwards(last) if i.actors), None)
            acts = behind is not None and not behind.mention.governor and behind.mention.kind in kinds
            if antecedents and not (behind is not None and acts and behind.mention.first - verb <= 2):
                return [antecedents[-1]], last
        behind = self._subject_behind(view, last, kinds)
        if behind is not None and not self._is_object(view, verb, last, behind, is_joined):
            chain = [i for i in view.chain(behind) if i is behind or (i.mention.joined and not i.mention.governor)]
            return chain, chain[-1].mention.last
        if form.number == "dual":
            return self._pair_items(view, verb), last
        if left:
            return [left[0]], last  # a verb without a subject goes on with that of the first verb
        return self._topic(view, verb), last

    def _is_object(self, view: View, verb: int, last: int, behind: Item, is_joined: bool) -> bool:
        """Whether who stands behind a verb is its object, its subject being understood.

        So it is behind a pronoun («أنه سيلتقي قائد الجيش»), behind a masculine verb when it is a woman («فاستقبل سفيرة …»), and
        behind a verb that goes on with a story when nobody else follows («ثم التقى السفير»).
        """
        if view.text.norms[verb - 1] in _PRONOUNS and verb > view.sentence.first:
            return True
        if (
            last < view.sentence.last
            and view.text.norms[last] in _DURING_IT
            and len(self._people_behind(view, last)) == 1
        ):
            return True  # «زيارة دولة إلى مصر، يلتقي خلالها الرئيس»
        if not is_joined:
            return False
        is_feminine_verb = view.text.norms[verb].endswith("ت") or view.text.norms[verb].removeprefix("و").startswith(
            ("ت", "ست")
        )
        if _is_woman(behind.mention) and not is_feminine_verb:
            return True
        form = view.verb(verb)
        is_transitive = (
            form is not None
            and isinstance(form.verb, EventVerb)
            and form.verb.frame == "transitive"
            and not form.has_object
        )
        return is_transitive and len(self._people_behind(view, last)) == 1

    @staticmethod
    def _people_behind(view: View, last: int) -> list[Item]:
        return [i for i in view.rightwards(last) if i.actors and i.mention.kind in _PERSONAL]

    def _subject_behind(self, view: View, last: int, kinds: frozenset[str]) -> Item | None:
        for item in view.rightwards(last):
            if item.mention.first - last > _SUBJECT_REACH:
                return None
            if item.mention.governor or not item.actors or item.mention.kind not in kinds:
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
            if (
                info.classes & NOUN
                and not info.classes & (ADVERB | TIME | FUNCTION | NUMBER | ADJECTIVE)
                and not info.prefix.endswith("ب")
            ):
                before = view.text.norms[position - 1]
                if before not in (
                    "في",
                    "الي",
                    "من",
                    "خلال",
                    "قبل",
                    "بعد",
                    "ب",
                    "مقر",
                    "بمقر",
                    "لدي",
                    "علي",
                    "هامش",
                    "ظهر",
                    "صباح",
                ):
                    return False
        return True

    def _is_next_to(self, view: View, item: Item, verb: int) -> bool:
        """Whether only قد, adverbs, dates, places or a comma stand between a subject and its verb."""
        gap = range(item.mention.last, verb)
        if len(gap) > _SUBJECT_REACH:
            return False
        is_place = item.mention.kind in ("capital", "country")
        if is_place and any(view.text.norms[p] in _DATELINE_SIGNS for p in gap):
            return False  # «طشقند، 15 نوفمبر 2025 — اختتم رئيس كازاخستان زيارة»
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
        """Whom an unnamed subject means: who acted last in this sentence, else who is named first in it, else the topic."""
        told = self._told[-1] if self._told else None
        if told is not None and told.sentence == view.sentence and told.first < position and told.parts:
            if told.parts[0].actor.kind == "person" and told.parts[0].mention.resolution == "anaphora":
                return [self._as_pronoun(position, told.parts[0].actor)]  # «ثم التقى الرئيس، قبل أن يختتم أمسيته»
        for item in view.between(view.sentence.first, position):
            if item.actors and not item.mention.governor and item.mention.kind in _HUMAN:
                return [item]
        if self._story.topic is not None:
            return [self._as_pronoun(position, self._story.topic)]
        behind = view.between(position, view.sentence.last)
        return [i for i in behind if i.actors and not i.mention.governor and i.mention.kind in _HUMAN][:1]

    @staticmethod
    def _as_pronoun(position: int, actor: Actor) -> Item:
        return Item(Mention(position, position + 1, "pronoun", resolution="anaphora"), (actor,))

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

    def _draft(
        self, view: View, position: int, last: int, source: EventVerb | NounForm, parts: tuple[Part, ...], form: VerbForm | None,
    ) -> Draft:  # fmt: skip
        rule, event_type = (
            (source.rule, source.event_type)
            if isinstance(source, EventVerb)
            else (source.noun.rule, source.noun.event_type)
        )
        place, place_country = place_of(view, position, event_type)
        return Draft(
            event_type=event_type, rule=rule, first=position, last=last, sentence=view.sentence,
            status=status_of(view, position, form), is_background=is_background(view, position, form), parts=parts,
            is_title=view.is_title, place=place, place_country=place_country,
        )  # fmt: skip

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

    def _may_be_passive(self, view: View, verb: int, subject: list[Item]) -> bool:
        """«عُقدت بمسقط جلسة»: unvocalized, a verb that has both voices and names no subject here is passive."""
        match = view.text.matches[verb]
        assert match is not None
        voices = {m.verb.voice for m in match.meanings if isinstance(m, VerbForm) and isinstance(m.verb, LightVerb)}
        is_named = any(i.mention.kind != "pronoun" for i in subject)
        return "passive" in voices and not is_named

    def _is_adverbial(self, view: View, position: int) -> bool:
        """«خلال زيارته», «بزيارة»: an event noun that only says when or how."""
        if (
            view.text.norms[position].startswith(("ب", "ل"))
            and (match := view.text.matches[position]) is not None
            and match.prefix
        ):
            return True
        return position > view.sentence.first and view.text.norms[position - 1].removeprefix("و") in _ADVERBIAL

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
                if (
                    item.actors
                    and item.mention.kind in _HUMAN
                    and not item.mention.governor
                    and item.mention.resolution == "named"
                ):
                    return [item]
        return self._topic(view, position)

    def _pair_items(self, view: View, position: int) -> list[Item]:
        """«لقائهما»: the two sides last told, or the first two who act in this sentence."""

        here = [i for i in view.between(view.sentence.first, position) if i.actors and i.mention.kind in _HUMAN]
        pair = next((i for i in reversed(here) if i.mention.kind == "pair" and len(i.actors) == 2), None)
        if pair is not None:
            return [pair]  # «انتقل الرئيسان إلى القصر حيث اختليا»
        here = here or [
            i
            for i in view.between(position, view.sentence.last)
            if i.actors and i.mention.kind in _HUMAN and not i.mention.governor
        ]
        if len(here) >= 2 and here[0].actors[0].country != here[1].actors[0].country:
            return here[:2]
        sides = self._story.sides
        if sides is None:
            return []
        mention = Mention(position, position + 1, "pair", resolution="anaphora")
        return [Item(mention, (sides[0][0],)), Item(mention, (sides[1][0],))]

    def _sides_for_signing(self, view: View, position: int) -> tuple[Part, ...]:

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
        countries = {p.actor.country for p in parts if p.actor.country}
        bodies = {
            p.actor.organization or p.actor.key for p in parts if p.actor.organization or p.actor.kind == "organization"
        }
        unknown = [p for p in parts if p.actor.kind == "person" and p.actor.country is None and p.actor.position]
        is_among_states = self._story.sides is not None and len(unknown) + len(countries) >= 2
        return len(countries) + len(bodies) >= 2 or bool(bodies) or is_among_states

    def _all_acting(self, view: View, first: int, last: int) -> list[Item]:
        """Everybody named in the tokens who can sign; states only when «بين» or «مع» governs them."""
        found: list[Item] = []
        for item in view.between(first, last):
            if not item.actors or any(view.is_border(p) for p in range(first, item.mention.first)):
                continue
            if item.mention.governor in ("في", "لدي", "علي", "ل"):
                continue
            if item.mention.kind in _HUMAN or (
                (
                    item.mention.kind in ("country", "capital", "group", "organization")
                    and item.mention.governor in ("مع", "بين", "عن")
                )
                or (item.mention.joined and found)
            ):
                found.append(item)
        return found

    def _two_sided(
        self, view: View, position: int, last: int, form: VerbForm | None, source: EventVerb | NounForm, subject: list[Item], objects: list[Item],
    ) -> list[Draft]:  # fmt: skip
        """One event a counterpart when they are met one after the other, else one event of all."""
        subject_role, object_role = (
            ("host", "visitor")
            if isinstance(source, EventVerb) and source.rule == "meeting.receive"
            else ("initiator", "counterpart")
        )
        firsts = parts_of(subject, subject_role)
        if not firsts:
            return []
        separately = view.phrase_in(_SEPARATELY, position, view.sentence.last)
        event_type = source.event_type if isinstance(source, EventVerb) else source.noun.event_type
        is_list = len(objects) > 1 and (
            separately or event_type == "call" or (isinstance(source, EventVerb) and source.frame == "transitive")
        )
        if is_list and view.phrase_in(
            ("اجتماع ثلاثي", "لقاء ثلاثي", "قمه ثلاثيه", "اجتماع رباعي", "معا"), position, view.sentence.last
        ):
            is_list = False
        if separately:
            objects = [replace(item, actors=(actor,)) for item in objects for actor in item.actors]
            is_list = len(objects) > 1
        groups = [[item] for item in objects] if is_list else ([objects] if objects else [])
        hosts = [(part,) for part in firsts] if separately and len(firsts) > 1 else [firsts]
        if not groups:
            return self._one_sided(view, position, last, form, source, firsts)
        drafts = []
        for host in hosts:
            for group in groups:
                parts = united(host, parts_of(group, object_role))
                is_counterpart = any(i.mention.resolution == "counterpart" for i in group)
                if _has_two_sides(parts) or (is_counterpart and len(parts) > 1):
                    drafts.append(
                        self._with_host_place(self._draft(view, position, last, source, parts, form), firsts, source)
                    )
        return drafts

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

    def _with_him(self, view: View, position: int, last: int, subject: list[Item]) -> list[Item]:
        """«وبحث معه»: the other side of the last event."""
        sides = self._story.sides
        window = view.text.norms[last : last + 3]
        if sides is None or not subject or not any(w in ("معه", "معها", "معهما") for w in window):
            return []
        taken = {a.key for s in subject for a in s.actors}
        other = next((side for side in sides if not taken & {a.key for a in side}), None)
        return [] if other is None else [Item(Mention(position, last, "pronoun", resolution="anaphora"), (other[0],))]

    def _noun_objects(
        self, view: View, position: int, last: int, subject: list[Item], more: frozenset[str] = frozenset()
    ) -> list[Item]:
        """Those behind an event noun: «مع A», «بين A وB», «A مع B», «جمع A وB»."""
        taken = {a.key for s in subject for a in s.actors}
        found: list[Item] = []
        for item in self._reach(view, last):
            if item.mention.kind == "city" or not item.actors or {a.key for a in item.actors} <= taken:
                continue
            if item.mention.governor in _NO_SIDE - more or (
                item.mention.kind in ("country", "capital") and item.mention.governor in ("ب", "ل")
            ):
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
        if last < view.sentence.last and view.marker(last, "boundaries") == "relative":  # «اللقاء الذي كان مقررا بين»
            return [
                i for i in view.between(last, view.clause_end(last)) if i.mention.governor == "بين" or i.mention.joined
            ]
        step = last
        while step < min(last + 6, view.sentence.last):
            form = view.verb(step)
            if form is not None and isinstance(form.verb, LightVerb):
                return list(view.rightwards(step + 1))
            step += 1
        return []

    def _is_involving(self, view: View, last: int) -> bool:
        """«اللقاء الذي جمع A وB»: the relative verb names the sides."""
        form = self._light_before_relative(view, last, last)
        return (
            form is not None
            and isinstance(form.verb, LightVerb)
            and form.verb.voice in ("involving", "passive", "active")
        )


_PRONOUNS = frozenset({"انه", "انها", "بانه", "بانها", "انهما", "لانه", "وانه", "وانها"})


def _is_woman(mention: Mention) -> bool:
    """Whether a mention's title is feminine: وزيرة، سفيرة، رئيسة، المبعوثة."""
    first = fold(mention.title_text.split()[0]) if mention.title_text else ""
    return first.endswith("ه")


def _may_states_act(form: VerbForm) -> bool:
    """A state signs, agrees, hosts or condemns; it does not meet, call or travel, so «زار مصر وسوريا، التقت» has another subject."""
    return isinstance(form.verb, LightVerb) or form.verb.event_type not in ("meeting", "call", "visit")


def _has_two_sides(parts: tuple[Part, ...]) -> bool:
    """A meeting has two sides at least: two states or bodies, or a state and somebody whose side is not told."""
    return len({part.side for part in parts}) >= 2


def _state_parts(view: View, states: list[tuple[int, str]]) -> tuple[Part, ...]:

    return tuple(
        Part(
            country_actor(code), "party", Mention(position, position + 1, "country", country=code, resolution="metonym")
        )
        for position, code in states
    )
