"""Envoys who present their letters, swear or are appointed."""

from __future__ import annotations

from transforms.arabic.dates import UNKNOWN, DateValue
from transforms.arabic.sentences import Sentence
from transforms.extraction.actors import country_actor
from transforms.extraction.clauses import View
from transforms.extraction.drafts import Draft, Part, parts_of, united
from transforms.extraction.frames.grammar import Grammar
from transforms.extraction.frames.subjects import HUMAN
from transforms.extraction.resolve import Item
from transforms.extraction.text import Text
from transforms.extraction.where import date_of
from transforms.lexicon import lexicon
from transforms.lexicon.entries import EventVerb, VerbForm
from transforms.quick import replace

_HOSTS = frozenset(
    {
        "head_of_state",
        "crown_prince",
        "head_of_government",
        "deputy_head_of_government",
        "foreign_minister",
        "deputy_minister",
        "minister",
    }
)
ENVOYS = frozenset({"ambassador", "envoy"})
_TOWARDS = frozenset({"الي", "ل", "لدي"})
_NO_ENVOY = frozenset({"الي", "ل", "في", "بحضور"})
_LIST_SIGNS = frozenset({"-", "–", "•", "*", "·", "ـ"})
_LIST_REACH = 6  # sentences that a list of envoys may go on after the ceremony was told


