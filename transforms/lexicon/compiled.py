"""The compiled lexicon: the TOML and CSV files of this folder, read once into one immutable object."""

from __future__ import annotations

import csv
import gc
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from transforms.arabic.dates import CalendarWords, PhraseTable
from transforms.arabic.numerals import Numerals
from transforms.arabic.proclitics import analyses
from transforms.arabic.spelling import fold
from transforms.arabic.verbs import imperfect_forms, perfect_forms, with_object
from transforms.lexicon import entries as e
from transforms.lexicon.inflection import accusative, definite, dual_forms, fully_definite, nisba_forms, owned
from transforms.lexicon.trie import Match, PhraseTrie
from transforms.lexicon.word_lists import (
    AttendanceWords,
    CapacityWords,
    CodeWords,
    FrameWords,
    LetterWords,
    MentionWords,
    MissionWords,
    NameWords,
    PaperWords,
    SceneWords,
    SideWords,
    StatusWords,
    StoryWords,
    TitleWords,
    read_lists,
)
from transforms.memo import Memo

VERB, NOUN, ADJECTIVE, FUNCTION, ADVERB, NUMBER, TIME = (1 << bit for bit in range(7))
_PARTS_OF_SPEECH = {
    "verb": VERB,
    "noun": NOUN,
    "adjective": ADJECTIVE,
    "function": FUNCTION,
    "adverb": ADVERB,
    "number": NUMBER,
    "time": TIME,
}


@dataclass(frozen=True, slots=True)
class WordInfo:
    """What is known of one folded word: ``classes`` is a bit mask of parts of speech, 0 when no list holds the word.

    ``is_given_name`` for a form that is only a name, ``may_be_given_name`` also for one that is a common word
    too. ``prefix`` is what is written onto the known form.
    """

    classes: int
    is_given_name: bool
    may_be_given_name: bool
    is_definite: bool
    prefix: str


@dataclass(frozen=True, slots=True)
class PositionRule:
    """One rule of positions.toml, its pattern folded and compiled."""

    position: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    """All language knowledge of the project. Made by :func:`load`; nothing changes it afterwards."""

    trie: PhraseTrie
    calendar: CalendarWords
    common: dict[str, int]
    given: dict[str, bool]
    foreign_names: frozenset[str]
    position_rules: tuple[PositionRule, ...]
    acting_offices: tuple[tuple[re.Pattern[str], str], ...]
    position_rank: dict[str, int]
    relational: frozenset[str]
    particles: frozenset[str]
    name_suffixes: frozenset[str]
    theophoric: frozenset[str]
    named_after: frozenset[str]
    ranks: frozenset[str]
    subject_openers: tuple[str, ...]
    agreement_status: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    title_words: TitleWords
    addressed: dict[str, frozenset[str]]
    ranks_alone: dict[str, str]
    styles: dict[str, frozenset[str]]
    name_words: NameWords
    mention_words: MentionWords
    capacity_words: CapacityWords
    side_words: SideWords
    letter_words: LetterWords
    mission_words: MissionWords
    code_words: CodeWords
    status_words: StatusWords
    scene_words: SceneWords
    attendance_words: AttendanceWords
    story_words: StoryWords
    paper_words: PaperWords
    frame_words: FrameWords
    respect_offices: dict[str, str]
    country_names: dict[str, str]
    capitals: dict[str, str]
    agencies: dict[str, str]
    home_states: dict[str, tuple[str, ...]]
    home_styles: tuple[tuple[str, str], ...]
    cultures: dict[str, str]
    monarchies: frozenset[str]
    without_sons: frozenset[str]

    def match(self, norms: Sequence[str], position: int, limit: int) -> Match | None:
        """The longest phrase of the lexicon at ``position`` of ``norms`` that ends by ``limit``."""
        start = self.trie.start(norms[position])
        return None if start is None else self.trie.at(start, norms, position, limit)


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _whole(phrase: str) -> str:
    """``phrase`` folded, with the blanks between which it is looked for in words that blanks join."""
    return f" {fold(phrase)} "


