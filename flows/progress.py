"""What a build tells while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Where a build reports to."""

    def step(self, name: str) -> None:
        """A step called ``name`` begins."""

    def advance(self, inputs: int) -> None:
        """``inputs`` more are extracted."""


class Silent:
    """Reports to nobody."""

    def step(self, name: str) -> None:
        pass

    def advance(self, inputs: int) -> None:
        pass


class _Shown:
    """A line on standard error that says the step and how many inputs are done."""

    def __init__(self, bar: object, task: object) -> None:
        self._bar, self._task = bar, task

    def step(self, name: str) -> None:
        self._bar.update(self._task, description=name)  # type: ignore[attr-defined]

    def advance(self, inputs: int) -> None:
        self._bar.advance(self._task, inputs)  # type: ignore[attr-defined]


@contextmanager
def shown() -> Iterator[Progress]:
    """Progress on standard error, gone when the block ends; on a terminal only, for a log wants no moving line."""
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,} inputs"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield _Shown(bar, bar.add_task("reading", total=None))
