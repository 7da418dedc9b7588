"""Offices that a sentence gives to persons named before: «بصفتها سفيرة», «A وB سفيرين لـX وY على التوالي»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms.arabic.sentences import Sentence
from transforms.extraction.mentions import Mention
from transforms.extraction.text import COMMAS, Text
from transforms.extraction.titles import position_of
from transforms.lexicon import lexicon

_STATES = frozenset({"country", "capital", "office", "group"})
_LEAST_PAIRED = 2


def with_capacities(text: Text, mentions: list[Mention]) -> list[Mention]:
    """``mentions`` in which the persons have the offices and states that their sentence gives them further on."""
    result = list(mentions)
    for index, mention in enumerate(result):
        if mention.kind == "office" and text.norms[mention.first - 1] in lexicon().capacity_words.of_one:
            _give(text, result, index)
        elif mention.kind == "person" and index and not mention.country and not mention.organization:
            result[index] = _beside(text, result[index - 1], mention)
    start = 0
    for sentence in text.sentences:
        end = start
        while end < len(result) and result[end].first < sentence.last:
            end += 1
        if end - start > _LEAST_PAIRED:
            result[start:end] = _paired(text, sentence, result[start:end])
        start = end
    return result


def _give(text: Text, mentions: list[Mention], index: int) -> None:
    """«السيدة أميناتا ديالو، بصفتها سفيرة لجمهورية مالي»: the office is hers who is named last before it."""
    office = mentions[index]
    first = text.sentence_of(office.first).first
    for before in range(index - 1, -1, -1):
        person = mentions[before]
        if person.first < first:
            return
        if person.kind == "person":
            mentions[before] = _in_office(person, office)
            return


def _beside(text: Text, before: Mention, person: Mention) -> Mention:
    """``person`` with what the mention ``before`` tells: the body whose team he leads, the office of who sends it."""
    gap = text.norms[before.last : person.first]
    words = lexicon().side_words
    is_led = bool(gap) and all(word in words.headed or word.startswith(words.heading) for word in gap)
    if before.kind == "organization" and before.governor == "من" and is_led:
        return replace(person, organization=before.organization)  # «فريق من الوكالة يرأسه كبير المفتشين X»
    is_sender = person.governor == "من" and not words.letters.isdisjoint(gap) and not words.carries.isdisjoint(gap)
    if is_sender and before.position == "envoy" and person.position is None:
        return replace(person, position=_office_of_sender(before.title_key))
    return person


def _office_of_sender(title: str) -> str | None:
    """«المبعوث الخاص لرئيسة ناميبيا، الذي سلمه رسالة من السيدة X»: who sends an envoy holds the office behind لـ."""
    _, separator, office = title.partition(" ل")
    position = position_of(office) if separator else None
    return position if position in lexicon().capacity_words.senders else None


def _in_office(person: Mention, office: Mention) -> Mention:
    """``person`` with what ``office`` tells besides; an office that he has already stays."""
    country = person.country or office.country
    return replace(
        person,
        position=person.position or office.position,
        title_text=person.title_text or office.title_text,
        country=country,
        organization=person.organization or (None if country else office.organization),
        accredited=person.accredited or office.accredited,
    )


def _paired(text: Text, sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """The mentions of a sentence that names as many persons as states, each person with the state of his turn."""
    is_ordered = _is_in_order(text, sentence)
    for people in _runs(text, mentions, frozenset({"person"})):
        if any(m.country or m.organization for m in (mentions[i] for i in people)):
            continue
        for states in _runs(text, mentions, _STATES):
            codes = [mentions[i].country for i in states]
            office = _shared_office(mentions, people, states)
            is_told = is_ordered or (office is not None and states[0] > people[-1])
            if len(states) == len(people) and is_told and len(set(codes)) == len(codes):
                paired = list(mentions)
                for person, state in zip(people, states, strict=True):
                    given = replace(office, country=mentions[state].country) if office else mentions[state]
                    paired[person] = _in_office(mentions[person], given)
                return paired
    return mentions


def _is_in_order(text: Text, sentence: Sentence) -> bool:
    """«على التوالي»: whether the sentence says that its lists go together."""
    words = " " + " ".join(text.norms[sentence.first : sentence.last]) + " "
    return any(f" {phrase} " in words for phrase in lexicon().capacity_words.in_order)


def _runs(text: Text, mentions: list[Mention], kinds: frozenset[str]) -> Iterator[list[int]]:
    """The lists of two or more mentions of ``kinds`` in the sentence: «السيدة A والسيد B والسيد C»."""
    run: list[int] = []
    for index, mention in enumerate(mentions):
        fits = mention.kind in kinds and (mention.kind == "person" or mention.country is not None)
        is_tied = bool(run) and run[-1] == index - 1 and _is_tied(text, mentions[index - 1], mention)
        if not (fits and is_tied):
            if len(run) >= _LEAST_PAIRED:
                yield run
            run = []
        if fits:
            run.append(index)
    if len(run) >= _LEAST_PAIRED:
        yield run


def _is_tied(text: Text, left: Mention, right: Mention) -> bool:
    gap = text.norms[left.last : right.first]
    return right.first <= left.last or (right.joined and len(gap) <= 1) or (len(gap) == 1 and gap[0] in COMMAS)


def _shared_office(mentions: list[Mention], people: list[int], states: list[int]) -> Mention | None:
    """«بصفتهم سفراء»: the office of all, that of the states themselves or one named between the two lists."""
    first, last = sorted((people[-1], states[0])) if people[0] < states[0] else sorted((states[-1], people[0]))
    between = [mentions[states[0]], *mentions[first + 1 : last]]
    return next((m for m in between if m.kind in ("office", "group") and m.position and not m.joined), None)
