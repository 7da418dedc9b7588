"""Events of one sentence: each trigger with its participants, by the frame that triggers.toml gives it."""

from __future__ import annotations

from collections.abc import Callable

from transforms.arabic.sentences import Sentence
from transforms.extraction.actors import Actor, state_or_body
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft
from transforms.extraction.frames.letters import Letters
from transforms.extraction.frames.missions import Missions
from transforms.extraction.frames.papers import Papers
from transforms.extraction.frames.session_nouns import is_gathering
from transforms.extraction.frames.statements import Statements
from transforms.extraction.frames.talks import Talks
from transforms.extraction.frames.visits import Visits
from transforms.extraction.papers import count_of
from transforms.extraction.resolve import Item, Story
from transforms.extraction.text import Text
from transforms.extraction.triggers import NEAR, Trigger
from transforms.lexicon import lexicon
from transforms.lexicon.entries import EventVerb, NounForm, VerbForm
from transforms.lexicon.trie import Match
from transforms.quick import replace

_WINDOW = 28  # words in which the object of a verb is looked for; a title is one
_TWO_SIDED = frozenset({"meeting", "call", "signing", "agree", "session", "message"})


class Detector(Talks, Visits, Papers, Letters, Missions, Statements):
    """Reads the events of one sentence after another; what was told before is in ``story``."""

    def __init__(self, story: Story, triggers: dict[int, list[Trigger]]) -> None:
        super().__init__(story)
        self._triggers = triggers

    def may_read(self, text: Text, sentence: Sentence) -> bool:
        """Whether a sentence may tell anything: it has a word that frames ask for, or may go on a list of envoys."""
        if sentence.index in self._triggers or sentence.index in text.telling or self._opened is not None:
            return True
        return self._ceremony() is not None

    def read(self, view: View) -> list[Draft]:
        """The drafts of ``view`` in the order of their triggers."""
        triggers = self._triggers.get(view.sentence.index, [])
        if triggers:
            view = self._with_plurals(view)
        drafts: list[Draft] = []
        for trigger in triggers:
            match = trigger.match
            if match.first in view.covered:
                continue
            found = self._verbs(view, match) if trigger.is_verb else []
            if not found and trigger.noun is not None:
                found = self._noun(view, match.first, match.last, trigger.noun)
            if found:
                drafts.extend(found)
                self._remember(found)
        if not drafts:
            drafts = self._listed_envoys(view)
            self._remember(drafts)
        return drafts

    def recall(self, told: list[Draft]) -> None:
        """Go on from ``told``: all that the sentences so far tell, with those who were only present."""
        pairs = zip(self._told, told, strict=False)
        self._note_sides([draft for before, draft in pairs if len(draft.parts) > len(before.parts)])
        self._told = list(told)

    def _with_plurals(self, view: View) -> View:
        """``view`` in which «الوزراء الثلاثة» are those who took part in what the last sentence with so many told."""
        if not any(_is_counted(view, item) or _are_envoys(view, item) for item in view.items):
            return view
        envoys = self._envoys_told()
        return replace(view, items=[self._meant(view, item, envoys) for item in view.items])

    def _envoys_told(self) -> list[Actor]:
        """Those who presented their letters: «السفراء الجدد»."""
        told = [draft for draft in self._told if draft.event_type == "accreditation"]
        return list(dict.fromkeys(p.actor for d in told for p in d.parts if p.role == "visitor"))

    def _gathered(self, count: int) -> list[Actor]:
        """The ``count`` persons whom a sentence told of, without their host where they are one more; else the last."""
        told: list[list[Actor]] = []
        for sentence in dict.fromkeys(draft.sentence for draft in reversed(self._told)):
            drafts = [draft for draft in self._told if draft.sentence == sentence]
            people = dict.fromkeys(p.actor for draft in drafts for p in draft.parts if p.actor.kind == "person")
            if len(people) > 2:
                told.append(list(people))
        exact = next((people for people in told if len(people) == count), None)
        hosted = next((people[1:] for people in told if len(people) == count + 1), None)
        return exact or hosted or (told[0] if told else [])

    def _meant(self, view: View, item: Item, envoys: list[Actor]) -> Item:
        """«الوزراء الثلاثة»: ``item`` with so many who hold the office, or all; «السفراء الجدد»."""
        mention = item.mention
        if _are_envoys(view, item) and len(envoys) > 1:
            return replace(item, actors=tuple(envoys))
        members = self._gathered(_count(view, item)) if _is_counted(view, item) else []
        if not members:
            return item
        if mention.kind == "pair":
            return replace(item, actors=tuple(dict.fromkeys(a for m in members if (a := state_or_body(m)) is not None)))
        fitting = [a for a in members if mention.position is None or a.position == mention.position] or members
        return replace(item, actors=tuple(fitting))

    def _remember(self, drafts: list[Draft]) -> None:
        """Who stood on the two sides of the last event, for الجانبان; who came last, for الضيف; all that was told."""
        self._told.extend(drafts)
        for draft in drafts:
            visitors = [p.actor for p in draft.parts if p.role == "visitor" and p.actor.kind == "person"]
            self._story.visitor = visitors[0] if visitors else self._story.visitor
        self._note_sides(drafts)

    def _note_sides(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            if draft.event_type not in _TWO_SIDED and draft.event_type != "visit":
                continue
            sides: dict[str, list[Actor]] = {}
            for part in draft.parts:
                sides.setdefault(part.side, []).append(part.actor)
            if len(sides) == 2:
                first, second = (tuple(sorted(actors, key=lambda a: a.kind != "person")) for actors in sides.values())
                self._keep_sides(draft, (first, second))

    def _keep_sides(self, draft: Draft, sides: tuple[tuple[Actor, ...], tuple[Actor, ...]]) -> None:
        """«ومن المنتظر أن يجتمع في مسقط برئيس الأركان»: the sides of a plan told aside are those of plans alone."""
        if draft.event_type == "visit":
            self._story.journey = sides
        elif draft.status == "planned" and self._story.sides is not None:
            self._story.plan = sides
        else:
            self._story.sides, self._story.plan = sides, None

    def _verbs(self, view: View, match: Match) -> list[Draft]:
        """The drafts of the first reading of the verb whose frame fits the sentence."""
        position, last = match.first, match.last
        end = view.words_behind(position, _WINDOW)
        for form, verb in _readings(view, position):
            if verb.objects and not view.phrase_in(verb.objects, last, min(end, view.clause_end(position))):
                continue
            if view.phrase_in(verb.without, last, min(end, view.words_behind(position, NEAR))):
                continue
            drafts = FRAMES[verb.frame](self, view, position, last, form, verb)
            if drafts:
                return drafts
        return []

    def _noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """The drafts of an event noun, by the frame of its type."""
        frame = NOUN_FRAMES.get(form.noun.event_type)
        if frame is not None:
            return frame(self, view, position, last, form)
        if is_gathering(view, position, last):
            return self._session_noun(view, position, last, form)
        return self._talks_noun(view, position, last, form)


def _are_envoys(view: View, item: Item) -> bool:
    """«السفراء», «السفراء الجدد» without their states: those who were told of."""
    word = view.text.norms[item.mention.first].removeprefix("و").removeprefix("ب")
    is_group = item.mention.kind == "group" and item.mention.position == "ambassador"
    return is_group and not item.actors and word.startswith(("ال", "لل"))


def _is_counted(view: View, item: Item) -> bool:
    """«الوزراء الثلاثة», «قادة الدول الثلاث», «البلدان الثلاثة»: more than two, who were told of before."""
    mention = item.mention
    words = view.text.norms[mention.first : mention.last + 1]
    if mention.kind not in ("group", "pair") or lexicon().story_words.counted.isdisjoint(words):
        return False
    return not item.actors or mention.kind == "pair"


def _count(view: View, item: Item) -> int:
    """How many «الوزراء الثلاثة» are."""
    words = view.text.norms[item.mention.first : item.mention.last + 1]
    return next((count_of(w.removeprefix("ال")) for w in words if w in lexicon().story_words.counted), 0)


def _readings(view: View, position: int) -> list[tuple[VerbForm, EventVerb]]:
    """The readings of a verb that tell an event, the likeliest first; of «تسلم» only "he received", not "she hands"."""
    found = [(form, form.verb) for form in view.verbs(position) if isinstance(form.verb, EventVerb)]
    perfect = [(form, verb) for form, verb in found if form.tense == "perfect"]
    likely = perfect or found
    return sorted(likely, key=lambda reading: _rank(*reading)) if len(likely) > 1 else likely


def _rank(form: VerbForm, verb: EventVerb) -> tuple[bool, bool, bool]:
    """Readings with objects of their own come first, of these that of credentials: «تسلم أوراق اعتماد السفير»."""
    return (not verb.objects, verb.event_type != "accreditation", form.tense != "perfect")


FRAMES: dict[str, Callable[[Detector, View, int, int, VerbForm, EventVerb], list[Draft]]] = {
    "transitive": Detector._transitive,
    "with": Detector._with,
    "received": Detector._received,
    "joint": Detector._joint,
    "motion": Detector._motion,
    "gathering": Detector._gathering_verb,
    "document": Detector._document,
    "dispatch": Detector._correspondence,
    "receipt": Detector._correspondence,
    "address": Detector._address,
    "credentials": Detector._credentials,
    "accepted_credentials": Detector._credentials,
    "appointment": Detector._credentials,
    "recall": Detector._recall,
    "relations": Detector._relations_verb,
    "mission_told": Detector._mission_told,
    "statement": Detector._statement,
}
NOUN_FRAMES: dict[str, Callable[[Detector, View, int, int, NounForm], list[Draft]]] = {
    "relations": Detector._relations_noun,
    "message": Detector._handing_noun,
    "visit": Detector._visit_noun,
    "signing": Detector._signature_noun,
    "agree": Detector._agreement_noun,
    "accreditation": Detector._accreditation_noun,
    "session": Detector._session_noun,
    **dict.fromkeys(("support", "condemn", "appeal", "aid"), Detector._statement_noun),
}
