"""Signing, adopting, issuing, agreeing."""

from __future__ import annotations

from dataclasses import replace

from transforms.extraction.actors import organization_actor
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Paper, Part, parts_of, united
from transforms.extraction.frames.grammar import _HUMAN, Grammar, _state_parts
from transforms.extraction.papers import document_at, papers_in, phrase
from transforms.extraction.resolve import Item
from transforms.extraction.where import adjectives_of_states
from transforms.lexicon import lexicon, word_info
from transforms.lexicon.entries import EventVerb, LightVerb, NounForm, VerbForm

_WINDOW = 28  # tokens in which the object of a verb is looked for
_SPAN = 60  # tokens over which a list of documents and signatories may go
_NEAR = 8  # a truce or partnership this near behind «اتفق» is what was agreed
_UNGOVERNED = frozenset({"في", "لدي", "علي", "ل", "الي", "ب", "حول"})
_OF_STATES = frozenset({"country", "capital", "group", "organization", "institution"})
_PATRONS = frozenset({"بحضور", "وبحضور", "برعايه", "بدعوه", "برياسه", "بوساطه"})
_RATIFY = ("صادق", "يصادق", "تصادق", "صدق", "المصادق", "مصادق", "التصديق", "تصديق", "يصدق")


class Papers(Grammar):
    """Signing, adopting, issuing, agreeing. ``_told`` holds what was read so far, in order."""

    # ------------------------------------------------------------ signed, adopted, issued
    def _document(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        end = self._span(view, position, last)
        reaches = verb.rule in ("signing.reach", "signing.withdraw")
        papers = self._without_taken(view, papers_in(view, last, end, behind_preposition=reaches), end)
        if not papers and (
            form.has_object or any("توقيع" in word for word in verb.objects) or self._is_of_paper(view, position)
        ):
            papers = self._papers_before(view, position)
        if not papers or (
            verb.rule != "signing.sign" and papers[0].first - position > 14 and papers[0].first > position
        ):
            return []
        if verb.rule == "signing.adopt":
            parts = self._adopters(view, position, last, end, form)
        else:
            parts = self._signers(view, position, last, end, form)
        if not self._may_sign(parts, verb.rule):
            return []
        return self._signed(view, self._draft(view, position, last, verb, parts, form), papers)

    def _signature_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        norm = view.text.norms[position]
        if norm.endswith(("الموقعه", "الموقع", "المبرمه", "المبرم", "موقع")):
            return []
        wished = lexicon().paper_words.wished
        if any(w in wished for w in view.text.norms[max(view.sentence.first, position - 4) : position]):
            return []  # «عبر عن رغبة بلاده في توقيع اتفاقية»
        end = self._span(view, position, last)
        papers = self._without_taken(
            view, papers_in(view, last, end, behind_preposition=form.noun.rule == "signing.withdrawal"), end
        )
        start = position
        if not papers and (form.owner or norm.endswith("التوقيع")):
            papers = self._papers_before(view, position)
            start = papers[0].first if papers else position
        if not papers or papers[0].first - last > 12:
            return []
        light = self._light(view, position)
        if light is not None and position - light[0] > _NEAR:
            light = None
        subject: list[Item] = []
        if light is not None and isinstance(light[2].verb, LightVerb) and light[2].verb.voice in ("active", "hosting"):
            subject = [i for i in self._subject(view, *light)[0] if i.mention.first < position]
        own = united(parts_of(subject, "signatory"), self._acting(view, last, end))
        parts = self._completed(
            view, position, (start, end), own, may_recall=light is not None or self._is_ceremony(view, position)
        )
        if not self._may_sign(parts, "signing.sign"):
            return []
        return self._signed(view, self._draft(view, position, last, form, parts, light[2] if light else None), papers)

    def _signed(self, view: View, draft: Draft, papers: tuple[Paper, ...]) -> list[Draft]:
        """The draft with its documents and their parties; a signing denied that nobody is named for is none."""
        if draft.status == "cancelled" and not self._is_postponed(view, draft):
            return [draft] if all(p.mention.resolution != "implied" for p in draft.parts) else []
        draft = replace(draft, parts=_with_bodies(draft.parts))
        sides = frozenset(p.side for p in draft.parts if p.role != "attendee")
        return [replace(draft, papers=tuple(replace(p, sides=sides) for p in self._standing_of(view, draft, papers)))]

    def _without_taken(self, view: View, papers: tuple[Paper, ...], end: int) -> tuple[Paper, ...]:
        """«توقيع 12 وثيقة، من بينها مذكرة تفاهم وقعها …»: the document that a verb behind it takes up is that verb's."""
        if (
            papers
            and end < view.sentence.last
            and any(
                f.has_object and isinstance(f.verb, EventVerb) and f.verb.rule == "signing.sign"
                for f in view.verbs(end)
            )
        ):
            return tuple(p for p in papers if p.first != papers[-1].first)
        return papers

    def _is_of_paper(self, view: View, position: int) -> bool:
        """«البروتوكول كان قد وُقّع»: only auxiliaries stand between the document and its verb."""
        step = position - 1
        while step > view.sentence.first and view.text.norms[step] in ("كان", "قد", "كانت", "لم", "لن", "سوف", "،"):
            step -= 1
        return any(document_at(view, p) is not None for p in range(max(view.sentence.first, step - 2), step + 1))

    def _span(self, view: View, position: int, last: int) -> int:
        """How far the documents and signatories of the trigger may stand: to the next thought, signing, or verb in و."""
        limit = min(view.sentence.last, position + _SPAN)
        for step in range(last, limit):
            if step in view.covered:
                continue
            if view.is_border(step) and step > position + 2 and view.text.norms[step] not in ("ما",):
                return step
            if (
                any(isinstance(f.verb, EventVerb) and f.verb.event_type == "signing" for f in view.verbs(step))
                and step > last
            ):
                return step
            if (
                step > last
                and word_info(view.text.norms[step]).prefix.startswith("و")
                and document_at(view, step) is None
                and (view.is_verb(step) or view.text.meaning(step, NounForm) is not None)
            ):
                return step
        return limit

    def _papers_before(self, view: View, position: int) -> tuple[Paper, ...]:
        """«مذكرة تفاهم … وقعها عن الجانب»: the document that the pronoun means, the last one named before it."""
        for step in range(position - 1, view.sentence.first - 1, -1):
            if document_at(view, step) is not None:
                return papers_in(view, step, position)[:1]
        return ()

    def _signers(self, view: View, position: int, last: int, end: int, form: VerbForm) -> tuple[Part, ...]:
        subject, after = self._subject(view, position, last, form)
        named = [
            i
            for i in subject
            if i.mention.resolution != "anaphora" or i.mention.kind == "pair" or i.mention.first != position
        ]
        if (
            form.number != "singular"
            and not any(i.mention.first > position for i in named)
            and len({p.side for p in parts_of(named, "")}) < 2
        ):
            named = self._two_before(view, position) or named
        again = self._pair_again(view, position, named, form)
        if again:
            return again
        own = united(
            parts_of(named, "signatory") or self._same_signer(view, position), self._acting(view, max(after, last), end)
        )
        parts = self._completed(
            view, position, (position, end), own, may_recall=not self._has_unknown_partner(view, last, end)
        )
        return parts if len({p.side for p in parts}) > 1 else united(parts, parts_of(subject, "signatory"))

    def _pair_again(self, view: View, position: int, named: list[Item], form: VerbForm) -> tuple[Part, ...]:
        """«وقع A مع B اتفاقا، كما وقع الطرفان آخر», «اعتمد الوزيران …، ووقعا»: the two sides told in this very sentence."""
        told = self._told[-1] if self._told else None
        if (
            told is None
            or told.sentence != view.sentence
            or len(told.sides) != 2
            or told.event_type not in ("signing", "agree", "meeting", "call")
        ):
            return ()
        is_pair = any(i.mention.kind == "pair" and i.mention.first > told.first for i in named) or (
            form.number == "dual" and not any(i.mention.first > told.last for i in named)
        )
        return tuple(replace(p, role="signatory") for p in told.parts if p.role != "attendee") if is_pair else ()

    def _same_signer(self, view: View, position: int) -> tuple[Part, ...]:
        """«وقعت قطر مذكرة مع رواندا، كما وقعت بروتوكولا مع كينيا»: who signed before in the sentence signs again."""
        last = self._told[-1] if self._told else None
        if last is None or last.event_type != "signing" or last.sentence != view.sentence:
            return ()
        return last.parts[:1]

    def _adopters(self, view: View, position: int, last: int, end: int, form: VerbForm) -> tuple[Part, ...]:
        """Who adopts or ratifies: those assembled, a body, a parliament with the states beside the document, else the two sides."""
        assembled = self._assembled(view, position, end)
        if assembled is not None:
            return assembled
        subject, after = self._subject(view, position, last, form)
        named = [i for i in subject if i.mention.resolution != "anaphora" or i.mention.kind == "pair"]
        bodies = [i for i in view.between(last, end) if i.actors and i.mention.kind == "organization"]
        own = united(parts_of(named, "signatory"), parts_of(bodies, "party"), self._acting(view, max(after, last), end))
        if any(p.actor.kind == "organization" or p.actor.organization for p in own):
            return own
        return self._completed(
            view, position, (position, end), own, may_recall=bool(named) or self._is_passive_here(view, position)
        )

    def _is_passive_here(self, view: View, position: int) -> bool:
        """«واعتُمد»: a passive that is vocalized so."""
        return "ُ" in view.text.surface(position, position + 1)

    def _acting(self, view: View, first: int, end: int) -> tuple[Part, ...]:
        """Everybody named behind the trigger who can sign, states only where مع، بين or عن governs them; patrons attend."""
        found: tuple[Part, ...] = ()
        for item in view.between(first, end):
            mention = item.mention
            if not item.actors or mention.governor in _UNGOVERNED:
                continue
            is_side = mention.kind in _OF_STATES and (
                mention.governor in ("مع", "بين", "عن", "من") or (mention.joined and bool(found))
            )
            if mention.kind in _HUMAN or is_side:
                found = united(found, parts_of([item], "attendee" if mention.governor in _PATRONS else "signatory"))
        return found

    def _completed(
        self, view: View, position: int, scope: tuple[int, int], parts: tuple[Part, ...], *, may_recall: bool
    ) -> tuple[Part, ...]:
        """``parts`` with the other side where only one is told: states named beside the document, who acts, the two sides last told."""
        if len({p.side for p in parts}) >= 2:
            return parts
        states = [
            i
            for i in view.between(*scope)
            if i.actors and i.mention.kind in _OF_STATES and i.mention.governor not in ("في", "ب", "ل", "علي", "الي")
        ]
        adjectives = next(
            (found for p in range(*scope) if len(found := adjectives_of_states(view, p, scope[1])) > 1), []
        )
        wider = united(parts, parts_of(states, "party"), _state_parts(view, adjectives))
        if len({p.side for p in wider}) >= 2:
            return wider
        if wider:
            actor = (
                self._actor_before(view, position)
                if any(p.mention.governor == "مع" or not parts for p in wider)
                else ()
            )
            if len({p.side for p in (*wider, *actor)}) >= 2:
                return united(wider, actor)
        sides = self._sides_for_signing(view, position)
        known = {p.side for p in sides}
        if may_recall and sides and {p.side for p in parts} <= known:
            return (
                united(parts, sides)
                if not parts
                else united(parts, tuple(p for p in sides if p.side not in {q.side for q in parts}))
            )
        return parts

    def _actor_before(self, view: View, position: int) -> tuple[Part, ...]:
        """Whose signing a noun tells: «أرجأ مجلس الشيوخ الروماني التصويت على معاهدة الصداقة مع مولدوفا»."""
        before = [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors and not i.mention.governor and i.mention.kind in (*_HUMAN, *_OF_STATES)
        ]
        return (
            parts_of(before[-1:], "signatory")
            or self._same_signer(view, position)
            or parts_of(self._topic(view, position), "signatory")
        )

    def _has_unknown_partner(self, view: View, first: int, end: int) -> bool:
        """«مذكرة تفاهم مع جامعة»: with a firm, school or office at home, whom no mention knows."""
        for step in range(first, end):
            if (
                view.text.norms[step] in ("مع", "وشركه", "شركه", "شركات")
                or view.marker(step, "hard_negatives") == "business"
            ):
                if not any(step < i.mention.first <= step + 3 for i in view.items):
                    return True
        return False

    def _two_before(self, view: View, position: int) -> list[Item]:
        """«تناول الوزير مع نظيره القبرصي …، واتفقا»: the one behind مع and the free one before him."""
        here = [i for i in view.between(view.sentence.first, position) if i.actors and i.mention.kind in _HUMAN]
        partner = next((i for i in reversed(here) if i.mention.governor == "مع" or i.mention.joined), None)
        if partner is None:
            return []
        firsts = [i for i in here if i.mention.first < partner.mention.first and not i.mention.governor]
        return [firsts[-1], partner] if firsts else []

    def _assembled(self, view: View, position: int, end: int) -> tuple[Part, ...] | None:
        """«اعتمد القادة», «أقر المجتمعون», «اعتُمد في ختام الأشغال»: who took part in the session last told; None for another subject."""
        window = [
            w.removeprefix("و")
            for w in view.text.norms[max(view.sentence.first, position - 2) : min(end, position + 5)]
        ]
        words = lexicon().paper_words.assembled
        if not any(w in words for w in window) or any(
            i.mention.kind == "pair" for i in view.between(position, position + 3)
        ):
            return None
        session = next(
            (d for d in reversed(self._told) if d.event_type == "session" and d.parts and not d.is_background), None
        )
        if session is None:
            bodies = [
                i for i in view.between(view.sentence.first, end) if i.actors and i.mention.kind == "organization"
            ]
            return parts_of(bodies[:1], "party") or None  # «خلافا لقمم مجموعة العشرين، اعتمد القادة إعلانا»
        return tuple(replace(p, role="signatory" if p.actor.kind == "person" else "party") for p in session.parts)

    def _may_sign(self, parts: tuple[Part, ...], rule: str) -> bool:
        """Whether two states or bodies sign; two officials do while the talks of two states are told, and one with his counterpart."""
        people = [p for p in parts if p.actor.kind == "person"]
        if any(p.mention.resolution == "counterpart" and p.mention.country for p in people) and len(people) > 1:
            return True
        if rule == "signing.adopt" and any(p.actor.kind == "organization" or p.actor.organization for p in parts):
            return True
        if len({p.side for p in parts}) < 2:
            return False
        sides = {side[0].country for side in self._story.sides} if self._story.sides else set()
        is_among_sides = len(people) > 1 and any(p.actor.country in sides for p in people if p.actor.country)
        return self._is_international(parts) or is_among_sides

    def _is_ceremony(self, view: View, position: int) -> bool:
        """«حفل توقيع», «مراسم التوقيع», «بتوقيع»: the signing is told, not only spoken of."""
        before = view.text.norms[max(view.sentence.first, position - 2) : position]
        return any(w in ("حفل", "مراسم", "مراسيم", "بمراسم", "تم", "جري", "وتم") for w in before) or view.text.norms[
            position
        ].startswith("بتوقيع")

    def _standing_of(self, view: View, draft: Draft, papers: tuple[Paper, ...]) -> tuple[Paper, ...]:
        """``papers`` with a standing of their own: ratified by a parliament, only initialled; none where the act is denied."""
        first = papers[0].first
        low, high = min(draft.first, first), max(draft.last, first)
        window = view.text.norms[max(view.sentence.first, low - 3) : high]
        around = " ".join(view.text.norms[low : min(view.sentence.last, high + 10)])
        if draft.rule in ("signing.withdraw", "signing.withdrawal") and draft.status == "occurred":
            return tuple(replace(p, status="ended") for p in papers)
        if draft.status == "occurred" and any(w.removeprefix("و").startswith(_RATIFY) for w in window):
            return tuple(replace(p, status="ratified") for p in papers)
        if draft.status == "occurred" and "بالاحرف الاولي" in around:
            return tuple(replace(p, status="agreed") for p in papers)
        return papers

    @staticmethod
    def _is_postponed(view: View, draft: Draft) -> bool:
        window = view.text.norms[view.clause_start(draft.first) : view.clause_end(draft.first)]
        return any(w.removeprefix("و").startswith(("تاجل", "ارج", "تاجيل", "اجل", "بتاجيل")) for w in window)

    # ------------------------------------------------------------ agreed
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
        draft = replace(draft, parts=_with_bodies(draft.parts))
        papers = self._agreed(view, draft)
        if verb.rule in ("agree.enter", "agree.announce") and not (
            papers and papers[0].agreement_type in ("truce", "partnership", "agreement")
        ):
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
        if last < view.sentence.last and view.text.norms[last] in ("عليه", "عليها", "عليهما"):
            return []  # «التمويل الذي تم الاتفاق عليه»: what was agreed is told, not the agreeing
        here = [
            i
            for i in view.between(last, view.clause_end(position))
            if i.actors
            and i.mention.kind in (*_HUMAN, *_OF_STATES)
            and (i.mention.governor == "بين" or i.mention.joined)
        ]
        parts = united(parts_of(here, "party"))
        if len({p.side for p in parts}) < 2:
            parts = tuple(replace(p, role="party") for p in self._sides_for_signing(view, position))
        if len({p.side for p in parts}) < 2:
            return []
        draft = self._draft(view, position, last, form, _with_bodies(parts), None)
        return [replace(draft, papers=self._of_parties(draft, self._agreed(view, draft)))]

    def _agreed(self, view: View, draft: Draft) -> tuple[Paper, ...]:
        """What the sides agreed on: a truce or partnership by its name, else one commitment for each «على»."""
        if draft.status != "occurred":
            return ()
        named = papers_in(view, draft.last, min(view.sentence.last, draft.last + _NEAR + 12), behind_preposition=True)
        if (
            named
            and named[0].agreement_type in ("truce", "partnership")
            and named[0].first - draft.last <= _NEAR + 6
            and not self._is_verbal(view, draft.last, named[0].first)
        ):
            return named[:1]
        return self._commitments(view, draft.last)

    def _is_verbal(self, view: View, first: int, last: int) -> bool:
        """«اتفقا على تمديد الهدنة»: a deed about a truce is a commitment, not the truce."""
        norms = [n for n in view.text.norms[first:last] if word_info(n).classes and n not in ("علي", "الي")]
        return any(n in ("تمديد", "تثبيت", "احترام", "مراقبه", "تنفيذ", "خرق", "دعم", "ضروره", "اهميه") for n in norms)

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
        if any(n in ("مفاوضات", "التفاوض", "المفاوضات", "للتفاوض") for n in norms):
            for position in range(first, min(first + 8, view.sentence.last)):
                if document_at(view, position) is not None:
                    paper = papers_in(view, position, position + 1)
                    return replace(paper[0], status="negotiating") if paper else None
        if norms and norms[0] in ("ان", "انه", "انها") and len(norms) > 1 and norms[1] in ("الوقت", "هناك"):
            return None
        subject = phrase(view, first)
        if subject and self._is_signed_later(view, first):
            return None  # «اتفقا على رفع مشروع البرنامج … تمهيدا لتوقيعه»
        return (
            Paper(first, first + max(1, len((subject or "").split())), "commitment", subject=subject)
            if subject
            else None
        )

    def _is_signed_later(self, view: View, first: int) -> bool:
        """Whether a document named from ``first`` on is one whose signing the sentence goes on to tell."""
        named = [p for p in range(first, min(first + 8, view.sentence.last)) if document_at(view, p) is not None]
        return bool(named) and any(
            form.noun.event_type == "signing" and bool(form.owner)
            for _, form in view.nouns(named[0], view.sentence.last)
        )


def _with_bodies(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """``parts`` with the organizations whose officials sign for them: they are the parties."""
    bodies = (
        Part(organization_actor(p.actor.organization), "party", p.mention)
        for p in parts
        if p.actor.kind == "person" and p.actor.organization and not p.actor.country
    )
    return united(parts, tuple(bodies))
