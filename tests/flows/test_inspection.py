"""Verdicts on groups of parts: the same as on the whole release, made once, and made anew when anything changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from samples import build, document, write_articles

from expectations import verdict as verdicts_made
from expectations.gate import validate_release
from expectations.outcome import Kind
from expectations.verdict import Verdict
from flows import inspection, verdicts
from flows.cache import Cache, Entry
from flows.parts import Part, write_parts
from flows.release import latest_release
from flows.summary import Status
from transforms.extraction import extract
from transforms.model import Extraction, Reject
from transforms.tables import arrow_tables

REPEATED = "d0123456789abcdef"


def extraction(number: int) -> Extraction:
    return extract(document(number))


def off_by_one(extracted: Extraction) -> Extraction:
    """The same with an event whose words do not stand where it says."""
    event = extracted.events[0]
    wrong = replace(event, char_start=event.char_start + 1, char_end=event.char_end + 1)
    return replace(extracted, events=(wrong, *extracted.events[1:]))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    (tmp_path / "cache").mkdir()
    return Cache(tmp_path / "cache")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many parts each judgement looked at."""
    calls: list[int] = []
    judge = verdicts_made.judge

    def counted(paths: dict[int, dict[str, Path]]) -> Verdict:
        calls.append(len(paths))
        return judge(paths)

    monkeypatch.setattr(verdicts_made, "judge", counted)
    return calls


def stored(cache: Cache, name: str, *extractions: Extraction) -> Entry:
    repeat = Reject("news.jsonl", int(name, 16), "duplicate", REPEATED)
    return cache.store(name * 32, lambda folder: write_parts(arrow_tables(extractions, [repeat]), folder))


def assert_same(one: Verdict, other: Verdict) -> None:
    assert one.outcomes == other.outcomes
    assert one.repeats == other.repeats
    assert one.statistics == other.statistics
    assert one.hashes.keys() == other.hashes.keys()
    assert all(np.array_equal(one.hashes[key], other.hashes[key]) for key in one.hashes)


def failed(verdict: Verdict) -> set[str]:
    return {outcome.expectation.name for outcome in verdict.outcomes if outcome.kind is Kind.FAILED}


def test_a_verdict_is_made_once_and_remembered_with_what_it_warns_of(cache: Cache, judged: list[int]) -> None:
    unsigned = replace(extraction(4), agreements=())
    group = [stored(cache, "ab", extraction(1)), stored(cache, "cd", unsigned)]
    made = verdicts.verdict_on(group, "rules")
    assert_same(verdicts.verdict_on(group, "rules"), made)
    assert judged == [2]
    assert failed(made) == {"signing_has_an_agreement"}
    assert made.repeats[0].detail == REPEATED


def test_a_verdict_that_blocks_is_made_again(cache: Cache, judged: list[int]) -> None:
    group = [stored(cache, "ab", off_by_one(extraction(1)))]
    for times in (1, 2):
        assert "span_is_the_text" in failed(verdicts.verdict_on(group, "rules"))
        assert judged == [1] * times


def _spoil(cache: Cache) -> None:
    file = next(cache.root.rglob("verdict.npz"))
    file.write_bytes(file.read_bytes()[:-30])


@pytest.mark.parametrize(
    "change",
    [
        lambda cache, group: verdicts.verdict_on(group, "other rules"),
        lambda cache, group: verdicts.verdict_on([stored(cache, "ab", extraction(5)), group[1]], "rules"),
        lambda cache, group: verdicts.verdict_on(group[1:], "rules"),
        lambda cache, group: verdicts.verdict_on([group[0], stored(cache, "cd", extraction(3))], "rules"),
        lambda cache, group: (_spoil(cache), verdicts.verdict_on(group, "rules")),
    ],
    ids=["other rules", "other part", "fewer parts", "extracted again", "damaged"],
)
def test_it_is_made_anew_when_anything_changes(
    cache: Cache, judged: list[int], change: Callable[[Cache, list[Entry]], object]
) -> None:
    group = [stored(cache, "ab", extraction(1)), stored(cache, "cd", extraction(3))]
    verdicts.verdict_on(group, "rules")
    change(cache, group)
    assert len(judged) == 2


