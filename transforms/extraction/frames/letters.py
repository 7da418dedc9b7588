"""Letters, cables, invitations."""

from __future__ import annotations

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.grammar import Grammar
from transforms.extraction.frames.subjects import ACTING, HUMAN
from transforms.extraction.papers import document_at
from transforms.extraction.resolve import Item
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.entries import EventVerb, NounForm, VerbForm
from transforms.quick import replace

_TO = frozenset({"الي", "ل", "والي"})
_FROM = frozenset({"من", "ومن"})
_LETTER_REACH = 40  # words between a verb of sending and what was sent
_NEXT = 4  # tokens between «تسليم» and what is handed over
_AWAY = frozenset({"في", "ب", "لدي", "علي", "حول", "عن"})


class Letters(Grammar):
    """Letters, cables, invitations: who sends, who receives, who hands over."""

    def _correspondence(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«بعث الملك برقية إلى», «تلقى الوزير رسالة من», «سلمه رسالة من», «كما بعث ولي العهد ببرقية مماثلة»."""
        if not self._is_letter(view, last, verb):
            return []
        is_receipt = verb.frame == "receipt"
        subject, after = self._sender(view, position, last, form)
        if not subject:
            return []
        own, other = ("recipient", "sender") if is_receipt else ("sender", "recipient")
        parts = parts_of(subject, own)
        others = [i for i in self._correspondents(view, after) if not set(i.actors) & {p.actor for p in parts}]
        for item in others:
            is_own = is_receipt and item.mention.governor in _TO
            role = own if is_own else "sender" if item.mention.governor in _FROM else other
            parts = united(parts, parts_of([item], role))
        governors = {item.mention.governor for item in others}
        is_named = bool(governors & (_TO | {""})) or (is_receipt and bool(governors & _FROM))
        if form.has_object or not is_named:
            parts = united(parts, self._other_party(view, position, after, parts, other))
        is_among_people = sum(p.actor.kind == "person" for p in parts) > 1 and bool(governors & (_TO | _FROM))
        if len({p.side for p in parts}) < 2 and not is_among_people:
            return []
        draft = self._placeless(self._draft(view, position, last, verb, parts, form), view)
        behind = view.text.norms[last : view.words_behind(last, _LETTER_REACH)]
        are_several = not lexicon().letter_words.several.isdisjoint(behind)
        return self._one_each(draft, own) if are_several else [draft]

    def _handing_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«قام السفير بتسليم رسالة من الرئيس إلى الوزير», «المبعوث الذي قام بتسليمه رسالة موجهة من الرئيس»."""
        letters = lexicon().side_words.letters
        if letters.isdisjoint(view.text.norms[last : min(last + _NEXT, view.sentence.last)]):
            return []
        light = self._light(view, position)
        bearers = [] if light is None else self._subject(view, light[0], light[1], light[2])[0]
        parts = parts_of([i for i in bearers if i.mention.kind in HUMAN], "sender")
        for item in self._correspondents(view, last):
            parts = united(parts, parts_of([item], "sender" if item.mention.governor in _FROM else "recipient"))
        if form.owner:
            parts = united(parts, self._other_party(view, position, last, parts, "recipient"))
        if len({p.side for p in parts}) < 2:
            return []
        return [self._draft(view, position, last, form, parts, light[2] if light else None)]

    @staticmethod
    def _one_each(draft: Draft, role: str) -> list[Draft]:
        """«بعث A وB ببرقيتين»: a cable of each."""
        own = [part for part in draft.parts if part.role == role]
        others = tuple(part for part in draft.parts if part.role != role)
        return [replace(draft, parts=(part, *others)) for part in own] if len(own) > 1 else [draft]

    def _is_letter(self, view: View, first: int, verb: EventVerb) -> bool:
        """Whether what the verb takes is a letter, not a letter of intent: «وقّعا اتفاقا … ورسالة نوايا»."""
        for position in range(first, min(view.sentence.last, first + 30)):
            if position not in view.covered and view.phrase_in(
                verb.objects, position, min(position + 3, view.sentence.last)
            ):
                return all(
                    document_at(view, p) is None or view.text.norms[p].endswith("مذكره")
                    for p in range(position, min(position + 3, view.sentence.last))
                )
        return True

    def _sender(self, view: View, position: int, last: int, form: VerbForm) -> tuple[list[Item], int]:
        """The subject; behind «الذي» it is whom the relative belongs to: «السفير الذي سلم الوزير دعوة»."""
        start = view.clause_start(position)
        if start > view.sentence.first and position - start <= 1 and view.marker(start - 1, "boundaries") == "relative":
            antecedents = [i for i in view.between(view.sentence.first, start) if i.actors and i.mention.kind in HUMAN]
            if antecedents:
                return [antecedents[-1]], last
        return self._subject(view, position, last, form)

    def _correspondents(self, view: View, after: int) -> list[Item]:
        """Everybody behind the verb until another thought or a verb in و: persons, bodies; a state where nobody is."""
        found: list[Item] = []
        states: list[Item] = []
        step = after
        for item in view.between(after, view.sentence.last):
            if any(view.is_border(p) or self._turns(view, p) for p in range(step, item.mention.first)):
                break
            step = item.mention.last
            if not item.actors or item.mention.governor in _AWAY:
                continue
            if item.mention.kind in (*HUMAN, "organization", "group"):
                found.append(item)
            elif item.mention.governor in _TO | _FROM:
                states.append(item)
        return found or states[:1]

    def _turns(self, view: View, position: int) -> bool:
        """Whether a verb that goes on with another deed stands at ``position``: «…، وأعرب»."""
        return view.is_verb(position) and word_info(view.text.norms[position]).prefix.startswith(("و", "ف"))

    def _other_party(
        self, view: View, position: int, after: int, parts: tuple[Part, ...], role: str
    ) -> tuple[Part, ...]:
        """Whom «سلمه», «إليه», «برقية مماثلة» mean: who else acts in the sentence, else the other side last told."""
        taken = {p.actor.key for p in parts}
        sides = {p.side for p in parts}
        for item in reversed(view.between(view.sentence.first, position)):
            if item.mention.kind not in ACTING or item.mention.governor in ("في", "ب") or not item.actors:
                continue
            country = item.actors[0].country
            if item.actors[0].key not in taken and country and country not in sides:
                return parts_of([item], role)
        told = next((d for d in reversed(self._told) if d.event_type in ("message", "meeting", "call")), None)
        if told is None or not self._means_him(view, position, after):
            return ()
        same = [p for p in told.parts if p.role == role and p.side not in sides] or [
            p for p in told.parts if p.side not in sides and p.role != "attendee"
        ]
        return tuple(replace(p, role=role) for p in same[:1])

    def _means_him(self, view: View, position: int, after: int) -> bool:
        """Whether the verb or what it takes means somebody spoken of: «سلمه», «كما بعث إليه», «إلى فخامته»."""
        window = view.text.norms[position : min(view.sentence.last, after + 8)]
        has_pronoun = view.text.norms[position].endswith(("ه", "ها"))
        to_him = lexicon().letter_words.to_him
        return has_pronoun or any(word in to_him for word in window) or self._is_pointed(view, after)

    def _is_pointed(self, view: View, after: int) -> bool:
        """«إلى فخامته», «لنظيره»: the recipient is only pointed at."""
        return any(
            i.mention.kind in ("pronoun", "counterpart", "guest") and i.mention.governor in _TO
            for i in view.between(after, view.sentence.last)
        )

    @staticmethod
    def _placeless(draft: Draft, view: View) -> Draft:
        """A cable has no place."""
        if view.phrase_in(lexicon().letter_words.cables, draft.first, view.sentence.last):
            return replace(draft, place=None, place_country=None)
        return draft

    def _address(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«أبرق الملك إلى», «هنأ الوزير نظيره», «كما أبرق إليه رئيس الوزراء»."""
        subject, after = self._subject(view, position, last, form)
        parts = parts_of(subject, "sender")
        objects = self._objects(view, after, frozenset({"", "الي", "ل", "ب"}), subject)
        parts = united(parts, parts_of(objects[:1], "recipient"))
        if len({p.side for p in parts}) < 2:
            parts = united(parts, self._other_party(view, position, after, parts, "recipient"))
        if len({p.side for p in parts}) < 2:
            return []
        return [replace(self._draft(view, position, last, verb, parts, form), place=None, place_country=None)]
