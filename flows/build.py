"""The steps of a build as plain functions, and the build that runs them one after the other in this process."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cache import Cache, Entry, code_fingerprint
from flows.engine import engine, extracted
from flows.errors import UsageError
from flows.files import remove_tree, write_flushed
from flows.inputs import InputFile, list_inputs, read_inputs
from flows.inspection import Inspection, inspection_afterwards, inspection_beside
from flows.lock import locked
from flows.plan import Planned, plan
from flows.progress import Progress
from flows.release import (
    CACHE,
    STAGING,
    clean_staging,
    content_hash,
    is_intact,
    latest_folder,
    latest_release,
    prepare,
    prune,
    publish,
    stage,
)
from flows.settings import Settings
from flows.summary import Status, Summary
from transforms.contract import TABLES
from transforms.reading import ReadingOptions

if TYPE_CHECKING:
    from expectations.outcome import Outcome, ValidationReport
    from expectations.verdict import Verdict

SPOOL = "spool"


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: the paths to read, the folder to publish in, and how."""

    inputs: tuple[str, ...]
    out: Path
    settings: Settings = field(default_factory=Settings)
    names: Mapping[str, str] = field(default_factory=dict)
    rebuild: bool = False

    @property
    def cache(self) -> Cache:
        """Where extracted batches are kept."""
        return Cache(self.out.resolve() / CACHE)


@dataclass(frozen=True, slots=True)
class Extracted:
    """All batches of the inputs, in order: their entries, the inputs read, and how many batches had to be extracted."""

    entries: tuple[Entry, ...]
    inputs: int
    fresh: int


def build_inline(request: Request, progress: Progress) -> Summary:
    """Reads, extracts, validates and publishes, in this process and as many workers as the settings say.

    ``MithaqError`` when nothing can be published for reasons outside of the data.
    """
    begun = time.monotonic()
    files = list_inputs(request.inputs, request.out)
    workers = request.settings.workers
    inspecting = inspection_afterwards() if workers == 1 else inspection_beside()  # while others extract
    with workspace(request.out) as spool, inspecting as inspected:
        planned = plan_batches(request, files, spool)
        if workers > 1:
            planned = judged_beside(planned, inspected)
        with engine(workers, request.cache.root) as submit:
            progress.step("extracting")
            done = gathered(extracted(planned, submit, workers), progress, inspected)
        return finish(request, done, inspected, begun, progress)


@contextmanager
def workspace(out: Path) -> Iterator[Path]:
    """``out`` ready and locked, leftovers of killed builds gone; gives an empty folder for batches to extract."""
    prepare(out)
    with locked(out):
        clean_staging(out)
        spool = out.resolve() / STAGING / SPOOL
        spool.mkdir()
        try:
            yield spool
        finally:
            remove_tree(spool)


def plan_batches(request: Request, files: Sequence[InputFile], spool: Path) -> Iterator[Planned]:
    """Every batch of ``files``; those that must be extracted are written into ``spool``."""
    known = None if request.rebuild else request.cache
    items = read_inputs(files, reading_options(request))
    return plan(items, request.settings.batch_characters, spool, known)


def judged_beside(planned: Iterable[Planned], inspected: Inspection) -> Iterator[Planned]:
    """``planned``; with the first batch that is new, the inspection begins."""
    for batch in planned:
        if isinstance(batch.work, Path):
            inspected.begin()
        yield batch


def gathered(pairs: Iterable[tuple[Planned, Entry]], progress: Progress, inspected: Inspection) -> Extracted:
    """The batches with their entries, as they come, put together; the entries are ``inspected`` on the way."""
    entries, inputs, fresh = [], 0, 0
    for batch, entry in pairs:
        entries.append(entry)
        inspected.add(entry)
        inputs += batch.inputs
        fresh += isinstance(batch.work, Path)
        progress.advance(batch.inputs)
    return Extracted(tuple(entries), inputs, fresh)


def finish(request: Request, done: Extracted, inspected: Inspection, begun: float, progress: Progress) -> Summary:
    """Stages, validates and publishes what was extracted, or finds that the latest release holds it already."""
    latest = latest_release(request.out)
    if latest is not None and latest.content_sha256 == content_hash(done.entries) and is_intact(latest):
        return _summary(Status.UNCHANGED, latest.folder, done, begun)
    progress.step("staging")
    staged = stage(request.out, done.entries, done.inputs, code_fingerprint(), dt.datetime.now(dt.UTC))
    progress.step("validating")
    report = validate(staged, latest_folder(request.out), inspected.verdicts())
    if not report.passed:
        return _summary(Status.FAILED, staged, done, begun, report=report)
    progress.step("publishing")
    folder = publish(request.out, staged)
    request.cache.keep_only(entry.key for entry in done.entries)
    removed = prune(request.out, request.settings.keep) if request.settings.keep else []
    return _summary(Status.PUBLISHED, folder, done, begun, report=report, removed=removed)


def validate(staged: Path, previous: Path | None, verdicts: Sequence[Verdict]) -> ValidationReport:
    """Runs the expectations on the ``staged`` release, on whose parts ``verdicts`` are; leaves the report there."""
    from expectations import gate

    report = gate.validate_release(staged, previous, verdicts)
    write_flushed(staged / "validation.json", report.to_json().encode())
    gate.write_data_docs(report, staged / "docs")
    return report


def reading_options(request: Request) -> ReadingOptions:
    """How to read the inputs; ``UsageError`` when a field that is mapped is none."""
    limits = {name: getattr(request.settings, name) for name in _LIMITS}
    try:
        return ReadingOptions(names=request.names, **limits)
    except ValueError as error:
        raise UsageError(f"--map: {error}") from None


_LIMITS = ("max_document_bytes", "max_row_bytes", "max_page_bytes", "max_whole_file_bytes", "max_file_bytes")


def _summary(
    status: Status,
    folder: Path,
    done: Extracted,
    begun: float,
    *,
    report: ValidationReport | None = None,
    removed: Sequence[str] = (),
) -> Summary:
    return Summary(
        status=status,
        release_id=folder.name,
        folder=str(folder),
        inputs=done.inputs,
        rows={table: sum(entry.rows(table) for entry in done.entries) for table in TABLES},
        rejects_by_reason=_reasons(folder),
        batches=len(done.entries),
        batches_extracted=done.fresh,
        removed_releases=removed,
        warnings=[_headline(outcome) for outcome in report.warnings] if report else (),
        failures=[_headline(outcome) for outcome in report.failures] if report else (),
        findings=_findings(report) if report else "",
        seconds=round(time.monotonic() - begun, 3),
    )


def _headline(outcome: Outcome) -> str:
    from expectations.report import place, summary

    return f"{place(outcome.expectation)} {outcome.expectation.name}: {summary(outcome)}"


def _findings(report: ValidationReport) -> str:
    from expectations.report import as_text

    return as_text(report) if report.failures or report.warnings else ""


def _reasons(folder: Path) -> dict[str, int]:
    """How many rejects of each reason the release in ``folder`` has, the most frequent first."""
    import pyarrow.parquet as pq

    counts: Counter[str] = Counter()
    for path in sorted((folder / "rejects").glob("*.parquet")):
        counts.update(pq.ParquetFile(path).read(["reason"])["reason"].to_pylist())
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
