"""The lexicon as data: every code and value is one that exists, no form has two meanings by accident, guards are set.

A linguist who edits a file sees here, with file and form, what does not fit.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

from transforms.arabic.spelling import fold
from transforms.lexicon import lexicon
from transforms.lexicon.compiled import TIME
from transforms.vocabularies import (
    AGREEMENT_STATUSES,
    AGREEMENT_TYPES,
    CAMEO_CODES,
    EVENT_TYPES,
    PLOVER_TYPES,
    POSITIONS,
)

LEXICON = Path(__file__).resolve().parents[2] / "transforms" / "lexicon"
CSV_COLUMNS = {
    "countries.csv": ["code", "english", "names", "nisba", "demonym_extra", "capital"],
    "cities.csv": ["english", "country", "names", "role", "guard"],
    "organizations.csv": ["name", "kind", "names", "acronyms", "seat"],
    "institutions.csv": ["names", "country", "kind", "city", "position"],
    "given_names.csv": ["form", "origin", "guard"],
    "words_nouns.csv": ["form", "part_of_speech"],
    "words_adjectives.csv": ["form", "part_of_speech"],
    "words_closed.csv": ["form", "part_of_speech"],
    "crosswalk.csv": ["event_type", "mode", "plover_type", "cameo_code"],
}
PARTS_OF_SPEECH = {"verb", "noun", "adjective", "function", "adverb", "number", "time"}
TRIGGER_KEYS = {
    "verb": {
        "rule", "type", "frame", "perfect", "imperfect", "passive", "participles", "spelled", "objects", "without",
        "strict",
    },
    "noun": {"rule", "type", "singular", "forms", "requires", "without"},
    "light": {"voice", "perfect", "imperfect"},
}  # fmt: skip

# Names that a list of common words holds too and that have no guard of their own, looked at one by one. Nothing may be
# added here without a sentence test in which the word means the other thing.
KNOWN_COMMON = {
    "countries.csv": {"المغرب", "مالي"},  # sunset; financial. Words before them tell: صلاة المغرب، دعم مالي
    "cities.csv": {  # rare verb forms, which no news uses: غنت "she sang", جنوا "they reaped"
        "شوشا", "شوشه", "غنت", "جنت", "هاربين", "تشيان", "تلمسان", "سبته", "باتا", "رشت", "جنوا", "سبها", "صعده",
        "صنعا", "درعا",
    },
    "organizations.csv": set(),
    "institutions.csv": {"كنيست"},  # the list has the same Knesset
}  # fmt: skip

# Iraq, and the government of its region.
KNOWN_OF_TWO_KINDS = {"اقليم كردستان", "اقليم كردستان العراق", "كردستان العراق"}


def rows(name: str) -> list[dict[str, str]]:
    with (LEXICON / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((LEXICON / name).read_text(encoding="utf-8"))


def split(cell: str) -> list[str]:
    return [form.strip() for form in cell.split("|") if form.strip()]


def folded(form: str) -> str:
    return " ".join(fold(form).split())


def several(pairs: Iterable[tuple[str, object]]) -> dict[str, list[object]]:
    """Folded forms that occur more than once, with what each occurrence means."""
    found: dict[str, list[object]] = defaultdict(list)
    for form, meaning in pairs:
        found[folded(form)].append(meaning)
    return {form: meanings for form, meanings in found.items() if len(meanings) > 1}


def contradicting(pairs: Iterable[tuple[str, object]]) -> dict[str, list[object]]:
    """Folded forms that have different meanings."""
    return {form: meanings for form, meanings in several(pairs).items() if len(set(meanings)) > 1}


# ---------------------------------------------------------------- shape


@pytest.mark.parametrize("name", CSV_COLUMNS)
def test_a_csv_file_has_its_columns_and_no_stray_cell(name: str) -> None:
    text = (LEXICON / name).read_text(encoding="utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    for line, cells in enumerate(csv.reader(text.split("\n")), 1):
        if line == 1:
            assert cells == CSV_COLUMNS[name]
        elif cells:
            assert len(cells) == len(CSV_COLUMNS[name]), f"{name}, line {line}"
            assert all(cell == cell.strip() for cell in cells), f"{name}, line {line}: spaces at an edge"


def test_every_file_of_the_lexicon_is_looked_at() -> None:
    assert {path.name for path in LEXICON.glob("*.csv")} == set(CSV_COLUMNS)


def test_forms_have_letters_and_single_spaces() -> None:
    for name, columns in (
        ("countries.csv", ("names", "nisba", "demonym_extra")),
        ("cities.csv", ("names",)),
        ("organizations.csv", ("names", "acronyms")),
        ("institutions.csv", ("names",)),
        ("given_names.csv", ("form",)),
        ("words_nouns.csv", ("form",)),
        ("words_adjectives.csv", ("form",)),
        ("words_closed.csv", ("form",)),
    ):
        for row in rows(name):
            for column in columns:
                for form in row[column].split("|"):
                    assert "  " not in form, f"{name}: {form!r}"
                    assert form or not row[column], f"{name}: an empty form in {row[column]!r}"
                    assert not form or re.search(r"\w", folded(form)), f"{name}: {form!r}"


# ---------------------------------------------------------------- codes and vocabularies


def iso_codes() -> set[str]:
    """Alpha-3 codes of the states and territories that CLDR knows, and Kosovo's, which ISO leaves to its users."""
    return {code for code in get_global("territory_aliases") if re.fullmatch("[A-Z]{3}", code)} | {"XKX"}


