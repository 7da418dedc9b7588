"""Signing, adopting, issuing, agreeing."""

from __future__ import annotations

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Paper, Part, parts_of, united
from transforms.extraction.frames.agreeing import Agreeing
from transforms.extraction.frames.signatories import OF_STATES, with_bodies
from transforms.extraction.frames.subjects import HUMAN
from transforms.extraction.papers import document_at, papers_in
from transforms.extraction.resolve import Item
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.entries import EventVerb, LightVerb, NounForm, VerbForm
from transforms.quick import replace

_AND_WITH = "ومع"
_BY_SIGNING = ("بتوقيع", "بالتوقيع", "بامضاء", "بالامضاء")  # «اختتمت الدورة بالتوقيع على محضر»
_SPAN = 60  # tokens over which a list of documents and signatories may go
_LIGHT_REACH = 8  # tokens from a light verb to the noun that it carries: «جرى بالرباط … التوقيع»
_NOUN_REACH = 12  # tokens from «توقيع» to its document
_VERB_REACH = 14  # tokens from «اعتمد» to its document


class Papers(Agreeing):
    """Signing, adopting, issuing, agreeing."""

    def _document(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«وقع الوزيران اتفاقية», «مذكرة تفاهم وقعها», «اعتمد القادة بيانا»."""
        end = self._span(view, position, last)
        reaches = verb.rule in ("signing.reach", "signing.withdraw")
        papers = self._without_taken(view, papers_in(view, last, end, behind_preposition=reaches), end)
        if not papers:
            is_signing = form.has_object or any("توقيع" in word for word in verb.objects)
            papers = self._papers_before(view, position) if is_signing or self._is_of_paper(view, position) else ()
        if not papers:
            return []
        distance = papers[0].first - position
        if verb.rule != "signing.sign" and distance > _VERB_REACH:
            return []
        who = self._adopters if verb.rule == "signing.adopt" else self._signers
        issued = self._issuers(view, last, end) if verb.rule == "signing.issue" else ()
        parts = issued or who(view, position, last, end, form)
        if not self._may_sign(parts, verb.rule):
            return []
        drafts = self._signed(view, self._draft(view, position, last, verb, parts, form), papers)
        return [*drafts, *self._signed_with_another(view, end, drafts)]

    def _signed_with_another(self, view: View, first: int, drafts: list[Draft]) -> list[Draft]:
        """«وقع A مع B مذكرة، ومع C اتفاقية»: what is signed with another is another signing."""
        if not drafts or first >= view.sentence.last or view.text.norms[first] != _AND_WITH:
            return []
        end = self._span(view, first, first + 1)
        papers = papers_in(view, first + 1, end)
        partners = [i for i in view.between(first + 1, end) if i.actors and i.mention.kind in HUMAN | OF_STATES]
        if not papers or not partners:
            return []
        parts = united(drafts[0].parts[:1], parts_of(partners[:1], "signatory"))
        return self._signed(view, replace(drafts[0], first=first, last=first + 1, parts=parts), papers)

    def _signature_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«جرى توقيع اتفاقية», «مذكرة تفاهم تم التوقيع عليها»; not «عبر عن رغبة بلاده في توقيع اتفاقية»."""
        norm = view.text.norms[position]
        words = lexicon().paper_words
        before = view.text.norms[max(view.sentence.first, position - 4) : position]
        if norm.endswith(words.signed_before) or any(word in words.wished for word in before):
            return []
        end = self._span(view, position, last)
        reaches = form.noun.rule == "signing.withdrawal"
        papers = self._without_taken(view, papers_in(view, last, end, behind_preposition=reaches), end)
        start = position
        if not papers and (form.owner or norm.endswith("التوقيع")):
            papers = self._papers_before(view, position)
            start = papers[0].first if papers else position
        if not papers or papers[0].first - last > _NOUN_REACH:
            return []
        light = self._light_near(view, position)
        own = united(parts_of(self._light_subject(view, position, light), "signatory"), self._acting(view, last, end))
        leaving = self._leaving(view, position, last) if reaches else ()
        if leaving:
            return self._signed(view, self._draft(view, position, last, form, leaving, None), papers)
        may_recall = light is not None or self._is_ceremony(view, position) or self._is_put_off(view, position)
        parts = self._completed(view, position, (start, end), own, may_recall=may_recall)
        if not self._may_sign(parts, "signing.sign"):
            return []
        return self._signed(view, self._draft(view, position, last, form, parts, light[2] if light else None), papers)

    @staticmethod
    def _leaving(view: View, position: int, last: int) -> tuple[Part, ...]:
        """«أعلن المجلس العسكري انسحاب النيجر من اتفاق أبرم مع فرنسا»: who leaves, and whom it leaves."""
        behind = [i for i in view.between(last, view.clause_end(position)) if i.actors]
        if not behind or behind[0].mention.first != last:
            return ()
        left = [i for i in behind[1:] if i.mention.governor == "مع"]
        return united(parts_of(behind[:1], "signatory"), parts_of(left, "party"))

    def _light_near(self, view: View, position: int) -> tuple[int, int, VerbForm] | None:
        """The light verb that carries the noun: «جرى التوقيع»."""
        light = self._light(view, position)
        return light if light is not None and position - light[0] <= _LIGHT_REACH else None

    def _light_subject(self, view: View, position: int, light: tuple[int, int, VerbForm] | None) -> list[Item]:
        """«شهد الوزيران توقيع»: whom the light verb names before the noun."""
        if light is None or not isinstance(light[2].verb, LightVerb):
            return []
        if light[2].verb.voice not in ("active", "hosting"):
            return []
        return [i for i in self._subject(view, *light)[0] if i.mention.first < position]

    def _signed(self, view: View, draft: Draft, papers: tuple[Paper, ...]) -> list[Draft]:
        """The draft with its documents and their parties; a signing denied that nobody is named for is none."""
        if draft.status == "cancelled" and not self._is_postponed(view, draft):
            return [draft] if all(p.mention.resolution != "implied" for p in draft.parts) else []
        draft = replace(draft, parts=with_bodies(draft.parts))
        sides = frozenset(p.side for p in draft.parts if p.role != "attendee")
        return [replace(draft, papers=tuple(replace(p, sides=sides) for p in self._standing_of(view, draft, papers)))]

    def _without_taken(self, view: View, papers: tuple[Paper, ...], end: int) -> tuple[Paper, ...]:
        """«توقيع 12 وثيقة، من بينها مذكرة تفاهم وقعها …»: a document that a verb behind it takes up is that verb's."""
        if not papers or end >= view.sentence.last:
            return papers
        is_taken = any(
            form.has_object and isinstance(form.verb, EventVerb) and form.verb.rule == "signing.sign"
            for form in view.verbs(end)
        )
        return tuple(p for p in papers if p.first != papers[-1].first) if is_taken else papers

    def _is_of_paper(self, view: View, position: int) -> bool:
        """«البروتوكول كان قد وُقّع»: only auxiliaries stand between the document and its verb."""
        step = position - 1
        auxiliaries = lexicon().paper_words.auxiliaries
        while step > view.sentence.first and (view.text.norms[step] in auxiliaries or view.text.norms[step] == "،"):
            step -= 1
        return any(document_at(view, p) is not None for p in range(max(view.sentence.first, step - 2), step + 1))

    def _span(self, view: View, position: int, last: int) -> int:
        """How far documents and signatories may stand: to the next thought, signing, or verb in و."""
        limit = min(view.sentence.last, position + _SPAN)
        for step in range(last, limit):
            if step in view.covered:
                continue
            if view.is_border(step) and step > position + 2 and view.text.norms[step] != "ما":
                return step
            if step > last and (self._is_signing(view, step) or self._goes_on(view, step)):
                return step
            if view.text.norms[step] == _AND_WITH and any(document_at(view, p) for p in range(last, step)):
                return step
        return limit

    @staticmethod
    def _is_signing(view: View, position: int) -> bool:
        return any(isinstance(f.verb, EventVerb) and f.verb.event_type == "signing" for f in view.verbs(position))

    @staticmethod
    def _goes_on(view: View, position: int) -> bool:
        """«…، وأعرب», «… وزيارة»: another deed in و, not another document."""
        if not word_info(view.text.norms[position]).prefix.startswith("و") or document_at(view, position) is not None:
            return False
        return view.is_verb(position) or view.text.meaning(position, NounForm) is not None

    def _papers_before(self, view: View, position: int) -> tuple[Paper, ...]:
        """«مذكرة تفاهم … وقعها عن الجانب»: the document that the pronoun means, the last one named before it."""
        for step in range(position - 1, view.sentence.first - 1, -1):
            if document_at(view, step) is not None:
                return papers_in(view, step, position)[:1]
        return ()

    def _is_ceremony(self, view: View, position: int) -> bool:
        """«حفل توقيع», «مراسم التوقيع», «بتوقيع»: the signing is told, not only spoken of."""
        before = view.text.norms[max(view.sentence.first, position - 2) : position]
        ceremony = lexicon().paper_words.ceremony
        return any(word in ceremony for word in before) or view.text.norms[position].startswith(_BY_SIGNING)

    @staticmethod
    def _is_put_off(view: View, position: int) -> bool:
        """«تأجّل إمضاء اتفاق التجارة التفاضلية»: told of the two sides whose signing it would have been."""
        cues = {view.marker(p, "status") for p in range(max(view.sentence.first, position - 3), position)}
        return not cues.isdisjoint(("cancelled", "undone"))

    def _standing_of(self, view: View, draft: Draft, papers: tuple[Paper, ...]) -> tuple[Paper, ...]:
        """``papers`` with a standing of their own: ratified by a parliament, only initialled, ended by a withdrawal."""
        first = papers[0].first
        low, high = min(draft.first, first), max(draft.last, first)
        window = view.text.norms[max(view.sentence.first, low - 3) : high]
        around = " ".join(view.text.norms[low : min(view.sentence.last, high + 10)])
        if draft.rule in ("signing.withdraw", "signing.withdrawal") and draft.status == "occurred":
            return tuple(replace(p, status="ended") for p in papers)
        if draft.status == "occurred" and any(
            w.removeprefix("و").startswith(lexicon().paper_words.ratifying) for w in window
        ):
            return tuple(replace(p, status="ratified") for p in papers)
        if draft.status == "occurred" and "بالاحرف الاولي" in around:
            return tuple(replace(p, status="agreed") for p in papers)
        return papers

    @staticmethod
    def _is_postponed(view: View, draft: Draft) -> bool:
        """«تأجل توقيع الاتفاقية»."""
        window = view.text.norms[view.clause_start(draft.first) : view.clause_end(draft.first)]
        postponed = lexicon().paper_words.postponed
        return any(word.removeprefix("و").startswith(postponed) for word in window)