def test_the_fingerprint_follows_the_code_that_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    before = verdicts.rules_fingerprint()
    assert verdicts.rules_fingerprint() == before
    monkeypatch.setattr(verdicts, "code_fingerprint", lambda: "other code")
    assert verdicts.rules_fingerprint() != before
    monkeypatch.undo()
    monkeypatch.setattr(verdicts, "sha256_of", lambda path: f"other {path.name}")
    assert verdicts.rules_fingerprint() != before
    monkeypatch.undo()
    monkeypatch.setattr(verdicts, "version", lambda name: "0")
    assert verdicts.rules_fingerprint() != before


@pytest.mark.parametrize("way", [inspection.inspection_afterwards, inspection.inspection_beside])
def test_nothing_is_judged_before_it_begins_and_all_of_it_in_order_in_the_end(
    cache: Cache,
    judged: list[int],
    monkeypatch: pytest.MonkeyPatch,
    way: Callable[[], AbstractContextManager[inspection.Inspection]],
) -> None:
    monkeypatch.setattr(inspection, "_DOCUMENTS_A_GROUP", 1)
    entries = [stored(cache, name, extraction(n), extraction(n + 1)) for n, name in ((1, "ab"), (3, "cd"), (5, "ef"))]
    with way() as inspected:
        for entry in entries:
            inspected.add(entry)
        assert judged == []
        found = inspected.verdicts()
    assert judged == [1, 1, 1]
    for one, entry in zip(found, entries, strict=True):
        assert_same(one, verdicts.verdict_on([entry], verdicts.rules_fingerprint()))


def test_groups_have_about_the_wanted_size_and_end_where_their_last_part_says() -> None:
    entries = [_described(number) for number in range(4_000)]
    ends = [place for place, entry in enumerate(entries) if inspection.ends_group([entry])]
    assert 3_000 < 4_000 * 290 / len(ends) < 8_000
    assert inspection.ends_group([_described(1)] * 35)


def _described(number: int) -> Entry:
    key = hashlib.sha256(str(number).encode()).hexdigest()
    return Entry(key, (Part("documents", Path(), 290, 0, key),))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_of_many_groups_reports_what_a_check_of_the_release_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(inspection, "_DOCUMENTS_A_GROUP", 5)
    source = write_articles(tmp_path / "news.jsonl", [*range(40), 3])
    assert build(source, tmp_path / "out", workers=workers).status is Status.PUBLISHED
    release = latest_release(tmp_path / "out")
    assert release is not None
    reported = json.loads((release.folder / "validation.json").read_text(encoding="utf-8"))
    checked = json.loads(validate_release(release.folder).to_json())
    assert reported["expectations"] == checked["expectations"]


def test_an_article_more_has_few_groups_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, judged: list[int]
) -> None:
    monkeypatch.setattr(inspection, "_DOCUMENTS_A_GROUP", 5)
    for number in range(120):
        write_articles(tmp_path / "in" / f"{number:03}.jsonl", [number])
    build(tmp_path / "in", tmp_path / "out")
    first = len(judged)
    assert first > 3
    write_articles(tmp_path / "in" / "030a.jsonl", [1000])
    assert build(tmp_path / "in", tmp_path / "out").status is Status.PUBLISHED
    assert 1 <= len(judged) - first <= 3


def test_nothing_new_judges_nothing(tmp_path: Path, judged: list[int]) -> None:
    source = write_articles(tmp_path / "news.jsonl", range(20))
    build(source, tmp_path / "out")
    before = len(judged)
    assert build(source, tmp_path / "out").status is Status.UNCHANGED
    assert len(judged) == before