@pytest.mark.parametrize(
    ("name", "column"), [("countries.csv", "code"), ("cities.csv", "country"), ("institutions.csv", "country")]
)
def test_country_codes_are_iso_3166(name: str, column: str) -> None:
    wrong = sorted({row[column] for row in rows(name)} - iso_codes())
    assert not wrong, f"{name}: {wrong}"


def test_country_codes_of_words_are_of_countries() -> None:
    codes = {row["code"] for row in rows("countries.csv")}
    words = table("words.toml")
    assert set(words["agencies"].values()) <= codes
    assert {code for states in words["home_states"].values() for code in states} <= codes
    assert {row["country"] for row in rows("institutions.csv")} <= codes


def test_a_country_stands_in_one_row() -> None:
    assert not several((row["code"], row["english"]) for row in rows("countries.csv"))
    assert not several((row["english"], row["code"]) for row in rows("countries.csv"))


def test_every_capital_is_among_the_cities() -> None:
    cities = {(row["english"], row["country"]) for row in rows("cities.csv")}
    for row in rows("countries.csv"):
        assert not row["capital"] or (row["capital"], row["code"]) in cities, row["capital"]


def test_every_seat_is_among_the_cities() -> None:
    cities = {row["english"] for row in rows("cities.csv")}
    assert {row["seat"] for row in rows("organizations.csv")} - {""} <= cities
    assert {row["city"] for row in rows("institutions.csv")} - {""} <= cities


def test_values_of_small_columns() -> None:
    assert {row["role"] for row in rows("cities.csv")} <= {"capital", "seat", "city"}
    assert {row["guard"] for row in rows("cities.csv")} <= {"", "ambiguous"}
    assert {row["guard"] for row in rows("given_names.csv")} <= {"", "ambiguous"}
    assert {row["origin"] for row in rows("given_names.csv")} <= {"arabic", "foreign"}
    kinds = {"international", "regional", "movement", "body", "bank"}
    assert {row["kind"] for row in rows("organizations.csv")} <= kinds
    assert {row["kind"] for row in rows("institutions.csv")} <= {"government", "epithet"}
    assert {row["position"] for row in rows("institutions.csv")} <= {"", *POSITIONS}
    for name in ("words_nouns.csv", "words_adjectives.csv", "words_closed.csv"):
        assert {row["part_of_speech"] for row in rows(name)} <= PARTS_OF_SPEECH


def test_positions_are_of_the_contract() -> None:
    positions = table("positions.toml")
    assert {rule["position"] for rule in positions["rules"]} <= set(POSITIONS)
    assert sorted(positions["rank"]["order"]) == sorted(POSITIONS)
    assert set(positions["heads"]) == {"singular", "dual", "plural"}


def test_agreements_are_of_the_contract() -> None:
    agreements = table("agreements.toml")
    assert {row["type"] for row in agreements["document"]} == set(AGREEMENT_TYPES) - {"commitment"}
    assert set(agreements["status"]) <= set(AGREEMENT_STATUSES)
    for row in agreements["document"]:
        assert set(row) <= {"type", "nouns", "dual", "plural", "weak"}, row["type"]


def test_pairs_name_positions_of_the_contract() -> None:
    assert set(table("words.toml")["pairs"]) <= {"sides", "states", "any", *POSITIONS}


@pytest.mark.parametrize("kind", TRIGGER_KEYS)
def test_trigger_entries_have_known_keys_and_values(kind: str) -> None:
    for row in table("triggers.toml")[kind]:
        assert set(row) <= TRIGGER_KEYS[kind], row
        if kind != "light":
            assert row["type"] in EVENT_TYPES, row["rule"]
            assert re.fullmatch(rf"{row['type']}\.[a-z_]+", row["rule"]), row["rule"]
        else:
            assert row["voice"] in {"active", "passive", "involving", "hosting"}