def _word_list(name: str) -> list[list[str]]:
    """The cells of a long list of words without its header, all folded: one call for the file, not one a word."""
    return list(csv.reader(fold(_text(name)).splitlines()))[1:]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    return resources.files("transforms.lexicon").joinpath(name).read_text(encoding="utf-8")


def _forms(cell: str) -> list[str]:
    return _folded_forms(fold(cell))


def _folded_forms(cell: str) -> list[str]:
    return [cell] if cell.isalpha() else [" ".join(form.split()) for form in cell.split("|") if form.strip()]


def load() -> Lexicon:
    """Read and compile the lexicon files: about a quarter of a second."""
    trie = PhraseTrie()
    names, capitals = _add_countries(trie)
    _add_cities(trie)
    _add_bodies(trie)
    common = _common_words()
    given = _word_list("given_names.csv")
    words = _table("words.toml")
    positions = _table("positions.toml")
    agreements = _table("agreements.toml")
    _add_positions(trie, positions)
    _add_words(trie, words)
    _add_triggers(trie, _table("triggers.toml"))
    _add_documents(trie, agreements)
    return Lexicon(
        trie=trie,
        calendar=_calendar(),
        common=common,
        given={
            form: guard == "ambiguous" or form in common for cell, _, guard in given for form in _folded_forms(cell)
        },
        foreign_names=frozenset(
            form for cell, origin, _ in given if origin == "foreign" for form in _folded_forms(cell)
        ),
        position_rules=tuple(
            PositionRule(r["position"], re.compile(_fold_pattern(r["pattern"]))) for r in positions["rules"]
        ),
        acting_offices=tuple((re.compile(_fold_pattern(r["pattern"])), fold(r["office"])) for r in positions["acting"]),
        position_rank={position: rank for rank, position in enumerate(positions["rank"]["order"])},
        relational=frozenset(fold(word) for word in positions["relational"]),
        particles=frozenset(fold(word) for word in words["names"]["particles"]),
        name_suffixes=frozenset(fold(word) for word in words["names"]["suffixes"]),
        theophoric=frozenset(fold(word) for word in words["names"]["before_allah"]),
        ranks=frozenset(fold(word) for word in words["ranks"]["words"]),
        named_after=frozenset(fold(word) for word in words["named_after"]["nouns"]),
        subject_openers=tuple(sorted((fold(word) for word in agreements["subject"]["openers"]), key=len, reverse=True)),
        agreement_status={
            name: (tuple(map(_whole, c["before"])), tuple(map(_whole, c["behind"])))
            for name, c in agreements["status"].items()
        },
        title_words=read_lists(TitleWords, words["title_words"]),
        addressed={name: frozenset(offices) for name, offices in words["addressed"].items()},
        styles={name: frozenset(map(fold, forms)) for name, forms in words["styles"].items()},
        ranks_alone={fold(form): rank for rank, forms in words["ranks_alone"].items() for form in forms},
        name_words=read_lists(NameWords, words["name_words"]),
        mention_words=read_lists(MentionWords, words["mention_words"]),
        capacity_words=read_lists(CapacityWords, words["capacity_words"]),
        side_words=read_lists(SideWords, words["side_words"]),
        letter_words=read_lists(LetterWords, words["letter_words"]),
        mission_words=read_lists(MissionWords, words["mission_words"]),
        code_words=read_lists(CodeWords, words["code_words"]),
        status_words=read_lists(StatusWords, words["status_words"]),
        scene_words=read_lists(SceneWords, words["scene_words"]),
        attendance_words=read_lists(AttendanceWords, words["attendance_words"]),
        story_words=read_lists(StoryWords, words["story_words"]),
        paper_words=read_lists(PaperWords, agreements["words"]),
        frame_words=read_lists(FrameWords, words["frame_words"]),
        respect_offices={fold(word): office for office, forms in words["respect_offices"].items() for word in forms},
        country_names=names,
        capitals=capitals,
        home_states={name: tuple(codes) for name, codes in words["home_states"].items()},
        home_styles=tuple(
            (_whole(phrase), code) for code, phrases in words["home_styles"].items() for phrase in phrases
        ),
        cultures={code: culture for culture, codes in words["cultures"].items() for code in codes},
        monarchies=frozenset(words["monarchies"]["states"]),
        without_sons=frozenset(words["without_sons"]["states"]),
        agencies={fold(form): code for form, code in words["agencies"].items()},
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The one compiled lexicon of the process; the collector need not look at it again."""
    compiled = load()
    gc.freeze()
    return compiled


def _read_word(norm: str) -> WordInfo:
    """What the lexicon knows of the folded word ``norm``, with its conjunction, preposition and article read off."""
    lex = lexicon()
    first_given = _given(lex, norm)
    for prefix, stem in analyses(norm):
        classes = lex.common.get(stem, 0)
        is_definite = stem.startswith("ال") and len(stem) > 3
        if is_definite and not classes:
            classes = lex.common.get(stem[2:], 0) & ~(VERB | FUNCTION)
        if prefix in ("و", "ف", "") and not classes and stem.startswith("س"):
            classes = lex.common.get(stem[1:], 0) & VERB if stem[1:2] in ("ي", "ت") else 0
        if classes == FUNCTION and prefix.endswith("ل") and not stem.startswith("ال") and "لل" in norm[:3]:
            continue  # «للوحدة» is of الوحدة, not of «لوحده»
        if classes:
            if prefix and first_given:  # «وليد»: a name as it stands, although و + ليد could be read
                break
            name_only, may_be = _name_status(lex, stem, prefix, classes)
            return WordInfo(classes, name_only, may_be, is_definite, prefix)
        given = _given(lex, stem)
        if given and prefix in ("", "و", "ل", "ب", "ف", "ول", "وب"):
            return WordInfo(0, not lex.given[stem], True, False, prefix)
    if first_given:
        return WordInfo(0, True, True, False, "")
    return WordInfo(0, False, False, norm.startswith("ال") and len(norm) > 3, "")


_WORDS = Memo(_read_word, 1 << 17)
word_info = _WORDS.__getitem__


def _may_open_name(norm: str) -> bool:
    """Whether the folded word ``norm`` can be the first of a name that no title announces: محمد، ومحمد، لعبد."""
    given = lexicon().given
    if norm in given or norm == "عبد" or word_info(norm).is_given_name:
        return True
    first, rest = norm[:1], norm[1:]
    return (first == "و" and rest in given) or (first in ("و", "ل", "ب") and rest == "عبد")


_NAME_OPENINGS = Memo(_may_open_name, 1 << 17)
may_open_name = _NAME_OPENINGS.__getitem__


def _given(lex: Lexicon, norm: str) -> bool:
    return norm in lex.given


def _name_status(lex: Lexicon, stem: str, prefix: str, classes: int) -> tuple[bool, bool]:
    guarded = lex.given.get(stem)
    return (False, guarded is not None and not classes & FUNCTION)


def _fold_pattern(pattern: str) -> str:
    return fold(pattern)


def _add_countries(trie: PhraseTrie) -> tuple[dict[str, str], dict[str, str]]:
    names, capitals = {}, {}
    for row in rows("countries.csv"):
        code = row["code"]
        names[code], capitals[code] = row["english"], row["capital"]
        for form in _forms(row["names"]):
            trie.add(form, e.Country(code, is_adjective=False))
        for nisba in _forms(row["nisba"]):
            for form, is_plural in nisba_forms(nisba):
                trie.add(form, e.Country(code, is_adjective=True, is_plural=is_plural))
        for form in _forms(row["demonym_extra"]):
            for variant in (form, definite(form)):
                trie.add(variant, e.Country(code, is_adjective=True, is_plural=True))
    return names, capitals


def _add_cities(trie: PhraseTrie) -> None:
    for row in rows("cities.csv"):
        for form in _forms(row["names"]):
            trie.add(form, e.City(row["english"], row["country"], row["role"], row["guard"] == "ambiguous"))


def _add_bodies(trie: PhraseTrie) -> None:
    for row in rows("organizations.csv"):
        for form in _forms(row["names"]) + _forms(row["acronyms"]):
            trie.add(form, e.Organization(row["name"], row["kind"]))
    for row in rows("institutions.csv"):
        for form in _forms(row["names"]):
            trie.add(form, e.Institution(row["country"], row["position"] or None))


def _state_at_end(form: str, states: dict[str, str], cities: dict[str, str]) -> str:
    """«أمير قطر»: the code of the state that a head of several words ends in, or empty; «أمين عمان» is a mayor."""
    first, _, last = form.rpartition(" ")
    if first == fold("أمين"):
        return cities.get(last, "")
    return states.get(last, "") if last != form else ""


def _add_positions(trie: PhraseTrie, positions: dict[str, Any]) -> None:
    states = {form: row["code"] for row in rows("countries.csv") for form in _forms(row["names"])}
    cities = {form: row["country"] for row in rows("cities.csv") for form in _forms(row["names"])}
    for number, forms in positions["heads"].items():
        for form in map(fold, forms):
            if form.startswith("ال"):
                trie.add(form, e.Head(number, is_definite=True))
            else:
                trie.add(form, e.Head(number, is_definite=False, country=_state_at_end(form, states, cities)))
                for variant in {definite(form), fully_definite(form)}:
                    trie.add(variant, e.Head(number, is_definite=True))
    for base in map(fold, positions["owned"]["singular"]):
        for form, owner in owned(base):
            trie.add(form, e.Head("singular", is_definite=True, owner=owner, base=base))
        trie.add(
            (base[:-1] + "ت" if base.endswith("ه") else base) + "نا",
            e.Head("singular", is_definite=True, owner="نا", base=base),
        )


def _add_words(trie: PhraseTrie, words: dict[str, Any]) -> None:
    for form in map(fold, words["honorifics"]["words"]):
        trie.add(form, e.Honorific(form))
    for form in map(fold, words["formulas"]["words"]):
        trie.add(form, e.Marker("formula", "wish"))
    for group in ("singular_anaphors", "counterparts", "pairs", "boundaries", "status", "hard_negatives", "home"):
        for name, forms in words[group].items():
            for form in map(fold, forms):
                trie.add(form, e.Marker(group, name))
    for form in map(fold, words["no_states"]["words"]):
        trie.add(form, e.Marker("no_state", "region"))
    for form in map(fold, words["attendance"]["words"]):
        trie.add(form, e.Marker("attendance", "present"))
    for form in map(fold, words["groups"]["nouns"]):
        for variant in {form, definite(form)}:
            trie.add(variant, e.Marker("group", "definite" if variant.startswith("ال") else "construct"))


def _add_triggers(trie: PhraseTrie, triggers: dict[str, Any]) -> None:
    for row in triggers["verb"]:
        verb = e.EventVerb(
            rule=row["rule"],
            event_type=row["type"],
            frame=row["frame"],
            objects=tuple(map(fold, row.get("objects", ()))),
            without=tuple(map(fold, row.get("without", ()))),
            is_strict=row.get("strict", False),
            spelled=tuple(row.get("spelled", ())),
        )
        _add_verb(trie, row, verb)
    for row in triggers["light"]:
        _add_verb(trie, row, e.LightVerb(row["voice"]))
    for row in triggers["noun"]:
        requires, without = (tuple(map(fold, row.get(key, ()))) for key in ("requires", "without"))
        noun = e.EventNoun(row["rule"], row["type"], requires, without)
        for form, shape in _noun_forms(row["singular"], row["forms"]):
            trie.add(form, e.NounForm(noun, *shape))


def _add_verb(trie: PhraseTrie, row: dict[str, Any], verb: e.EventVerb | e.LightVerb) -> None:
    for tense, third_persons, conjugate in (
        ("perfect", row.get("perfect", ()), perfect_forms),
        ("imperfect", row.get("imperfect", ()), imperfect_forms),
    ):
        for third_person in third_persons:
            particle = " " + fold(third_person.split()[1]) if " " in third_person else ""
            for form in conjugate(third_person.split()[0]):
                _add_verb_form(trie, verb, tense, form, particle)
    for form in map(fold, (*row.get("passive", ()), *row.get("participles", ()))):
        trie.add(form, e.VerbForm(verb, "perfect", "singular", has_object=False))


def _add_verb_form(trie: PhraseTrie, verb: e.EventVerb | e.LightVerb, tense: str, form: str, particle: str) -> None:
    number = _number_of(form, tense)
    trie.add(form + particle, e.VerbForm(verb, tense, number, has_object=False))
    if tense == "imperfect":
        trie.add("س" + form + particle, e.VerbForm(verb, "future", number, has_object=False))
    if particle:
        return
    for with_pronoun in with_object(form):
        trie.add(with_pronoun, e.VerbForm(verb, tense, number, has_object=True))
        if tense == "imperfect":
            trie.add("س" + with_pronoun, e.VerbForm(verb, "future", number, has_object=True))


def _number_of(form: str, tense: str) -> str:
    if form.endswith(("وا", "ون")):
        return "plural"
    if form.endswith("ان") or (form.endswith("ا") and len(form) > 3):
        return "dual"
    return "singular"


def _noun_forms(singular: Iterable[str], others: Iterable[str]) -> Iterable[tuple[str, tuple[bool, bool, str]]]:
    """Each form of an event noun with (definite, plural, owner)."""
    for base in map(fold, singular):
        yield base, (False, False, "")
        yield accusative(base), (False, False, "")
        yield definite(base), (True, False, "")
        yield fully_definite(base), (True, False, "")
        for form, owner in owned(base):
            yield form, (True, False, owner)
        for form in dual_forms(base):
            yield form, (False, True, "")
    for form in map(fold, others):
        yield form, (form.startswith("ال"), True, _owner_of(form))
        if not form.startswith("ال") and not _owner_of(form):
            yield definite(form), (True, True, "")
            for variant, owner in owned(form):
                yield variant, (True, True, owner)


def _owner_of(form: str) -> str:
    first = form.split()[0]
    for pronoun in ("هما", "ها", "هم"):
        if first.endswith("ات" + pronoun) or first.endswith("يع" + pronoun):
            return pronoun
    return "ه" if first.endswith("اته") else ""


def _add_documents(trie: PhraseTrie, agreements: dict[str, Any]) -> None:
    for row in agreements["document"]:
        is_weak = row.get("weak", False)
        for count, forms in ((1, row["nouns"]), (2, row["dual"]), (0, row["plural"])):
            for form in map(fold, forms):
                meaning = e.Document(row["type"], count, is_weak)
                variants = {form, definite(form), fully_definite(form)} | ({accusative(form)} if count == 1 else set())
                for variant in variants:
                    trie.add(variant, meaning)


def _common_words() -> dict[str, int]:
    common: dict[str, int] = {}
    for name in ("words_closed.csv", "words_nouns.csv", "words_adjectives.csv"):
        for cell, part_of_speech in _word_list(name):
            for form in _folded_forms(cell):
                common[form] = common.get(form, 0) | _PARTS_OF_SPEECH[part_of_speech]
    return common


def _calendar() -> CalendarWords:
    table = _table("calendar.toml")
    return CalendarWords(
        months=PhraseTable(
            {fold(n): m["number"] for m in table["month"] for n in (*m.get("names", ()), *m.get("guarded", ()))}
        ),
        guarded_months=frozenset(fold(n) for m in table["month"] for n in m.get("guarded", ())),
        hijri_months=PhraseTable({fold(n): m["number"] for m in table["hijri_month"] for n in m["names"]}),
        weekdays=PhraseTable({fold(n): day["number"] for day in table["weekday"] for n in day["names"]}),
        days=PhraseTable({fold(name): offset for name, offset in table["days"].items()}),
        modifiers={fold(word): which for which, words in table["modifiers"].items() for word in words},
        units={fold(word): unit for unit, words in table["units"].items() for word in words},
        openers=frozenset(fold(word) for word in table["openers"]["words"]),
        day_parts=frozenset(fold(word) for word in table["day_parts"]["words"]),
        range_words=frozenset(fold(word) for word in table["range"]["to"]),
        numerals=_numerals(),
    )


def _numerals() -> Numerals:
    table = _table("numerals.toml")

    def by_word(group: str) -> dict[str, int]:
        return {fold(word): int(value) for value, words in table[group].items() for word in words}

    return Numerals(
        by_word("ordinals"), by_word("units"), by_word("cardinals"), frozenset(map(fold, table["teen"]["words"]))
    )