class Envoys(Grammar):
    """One event an envoy: who comes, who receives or appoints him, and the state that he goes to."""

    _opened: Draft | None = None  # a ceremony whose envoys are told in the lines behind it
    _opened_on: DateValue = UNKNOWN

    def _credentials(self, view: View, position: int, last: int, form: VerbForm, verb: EventVerb) -> list[Draft]:
        """One event an envoy: «تسلم الرئيس أوراق اعتماد سفير A، وسفير B», «قدم أربعة سفراء أوراق اعتمادهم إلى …»."""
        subject, after = self._subject(view, position, last, form)
        self._opened_on = date_of(view, position, verb.event_type, "occurred", UNKNOWN)
        end = self._end(view, after)
        people = [i for i in view.between(view.sentence.first, end) if i.actors and i.mention.kind in HUMAN]
        if verb.rule == "accreditation.oath" and not any(self._is_envoy(view, i) for i in people):
            return []
        behind = position + 1 if verb.frame == "appointment" else after
        hosts, envoys = self._hosts_and_envoys(view, subject, people, behind, verb.frame)
        role = "initiator" if verb.frame == "appointment" else "host"
        states = [
            i
            for i in view.between(after, end)
            if i.mention.kind == "country" and i.mention.governor in ("لدي", "الي") and i.actors
        ]
        shared = united(parts_of(hosts[:1], role), parts_of(states, "party") if len(envoys) < 2 else ())
        if envoys:
            parts = (united(shared, self._envoy_parts(view, item)) for item in envoys)
            drafts = [self._draft(view, position, last, verb, of_one, form) for of_one in parts]
            return [d for d in drafts if len(d.parts) > 1 or d.people]
        of_all = united(shared, parts_of(subject, role))
        if len({p.side for p in of_all}) > 1:
            return [self._draft(view, position, last, verb, of_all, form)]
        self._opened = self._draft(view, position, last, verb, shared, form)
        return []

    def _hosts_and_envoys(
        self, view: View, subject: list[Item], people: list[Item], behind: int, frame: str
    ) -> tuple[list[Item], list[Item]]:
        """Who receives or appoints, and who comes: the envoys from ``behind`` on, else the one who is named there."""
        envoys = [i for i in people if self._is_envoy(view, i)]
        if frame not in ("accepted_credentials", "appointment"):
            envoys = envoys or [i for i in subject if i.mention.kind in HUMAN]
            others = [i for i in people if i not in envoys]
            return [i for i in others if i.mention.position in _HOSTS or i.mention.governor in _TOWARDS], envoys
        hosts = [i for i in subject if i not in envoys]
        others = [i for i in people if i.mention.first >= behind and i not in hosts]
        if frame == "accepted_credentials":
            named = [i for i in others if i.mention.governor not in _NO_ENVOY]
            return hosts, [i for i in envoys if i.mention.first >= behind] or named[:1]
        return hosts, [i for i in envoys if i in others] or others[:1]

    def _end(self, view: View, after: int) -> int:
        """Where the envoys of the sentence end: «خلفا لـ», another thought; a colon opens their list: «وهم: …»."""
        for step in range(after, view.sentence.last):
            if step in view.covered:
                continue
            norm = view.text.norms[step]
            if norm in lexicon().mission_words.ends_envoys or view.is_attendance(step):
                return step
            if view.is_border(step) and norm != ":":
                return step
        return view.sentence.last

    def _is_envoy(self, view: View, item: Item) -> bool:
        """An ambassador by his office, or by the word behind his name: «السيد X سفيرا لجمهورية Y»."""
        if item.mention.position in ENVOYS or (
            item.actors and item.actors[0].position in ENVOYS and not item.mention.position
        ):
            return True
        behind = view.text.norms[item.mention.last : item.mention.last + 2]
        return (
            item.mention.kind == "person"
            and item.mention.position is None
            and any(word.startswith(lexicon().mission_words.envoy_behind) for word in behind)
        )

    def _envoy_parts(self, view: View, item: Item) -> tuple[Part, ...]:
        """The envoy, the state that sends him where it stands behind his name, and the one he goes to."""
        parts = united(parts_of([item], "visitor"), self._accredited(view, [item]))
        if item.actors[0].country is None:
            behind = next(
                (
                    i
                    for i in view.between(item.mention.last, item.mention.last + 8)
                    if i.mention.country and i.mention.kind in ("group", "country", "office")
                ),
                None,
            )
            if behind is not None and behind.actors:
                parts = united(parts, parts_of([behind], "party"))
        return parts

    def _ceremony(self) -> Draft | None:
        """The last ceremony that was told."""
        return next((d for d in reversed(self._told) if d.event_type == "accreditation"), None)

    def _listed_envoys(self, view: View) -> list[Draft]:
        """A line of the list that a ceremony opened: «- السيد X سفيرا فوق العادة لجمهورية Y؛»."""
        openings = [draft for draft in (self._ceremony(), self._opened) if draft is not None]
        opening = max(openings, key=lambda d: d.first, default=None)
        if (
            opening is None
            or opening.sentence == view.sentence
            or view.sentence.index - opening.sentence.index > _LIST_REACH
        ):
            return []
        people = [i for i in view.items if i.actors and i.mention.kind == "person" and self._is_envoy(view, i)]
        if (
            not people
            or people[0].mention.first - view.sentence.first > 3
            or any(view.verbs(p) for p in range(view.sentence.first, view.sentence.last))
        ):
            return []
        is_line = _opens_with_sign(view.text, view.sentence)
        is_behind_lines = _opens_with_sign(view.text, opening.sentence)  # «- X، سفيرا؛» and then «وتخلف السفيرة …»
        if not is_line and (is_behind_lines or not (opening is self._opened or self._told[-1] is opening)):
            return []
        host = tuple(p for p in opening.parts if p.role in ("host", "initiator", "attendee"))
        return [
            replace(
                opening,
                first=i.mention.first,
                last=i.mention.last,
                sentence=view.sentence,
                date=self._opened_on,
                parts=united(host, self._envoy_parts(view, i)),
                papers=(),
            )
            for i in people
        ]

    def _accredited(self, view: View, items: list[Item]) -> tuple[Part, ...]:
        return tuple(
            Part(country_actor(code), "party", item.mention)
            for item in items
            if (code := item.mention.accredited or next((a.accredited for a in item.actors if a.accredited), None))
            and code.isupper()
            and len(code) == 3
        )


def _opens_with_sign(text: Text, sentence: Sentence) -> bool:
    """Whether a sentence is a line of a list: «- السيد X سفيرا …», «1. …»."""
    first = text.norms[sentence.first]
    return first in _LIST_SIGNS or first.isdecimal()