def test_forms_spelled_with_hamza_are_forms_of_their_verb() -> None:
    for row in table("triggers.toml")["verb"]:
        assert set(row.get("spelled", ())) <= {*row["perfect"], *row.get("imperfect", ())}, row["rule"]


def test_patterns_compile_as_written_and_folded() -> None:
    for rule in table("positions.toml")["rules"]:
        for pattern in (rule["pattern"], fold(rule["pattern"])):
            try:
                re.compile(pattern)
            except re.error as error:
                pytest.fail(f"{rule['position']}: {error} in {pattern}")


def test_the_crosswalk_covers_every_event_type_with_codes_of_the_contract() -> None:
    crosswalk = rows("crosswalk.csv")
    assert {row["event_type"] for row in crosswalk} == {*EVENT_TYPES, "planned"}
    assert {row["event_type"] for row in crosswalk if not row["mode"]} == {*EVENT_TYPES, "planned"}
    assert {row["plover_type"] for row in crosswalk} <= set(PLOVER_TYPES)
    assert {row["cameo_code"] for row in crosswalk} <= set(CAMEO_CODES)
    assert not several((f"{row['event_type']} {row['mode']}", row["cameo_code"]) for row in crosswalk)


# ---------------------------------------------------------------- the calendar


def months() -> dict[str, int]:
    """The number of every month name of calendar.toml, folded."""
    entries = table("calendar.toml")["month"]
    return {folded(name): e["number"] for e in entries for name in (*e.get("names", ()), *e.get("guarded", ()))}


def test_every_month_name_of_cldr_is_known() -> None:
    known = months()
    for identifier in locale_identifiers():
        if identifier.partition("_")[0] == "ar":
            for context in ("format", "stand-alone"):
                for number, name in Locale.parse(identifier).months[context]["wide"].items():
                    assert known.get(folded(name)) == number, f"{identifier}: {name}"


def test_a_calendar_word_means_one_thing() -> None:
    calendar = table("calendar.toml")
    for group in ("month", "hijri_month", "weekday"):
        for key in ("names", "guarded"):
            assert not contradicting((name, e["number"]) for e in calendar[group] for name in e.get(key, ()))
    for group in ("modifiers", "units"):
        assert not several((word, which) for which, words in calendar[group].items() for word in words)
    assert [e["number"] for e in calendar["month"]] == list(range(1, 13))
    assert [e["number"] for e in calendar["hijri_month"]] == list(range(1, 13))
    assert [e["number"] for e in calendar["weekday"]] == list(range(7))


def test_a_month_that_is_also_a_name_is_guarded() -> None:
    """A month among the given names (مارس، ماي) could be anybody's: one of the two must be guarded."""
    for month in table("calendar.toml")["month"]:
        for name in month.get("names", ()):
            assert lexicon().given.get(folded(name), True), name


def test_numerals_mean_one_number() -> None:
    for group in ("ordinals", "units", "cardinals"):
        assert not contradicting((word, n) for n, words in table("numerals.toml")[group].items() for word in words)


# ---------------------------------------------------------------- no form twice


def test_a_country_form_is_of_one_country() -> None:
    countries = rows("countries.csv")
    assert not several((form, row["code"]) for row in countries for form in split(row["names"]))
    assert not several((f, r["code"]) for r in countries for f in (*split(r["nisba"]), *split(r["demonym_extra"])))


def test_a_city_form_stands_once_or_is_guarded() -> None:
    cities = [(form, row["guard"]) for row in rows("cities.csv") for form in split(row["names"])]
    for form, guards in several(cities).items():  # «طرابلس» alone is the capital; the other one needs a cue
        assert guards.count("") <= 1, form
    assert not several(((f"{row['english']}, {row['country']}"), row["names"]) for row in rows("cities.csv"))


def test_an_organization_form_is_of_one_organization() -> None:
    organizations = rows("organizations.csv")
    assert not several((f, r["name"]) for r in organizations for f in (*split(r["names"]), *split(r["acronyms"])))
    assert not several((row["name"], row["kind"]) for row in organizations)


def test_an_institution_form_is_of_one_institution() -> None:
    assert not several((form, row["country"]) for row in rows("institutions.csv") for form in split(row["names"]))


