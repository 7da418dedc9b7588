"""Who acts: the subject, object and antecedent of a verb or event noun."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from transforms.arabic.spelling import fold
from transforms.extraction.actors import Actor
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft
from transforms.extraction.mentions import Mention
from transforms.extraction.resolve import Item, Story
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.compiled import ADJECTIVE, ADVERB, FUNCTION, NOUN, NUMBER, TIME
from transforms.lexicon.entries import EventVerb, LightVerb, VerbForm

HUMAN = frozenset({"person", "office", "counterpart", "pair", "pronoun", "guest"})  # kinds of mention that mean persons
ACTING = HUMAN | {"group", "country", "capital", "institution", "organization"}
PERSONAL = ACTING - {"country", "capital"}
_SUBJECT_REACH = 9  # tokens between a verb and the subject behind it
_PRONOUNS = ("ه", "ها")
_OPENING = 4  # tokens before an event noun that opens its sentence
_DATELINE_SIGNS = frozenset("—–-:/()")
_SEATS = frozenset({"country", "capital", "institution"})  # kinds of mention that may also be where something is
_OF_PLACE = frozenset({"ب", "الي", "في", "ل"})
_NO_NOUN = ADVERB | TIME | FUNCTION | NUMBER | ADJECTIVE


class Subjects:
    """Questions about who acts in one sentence, asked with the ``story`` so far in mind."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._told: list[Draft] = []

    def _subject(self, view: View, verb: int, last: int, form: VerbForm) -> tuple[list[Item], int]:
        """The subject of the verb at ``verb`` and where its objects may begin."""
        start = view.clause_start(verb)
        kinds = ACTING if _may_states_act(form) else PERSONAL
        match = view.text.matches[verb]
        is_joined = (match is not None and match.prefix.startswith(("و", "ف"))) or view.text.norms[verb - 1] == "ثم"
        if is_joined:
            start = view.content_start(verb)
        left = [i for i in view.between(start, verb) if i.actors and not i.mention.governor and i.mention.kind in kinds]
        if left and not is_joined and self._is_next_to(view, left[-1], verb):
            return self._chain_ending(view, left), last
        antecedent = None if left or is_joined else self._antecedent(view, verb, last, kinds)
        if antecedent is not None:
            return self._of_relative(view, verb, antecedent), last
        behind = self._subject_behind(view, last, kinds)
        if behind is not None and not self._is_object(view, verb, last, behind, is_joined):
            # «استقبلت الوزيرة X، بداكار، سفير Y وسفير Z»: a place ends the subject
            tied = takewhile(lambda i: not i.mention.governor, view.chain(behind))
            chain = [i for i in tied if i is behind or i.mention.joined]
            return chain, chain[-1].mention.last
        if form.number == "dual":
            return self._pair_items(view, verb), last
        if left:  # a verb without a subject goes on with that of the first verb
            return self._implied(view, verb) or [left[0]], last
        return self._topic(view, verb), last

    def _antecedent(self, view: View, verb: int, last: int, kinds: frozenset[str]) -> Item | None:
        """Whom «الذي» before the verb belongs to, unless the verb has a subject right behind it."""
        start = view.clause_start(verb)
        if start == view.sentence.first or view.marker(start - 1, "boundaries") != "relative":
            return None
        before = [i for i in view.between(view.sentence.first, start) if i.actors and i.mention.kind in kinds]
        behind = next((i for i in view.rightwards(last) if i.actors), None)
        acts = behind is not None and not behind.mention.governor and behind.mention.kind in kinds
        if not before or (behind is not None and acts and behind.mention.first - verb <= 2):
            return None
        return before[-1]

    def _of_relative(self, view: View, verb: int, antecedent: Item) -> list[Item]:
        """«السيدة A والسيد B، الذين سلموه …»: a plural relative belongs to the whole list that ends before it."""
        relative = view.text.norms[view.clause_start(verb) - 1]
        if relative not in lexicon().frame_words.plural_relatives:
            return [antecedent]
        kinds = (antecedent.mention.kind,)
        before = [
            i
            for i in view.between(view.sentence.first, verb)
            if i.actors and i.mention.kind in kinds and not (i.mention.governor and i.mention.governor != "من")
        ]
        return self._chain_ending(view, before) if before and before[-1] is antecedent else [antecedent]

    def _is_object(self, view: View, verb: int, last: int, behind: Item, is_joined: bool) -> bool:
        """Whether who stands behind a verb is its object, its subject being understood.

        So it is behind a pronoun («أنه سيلتقي قائد الجيش»), behind a masculine verb if a woman is («فاستقبل سفيرة»),
        and behind a verb that goes on with a story when nobody else follows («ثم التقى السفير»).
        """
        words = lexicon().frame_words
        norm = view.text.norms[verb]
        if view.text.norms[verb - 1] in words.subject_pronouns and verb > view.sentence.first:
            return True
        is_alone = sum(not i.mention.joined for i in self._people_behind(view, last)) == 1
        if last < view.sentence.last and view.text.norms[last] in words.during_it and is_alone:
            return True  # «زيارة دولة إلى مصر، يلتقي خلالها الرئيس»
        if view.text.norms[verb - 1] in words.where and _wants_object(view.verb(verb)):
            chain = view.chain(behind)
            return len({a.country for i in chain for a in i.actors}) == 1 and len(chain) == len(
                self._people_behind(view, last)
            )  # «زار المستشار براغ حيث التقى رئيس الوزراء التشيكي X ورئيس مجلس الشيوخ Y»
        if not is_joined:
            return False
        is_feminine_verb = norm.endswith("ت") or norm.removeprefix("و").startswith(("ت", "ست"))
        return (_is_woman(behind.mention) and not is_feminine_verb) or (is_alone and _wants_object(view.verb(verb)))

    @staticmethod
    def _people_behind(view: View, last: int) -> list[Item]:
        behind = (i for i in view.rightwards(last) if i.actors and i.mention.governor != "في")  # «… في الكونغرس»
        return [i for i in behind if i.mention.kind in PERSONAL]

    def _subject_behind(self, view: View, last: int, kinds: frozenset[str]) -> Item | None:
        for item in view.rightwards(last):
            if item.mention.first - last > _SUBJECT_REACH:
                return None
            if item.mention.governor or not item.actors or item.mention.kind not in kinds:
                if item.mention.governor in ("مع", "الي") and item.mention.kind not in ("city", "capital", "country"):
                    return None
                continue  # «وصل إلى الدوحة وفد من حركة حماس»
            return item if self._only_light(view, last, item.mention.first) else None
        return None

    def _only_light(self, view: View, first: int, last: int) -> bool:
        """Whether only adverbs, dates, places and the like stand in the tokens."""
        before_place = lexicon().frame_words.before_place
        for position in range(first, last):
            if position in view.mentioned or view.text.tokens[position].kind != "word":
                continue
            info = word_info(view.text.norms[position])
            is_noun = info.classes & NOUN and not info.classes & _NO_NOUN and not info.prefix.endswith("ب")
            if is_noun and view.text.norms[position - 1] not in before_place:
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
        """Whom an unnamed subject means: who acted last in this sentence, else who is first in it, else the topic."""
        implied = self._implied(view, position)
        if implied:
            return implied
        told = self._told[-1] if self._told else None
        is_here = told is not None and told.sentence == view.sentence and told.first < position
        first = told.parts[0] if told is not None and is_here and told.parts else None
        is_of_clause = told is not None and is_here and told.first >= view.clause_start(position)
        if first is not None and is_of_clause and first.actor.kind == "person":
            return [Item(first.mention, (first.actor,))]  # «ذكر متحدث أن غروسي سيتوجه إلى القاهرة لإجراء محادثات»
        for item in view.between(view.sentence.first, position):
            if item.actors and not item.mention.governor and item.mention.kind in HUMAN:
                return [item]
        if self._story.topic is not None:
            return [self._as_pronoun(position, self._story.topic)]
        behind = view.between(position, view.sentence.last)
        return [i for i in behind if i.actors and not i.mention.governor and i.mention.kind in HUMAN][:1]

    def _implied(self, view: View, position: int) -> list[Item]:
        """«ثم التقى الرئيس، واتفق معه على …، قبل أن يختتم أمسيته»: who acted last in the sentence, unnamed."""
        told = self._told[-1] if self._told else None
        if told is None or told.sentence != view.sentence or told.first >= position or not told.parts:
            return []
        first = told.parts[0]
        is_implied = first.actor.kind == "person" and first.mention.resolution == "anaphora"
        return [self._as_pronoun(position, first.actor)] if is_implied else []

    @staticmethod
    def _as_pronoun(position: int, actor: Actor) -> Item:
        return Item(Mention(position, position + 1, "pronoun", resolution="anaphora"), (actor,))

    def _objects(self, view: View, after: int, governors: frozenset[str], subject: list[Item]) -> list[Item]:
        taken = {a.key for s in subject for a in s.actors}
        for item in view.rightwards(after):
            if item.mention.kind == "city" or not item.actors:
                continue
            if item.mention.kind in _SEATS and item.mention.governor in _OF_PLACE:
                continue  # «استقبل الرئيس بقصر قرطاج وزير الخارجية»
            if item.mention.governor not in governors or {a.key for a in item.actors} <= taken:
                continue
            chain = view.chain(item)
            chain = [*chain, *self._met_then(view, chain[-1])]
            return [i for i in chain if i.actors and not {a.key for a in i.actors} <= taken]
        return self._named_behind_colon(view, after)

    def _named_behind_colon(self, view: View, after: int) -> list[Item]:
        """«استقبل نظراءه في التحالف: المالي A والنيجري B»: several met at once, whom a colon introduces."""
        several = next((i for i in view.rightwards(after) if i.mention.number == "plural" and not i.actors), None)
        if several is None:
            return []
        actors = tuple(a for i in self._listed(view, several.mention.last) for a in i.actors)
        return [replace(several, actors=actors)] if len(actors) > 1 else []

    @staticmethod
    def _listed(view: View, last: int) -> list[Item]:
        """«التأم قادة أوروبيون: رئيس المجلس …، والرئيس الفرنسي …»: the list behind a colon."""
        colon = next((p for p in range(last, view.sentence.last) if view.text.norms[p] == ":"), None)
        first = None if colon is None else next((i for i in view.items if i.mention.first > colon), None)
        return [] if first is None else view.chain(first)

    @staticmethod
    def _met_then(view: View, last: Item) -> list[Item]:
        """«التقى رئيس الوزراء X في زيارة مجاملة، ثم رئيس الجمعية Y»: who is named behind «ثم» without another verb."""
        behind = (i for i in view.rightwards(last.mention.last) if i.mention.kind in HUMAN and not i.mention.governor)
        found = next((i for i in behind if view.text.norms[i.mention.first - 1] == "ثم"), None)
        return [] if found is None else view.chain(found)

    def _owner(self, view: View, position: int, pronoun: str = "") -> list[Item]:
        """The antecedent of «لقائه»: the nearest who acts before it, else whoever acts behind, else the topic.

        «أبلغ الوزير السفيرة X، لدى استقبالها»: hers is no man's and his no woman's, where both are named.
        """
        before = [i for i in view.between(view.sentence.first, position) if i.actors and i.mention.kind in HUMAN]
        if pronoun in _PRONOUNS:
            fitting = [i for i in before if _is_lady(view, i.mention) == (pronoun == "ها")]
            before = fitting or before
        free = [i for i in before if not i.mention.governor]
        if free:
            return [free[-1]]
        if before:
            return [before[-1]]
        if position - view.sentence.first <= _OPENING:
            behind = [i for i in view.between(position, view.sentence.last) if i.actors and is_free_person(i)]
            named = next((i for i in behind if i.mention.resolution == "named"), None)
            if named is not None:
                return [named]
        return self._topic(view, position)

    def _pair_items(self, view: View, position: int) -> list[Item]:
        """«لقائهما»: the two sides last told, or the first two who act in this sentence."""
        here = [i for i in view.between(view.sentence.first, position) if i.actors and i.mention.kind in HUMAN]
        pair = next((i for i in reversed(here) if i.mention.kind == "pair" and len(i.actors) == 2), None)
        if pair is not None:
            return [pair]  # «انتقل الرئيسان إلى القصر حيث اختليا»
        here = here or [
            i
            for i in view.between(position, view.sentence.last)
            if i.actors and i.mention.kind in HUMAN and not i.mention.governor
        ]
        if len(here) >= 2 and here[0].actors[0].country != here[1].actors[0].country:
            return here[:2]
        sides = self._story.sides
        if sides is None:
            return []
        mention = Mention(position, position + 1, "pair", resolution="anaphora")
        return [Item(mention, (sides[0][0],)), Item(mention, (sides[1][0],))]

    def _with_him(self, view: View, position: int, last: int, subject: list[Item]) -> list[Item]:
        """«وبحث معه»: the other side of the last event."""
        sides = self._story.sides
        window = view.text.norms[last : last + 3]
        if sides is None or not subject or not lexicon().frame_words.with_him & set(window):
            return []
        taken = {a.key for s in subject for a in s.actors}
        other = next((side for side in sides if not taken & {a.key for a in side}), None)
        return [] if other is None else [Item(Mention(position, last, "pronoun", resolution="anaphora"), (other[0],))]


