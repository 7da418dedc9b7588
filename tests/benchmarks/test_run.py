"""The benchmark itself, on fifty articles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import builds
from benchmarks.__main__ import main
from benchmarks.processes import Run, build
from benchmarks.results import JSON_NAME, load
from transforms.lexicon import lexicon


@pytest.mark.slow
def test_a_small_run_measures_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = "--sizes 50 --workers 1 --incremental 0 --steps 20 --documents 10 --rounds 1"
    main([*few.split(), "--out", str(tmp_path)])
    results = load(tmp_path / JSON_NAME)
    (one,) = results.builds
    assert (one.articles, one.workers) == (50, 1)
    assert one.events > 20
    assert one.seconds > 0
    assert one.peak_mib > 100
    assert results.speed.extraction > 0
    assert results.steps.extracting > 0
    assert "## End to end" in capsys.readouterr().out


def test_builds_that_follow_are_given_one_article_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []

    def built(inputs: Path, out: Path, options: Sequence[str]) -> Run:
        assert list(options) == ["--workers", "2"]
        given.append(sum(len(path.read_bytes().splitlines()) for path in inputs.rglob("*.jsonl")))
        out.mkdir(exist_ok=True)
        status = ["published", "unchanged", "published"][len(given) - 1]
        rows = {"events": 7, "agreements": 1}
        summary = {"status": status, "batches_extracted": len(given) % 2, "batches": 1, "failures": [], "rows": rows}
        return Run(float(len(given)), 100.0, {**summary, "folder": str(out)})

    monkeypatch.setattr(builds, "build", built)
    first, incremental = builds.measure_incremental(30, 2, tmp_path)
    assert given == [30, 30, 31]
    assert (first.articles, first.seconds, first.events) == (30, 1.0, 7)
    assert incremental.unchanged == builds.Again(2.0, 100.0, "unchanged", 0)
    assert incremental.one_new == builds.Again(3.0, 100.0, "published", 1)
    assert not list(tmp_path.iterdir())


def test_a_build_that_ends_without_a_summary_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"ended with status 2: mithaq: .* does not exist"):
        build(tmp_path / "missing", tmp_path / "out", [])


def test_articles_are_written_as_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    main(["articles", "3", "--seed", "5", "--mix", "weather=1"])
    rows = [json.loads(line) for line in capsys.readouterr().out.split("\n")[:-1]]
    assert [row["id"] for row in rows] == ["5-0", "5-1", "5-2"]


def test_profile_names_functions(capsys: pytest.CaptureFixture[str]) -> None:
    main(["profile", "--documents", "5", "--top", "3", "--sort", "cumtime"])
    assert "extract" in capsys.readouterr().out


def test_the_floor_looks_for_every_phrase() -> None:
    phrases = lexicon().trie.phrases()
    assert len(phrases) == len(set(phrases)) > 10_000
