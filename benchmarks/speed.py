"""Extraction alone on one core, between two stakes: what no reader can beat, and what a user would write instead.

All three are given the same documents in the same process, turn by turn, and the best round of each counts. Time is
that of the processor, so that other work on the machine is not taken for ours. Speeds are in articles of 1,700
characters a second, whatever the length of the articles read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from benchmarks.generator import CHARACTERS, articles
from transforms.arabic.spelling import fold
from transforms.extraction import extract
from transforms.lexicon import lexicon
from transforms.lexicon.entries import Country, EventNoun, EventVerb, Head, Meaning, NounForm, VerbForm
from transforms.lexicon.entries import Document as DocumentNoun
from transforms.model import Document
from transforms.reading import document_from_text

_ARCHIVE = 4242  # another seed than that of the builds
_PACKAGES = {"pyahocorasick": "ahocorasick", "spacy": "spacy"}
_FAR = 12  # tokens between a verb and an office that belongs to it


@dataclass(frozen=True, slots=True)
class Speed:
    """Articles of 1,700 characters a second; None for what is not installed."""

    documents: int
    characters: int
    rounds: int
    phrases: int
    events: int
    extraction: float
    floor: float | None
    baseline: float | None


def measure(documents: int, rounds: int) -> Speed:
    """Extraction, floor and baseline on ``documents`` articles, warmed on a quarter as many others."""
    warming = documents // 4 + 1
    read = documents_of(warming + documents)
    warm, measured = read[:warming], read[warming:]
    folded = [fold(document.text) for document in measured]
    characters = sum(len(document.text) for document in measured)
    for document in warm:
        extract(document)
    events = 0

    def extraction() -> None:
        nonlocal events
        events = sum(len(extract(document).events) for document in measured)

    passes = {"extraction": extraction, "floor": _floor(folded), "baseline": _baseline(folded)}
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, run in passes.items():
            if run is not None:
                best[name] = min(_seconds(run), best.get(name, float("inf")))
    speeds = {name: round(characters / CHARACTERS / seconds, 1) for name, seconds in best.items()}
    return Speed(
        documents=documents,
        characters=characters,
        rounds=rounds,
        phrases=len(lexicon().trie.phrases()),
        events=events,
        extraction=speeds["extraction"],
        floor=speeds.get("floor"),
        baseline=speeds.get("baseline"),
    )


def documents_of(count: int) -> list[Document]:
    """Generated articles as the readers make them."""
    return [
        document_from_text(article.text, title=article.title, source_id=article.id)
        for article in articles(count, seed=_ARCHIVE)
    ]


def missing() -> list[str]:
    """The packages that the stakes need and that are not installed."""
    return [package for package, module in _PACKAGES.items() if _module(module) is None]


def _module(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        return None


def _seconds(run: Callable[[], None]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


def _floor(folded: Sequence[str]) -> Callable[[], None] | None:
    """One pass of an automaton of all phrases over the folded text: it finds the words and understands nothing."""
    ahocorasick = _module("ahocorasick")
    if ahocorasick is None:
        return None
    automaton = ahocorasick.Automaton()
    for phrase in lexicon().trie.phrases():
        automaton.add_word(phrase, phrase)
    automaton.make_automaton()

    def run() -> None:
        for text in folded:
            for _ in automaton.iter(text):
                pass

    return run


def _baseline(folded: Sequence[str]) -> Callable[[], None] | None:
    """spaCy's blank Arabic with the lexicon's phrases and patterns of tokens for events, officials, documents, dates.

    It is handed folded text, and its patterns read no conjunction or preposition that is written onto a word: both are
    work that extraction does in its own time.
    """
    spacy = _module("spacy")
    if spacy is None:
        return None
    matchers = import_module("spacy.matcher")
    nlp = spacy.blank("ar")
    phrases = matchers.PhraseMatcher(nlp.vocab)
    phrases.add("lexicon", [nlp.make_doc(phrase) for phrase in lexicon().trie.phrases()])
    patterns = matchers.Matcher(nlp.vocab)
    for name, pattern in _patterns():
        patterns.add(name, [pattern])

    def run() -> None:
        for doc in nlp.pipe(folded):
            phrases(doc)
            patterns(doc)

    return run


def _patterns() -> list[tuple[str, list[dict[str, object]]]]:
    """What a user writes to find who did what when: one pattern an event type and kind of trigger, and three more."""
    words = _words()
    months = sorted(word for month in lexicon().calendar.months for word in month.split())
    offices, states = _in(words["office"]), _in(words["state"])
    between: dict[str, object] = {"IS_PUNCT": False, "OP": f"{{0,{_FAR}}}"}
    found = [
        (name, [_in(forms), between, offices]) for name, forms in sorted(words.items()) if name.startswith("event ")
    ]
    alpha: dict[str, object] = {"IS_ALPHA": True}
    return [
        *found,
        ("official", [offices, {**alpha, "OP": "{0,3}"}, states, alpha, {**alpha, "OP": "?"}]),
        ("document", [_in(words["document"]), {**alpha, "OP": "{0,3}"}, states]),
        ("date", [{"LIKE_NUM": True}, _in(months), {"LIKE_NUM": True, "OP": "?"}]),
    ]


def _in(forms: Sequence[str]) -> dict[str, object]:
    return {"ORTH": {"IN": list(forms)}}


def _words() -> dict[str, list[str]]:
    """The single words of the lexicon by what they are to the patterns."""
    words: dict[str, list[str]] = {}
    for phrase in lexicon().trie.phrases():
        if " " in phrase:
            continue
        match = lexicon().match([phrase], 0, 1)
        for name in sorted({use for meaning in match.meanings if (use := _use(meaning))} if match else ()):
            words.setdefault(name, []).append(phrase)
    return words


def _use(meaning: Meaning) -> str | None:
    match meaning:
        case VerbForm(verb=EventVerb(event_type=event_type)):
            return f"event {event_type} told by a verb"
        case NounForm(noun=EventNoun(event_type=event_type)):
            return f"event {event_type} told by a noun"
        case Head():
            return "office"
        case Country():
            return "state"
        case DocumentNoun():
            return "document"
        case _:
            return None
