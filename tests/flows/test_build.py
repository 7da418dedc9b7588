"""Whole builds: the same bytes whatever the way, nothing extracted twice, nothing bad published."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import article, build, tables_bytes, write_articles, write_lines

from expectations.outcome import Expectation, Finding, Severity, ValidationReport, failed
from flows.build import Request
from flows.engine import engine, extracted
from flows.inputs import list_inputs, read_inputs
from flows.plan import plan
from flows.release import content_hash, latest_release
from flows.summary import Status
from transforms.contract import TABLES, pandas_dtypes
from transforms.reading import ReadingOptions


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release of sixty articles and one reject."""
    folder = tmp_path_factory.mktemp("published")
    write_lines(folder / "news.jsonl", [*(article(n) for n in range(60)), {"id": "no text"}])
    assert build(folder / "news.jsonl", folder / "out").status is Status.PUBLISHED
    return folder


def _latest(out: Path) -> Path:
    release = latest_release(out)
    assert release is not None
    return release.folder


def test_every_input_is_a_document_or_a_reject(published: Path) -> None:
    release = latest_release(published / "out")
    assert release is not None
    assert release.inputs == 61 == release.rows["documents"] + release.rows["rejects"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_of_many_parts_is_read_with_its_types(published: Path, table: str) -> None:
    folder = published / "out" / "latest" / table
    assert len(list(folder.iterdir())) > 3
    frame = pd.read_parquet(folder)
    expected = {name: str(pd.Series([], dtype=dtype).dtype) for name, dtype in pandas_dtypes(TABLES[table]).items()}
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == expected


def test_all_rows_of_a_document_lie_in_the_part_of_the_same_number(published: Path) -> None:
    folder = published / "out" / "latest"
    for part in sorted((folder / "documents").iterdir()):
        documents = set(pd.read_parquet(part)["document_id"])
        for table in ("events", "participants", "agreements"):
            assert set(pd.read_parquet(folder / table / part.name)["document_id"]) <= documents


def test_nothing_new_publishes_nothing(published: Path) -> None:
    before = _latest(published / "out")
    summary = build(published / "news.jsonl", published / "out")
    assert (summary.status, summary.batches_extracted) == (Status.UNCHANGED, 0)
    assert _latest(published / "out") == before


def test_two_workers_give_the_same_bytes(published: Path, tmp_path: Path) -> None:
    build(published / "news.jsonl", tmp_path, workers=2)
    assert tables_bytes(_latest(tmp_path)) == tables_bytes(_latest(published / "out"))


def test_a_rebuild_extracts_everything_and_finds_the_same(published: Path) -> None:
    summary = build(published / "news.jsonl", published / "out", rebuild=True)
    assert summary.status is Status.UNCHANGED
    assert summary.batches_extracted == summary.batches > 3


def test_one_new_article_extracts_one_batch_and_leaves_the_other_bytes(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "news.jsonl", range(60))
    first = build(source, tmp_path / "out")
    before = set(tables_bytes(_latest(tmp_path / "out")).values())
    write_articles(source, [*range(30), 1000, *range(30, 60)])
    second = build(source, tmp_path / "out")
    # The articles behind the new one have another source_row and so are extracted again; those before it are not.
    assert second.status is Status.PUBLISHED
    assert second.batches_extracted < first.batches
    assert before & set(tables_bytes(_latest(tmp_path / "out")).values())


def test_one_new_file_extracts_one_or_two_batches(tmp_path: Path) -> None:
    for number in range(40):
        write_articles(tmp_path / "in" / f"{number:03}.jsonl", [number])
    first = build(tmp_path / "in", tmp_path / "out")
    before = tables_bytes(_latest(tmp_path / "out"))
    write_articles(tmp_path / "in" / "020a.jsonl", [1000])
    second = build(tmp_path / "in", tmp_path / "out")
    after = tables_bytes(_latest(tmp_path / "out"))
    assert first.batches > 3
    assert second.batches_extracted <= 2
    assert len(set(after.values()) - set(before.values())) <= 2 * len(TABLES)


def test_a_changed_file_replaces_its_rows_and_a_removed_one_loses_them(tmp_path: Path) -> None:
    for number in range(5):
        write_articles(tmp_path / "in" / f"{number}.jsonl", [number])
    build(tmp_path / "in", tmp_path / "out")
    write_articles(tmp_path / "in" / "3.jsonl", [33])
    (tmp_path / "in" / "4.jsonl").unlink()
    build(tmp_path / "in", tmp_path / "out")
    documents = pd.read_parquet(tmp_path / "out" / "latest" / "documents")
    assert list(documents["source_id"]) == ["n0", "n1", "n2", "n33"]


def test_a_repeated_document_is_a_reject_that_names_it(tmp_path: Path) -> None:
    for number in range(3):
        write_articles(tmp_path / "in" / f"{number}.jsonl", [1])
    build(tmp_path / "in", tmp_path / "out")
    documents = pd.read_parquet(tmp_path / "out" / "latest" / "documents")
    rejects = pd.read_parquet(tmp_path / "out" / "latest" / "rejects")
    assert list(rejects["reason"]) == ["duplicate", "duplicate"]
    assert set(rejects["detail"]) == set(documents["document_id"])


def test_a_damaged_cache_entry_is_extracted_again(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "news.jsonl", range(20))
    build(source, tmp_path / "out")
    entry = next((tmp_path / "out" / ".cache").glob("*/*/events.parquet"))
    entry.unlink()  # not changed in place: the release has the same file
    entry.write_bytes(b"damaged")
    summary = build(source, tmp_path / "out")
    assert (summary.status, summary.batches_extracted) == (Status.UNCHANGED, 1)


def test_a_damaged_release_is_published_again(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "news.jsonl", range(5))
    build(source, tmp_path / "out")
    damaged = _latest(tmp_path / "out")
    next(damaged.glob("events/*")).unlink()
    assert build(source, tmp_path / "out").status is Status.PUBLISHED
    assert _latest(tmp_path / "out") != damaged


def test_a_release_that_fails_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_articles(tmp_path / "news.jsonl", range(5))
    build(source, tmp_path / "out")
    before = _latest(tmp_path / "out")
    write_articles(source, range(6))
    expectation = Expectation("no_news", "events", "event_id", Severity.CRITICAL, "no news is good news")
    report = ValidationReport("x", (failed(expectation, [Finding("d1-e1", "news")]),))
    monkeypatch.setattr("expectations.gate.validate_release", lambda *_: report)
    summary = build(source, tmp_path / "out")
    assert summary.status is Status.FAILED
    assert "no_news" in summary.failures[0]
    assert "d1-e1" in summary.findings
    assert _latest(tmp_path / "out") == before
    assert (Path(summary.folder) / "validation.json").is_file()


def test_a_full_disk_leaves_the_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_articles(tmp_path / "news.jsonl", range(5))
    build(source, tmp_path / "out")
    before = _latest(tmp_path / "out")
    write_articles(source, range(6))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("flows.release.link_or_copy", full)
        with pytest.raises(OSError, match="No space"):
            build(source, tmp_path / "out")
    assert _latest(tmp_path / "out") == before
    assert build(source, tmp_path / "out").status is Status.PUBLISHED


def test_a_document_on_which_a_rule_stumbles_is_a_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import flows.work
    from transforms.model import Document, Extraction

    extract = flows.work.extract

    def stumble(document: Document) -> Extraction:
        if document.source_id == "n2":
            raise RecursionError("too deep")
        return extract(document)

    monkeypatch.setattr(flows.work, "extract", stumble)
    build(write_articles(tmp_path / "news.jsonl", range(5)), tmp_path / "out")
    rejects = pd.read_parquet(tmp_path / "out" / "latest" / "rejects")
    assert list(rejects["reason"]) == ["unreadable"]
    assert list(rejects["detail"]) == ["extraction stopped with RecursionError: too deep"]


def test_keep_removes_the_oldest(tmp_path: Path) -> None:
    source = tmp_path / "news.jsonl"
    for count in (3, 4, 5):
        summary = build(write_articles(source, range(count)), tmp_path / "out", keep=2)
    assert len(summary.removed_releases) == 1
    assert len(list((tmp_path / "out" / "releases").iterdir())) == 2


LINES = st.lists(
    st.one_of(
        st.integers(0, 40).map(article),
        st.just({"id": "no text"}),
        st.just({"text": "only English"}),
        st.just(["no object"]),
    ),
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=1, max_size=3), st.sampled_from([300, 2_000]))
def test_inputs_are_documents_and_rejects_and_give_the_same_bytes(files: list[list[object]], size: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, lines in enumerate(files):
            write_lines(folder / "in" / f"{number}.jsonl", lines)
        hashes = set()
        for attempt in ("first", "second"):
            spool = folder / attempt
            spool.mkdir()
            (spool / "cache").mkdir()
            listed = list_inputs([str(folder / "in")], folder / "out")
            planned = list(plan(read_inputs(listed, ReadingOptions()), size, spool, None))
            with engine(1, spool / "cache") as submit:
                entries = [entry for _, entry in extracted(planned, submit, 1)]
            inputs = sum(len(lines) or 1 for lines in files)
            assert sum(batch.inputs for batch in planned) == inputs
            assert sum(entry.rows("documents") + entry.rows("rejects") for entry in entries) == inputs
            hashes.add(content_hash(entries))
        assert len(hashes) == 1


def test_the_cache_lies_at_one_place_whatever_the_working_folder() -> None:
    assert Request(("x",), Path("out")).cache.root.is_absolute()
