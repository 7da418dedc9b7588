"""What the benchmark found, kept as JSON for machines and as tables for people."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.builds import Again, Build, Incremental, Steps
from benchmarks.growth import exponent
from benchmarks.speed import Speed

JSON_NAME, MARKDOWN_NAME = "results.json", "results.md"
_PACKAGES = ("mithaq", "pandas", "pyarrow", "great-expectations", "pyahocorasick", "spacy")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is asked for and what was measured; ``measured`` is None where the run did not measure it."""

    name: str
    wanted: float
    measured: float | None
    is_ceiling: bool = False

    @property
    def is_met(self) -> bool | None:
        """Whether the measured value is at least (for a ceiling: at most) the wanted one."""
        if self.measured is None:
            return None
        return self.measured <= self.wanted if self.is_ceiling else self.measured >= self.wanted


@dataclass(frozen=True, slots=True)
class Results:
    """One run of the benchmark."""

    machine: Mapping[str, str | int]
    mix: Mapping[str, float]
    speed: Speed
    steps: Steps
    builds: tuple[Build, ...]
    incremental: Incremental | None

    def save(self, folder: Path) -> None:
        """Writes ``results.json`` and ``results.md`` into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / JSON_NAME).write_text(json.dumps(self.to_dict(), indent=1) + "\n", encoding="utf-8")
        (folder / MARKDOWN_NAME).write_text(self.to_markdown(), encoding="utf-8")

    def to_dict(self) -> dict[str, Any]:
        """Plain values; :func:`load` reads them again."""
        return {**asdict(self), "growth": self.growth(), "marks": [asdict(mark) for mark in self.marks()]}

    def growth(self) -> list[dict[str, float | int | None]]:
        """For each number of workers the exponent over all sizes and over the two largest, best times."""
        found: list[dict[str, float | int | None]] = []
        for workers in sorted({build.workers for build in self.builds}):
            builds = sorted((b.articles, -b.seconds) for b in self.builds if b.workers == workers)
            best = [(size, -seconds) for size, seconds in dict(builds).items()]
            found.append({"workers": workers, "all_sizes": _exponent(best), "largest_two": _exponent(best[-2:])})
        return found

    def marks(self) -> list[Mark]:
        """The figures that were asked for beside those of this run."""
        times = self.speed.extraction / self.speed.baseline if self.speed.baseline else None
        published = [b for b in self.builds if b.status == "published"]
        two = [b.articles_a_second for b in published if b.workers == 2 and b.articles == 30_000]
        large = [b.peak_mib for b in self.builds if b.articles == 100_000]
        slopes = [float(row["largest_two"]) for row in self.growth() if large and row["largest_two"] is not None]
        return [
            Mark("extraction, articles/s on one core", 1500, self.speed.extraction),
            Mark("extraction, times the spaCy baseline", 5, None if times is None else round(times, 2)),
            Mark("published end to end, articles/s, 30,000 on two workers", 600, min(two, default=None)),
            Mark("exponent of growth between the two largest sizes", 1.05, max(slopes, default=None), True),
            Mark("memory at 100,000 articles, MiB", 1536, max(large, default=None), True),
        ]

    def to_markdown(self) -> str:
        """The tables, with what one must know to read them."""
        sections = ["\n".join(section(self)) for section in _SECTIONS]
        return "\n\n".join(section for section in sections if section) + "\n"


def load(path: Path) -> Results:
    """The results that :meth:`Results.save` wrote to ``path``."""
    values = json.loads(path.read_text(encoding="utf-8"))
    return Results(
        machine=values["machine"],
        mix=values["mix"],
        speed=Speed(**values["speed"]),
        steps=Steps(**values["steps"]),
        builds=tuple(Build(**build) for build in values["builds"]),
        incremental=_incremental_of(**values["incremental"]) if values["incremental"] else None,
    )


def _incremental_of(unchanged: dict[str, Any], one_new: dict[str, Any], **more: int) -> Incremental:
    return Incremental(**more, unchanged=Again(**unchanged), one_new=Again(**one_new))


def machine() -> dict[str, str | int]:
    """What the figures depend on: processors and versions."""
    found: dict[str, str | int] = {
        "cores": os.cpu_count() or 1,
        "architecture": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def _exponent(seconds: Sequence[tuple[int, float]]) -> float | None:
    return exponent([size for size, _ in seconds], [second for _, second in seconds])


def _heading(results: Results) -> Iterator[str]:
    yield "# Benchmark"
    yield ""
    yield "Written by `make bench`. Every figure is of one run, on one machine:"
    yield ", ".join(f"{name} {value}" for name, value in results.machine.items()) + "."
    yield ""
    mix = ", ".join(f"{kind} {share:.0%}" for kind, share in results.mix.items())
    yield f"The articles are generated ([README](README.md)): 1,700 characters on average; {mix}."


def _marks(results: Results) -> Iterator[str]:
    yield "## Marks"
    yield ""
    yield "| | wanted | measured | |"
    yield "| --- | ---: | ---: | --- |"
    for mark in results.marks():
        sign = "≤" if mark.is_ceiling else "≥"
        measured = "not measured" if mark.measured is None else f"{mark.measured:,g}"
        met = {True: "met", False: "**missed**", None: ""}[mark.is_met]
        yield f"| {mark.name} | {sign} {mark.wanted:,g} | {measured} | {met} |"


def _speed(results: Results) -> Iterator[str]:
    speed = results.speed
    yield "## Extraction alone, one core"
    yield ""
    yield f"Articles of 1,700 characters a second of processor time; best of {speed.rounds} rounds over"
    yield f"{speed.documents:,} documents, {speed.events:,} events in them; {speed.phrases:,} phrases in the lexicon."
    yield ""
    yield "| | articles/s | beside extraction |"
    yield "| --- | ---: | ---: |"
    rows = (
        ("floor: one pyahocorasick pass of the lexicon", speed.floor),
        ("extraction: the tables", speed.extraction),
        ('baseline: spaCy blank("ar"), PhraseMatcher and Matcher', speed.baseline),
    )
    for name, value in rows:
        shown = "not installed | " if value is None else f"{value:,.0f} | {value / speed.extraction:.2f}×"
        yield f"| {name} | {shown} |"


def _builds(results: Results) -> Iterator[str]:
    yield "## End to end"
    yield ""
    yield "`mithaq build --inline --workers N` on new articles: start, read, extract, validate, publish. Memory is the"
    yield "peak of all processes together, shared pages counted in each."
    yield ""
    yield "| articles | workers | seconds | articles/s | peak MiB | parts | events | input MiB | release MiB | |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
    for b in sorted(results.builds, key=lambda b: (b.articles, b.workers)):
        status = b.status if b.status == "published" else f"**{b.status}**: {b.failures} expectations do not hold"
        yield (
            f"| {b.articles:,} | {b.workers} | {b.seconds:,.1f} | {b.articles_a_second:,.0f} | {b.peak_mib:,.0f}"
            f" | {b.batches:,} | {b.events:,} | {b.input_mib:,.1f} | {b.release_mib:,.1f} | {status} |"
        )
    yield ""
    yield "Exponent of growth (1 is linear):"
    yield ""
    yield "| workers | over all sizes | between the two largest |"
    yield "| ---: | ---: | ---: |"
    for row in results.growth():
        shown = [("–" if row[name] is None else f"{row[name]:.3f}") for name in ("all_sizes", "largest_two")]
        yield f"| {row['workers']} | {shown[0]} | {shown[1]} |"


def _incremental(results: Results) -> Iterator[str]:
    again = results.incremental
    if again is None:
        return
    yield "## Builds that follow"
    yield ""
    yield f"After a build of {again.articles:,} articles, {again.workers} workers:"
    yield ""
    yield "| | seconds | peak MiB | batches extracted | |"
    yield "| --- | ---: | ---: | ---: | --- |"
    for name, build in (("nothing new", again.unchanged), ("one article more", again.one_new)):
        yield f"| {name} | {build.seconds:,.1f} | {build.peak_mib:,.0f} | {build.extracted} | {build.status} |"


def _steps(results: Results) -> Iterator[str]:
    steps = results.steps
    yield "## Where the time goes"
    yield ""
    yield f"One warmed process, one worker, {steps.articles:,} articles:"
    yield ""
    yield "| step | seconds | ms an article |"
    yield "| --- | ---: | ---: |"
    for name in ("reading", "extracting", "staging", "validating", "publishing"):
        seconds = getattr(steps, name)
        yield f"| {name} | {seconds:,.2f} | {1000 * seconds / steps.articles:.3f} |"


_SECTIONS = (_heading, _marks, _speed, _builds, _incremental, _steps)
