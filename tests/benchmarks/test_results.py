"""Figures: the exponent, the marks, the tables, and what is reckoned from them for docs/scaling.md."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.builds import Again, Build, Incremental, Steps
from benchmarks.growth import exponent
from benchmarks.results import JSON_NAME, Results, load
from benchmarks.scaling import DOCUMENT, block, reckon, with_block
from benchmarks.speed import Speed

ROOT = Path(__file__).resolve().parents[2]


def a_build(articles: int, workers: int, seconds: float, peak_mib: float = 500, status: str = "published") -> Build:
    speed = round(articles / seconds, 1)
    return Build(articles, workers, seconds, speed, peak_mib, status, 0, 12, 34, 5, articles / 300, articles / 600)


@pytest.fixture
def results() -> Results:
    builds = (
        a_build(10_000, 2, 16, 600),
        a_build(30_000, 2, 40, 700),
        a_build(100_000, 2, 140, 900),
        a_build(100_000, 1, 250),
    )
    return Results(
        machine={"cores": 2, "python": "3.11.9"},
        mix={"diplomacy": 0.5, "sport": 0.5},
        speed=Speed(100, 170_000, 3, 30_000, 240, 1600.0, 12_000.0, 200.0),
        steps=Steps(10_000, reading=1.0, extracting=8.0, staging=0.1, validating=0.8, publishing=0.1),
        builds=builds,
        incremental=Incremental(30_000, 2, Again(1.5, 150, "unchanged", 0), Again(5.5, 400, "published", 1)),
    )


@pytest.mark.parametrize(
    ("sizes", "seconds", "wanted"),
    [
        ([10, 100, 1000], [1, 10, 100], 1.0),
        ([10, 100], [1, 100], 2.0),
        ([10, 100, 1000], [5, 5, 5], 0.0),
        ([4, 16], [2, 4], 0.5),
    ],
)
def test_exponent_is_the_slope(sizes: list[float], seconds: list[float], wanted: float) -> None:
    assert exponent(sizes, seconds) == pytest.approx(wanted)


@pytest.mark.parametrize("sizes", [[], [10], [10, 10]])
def test_no_exponent_without_two_sizes(sizes: list[float]) -> None:
    assert exponent(sizes, [1.0] * len(sizes)) is None


def test_marks_are_met_by_good_figures(results: Results) -> None:
    measured = {mark.name.split(",")[0]: (mark.measured, mark.is_met) for mark in results.marks()}
    assert measured["published end to end"] == (750.0, True)
    assert measured["memory at 100"] == (900, True)
    assert [mark.is_met for mark in results.marks()] == [True] * 5


def test_marks_are_missed_by_bad_figures(results: Results) -> None:
    slow = replace(results, speed=replace(results.speed, extraction=300.0))
    assert [mark.is_met for mark in slow.marks()][:2] == [False, False]


def test_a_build_that_was_not_published_meets_no_mark(results: Results) -> None:
    failed = replace(results, builds=(a_build(30_000, 2, 10, status="failed"),))
    assert [mark.is_met for mark in failed.marks()][2:] == [None, None, None]
    assert "**failed**" in failed.to_markdown()


def test_a_size_built_twice_counts_once_with_its_best_time(results: Results) -> None:
    again = replace(results, builds=(a_build(1000, 2, 10), a_build(10_000, 2, 130), a_build(10_000, 2, 100)))
    assert again.growth() == [{"workers": 2, "all_sizes": 1.0, "largest_two": 1.0}]


def test_what_is_not_installed_is_said(results: Results) -> None:
    bare = replace(results, speed=replace(results.speed, floor=None, baseline=None))
    assert bare.to_markdown().count("| not installed |") == 2
    assert bare.marks()[1].is_met is None


def test_saved_results_are_read_again(results: Results, tmp_path: Path) -> None:
    results.save(tmp_path)
    assert load(tmp_path / JSON_NAME) == results
    assert (tmp_path / "results.md").read_text(encoding="utf-8") == results.to_markdown()


def test_work_and_bytes_are_proportional(results: Results) -> None:
    one, two = reckon(results, 1_000_000, 1_000_000), reckon(results, 2_000_000, 1_000_000)
    assert one.core_hours == pytest.approx(1_000_000 * 0.001 / 3600)
    assert two.core_hours == pytest.approx(2 * one.core_hours)
    assert two.release_bytes == pytest.approx(2 * one.release_bytes)
    assert (one.builds, two.builds) == (1, 2)


def test_memory_is_a_line_through_the_two_largest_builds(results: Results) -> None:
    assert reckon(results, a_build=100_000).memory_mib == pytest.approx(900)
    assert reckon(results, a_build=170_000).memory_mib == pytest.approx(1100)


def test_memory_is_not_reckoned_from_small_builds(results: Results) -> None:
    small = replace(results, builds=(a_build(1000, 2, 8, 400), a_build(10_000, 2, 20, 600)))
    assert reckon(small).memory_mib is None
    assert "| memory of one such build | not measured |" in block(small)


def test_more_cores_never_take_longer(results: Results) -> None:
    hours = [reckon(results).hours(cores) for cores in (1, 2, 8, 64, 256, 1024, 4096)]
    assert hours == sorted(hours, reverse=True)


def test_more_workers_than_one_process_feeds_do_not_help(results: Results) -> None:
    reckoned = reckon(results)
    assert reckoned.useful_workers == pytest.approx(8)
    assert reckoned.build_hours(16) == reckoned.build_hours(8)


def test_a_page_without_marks_is_refused(results: Results) -> None:
    with pytest.raises(ValueError, match="no lines"):
        with_block("# Scale\n", results)


def test_renewing_a_page_twice_changes_nothing(results: Results) -> None:
    page = with_block("a\n<!-- generated: scaling -->\nold\n<!-- end: scaling -->\nb\n", results)
    assert block(results) in page
    assert page.startswith("a\n")
    assert page.endswith("\nb\n")
    assert with_block(page, results) == page


def test_the_page_agrees_with_the_results() -> None:
    kept = load(ROOT / "benchmarks" / JSON_NAME)
    page = DOCUMENT.read_text(encoding="utf-8")
    assert with_block(page, kept) == page, "renew it with: python -m benchmarks scaling"


def test_the_tables_agree_with_the_results() -> None:
    kept = load(ROOT / "benchmarks" / JSON_NAME)
    assert (ROOT / "benchmarks" / "results.md").read_text(encoding="utf-8") == kept.to_markdown()


def test_results_name_no_place() -> None:
    text = json.dumps(load(ROOT / "benchmarks" / JSON_NAME).to_dict())
    assert "/" not in text.replace("articles/s", "")
