"""Event nouns: the verb that carries one, and whom it concerns."""

from __future__ import annotations

from transforms.extraction.clauses import View
from transforms.extraction.frames.subjects import HUMAN, Subjects
from transforms.extraction.resolve import Item
from transforms.lexicon import lexicon
from transforms.lexicon.entries import LightVerb, NounForm, VerbForm

_CARRIER_REACH = 4  # tokens between an event noun and the relative verb behind it
_RELATIVE_REACH = 6


class Carriers(Subjects):
    """Questions about an event noun of a sentence."""

    def _light(self, view: View, position: int) -> tuple[int, int, VerbForm] | None:
        """The verb that carries the event noun at ``position``: the nearest light verb before it in its clause."""
        start = view.clause_start(position)
        for step in range(position - 1, start - 1, -1):
            match = view.text.matches[step]
            if match is None or step in view.covered:
                continue
            if view.text.meaning(step, NounForm) is not None and not self._is_adverbial(view, step):
                return None  # another event noun stands nearer to the verb
            forms = [] if match.prefix.endswith(("ب", "ل", "ك")) else view.verbs(step)  # «لعقد مؤتمر» is a noun
            light = next((form for form in forms if isinstance(form.verb, LightVerb)), None)
            if light is not None:
                return step, match.last, light
            if forms and view.is_verb(step):
                return None
        return None

    def _light_before_relative(self, view: View, position: int, last: int) -> VerbForm | None:
        """«اللقاء الذي جمع», «اجتماع احتضنته جدة»: the verb behind an event noun."""
        for step in range(last, min(last + _CARRIER_REACH, view.sentence.last)):
            form = view.light_verb(step)
            if form is not None:
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
        match = view.text.matches[position]
        if view.text.norms[position].startswith(("ب", "ل")) and match is not None and match.prefix:
            return True
        before = view.text.norms[position - 1].removeprefix("و")
        return position > view.sentence.first and before in lexicon().frame_words.adverbial

    def _noun_objects(
        self, view: View, position: int, last: int, subject: list[Item], more: frozenset[str] = frozenset()
    ) -> list[Item]:
        """Those behind an event noun: «مع A», «بين A وB», «A مع B», «جمع A وB»."""
        taken = {a.key for s in subject for a in s.actors}
        found: list[Item] = []
        for item in self._reach(view, last):
            if item.mention.kind == "city" or not item.actors or {a.key for a in item.actors} <= taken:
                continue
            is_place = item.mention.kind in ("country", "capital") and item.mention.governor in ("ب", "ل")
            if is_place or item.mention.governor in lexicon().frame_words.no_side - more:
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
        is_relative = last < view.sentence.last and view.marker(last, "boundaries") == "relative"
        if is_relative and not self._is_carried_behind(view, last):  # «اللقاء الذي كان مقررا بين»
            return [
                i for i in view.between(last, view.clause_end(last)) if i.mention.governor == "بين" or i.mention.joined
            ]
        for step in range(last, min(last + _RELATIVE_REACH, view.sentence.last)):
            if view.light_verb(step) is not None:
                return list(view.rightwards(step + 1))
        return []

    def _is_carried_behind(self, view: View, last: int) -> bool:
        """«الاجتماع الذي عقده مع نظيره»: the relative verb takes the noun up."""
        form = self._light_before_relative(view, last, last)
        return form is not None and form.has_object and isinstance(form.verb, LightVerb) and form.verb.voice == "active"

    def _is_held_by(self, view: View, last: int) -> bool:
        """«الاجتماع الذي عقده أمس وزير الخارجية مع نظيره»: the relative verb has its subject behind it."""
        if not self._is_carried_behind(view, last):
            return False
        behind = next((i for i in view.between(last, view.clause_end(last)) if i.actors), None)
        return behind is not None and behind.mention.kind in HUMAN and not behind.mention.governor

    def _is_involving(self, view: View, last: int) -> bool:
        """«اللقاء الذي جمع A وB»: the relative verb names the sides."""
        form = self._light_before_relative(view, last, last)
        return form is not None and isinstance(form.verb, LightVerb) and form.verb.voice != "hosting"
