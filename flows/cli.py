"""The command line. What is heavy is imported inside the commands, so that ``--help`` answers at once."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.collector import collect_seldom
from flows.errors import InterruptedByUserError, MithaqError, UsageError, stopped

if TYPE_CHECKING:
    from flows.build import Request
    from flows.progress import Progress
    from flows.settings import Settings
    from flows.summary import Summary

app = typer.Typer(
    name="mithaq",
    help="Arabic diplomatic news as tidy tables of events, participants and agreements.",
    epilog="Begin with:  mithaq build seeds --out data --inline",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Runs the command line; a mistake of the user ends in one line on standard error, never in a traceback."""
    collect_seldom()
    try:
        app()
    except MithaqError as error:
        _fail(str(error), error.exit_status)


def _fail(message: str, status: int) -> None:
    typer.echo(f"mithaq: {message}", err=True)
    sys.exit(status)


@app.command()
def build(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT…", help="Files and folders; - reads JSON lines.")],
    out: Annotated[Path, typer.Option(help="Folder to publish in; DIR/latest is the newest release.", metavar="DIR")],
    inline: Annotated[
        bool, typer.Option("--inline", help="Without Prefect: starts faster, keeps no run history.")
    ] = False,
    workers: Annotated[int | None, typer.Option(help="Processes that extract at the same time.", metavar="N")] = None,
    engine: Annotated[str | None, typer.Option(help="local, or dask for a cluster.", metavar="NAME")] = None,
    dask_address: Annotated[str | None, typer.Option(help="Scheduler of an existing cluster.", metavar="A")] = None,
    names: Annotated[
        list[str] | None, typer.Option("--map", help="text=content reads the text from the field content.")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Extract everything again.")] = False,
    keep: Annotated[int | None, typer.Option(help="Releases to keep; older ones are removed.", metavar="N")] = None,
    json: Annotated[bool, typer.Option("--json", help="A summary as JSON on standard output.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Read INPUT…, extract, validate, and publish a release under DIR.

    Reads .txt .md .html .jsonl .json .csv .parquet, each also gzipped, folders with all below them. Only what is new is
    extracted. A release that fails validation is not published, and the one before stays.

    \b
    Example:
      mithaq build seeds --out data --inline
      python -c "import pandas; print(pandas.read_parquet('data/latest/events'))"

    Exit status: 0 published, or nothing new; 1 validation failed, nothing published; 2 bad usage or no readable input.
    """
    from flows.build import Request

    settings = _settings(workers=workers, engine=engine, dask_address=dask_address, keep=keep)
    if inline and settings.engine != "local":
        raise UsageError("--inline builds in this process; leave it out to use --engine dask")
    request = Request(tuple(inputs), out, settings, _mapping(names or []), rebuild)
    with _progress(quiet) as progress, _stopped(out):
        summary = _runner(inline)(request, progress)
    if json:
        typer.echo(summary.to_json())
    if not quiet:
        typer.echo(summary.to_text(), err=True)
    elif summary.failures:
        typer.echo(summary.findings, err=True)
    raise typer.Exit(1 if summary.failures else 0)


@app.command()
def serve(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT…", help="Files and folders.")],
    out: Annotated[Path, typer.Option(help="Folder to publish in; DIR/latest is the newest release.", metavar="DIR")],
    cron: Annotated[str, typer.Option(help="When to build: minute hour day month weekday.")] = "0 * * * *",
    timezone: Annotated[str, typer.Option(help="Time zone of --cron.", metavar="ZONE")] = "UTC",
    now: Annotated[bool, typer.Option("--now", help="Build once at the start, too.")] = False,
    name: Annotated[str, typer.Option(help="Name of the deployment; DIR's when it is left out.")] = "",
    port: Annotated[int, typer.Option(help="Where Prefect's page is; 0 takes a free port.", metavar="N")] = 4200,
    workers: Annotated[int | None, typer.Option(help="Processes that extract at the same time.", metavar="N")] = None,
    names: Annotated[
        list[str] | None, typer.Option("--map", help="text=content reads the text from the field content.")
    ] = None,
    keep: Annotated[int | None, typer.Option(help="Releases to keep; older ones are removed.", metavar="N")] = None,
) -> None:
    """Build INPUT… into DIR on a schedule until Ctrl-C, with nothing else running.

    A build that is due while one is running is left out. MITHAQ_WEBHOOK_URL is told of each publication and failure.

    \b
    Example:
      mithaq serve documents --out data --cron "0 * * * *" --timezone Africa/Casablanca --now
    """
    from flows.serve import Schedule
    from flows.serve import serve as run

    given = {"workers": workers, "keep": keep}
    _settings(**given)
    settings = {name: value for name, value in given.items() if value is not None}
    mapping = _mapping(names or [])
    schedule = Schedule(tuple(inputs), out, cron, timezone, name, port, now, mapping, settings)
    run(schedule, lambda told: typer.echo(told, err=True))


@app.command()
def check(
    release: Annotated[Path, typer.Argument(metavar="DIR", help="A release, or a folder that holds latest.")],
    output_format: Annotated[
        str, typer.Option("--format", help="text, json, junit or github.", metavar="FORMAT")
    ] = "text",
) -> None:
    """Validate the release DIR/latest, or the release in DIR, again.

    Prints every expectation that does not hold with the ids of the rows. Nothing is changed.

    \b
    Example:
      mithaq check data
      mithaq check data --format junit > report.xml

    Exit status: 0 the release passes; 1 it fails; 2 there is no release.
    """
    folder = _release_folder(release)
    from expectations.report import FORMATS, rendered

    if output_format not in FORMATS:
        raise UsageError(f"--format {output_format} is none of {', '.join(FORMATS)}")
    from expectations.gate import validate_release

    report = validate_release(folder)
    typer.echo(rendered(report, output_format), nl=False)
    raise typer.Exit(0 if report.passed else 1)


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="Annotated documents: JSON Lines, or folders.")],
    tables: Annotated[Path, typer.Option(help="A release, or a folder that holds latest.", metavar="DIR")],
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Score the tables in DIR against the annotated documents GOLD…; they meet by source_id.

    \b
    Example:
      mithaq build documents.jsonl --out data --inline
      mithaq evaluate annotated.jsonl --tables data
    """
    folder = _release_folder(tables)
    from expectations.accuracy import as_json, as_text
    from expectations.accuracy import evaluate as scored

    try:
        accuracy = scored(gold, folder)
    except (FileNotFoundError, ValueError) as error:
        raise UsageError(str(error)) from None
    typer.echo((as_json if json else as_text)(accuracy), nl=False)


@app.command()
def explain(
    row_id: Annotated[
        str, typer.Argument(metavar="ID", help="Key of an event, a participant, an agreement or a document.")
    ],
    tables: Annotated[Path, typer.Option(help="A release, or a folder that holds latest.", metavar="DIR")],
) -> None:
    """Tell how the row ID came out of its document: the sentence, the mentions, the rules.

    \b
    Example:
      mithaq explain d0123456789abcdef-e120 --tables data
    """
    from flows.lookup import document_of

    document = document_of(_release_folder(tables), row_id)
    from transforms.extraction.explain import explain as told

    typer.echo(told(document, row_id))


def _release_folder(given: Path) -> Path:
    """``given``/latest, or ``given`` itself when that is a release."""
    from flows.release import DESCRIPTOR, LATEST

    latest = given / LATEST
    if latest.is_dir():
        return latest.resolve()
    if (given / DESCRIPTOR).is_file():
        return given
    raise UsageError(f"no release in {given}; `mithaq build INPUT --out {given}` publishes one")


@app.command()
def releases(
    out: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that builds publish in.")],
) -> None:
    """List the releases under DIR in the order of publication, with their row counts; * marks the latest.

    \b
    Example:
      mithaq releases data
    """
    from flows.release import releases as found

    listed = found(out)
    if not listed:
        raise UsageError(f"no release in {out}; `mithaq build INPUT --out {out}` publishes one")
    tables = list(listed[0].rows)
    for release in listed:
        counts = "  ".join(f"{table} {release.rows.get(table, 0):,}" for table in tables)
        typer.echo(f"{'*' if release.is_latest else ' '} {release.release_id}  {counts}")


@app.command()
def rollback(
    out: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that builds publish in.")],
    release_id: Annotated[
        str, typer.Argument(metavar="ID", help="Release to show again; `mithaq releases` lists them.")
    ],
) -> None:
    """Have DIR/latest show the earlier release ID. No release is removed; the next build publishes on top.

    \b
    Example:
      mithaq rollback data 20260114T060000Z-1a2b3c4d
    """
    from flows.lock import locked
    from flows.release import rollback as switch_back

    if not out.is_dir():
        raise UsageError(f"{out} is no folder of releases")
    with _stopped(out), locked(out):
        switch_back(out, release_id)
    typer.echo(f"{out}/latest shows {release_id}", err=True)


def _runner(inline: bool) -> Callable[[Request, Progress], Summary]:
    if inline:
        from flows.build import build_inline

        return build_inline
    if not {"PREFECT_API_URL", "PREFECT_LOGGING_LEVEL"} & set(os.environ):
        logging.disable(logging.ERROR)  # nobody else reads this run, and the summary says what became of it
    from flows.prefect_flow import build_with_prefect

    return build_with_prefect


def _settings(**given: Any) -> Settings:
    from flows.settings import checked, load_settings

    values = {name: value for name, value in given.items() if value is not None}
    for name, value in values.items():
        checked(name, value, f"--{name.replace('_', '-')}")
    return replace(load_settings(), **values)


def _mapping(pairs: list[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if not (field and equals and name):
            raise UsageError(f"--map {pair} is not FIELD=NAME; write --map text=content to read the text from content")
        mapping[field] = name
    return mapping


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    from flows.progress import Silent, shown

    if quiet:
        yield Silent()
        return
    with shown() as progress:
        yield progress


@contextmanager
def _stopped(out: Path) -> Iterator[None]:
    """Turns an interruption, and what the disk refuses, into a message: the releases are as they were."""
    try:
        yield
    except KeyboardInterrupt:
        raise InterruptedByUserError(f"interrupted; nothing was published, {out} is as it was") from None
    except OSError as error:
        raise stopped(error, out) from None


if __name__ == "__main__":
    main()
