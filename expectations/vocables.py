"""Words by which a thing that is no name gives itself away, read from the lexicon when they are first needed."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from expectations.spelling import folded

# Prepositions, pronouns and conjunctions too short to be told from foreign names by their length: ما and هو, say, are
# Chinese family names and are not among them.
SHORT_STOP_WORDS = (
    "في", "عن", "مع", "قد", "إلى", "ثم", "كما", "حول", "بين", "عند", "منذ", "حتى", "لدى", "إذ", "بعد", "قبل", "أنه",
    "هذا", "هذه", "ذلك", "تلك", "التي", "الذي", "خلال", "ضمن", "عبر", "حيث", "سوف", "كانت", "أيضا",
)  # fmt: skip

# Verbs of the news that are as short as names are; زاد, كفل and روته are verb forms and names of people.
SHORT_VERBS = (
    "قال", "أكد", "بحث", "وصل", "دعا", "وقع", "أعلن", "أضاف", "أشار", "أوضح", "أعرب", "عقد", "جدد", "شدد", "ناقش",
)  # fmt: skip

SHORTEST = 5  # letters from which a function word or verb of the lexicon can be no part of a foreign name


@cache
def name_words() -> frozenset[str]:
    """Folded words of which names are made: given names, common words among them, and particles such as ولد and بن."""
    given = (folded(form) for row in _rows("given_names.csv") for form in row["form"].split("|"))
    names = _toml("words.toml")["names"]
    return frozenset((*given, *map(folded, (*names["particles"], *names["suffixes"]))))


@cache
def stop_words() -> frozenset[str]:
    """Folded function words that no name begins or ends with."""
    long = (word for word in _by_class()["function"] if len(word) >= SHORTEST)
    return frozenset((*map(folded, SHORT_STOP_WORDS), *long)) - name_words()


@cache
def verbs() -> frozenset[str]:
    """Folded verb forms that are no part of a name. Plurals such as مالوا do not follow a subject, and look foreign."""
    long = (word for word in _by_class()["verb"] if len(word) >= SHORTEST and not word.endswith("وا"))
    return frozenset((*map(folded, SHORT_VERBS), *long)) - name_words()


@cache
def titles() -> frozenset[tuple[str, ...]]:
    """Titles and words of respect as folded words: those written like a given name are left out."""
    heads: Iterable[str] = [form for forms in _toml("positions.toml")["heads"].values() for form in forms]
    forms = [*heads, *(f"ال{head}" for head in heads if " " not in head and not head.startswith("ال"))]
    respect = _toml("words.toml")["honorifics"]["words"]
    phrases = {tuple(folded(form).split()) for form in (*forms, *respect)}
    return frozenset(phrase for phrase in phrases if len(phrase) > 1 or _is_title_word(phrase[0]))


def _is_title_word(word: str) -> bool:
    return len(word) > 1 and word not in name_words()  # one letter, as in د. for doctor, may be an initial


@cache
def _by_class() -> dict[str, list[str]]:
    """Folded forms of the word lists by part of speech: seventy thousand rows, so they are folded file by file."""
    found: dict[str, list[str]] = {}
    folder = files("transforms.lexicon")
    for name in sorted(path.name for path in folder.iterdir() if path.name.startswith("words_")):
        header, *rows = csv.reader(folded(folder.joinpath(name).read_text(encoding="utf-8")).split("\n"))
        form, part_of_speech = header.index("form"), header.index("part_of_speech")
        for row in filter(None, rows):
            found.setdefault(row[part_of_speech], []).extend(row[form].split("|"))
    return found


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files("transforms.lexicon").joinpath(name).read_text(encoding="utf-8").split("\n")))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files("transforms.lexicon").joinpath(name).read_text(encoding="utf-8"))
