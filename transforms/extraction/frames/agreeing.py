"""Agreeing: what two sides undertake, a truce or partnership by its name."""

from __future__ import annotations

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Paper, parts_of, united
from transforms.extraction.frames.signatories import OF_STATES, Signatories, with_bodies
from transforms.extraction.frames.subjects import HUMAN
from transforms.extraction.papers import document_at, papers_in, phrase
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.entries import EventVerb, NounForm, VerbForm
from transforms.quick import replace

_NEAR = 14  # a truce or partnership this near behind «اتفق» is what was agreed
_REACH = 20  # tokens behind «اتفق» in which a document is looked for
_ENTERED = frozenset({"truce", "partnership", "agreement"})


class Agreeing(Signatories):
    """«اتفق الجانبان على», «تم الاتفاق على»."""

    def _joint(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        if form.has_object:
            return []  # «وحدة العراق وأمنه»
        subject, after = self._subject(view, position, last, form)
        is_named = any(i.mention.first >= last or i.mention.kind == "pair" for i in subject)
        partners = [
            i
            for i in self._objects(view, after, frozenset({"مع"}), subject)
            if i.mention.governor == "مع" or i.mention.joined
        ] or self._with_him(view, position, last, subject)
        if form.number != "singular" and not is_named:
            subject, partners = self._two_before(view, position) or subject, []
        again = tuple(replace(p, role="party") for p in self._pair_again(view, position, subject, form))
        parts = again or united(parts_of(subject, "party"), parts_of(partners, "party"))
        if verb.rule == "agree.pledge" and not is_named:
            return []
        if len({p.side for p in parts}) < 2 and not is_named and form.number != "singular":
            parts = tuple(replace(p, role="party") for p in self._sides_for_signing(view, position))
        if len({p.side for p in parts}) < 2:
            return []
        draft = self._draft(view, position, last, verb, parts, form)
        draft = replace(draft, parts=with_bodies(draft.parts))
        papers = self._agreed(view, draft)
        is_entered = bool(papers) and papers[0].agreement_type in _ENTERED
        if verb.rule in ("agree.enter", "agree.announce") and not is_entered:
            return []
        agreed = replace(draft, papers=self._of_parties(draft, papers))
        return [*self._spoken(view, draft), agreed]

    def _spoken(self, view: View, draft: Draft) -> list[Draft]:
        """«اتفق مع نظيره هاتفيا على فتح الحدود»: what is agreed by telephone is agreed in a call."""
        if not view.phrase_in(("هاتفيا", "في اتصال هاتفي"), draft.last, view.clause_end(draft.first)):
            return []
        return [replace(draft, event_type="call", rule="call.speak", papers=(), place=None, place_country=None)]

    @staticmethod
    def _of_parties(draft: Draft, papers: tuple[Paper, ...]) -> tuple[Paper, ...]:
        sides = frozenset(p.side for p in draft.parts)
        return tuple(replace(p, sides=sides) for p in papers)

    def _agreement_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        """«تم الاتفاق على», «تخللها اتفاق على»: the sides last told agree, unless it names its own."""
        if last < view.sentence.last and view.text.norms[last] in lexicon().paper_words.agreed_on:
            return []  # «التمويل الذي تم الاتفاق عليه»: what was agreed is told, not the agreeing
        if view.text.norms[position].startswith("ل"):
            return []  # «جهود للتوصل إلى اتفاق»
        here = [
            i
            for i in view.between(last, view.clause_end(position))
            if i.actors
            and i.mention.kind in (*HUMAN, *OF_STATES)
            and (i.mention.governor == "بين" or i.mention.joined or i.mention.first == last)  # «توصل البلدين إلى»
        ]
        parts = united(parts_of(here, "party"))
        if len({p.side for p in parts}) < 2:
            parts = tuple(replace(p, role="party") for p in self._sides_for_signing(view, position))
        if len({p.side for p in parts}) < 2:
            return []
        draft = self._draft(view, position, last, form, with_bodies(parts), None)
        return [replace(draft, papers=self._of_parties(draft, self._agreed(view, draft)))]

    def _agreed(self, view: View, draft: Draft) -> tuple[Paper, ...]:
        """What the sides agreed on: a truce or partnership by its name, else one commitment for each «على»."""
        if draft.status != "occurred":
            return ()
        named = papers_in(view, draft.last, min(view.sentence.last, draft.last + _REACH), behind_preposition=True)
        if (
            named
            and named[0].agreement_type in ("truce", "partnership")
            and named[0].first - draft.last <= _NEAR
            and not self._is_verbal(view, draft.last, named[0].first)
        ):
            return named[:1]
        return self._commitments(view, draft.last)

    def _is_verbal(self, view: View, first: int, last: int) -> bool:
        """«اتفقا على تمديد الهدنة»: a deed about a truce is a commitment, not the truce."""
        deeds = lexicon().paper_words.deeds
        return any(norm in deeds and word_info(norm).classes for norm in view.text.norms[first:last])

    def _commitments(self, view: View, first: int) -> tuple[Paper, ...]:
        found: list[Paper] = []
        for position in range(max(view.sentence.first, first - 1), view.sentence.last - 1):
            norm = view.text.norms[position]
            opens = norm in ("علي", "ان", "بان") if not found else norm == "وعلي"
            if not opens or position in view.covered:
                continue
            paper = self._commitment(view, position + 1)
            if paper is not None:
                found.append(paper)
            elif not found:
                break
        return tuple(found)

    def _commitment(self, view: View, first: int) -> Paper | None:
        """The undertaking that begins at ``first``; an agreement to negotiate one is that agreement, negotiated."""
        norms = view.text.norms[first : first + 4]
        if any(
            isinstance(f.verb, EventVerb) and f.verb.event_type == "signing"
            for p in range(first, min(first + 2, view.sentence.last))
            for f in view.verbs(p)
        ):
            return None  # «وعلى أن توقع مذكرة تفاهم»: a signing ahead, told by its own verb
        if any(norm in lexicon().paper_words.talks for norm in norms):
            named = range(first, min(first + 8, view.sentence.last))
            position = next((p for p in named if document_at(view, p) is not None), None)
            if position is not None:
                paper = papers_in(view, position, position + 1)
                return replace(paper[0], status="negotiating") if paper else None
        if norms[:1] in (["ان"], ["انه"], ["انها"]) and norms[1:2] in (["الوقت"], ["هناك"]):
            return None  # «اتفقا على أن هناك حاجة»: an opinion
        subject = phrase(view, first)
        if not subject or self._is_signed_later(view, first):
            return None  # «اتفقا على رفع مشروع البرنامج … تمهيدا لتوقيعه»
        return Paper(first, first + len(subject.split()), "commitment", subject=subject)

    def _is_signed_later(self, view: View, first: int) -> bool:
        """Whether a document named from ``first`` on is one whose signing the sentence goes on to tell."""
        named = [p for p in range(first, min(first + 8, view.sentence.last)) if document_at(view, p) is not None]
        return bool(named) and any(
            form.noun.event_type == "signing" and bool(form.owner)
            for _, form in view.nouns(named[0], view.sentence.last)
        )
