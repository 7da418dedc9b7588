"""End to end: read, extract, validate, publish, through the command line, at several sizes and numbers of workers."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generator import write_archive
from benchmarks.processes import Run, build
from flows.build import Request, build_inline, plan_batches, workspace
from flows.inputs import list_inputs
from flows.settings import Settings

_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Build:
    """One build of ``articles`` new ones. ``status`` is published, or failed when an expectation does not hold."""

    articles: int
    workers: int
    seconds: float
    articles_a_second: float
    peak_mib: float
    status: str
    failures: int
    batches: int
    events: int
    agreements: int
    input_mib: float
    release_mib: float


@dataclass(frozen=True, slots=True)
class Again:
    """A build where another one was before; ``extracted`` is how many batches it had to extract."""

    seconds: float
    peak_mib: float
    status: str
    extracted: int


@dataclass(frozen=True, slots=True)
class Incremental:
    """What comes after the first build of ``articles``: one with nothing new, one with one article more."""

    articles: int
    workers: int
    unchanged: Again
    one_new: Again


@dataclass(frozen=True, slots=True)
class Steps:
    """Where the time of a build goes: seconds of each step in one warmed process with one worker."""

    articles: int
    reading: float
    extracting: float
    staging: float
    validating: float
    publishing: float


def measure_builds(sizes: Sequence[int], workers: Sequence[int], folder: Path) -> Iterator[Build]:
    """A fresh build for each size and number of workers."""
    for size in sizes:
        inputs = _inputs(folder, size)
        for number in workers:
            out = folder / "out"
            yield _measured(size, number, inputs, build(inputs, out, ["--workers", str(number)]))
            shutil.rmtree(out)
        shutil.rmtree(inputs)


def measure_incremental(size: int, workers: int, folder: Path) -> tuple[Build, Incremental]:
    """A first build of ``size`` articles and two that follow it."""
    inputs, out, options = _inputs(folder, size), folder / "out", ["--workers", str(workers)]
    first = _measured(size, workers, inputs, build(inputs, out, options))
    unchanged = _again(build(inputs, out, options))
    write_archive(inputs / "new", 1, start=size)
    one_new = _again(build(inputs, out, options))
    shutil.rmtree(out)
    shutil.rmtree(inputs)
    return first, Incremental(size, workers, unchanged, one_new)


def measure_steps(size: int, folder: Path) -> Steps:
    """The steps of a build of ``size`` articles, after a small one that brings everything in."""
    warming, inputs = folder / "warming", _inputs(folder, size)
    write_archive(warming / "articles", 20)
    build_inline(Request((str(warming / "articles"),), warming / "out"), _Clock())
    request = Request((str(inputs),), folder / "out", Settings())
    with workspace(request.out) as spool:
        reading = time.perf_counter()
        for _ in plan_batches(request, list_inputs(request.inputs, request.out), spool):
            pass
        reading = time.perf_counter() - reading
    clock = _Clock()
    build_inline(request, clock)
    clock.step("done")
    for used in (warming, inputs, folder / "out"):
        shutil.rmtree(used)
    spent = {name: round(clock.seconds.get(name, 0.0), 3) for name in ("staging", "validating", "publishing")}
    return Steps(size, round(reading, 3), round(clock.seconds["extracting"] - reading, 3), **spent)


class _Clock:
    """Hears of the steps of a build and notes how long each took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._name, self._begun = "", time.perf_counter()

    def step(self, name: str) -> None:
        now = time.perf_counter()
        if self._name:
            self.seconds[self._name] = now - self._begun
        self._name, self._begun = name, now

    def advance(self, inputs: int) -> None:
        pass


def _inputs(folder: Path, size: int) -> Path:
    inputs = folder / f"articles-{size}"
    write_archive(inputs, size)
    return inputs


def _measured(size: int, workers: int, inputs: Path, run: Run) -> Build:
    rows = run.summary["rows"]
    return Build(
        articles=size,
        workers=workers,
        seconds=run.seconds,
        articles_a_second=round(size / run.seconds, 1),
        peak_mib=run.peak_mib,
        status=run.summary["status"],
        failures=len(run.summary["failures"]),
        batches=run.summary["batches"],
        events=rows["events"],
        agreements=rows["agreements"],
        input_mib=_mebibytes(inputs),
        release_mib=_mebibytes(Path(run.summary["folder"])),
    )


def _again(run: Run) -> Again:
    return Again(run.seconds, run.peak_mib, run.summary["status"], run.summary["batches_extracted"])


def _mebibytes(folder: Path) -> float:
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / _MEBIBYTE, 2)
