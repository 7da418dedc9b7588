"""Whose colleague «نظيره» is."""

from __future__ import annotations

from transforms.extraction.mentions import Mention
from transforms.extraction.text import Text
from transforms.lexicon import word_info
from transforms.lexicon.compiled import ADJECTIVE, FUNCTION, NOUN, VERB
from transforms.lexicon.entries import EventVerb, VerbForm

_REACH = 12  # mentions before it among which his colleague is looked for


def colleague(text: Text, mentions: list[Mention], index: int) -> Mention | None:
    """The officer just before, or, behind a verb of its own, who acts in the sentence or the story."""
    mention = mentions[index]
    fitting = [m for m in mentions[max(0, index - _REACH) : index] if _may_be_colleague(m, mention)]
    if not fitting:
        return None
    nearest = fitting[-1]
    first = text.sentence_of(mention.first).first
    start = max(nearest.last, first)
    alias = _named_again(text, mentions, start, mention.first)
    if alias is not None:
        return alias
    is_listed = mention.joined and not mention.country and _is_met(text, nearest)
    is_behind_verb = any(_is_verb(text, p) for p in range(start, mention.first))
    if not is_behind_verb and not is_listed:
        return nearest
    return _acting(text, mentions[:index], fitting, first)


def _may_be_colleague(other: Mention, mention: Mention) -> bool:
    is_of_one_state = bool(mention.country) and other.country == mention.country
    return other.kind in ("person", "office") and bool(other.position) and not is_of_one_state


def _acting(text: Text, before: list[Mention], fitting: list[Mention], first: int) -> Mention:
    """Who acts in the sentence that begins at ``first``: its subject, its subject's family name, else the story's."""
    nearest = fitting[-1]
    alias = _named_again(text, before, first, nearest.first)
    acting = next((m for m in reversed(fitting) if m.first >= first and not m.governor and not m.joined), None)
    if acting is not None and not _is_met(text, acting):
        is_of_alias = alias is not None and text.norms[acting.first - 1] == alias.parts[-1]
        if not is_of_alias:
            return acting
    if alias is not None and alias is not nearest:
        return alias  # «أن يلتقي عراقجي الرئيس X … كما يجري مباحثات مع نظيره»
    sentences = text.sentences[text.title_sentences :] or text.sentences  # an article may be nothing but its title
    body = sentences[0].first
    officers = (m for m in before if m.kind == "person" and m.position and not m.governor and m.first >= body)
    return next(officers, nearest)


def _is_verb(text: Text, position: int) -> bool:
    info = word_info(text.norms[position])
    return bool(info.classes & VERB) and not info.classes & (NOUN | ADJECTIVE | FUNCTION)


def _is_met(text: Text, mention: Mention) -> bool:
    """Whether a verb of meeting with its subject elsewhere stands before: «أن يلتقي الرئيس X», «كلا من X»."""
    before = text.norms[max(0, mention.first - 2) : mention.first]
    if before[1:] == ["من"] and before[0] in ("كلا", "كل", "بكل"):
        return True
    form = text.meaning(mention.first - 1, VerbForm) if mention.first else None
    return (
        form is not None
        and isinstance(form.verb, EventVerb)
        and form.verb.frame == "transitive"
        and form.tense != "perfect"
    )


def _named_again(text: Text, mentions: list[Mention], first: int, last: int) -> Mention | None:
    """The person whose family name alone stands in the tokens: «وأجرى فيدان مباحثات مع نظيره»."""
    families = {m.parts[-1]: m for m in mentions if m.kind == "person" and m.position and len(m.parts) > 1}
    full = [m for m in mentions if m.last > first and (m.position or len(m.parts) > 1)]
    told = {p for m in full for p in range(m.first, m.last)}  # «نبيه بري» is no «بري» again, «السيد بري» is
    for position in range(last - 1, first - 1, -1):
        if position in told:
            continue
        norm = text.norms[position]
        if norm in families and not word_info(norm).classes & (VERB | FUNCTION):
            return families[norm]
    return None
