"""What a billion articles would take, reckoned from measured figures, and the part of docs/scaling.md that says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.results import Results

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "scaling.md"
ARCHIVE = 1_000_000_000
A_BUILD = 10_000_000
_LARGE = 20_000
CORES = (2, 16, 64, 256, 1024)
_BEGIN, _END = "<!-- generated: scaling -->", "<!-- end: scaling -->"
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What ``articles`` take in builds of ``a_build`` each."""

    articles: int
    a_build: int
    reading: float
    extracting: float
    finishing: float
    parts: int
    input_bytes: float
    release_bytes: float
    memory_mib: float | None

    @property
    def builds(self) -> int:
        """How many builds, each with a release of its own."""
        return -(-self.articles // self.a_build)

    @property
    def core_hours(self) -> float:
        """The work, on cores as fast as the measured ones."""
        return self.articles * (self.reading + self.extracting + self.finishing) / 3600

    @property
    def useful_workers(self) -> float:
        """Workers that the one reading process of a build can feed."""
        return self.extracting / self.reading

    def build_hours(self, workers: int) -> float:
        """One build: it reads while ``workers`` extract, and then validates and publishes in one process."""
        together = max(self.reading, self.extracting / workers) + self.finishing
        return self.a_build * together / 3600

    def hours(self, cores: int) -> float:
        """All builds on ``cores``, two cores a build as long as there are builds enough."""
        beside = self.beside(cores)
        return -(-self.builds // beside) * self.build_hours(max(cores // beside, 1))

    def beside(self, cores: int) -> int:
        """How many builds run side by side on ``cores``."""
        return min(max(cores // 2, 1), self.builds)


def reckon(results: Results, articles: int = ARCHIVE, a_build: int = A_BUILD) -> Reckoning:
    """What ``articles`` like the measured ones take; every quantity but memory is proportional to their number.

    Memory is drawn as a line through the two largest builds with the most workers; None where they are small: up to
    10,000 articles it is the rows looked at together that grow.
    """
    steps = results.steps
    builds = sorted(results.builds, key=lambda build: (build.articles, build.workers))
    largest = builds[-1]
    return Reckoning(
        articles=articles,
        a_build=a_build,
        reading=steps.reading / steps.articles,
        extracting=steps.extracting / steps.articles,
        finishing=(steps.staging + steps.validating + steps.publishing) / steps.articles,
        parts=round(articles * largest.batches / largest.articles),
        input_bytes=articles * largest.input_mib * _MEBIBYTE / largest.articles,
        release_bytes=articles * largest.release_mib * _MEBIBYTE / largest.articles,
        memory_mib=_memory(results, a_build),
    )


def _memory(results: Results, articles: int) -> float | None:
    workers = max(build.workers for build in results.builds)
    large = [b for b in results.builds if b.workers == workers and b.articles >= _LARGE]
    sizes = sorted(large, key=lambda b: b.articles)[-2:]
    if len(sizes) < 2 or sizes[0].articles == sizes[1].articles:
        return None
    (smaller, larger) = sizes
    slope = max((larger.peak_mib - smaller.peak_mib) / (larger.articles - smaller.articles), 0.0)
    return larger.peak_mib + slope * (articles - larger.articles)


def block(results: Results) -> str:
    """The reckoning as Markdown."""
    r = reckon(results)
    memory = "not measured" if r.memory_mib is None else f"{r.memory_mib / 1024:,.1f} GiB"
    lines = [
        f"Measured on {results.machine['cores']} cores, Python {results.machine['python']}; an article takes"
        f" {1000 * r.reading:.2f} ms to read, {1000 * r.extracting:.2f} ms to extract,"
        f" {1000 * r.finishing:.2f} ms to validate and publish.",
        "",
        f"| {r.articles:,} articles | |",
        "| --- | ---: |",
        f"| work | {r.core_hours:,.0f} core-hours |",
        f"| input, JSON lines | {r.input_bytes / 1e12:.1f} TB |",
        f"| releases, all tables | {r.release_bytes / 1e12:.1f} TB |",
        f"| parts of each table | {r.parts:,} |",
        f"| builds of {r.a_build:,} articles | {r.builds:,} |",
        f"| one such build, two workers | {r.build_hours(2):,.0f} h |",
        f"| memory of one such build | {memory} |",
        f"| workers that one reading process feeds | {r.useful_workers:,.0f} |",
        "",
        "| cores | builds side by side | hours | days |",
        "| ---: | ---: | ---: | ---: |",
    ]
    for cores in CORES:
        lines.append(f"| {cores:,} | {r.beside(cores):,} | {r.hours(cores):,.0f} | {r.hours(cores) / 24:,.1f} |")
    return "\n".join(lines)


def with_block(document: str, results: Results) -> str:
    """``document`` with the reckoning of ``results`` between its two marks; ``ValueError`` when it has none."""
    before, begin, rest = document.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not (begin and end):
        raise ValueError(f"the document has no lines {_BEGIN} and {_END}")
    return f"{before}{begin}\n{block(results)}\n{end}{after}"


def write_block(results: Results, path: Path = DOCUMENT) -> None:
    """Brings ``path`` up to date with ``results``."""
    path.write_text(with_block(path.read_text(encoding="utf-8"), results), encoding="utf-8")
