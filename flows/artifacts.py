"""What a run shows in Prefect's page: progress, a summary, counts against the last release, a link to the Data Docs.

Artifacts are for people to look at: one that cannot be made is logged and fails no build.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.logging import get_run_logger

from flows.progress import Progress
from flows.release import Release
from flows.summary import Status, Summary

SUMMARY, COUNTS, DATA_DOCS, PROGRESS = "mithaq-build", "mithaq-counts", "mithaq-data-docs", "mithaq-progress"
_PAUSE_SECONDS = 2.0  # between two updates of the progress: each is a request to the server


def show(summary: Summary, previous: Release | None, public_url: str, title: str) -> None:
    """Makes the artifacts of a build that ended; ``previous`` is the release that was the latest when it began."""
    _tolerated(lambda: create_markdown_artifact(summary.to_markdown(), key=SUMMARY, description=f"Build of {title}"))
    before = f"against {previous.release_id}" if previous else "no release before"
    table = counts(summary.rows, previous.rows if previous else None)
    _tolerated(lambda: create_table_artifact(table, key=COUNTS, description=f"Rows, {before}"))
    link = docs_link(summary, public_url)
    text = f"Data Docs of {summary.release_id}"
    _tolerated(lambda: create_link_artifact(link, link_text=text, key=DATA_DOCS, description=text))


def counts(rows: Mapping[str, int], before: Mapping[str, int] | None) -> list[dict[str, Any]]:
    """A row a table: how many rows it has, had, and the change; plain integers and text, which is all Prefect takes."""
    if before is None:
        return [{"table": table, "rows": int(count)} for table, count in rows.items()]
    return [
        {"table": table, "rows": int(now), "before": int(then), "change": f"{now - then:+,}"}
        for table, now in rows.items()
        for then in (before.get(table, 0),)
    ]


def docs_link(summary: Summary, public_url: str) -> str:
    """Address of the page with all expectations: below ``public_url`` if there is one, else on this machine's disk."""
    page = Path(summary.folder, "docs", "index.html")
    if public_url and summary.status is not Status.FAILED:  # a failed release lies where nothing is served
        return f"{public_url.rstrip('/')}/releases/{summary.release_id}/docs/index.html"
    return page.resolve().as_uri()


class ShownProgress:
    """Reports to ``inner`` and, from the first input on, to a progress artifact; ``total`` inputs are all of them."""

    def __init__(self, inner: Progress, total: int) -> None:
        self._inner, self._total = inner, total
        self._done = 0
        self._artifact: UUID | None = None
        self._told_at = 0.0

    def step(self, name: str) -> None:
        """A step called ``name`` begins."""
        self._inner.step(name)

    def advance(self, inputs: int) -> None:
        """``inputs`` more are extracted."""
        self._inner.advance(inputs)
        self._done += inputs
        if self._done >= self._total or time.monotonic() - self._told_at >= _PAUSE_SECONDS:
            _tolerated(self._tell)
            self._told_at = time.monotonic()

    def _tell(self) -> None:
        percent = 100.0 * self._done / self._total if self._total else 100.0
        told = f"{self._done:,} of {self._total:,} inputs extracted"
        if self._artifact is None:
            made = create_progress_artifact(percent, key=PROGRESS, description=told)
            self._artifact = made if isinstance(made, UUID) else None
        else:
            update_progress_artifact(self._artifact, percent, description=told)


def _tolerated(make: Callable[[], object]) -> None:
    try:
        make()
    except Exception as error:  # whatever Prefect's page lacks, the release is there
        get_run_logger().warning("an artifact could not be made (%s: %s)", type(error).__name__, error)
