"""Summits, conferences, commissions, rounds of negotiation."""

from __future__ import annotations

from dataclasses import replace

from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, parts_of, united
from transforms.extraction.frames.grammar import _ACTING, Grammar, _state_parts
from transforms.extraction.resolve import Item
from transforms.extraction.where import adjectives_of_states
from transforms.lexicon.entries import EventVerb, LightVerb, NounForm, VerbForm

_BODIES = frozenset({"لجنه", "مجلس", "وزراء", "طارئ", "طاري", "طاريا", "وزاري", "وزاريا", "دوره", "قمه", "جمعيه", "استثنائي", "استثنائيا", "استثناييا", "مجموعه", "تنسيقي", "قاده", "روساء", "لوزراء", "للجنه", "لمجلس", "امن", "تحالف", "برلمان", "رابطه", "لجان", "هييه", "العامه", "حوار", "مشاورات", "جامعه", "اتحاد", "كونغرس"})
_TALKS = frozenset({"مفاوضات", "محادثات", "مباحثات", "حوار", "مشاورات", "تفاوض", "تشاور", "تفاوضيه"})
_CHAIRING = frozenset({"تراس", "تراست", "يتراس", "تتراس", "راس", "يراس", "تراسا", "ترا"})


class Sessions(Grammar):
    """Summits, conferences, commissions, rounds of negotiation."""

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
        return [self._at_host(view, draft, light, behind, last)]

    def _at_host(self, view: View, draft: Draft, light: tuple[int, int, VerbForm] | None, behind: VerbForm | None, last: int) -> Draft:
        """«تستضيف داكار القمة», «الجولة التي احتضنتها الرباط»: the city that hosts is the place."""
        carrier = light[2] if light is not None else behind
        if carrier is None or not isinstance(carrier.verb, LightVerb) or carrier.verb.voice != "hosting":
            return draft
        first = light[1] if light is not None else last
        for item in view.between(first, min(view.sentence.last, first + 8)):
            if item.mention.city is not None and item.mention.governor not in ("الي", "من", "بين", "مع"):
                return replace(draft, place=item.mention.city, place_country=item.mention.city.country)
        return draft

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