def _wants_object(form: VerbForm | None) -> bool:
    return (
        form is not None
        and isinstance(form.verb, EventVerb)
        and form.verb.frame == "transitive"
        and not form.has_object
    )


def is_free_person(item: Item) -> bool:
    """Whether somebody is named whom no particle governs."""
    return item.mention.kind in HUMAN and not item.mention.governor


def _is_lady(view: View, mention: Mention) -> bool:
    """Whether a mention is of a woman by her title or a word of respect: «السيدة سلمى بختي»."""
    words = view.text.norms[mention.first : mention.name_first or mention.last]
    women = lexicon().frame_words.women
    return (not mention.owner and _is_woman(mention)) or any(word.removeprefix("و") in women for word in words)


def _is_woman(mention: Mention) -> bool:
    """Whether a mention's title is feminine: وزيرة، سفيرة، رئيسة، المبعوثة."""
    first = fold(mention.title_text.split()[0]) if mention.title_text else ""
    return first.endswith("ه")


def _may_states_act(form: VerbForm) -> bool:
    """A state signs, agrees, hosts or condemns; it does not meet, call or travel.

    So «التقت» in «زار مصر وسوريا، التقت خلالها» has another subject.
    """
    return isinstance(form.verb, LightVerb) or form.verb.event_type not in ("meeting", "call", "visit")