def test_a_name_is_not_of_two_kinds() -> None:
    """A form is a country, an organization or an institution, never two of them; of a city the article decides."""
    kinds = [(form, "country") for row in rows("countries.csv") for form in split(row["names"])]
    for row in rows("organizations.csv"):
        kinds += [(form, "organization") for form in (*split(row["names"]), *split(row["acronyms"]))]
    kinds += [(form, "institution") for row in rows("institutions.csv") for form in split(row["names"])]
    assert set(contradicting(kinds)) <= KNOWN_OF_TWO_KINDS


def test_a_given_name_stands_once() -> None:
    assert not several((row["form"], row["guard"]) for row in rows("given_names.csv"))


@pytest.mark.parametrize("name", ["words_nouns.csv", "words_adjectives.csv", "words_closed.csv"])
def test_a_word_stands_once_for_each_part_of_speech(name: str) -> None:
    lines = [(row["form"], row["part_of_speech"]) for row in rows(name)]
    assert len(lines) == len(set(lines))
    assert {row["part_of_speech"] for row in rows(name)} == {
        "words_nouns.csv": {"noun"},
        "words_adjectives.csv": {"adjective"},
        "words_closed.csv": PARTS_OF_SPEECH - {"noun", "adjective"},
    }[name]


def test_a_word_list_of_toml_holds_no_form_twice() -> None:
    """Written alike, that is: «أن» and «إن» may both stand there, although they are read alike."""
    for name in ("words.toml", "positions.toml", "agreements.toml", "triggers.toml", "calendar.toml", "numerals.toml"):
        for where, forms in lists(table(name), name):
            twice = sorted({form for form in forms if forms.count(form) > 1})
            assert not twice, f"{where}: {twice}"


def lists(value: Any, where: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of texts below ``value`` with its place."""
    if isinstance(value, dict):
        label = f"{where} {value['rule']}" if "rule" in value else where
        for key, inner in value.items():
            yield from lists(inner, f"{label}.{key}")
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            yield where, value
        else:
            for item in value:
                yield from lists(item, where)


def test_a_document_noun_is_of_one_type() -> None:
    documents = table("agreements.toml")["document"]
    assert not contradicting((f, r["type"]) for r in documents for key in ("nouns", "dual", "plural") for f in r[key])


def test_a_marker_has_one_class_in_its_group() -> None:
    words = table("words.toml")
    for group in ("singular_anaphors", "counterparts", "pairs", "boundaries", "status"):
        pairs = [(form, name) for name, forms in words[group].items() for form in forms]
        assert set(contradicting(pairs)) <= {"تاجل"}, group  # «تأجل» cancels its clause and undoes what follows


def test_a_trigger_of_two_rules_is_told_apart() -> None:
    """Of all rules that share a verb at most one may do without words that must, or must not, stand beside it."""
    for key in ("perfect", "imperfect"):
        by_form: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for row in table("triggers.toml")["verb"]:
            for form in row.get(key, ()):
                by_form[folded(form)].append((row["rule"], bool(row.get("objects"))))
        for form, rules in by_form.items():
            assert sum(not guarded for _, guarded in rules) <= 1, f"{form}: {rules}"


def test_an_event_noun_is_of_one_rule() -> None:
    nouns = table("triggers.toml")["noun"]
    assert not contradicting((form, row["rule"]) for row in nouns for key in ("singular", "forms") for form in row[key])


# ---------------------------------------------------------------- guards


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("countries.csv", ("names", "nisba", "demonym_extra")),
        ("cities.csv", ("names",)),
        ("organizations.csv", ("names", "acronyms")),
        ("institutions.csv", ("names",)),
    ],
)
def test_a_name_that_is_a_common_word_is_guarded(name: str, columns: tuple[str, ...]) -> None:
    common = lexicon().common
    found = {
        folded(form)
        for row in rows(name)
        if row.get("guard") != "ambiguous"
        for column in columns
        for form in split(row[column])
        if folded(form) in common
    }
    assert not found - KNOWN_COMMON[name], f"{name}: common words without a guard"


def test_a_given_name_that_is_a_common_word_is_guarded_when_loaded() -> None:
    lex = lexicon()
    for row in rows("given_names.csv"):
        form = folded(row["form"])
        assert lex.given[form] == (row["guard"] == "ambiguous" or form in lex.common), form


def test_a_month_that_is_a_common_word_is_known_as_a_time() -> None:
    guarded = {folded(name) for month in table("calendar.toml")["month"] for name in month.get("guarded", ())}
    for name in set(months()) - guarded - {"ينير", "مايه"}:  # rare spellings, which no dictionary has as a time
        assert lexicon().common.get(name, TIME) & TIME, name
