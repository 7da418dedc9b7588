"""The verbs and nouns that may tell an event, by what the words around them allow before anybody's name is read."""

from __future__ import annotations

from typing import NamedTuple

from transforms.extraction.phrase_search import stands_in
from transforms.extraction.text import Text
from transforms.lexicon.entries import EVENT, NOUN_FORM, VERB_FORM, EventVerb, NounForm, VerbForm
from transforms.lexicon.trie import Match

NEAR = 8  # tokens in which stands what says that a verb tells no event
_NOUN_REACH = 20  # tokens from a noun on in which stands what it requires


class Trigger(NamedTuple):
    """A phrase that may tell an event: as a verb, as a noun, or as both where the form is spelled alike."""

    match: Match
    is_verb: bool
    noun: NounForm | None


def find_triggers(text: Text) -> dict[int, list[Trigger]]:
    """The triggers of each sentence by its index; of most common verbs no object stands near, so that they are none."""
    found: dict[int, list[Trigger]] = {}
    sentences = iter(text.sentences)
    sentence = next(sentences)
    for match in text.found:
        if not match.kinds & EVENT:
            continue
        while match.first >= sentence.last:
            sentence = next(sentences)
        is_verb = bool(match.kinds & VERB_FORM) and _may_be_verb(text.norms, match, sentence.last)
        noun = _noun(text.norms, match, sentence.last) if match.kinds & NOUN_FORM else None
        if is_verb or noun is not None:
            found.setdefault(sentence.index, []).append(Trigger(match, is_verb, noun))
    return found


def _may_be_verb(norms: list[str], match: Match, end: int) -> bool:
    """Whether one of the readings of a verb finds an object and nothing that forbids it."""
    if match.prefix.endswith(("ب", "ل", "ك")):
        return False  # «بحث» is a verb, «ببحث» a noun
    last = match.last
    behind, near = norms[last:end], norms[last : min(end, match.first + NEAR)]
    for form in match.meanings:
        if isinstance(form, VerbForm) and isinstance(form.verb, EventVerb):
            objects = form.verb.objects
            if (not objects or stands_in(objects, behind)) and not stands_in(form.verb.without, near):
                return True
    return False


def _noun(norms: list[str], match: Match, end: int) -> NounForm | None:
    """The event noun of a phrase, unless what it requires is missing or what it excludes follows."""
    form = next((meaning for meaning in match.meanings if isinstance(meaning, NounForm)), None)
    if form is None or stands_in(form.noun.without, norms[match.last : min(end, match.last + 2)]):
        return None  # «استقبال اللاجئين»
    requires = form.noun.requires
    is_complete = not requires or stands_in(requires, norms[match.first : min(end, match.first + _NOUN_REACH)])
    return form if is_complete else None
