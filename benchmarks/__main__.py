"""``python -m benchmarks``: everything, as tables; ``profile``, ``articles`` and ``scaling`` for one thing each."""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.builds import Build, measure_builds, measure_incremental, measure_steps
from benchmarks.generator import MIX, articles
from benchmarks.results import JSON_NAME, Results, load, machine
from benchmarks.scaling import write_block
from benchmarks.speed import documents_of, measure, missing
from transforms.extraction import extract

_HERE = Path(__file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command in ``arguments``, those of the command line when None."""
    options = _parser().parse_args(arguments)
    options.command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    _add_run(parser)
    commands = parser.add_subparsers(title="commands", description="without one: everything, as tables")
    profile = commands.add_parser("profile", help="the functions in which extraction spends its time")
    profile.add_argument("--documents", type=int, default=1000)
    profile.add_argument("--top", type=int, default=25)
    profile.add_argument("--sort", choices=("tottime", "cumtime"), default="tottime")
    profile.set_defaults(command=_profile)
    made = commands.add_parser("articles", help="generated articles as JSON lines on standard output")
    made.add_argument("count", type=int)
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--start", type=int, default=0)
    made.add_argument("--mix", type=_mix, default=MIX, help="for example diplomacy=0.9,sport=0.1")
    made.set_defaults(command=_articles)
    scaling = commands.add_parser("scaling", help="brings docs/scaling.md up to date with the results")
    scaling.set_defaults(command=lambda _: write_block(load(_HERE / JSON_NAME)))
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sizes", type=_numbers, default=[1000, 10_000, 100_000], help="articles of the builds")
    parser.add_argument("--workers", type=_numbers, default=[1, 2], help="numbers of workers of the builds")
    parser.add_argument("--incremental", type=int, default=30_000, help="articles before the builds that follow")
    parser.add_argument("--steps", type=int, default=10_000, help="articles of the build that is timed step by step")
    parser.add_argument("--documents", type=int, default=2000, help="documents read by extraction alone")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of extraction alone, the best counts")
    parser.add_argument("--out", type=Path, default=_HERE, help="folder of results.json and results.md")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> None:
    for package in missing():
        _say(f"{package} is not installed: its figures are left out; pip install '.[bench]' brings it")
    _say(f"extraction alone, {options.documents:,} documents")
    speed = measure(options.documents, options.rounds)
    with tempfile.TemporaryDirectory(prefix="mithaq-benchmark-") as name:
        folder = Path(name)
        _say(f"step by step, {options.steps:,} articles")
        steps = measure_steps(options.steps, folder)
        builds, incremental = [], None
        if options.incremental:
            _say(f"builds that follow one of {options.incremental:,} articles")
            first, incremental = measure_incremental(options.incremental, max(options.workers), folder)
            builds.append(_told(first))
        builds += [_told(build) for build in measure_builds(options.sizes, options.workers, folder)]
    results = Results(machine(), dict(MIX), speed, steps, tuple(builds), incremental)
    results.save(options.out)
    if options.out.resolve() == _HERE:
        write_block(results)
    print(results.to_markdown())


def _told(build: Build) -> Build:
    _say(f"{build.articles:,} articles, {build.workers} workers: {build.seconds:,.1f} s, {build.peak_mib:,.0f} MiB")
    return build


def _profile(options: argparse.Namespace) -> None:
    documents = documents_of(options.documents + 100)
    for document in documents[:100]:
        extract(document)
    profiler = cProfile.Profile()
    profiler.enable()
    for document in documents[100:]:
        extract(document)
    profiler.disable()
    pstats.Stats(profiler).strip_dirs().sort_stats(options.sort).print_stats(options.top)


def _articles(options: argparse.Namespace) -> None:
    for article in articles(options.count, seed=options.seed, start=options.start, mix=options.mix):
        sys.stdout.write(f"{article.to_json()}\n")


def _numbers(text: str) -> list[int]:
    return [int(number.replace("_", "")) for number in text.split(",") if number]


def _mix(text: str) -> dict[str, float]:
    return {kind: float(share) for kind, _, share in (part.partition("=") for part in text.split(","))}


def _say(message: str) -> None:
    print(f"benchmark: {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
