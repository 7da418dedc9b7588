"""Has the rows of a release judged a group of parts at a time, while others may still be extracted.

Where a group ends, the parts in it decide, not their number: an article that comes or goes leaves the other groups as
they were, and the verdicts on them with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flows.batches import falls_low
from flows.cache import Entry
from flows.futures import done
from flows.verdicts import rules_fingerprint, verdict_on

if TYPE_CHECKING:
    from expectations.verdict import Verdict

# On average: the fixed cost of a suite, half a second, is shared by many rows, and the last group keeps nobody long.
_DOCUMENTS_A_GROUP = 5_000
_LONGEST = 2  # times that: some 70 MB of text are in memory then


class Inspection:
    """Takes the entries of a release in their order and gives the verdicts on all of them in the end."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._group: list[Entry] = []
        self._waiting: deque[tuple[Entry, ...]] = deque()
        self._verdicts: list[Future[Verdict]] = []
        self._has_begun = False

    def begin(self) -> None:
        """Judges from now on what there is and what comes; without it, entries may all be those of the last release."""
        if not self._has_begun:
            self._has_begun = True
            self._executor.submit(_load)
        while self._waiting:
            self._verdicts.append(self._executor.submit(self._judged, self._waiting.popleft()))

    def add(self, entry: Entry) -> None:
        """Takes the next entry."""
        self._group.append(entry)
        if ends_group(self._group):
            self._close()

    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts on all entries, in their order; waits for them."""
        self._close()
        self.begin()
        return tuple(verdict.result() for verdict in self._verdicts)

    def _close(self) -> None:
        if self._group:
            self._waiting.append(tuple(self._group))
            self._group.clear()
        if self._has_begun:
            self.begin()

    @cached_property
    def _fingerprint(self) -> str:
        return rules_fingerprint()

    def _judged(self, group: Sequence[Entry]) -> Verdict:
        return verdict_on(group, self._fingerprint)


@contextmanager
def inspection_beside() -> Iterator[Inspection]:
    """An inspection with a thread of its own, which takes up no further group when the block ends."""
    thread = ThreadPoolExecutor(1, "inspection")
    try:
        yield Inspection(thread)
    finally:
        thread.shutdown(cancel_futures=True)


@contextmanager
def inspection_afterwards() -> Iterator[Inspection]:
    """An inspection in the thread that asks for verdicts: memory of another thread costs more than it is worth then."""
    yield Inspection(_AtOnce())


class _AtOnce(Executor):
    """Does what it is given before it gives the future."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return done(function(*args, **kwargs))


def ends_group(group: Sequence[Entry]) -> bool:
    """True for the last of so many entries that groups have the wanted number of documents on average."""
    if sum(entry.rows("documents") for entry in group) >= _LONGEST * _DOCUMENTS_A_GROUP:
        return True
    return falls_low(group[-1].key, group[-1].rows("documents"), _DOCUMENTS_A_GROUP)


def _load() -> None:
    """Imports what judges, which takes seconds."""
    from expectations.rows import suites

    suites()
