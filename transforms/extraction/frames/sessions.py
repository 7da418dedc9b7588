"""Summits, conferences, commissions, rounds of negotiation."""

from __future__ import annotations

from transforms.extraction.actors import state_or_body
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.grammar import Grammar, state_parts
from transforms.extraction.frames.session_nouns import is_session, series
from transforms.extraction.frames.subjects import ACTING, HUMAN
from transforms.extraction.resolve import Item
from transforms.extraction.where import adjectives_of_states, pair_of_states
from transforms.lexicon import lexicon
from transforms.lexicon.entries import City, Country, EventNoun, EventVerb, LightVerb, NounForm, Organization, VerbForm
from transforms.quick import replace

_AROUND = frozenset({"في", "الي", "من", "علي"})


class Sessions(Grammar):
    """Summits, conferences, commissions, rounds of negotiation."""

    def _session_noun(self, view: View, position: int, last: int, form: NounForm) -> list[Draft]:
        light = self._light(view, position)
        behind = self._carrier_behind(view, last)
        is_announced = self._is_announced(view, position)
        is_carried = light is not None or behind is not None or is_announced or _is_called_off(view, position)
        points_back = not is_announced and self._points_back(view, position, last, form, light)
        if not is_session(view, position, last, is_carried) or points_back:
            return []
        if not is_carried and not self._is_specific(view, position, last):
            return []
        parts = united(
            self._convenors(view, position, light), self._members(view, position, last), self._goers(view, position)
        )
        if not parts and behind is not None and behind.has_object:
            parts = self._those_who_held(view, position)
        if self._is_of_the_sides(view, position, last, parts):
            parts = united(parts, self._sides_as_states(view, position))
        if form.owner and not parts:
            return []
        is_own = form.noun.event_type == "session"
        source = form if is_own else replace(form, noun=EventNoun("session.gathering", "session", ()))
        draft = self._draft(view, position, last, source, parts, light[2] if light else behind)
        draft = replace(draft, series=series(view, position, last))
        return [self._at_host(view, _in_its_city(view, _invited_to(view, draft), last), light, behind, last)]

    def _carrier_behind(self, view: View, last: int) -> VerbForm | None:
        """The verb behind a session: «الجولة التي احتضنتها الرباط», «جولة ثالثة ستلتئم», «المقرر عقدها»."""
        for step in range(last, min(last + 9, view.sentence.last)):
            form = view.light_verb(step) or view.verb(step)
            if form is None:
                if view.marker(step, "boundaries") in ("content", "subordinate"):
                    return None
                continue
            if isinstance(form.verb, LightVerb) or form.verb.event_type == "session":
                return form
            return None
        return None

    def _points_back(
        self, view: View, position: int, last: int, form: NounForm, light: tuple[int, int, VerbForm] | None
    ) -> bool:
        """«القمة», «المؤتمر» alone are the session already told; so is the one that somebody attends («حضر الجلسة»)."""
        if not form.is_definite or form.owner:
            return False
        is_attended = light is not None and view.is_attendance(light[0])
        if is_attended and any(draft.event_type in ("session", "meeting") for draft in self._told):
            return True
        following = view.text.norms[last] if last < view.sentence.last else ""
        match = view.text.matches[last] if last < view.sentence.last else None
        is_qualified = (
            following.startswith(("ال", "لل"))
            or following in ("بين", "مع", "التي", "الذي", "حول", "بشان")
            or (match is not None and any(isinstance(m, Organization | Country | City) for m in match.meanings))
        )
        return not (is_qualified or last - position > 1)

    def _convenors(self, view: View, position: int, light: tuple[int, int, VerbForm] | None) -> tuple[Part, ...]:
        """Who holds, chairs or hosts the session: the subject of the verb that carries it, with whom «مع» adds."""
        voice = light[2].verb.voice if light is not None and isinstance(light[2].verb, LightVerb) else ""
        if light is None or voice not in ("active", "hosting"):
            return ()
        at, after, verb = light
        if voice == "hosting" and any(i.mention.first == after and not i.actors for i in view.items):
            return ()  # «تستضيف داكار القمة»
        subject = [i for i in self._subject(view, at, after, verb)[0] if i.mention.first < position]
        subject = [] if self._may_be_passive(view, at, subject) else subject
        subject += [i for i in view.between(after, position) if i.actors and i not in subject and _is_convenor(i)]
        subject += [j for i in subject for j in view.chain(i) if j.mention.joined and j not in subject and j.actors]
        is_chairing = view.text.norms[at].removeprefix("و").removeprefix("س") in lexicon().frame_words.chairing
        return parts_of(subject, "chair" if is_chairing else "host" if voice == "hosting" else "attendee")

    def _those_who_held(self, view: View, position: int) -> tuple[Part, ...]:
        """«قررت المجموعة، خلال قمة عقدتها في أبوجا»: who acts in the sentence held it."""
        acting = [
            i
            for i in view.between(view.sentence.first, position)
            if i.actors and not i.mention.governor and i.mention.kind in ACTING
        ]
        return parts_of(acting[-1:], "attendee")

    def _members(self, view: View, position: int, last: int) -> tuple[Part, ...]:
        """Those behind the noun: «بين المغرب وروسيا», «اللجنة الأردنية العراقية», «بمشاركة»."""
        right = [_as_states(i) for i in self._reach(view, last) if i.actors and _is_member(i)]
        end = min(last + 10, view.sentence.last)
        states = adjectives_of_states(view, position, end) or pair_of_states(view, last, end)
        return united(parts_of(right, "attendee"), state_parts(view, states))

    def _goers(self, view: View, position: int) -> tuple[Part, ...]:
        """«يتوجه إلى شرم الشيخ لحضور المؤتمر»: who goes there attends."""
        if not _is_gone_to(view, position):
            return ()
        left = [
            i
            for i in view.between(view.clause_start(position), position)
            if i.actors and not i.mention.governor and i.mention.kind in HUMAN
        ]
        return parts_of(left[:1], "attendee")

    def _is_of_the_sides(self, view: View, position: int, last: int, parts: tuple[Part, ...]) -> bool:
        """A commission or round of nobody named is of the two sides last told; a summit or conference is not."""
        words = lexicon().frame_words.of_the_sides
        is_joint = view.phrase_in(words, max(position - 1, view.sentence.first), last + 3)
        return is_joint and len({p.side for p in parts}) < 2 and not any(p.actor.kind == "organization" for p in parts)

    def _at_host(
        self, view: View, draft: Draft, light: tuple[int, int, VerbForm] | None, behind: VerbForm | None, last: int
    ) -> Draft:
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
        """A session told with its own date or place, or that somebody goes to: «قمة … المقررة في أروشا في أغسطس»."""
        end = min(view.clause_end(position), last + 14)
        has_scene = any(
            i.mention.kind in ("city", "country") and i.mention.governor in ("في", "ب") for i in view.between(last, end)
        )
        has_date = any(last <= d.first < end for d in view.text.dates)
        return has_scene or has_date or _is_gone_to(view, position)

    def _is_announced(self, view: View, position: int) -> bool:
        """A session whose own verb stands before it: «على أن تلتئم الدورة», «انعقاد الدورة القادمة»."""
        if view.text.norms[position - 1].removeprefix("و") in lexicon().frame_words.holding:
            return True
        start = view.clause_start(position)
        forms = (view.verb(p) for p in range(start, position))
        return any(f is not None and isinstance(f.verb, EventVerb) and f.verb.event_type == "session" for f in forms)

    def _gathering_verb(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """«تلتئم الدورة»: the noun behind tells the session, so the verb tells only one that has no such noun."""
        if any(True for _ in view.nouns(last, min(last + 8, view.sentence.last))):
            return []
        subject, _ = self._subject(view, position, last, form)
        listed = parts_of(self._listed(view, last), "attendee")
        parts = listed if len(listed) > 1 else parts_of(subject, "attendee")
        if not view.phrase_in(lexicon().frame_words.assemblies, last, min(last + 4, view.sentence.last)):
            if len({p.side for p in parts}) >= 2:
                meeting = replace(verb, event_type="meeting")
                return [self._draft(view, position, last, meeting, parts, form)]
            return []
        parts = united(parts, self._sides_as_states(view, position))
        return [self._draft(view, position, last, verb, parts, form)] if parts else []


def _invited_to(view: View, draft: Draft) -> Draft:
    """«تلقى دعوة لحضور مؤتمر باريس»: a session to which somebody is invited is still to come, and he may not go."""
    words = lexicon().frame_words
    is_invited = view.phrase_in(words.invitation, view.sentence.first, draft.first) and _is_gone_to(view, draft.first)
    if not is_invited or view.phrase_in(words.accepted, view.sentence.first, view.sentence.last):
        return draft
    return replace(draft, status="planned" if draft.status == "occurred" else draft.status, parts=())


def _in_its_city(view: View, draft: Draft, last: int) -> Draft:
    """«مؤتمر باريس», «قمة الدوحة»: the city that names a session is where it is held."""
    match = view.text.matches[last] if last < view.sentence.last else None
    city = view.text.meaning(last, City) if match is not None and not match.prefix else None
    return draft if city is None else replace(draft, place=city, place_country=city.country)


def _is_called_off(view: View, position: int) -> bool:
    """«أُرجئت أعمال اللجنة المشتركة», «تقرر تأجيل القمة»: a word of postponing carries the session too."""
    cues = {name for _, name in view.statuses(max(view.clause_start(position), position - 8), position)}
    return bool(cues & {"cancelled", "undone"})


def _is_gone_to(view: View, position: int) -> bool:
    """«للمشاركة في الدورة», «لحضور المؤتمر»."""
    before = view.text.norms[max(view.sentence.first, position - 3) : position]
    return any(word.removeprefix("و").startswith(lexicon().frame_words.going) for word in before)


def _is_member(item: Item) -> bool:
    is_place = item.mention.governor == "ب" and item.mention.kind in ("country", "capital")
    return item.mention.kind in ACTING and item.mention.governor not in _AROUND and not is_place


def _is_convenor(item: Item) -> bool:
    """Between a verb and its session: who is added by «مع», or a body in the subject («المجلس الدائم لمنظمة …»)."""
    is_body = item.mention.kind == "organization" and item.mention.governor in ("ل", "", "في")
    return item.mention.governor in ("مع", "بين") or is_body


def _as_states(item: Item) -> Item:
    """«جولة من المحادثات بين الوفدين» is of the two states, whoever spoke for them when they were last told."""
    if item.mention.kind != "pair":
        return item
    actors = [state_or_body(actor) or actor for actor in item.actors]
    return replace(item, actors=tuple(actors))
