"""Runs batches on this machine: in this process, or in several with a bounded number of batches under way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol

from flows.cache import Entry
from flows.collector import collect_seldom, leave_alone_what_is_there
from flows.errors import MithaqError
from flows.futures import done
from flows.plan import Planned

_UNDER_WAY = 3  # batches a worker: one at work, and enough waiting that none is idle while this process reads on


class Submit(Protocol):
    """Has a batch extracted, now or later."""

    def __call__(self, spooled: Path, key: str, /) -> Future[Entry]:
        """The future entry of the encoded batch in ``spooled``."""


@contextmanager
def engine(workers: int, cache_root: Path) -> Iterator[Submit]:
    """A way to extract batches into the cache at ``cache_root`` with ``workers`` processes, this one when it is one."""
    if workers == 1:
        yield _at_once(cache_root)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)

    def submit(spooled: Path, key: str, /) -> Future[Entry]:
        with _undisturbed():
            return pool.submit(_extract, spooled, key, cache_root)

    try:
        yield submit
    except BaseException:
        for process in multiprocessing.active_children():  # the pool has no way of its own to stop what is at work
            process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C is heard behind the block: a process that is half started would end with a traceback of its own."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears it
        return
    heard: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if heard:
        signal.raise_signal(signal.SIGINT)


def extracted(planned: Iterable[Planned], submit: Submit, workers: int) -> Iterator[tuple[Planned, Entry]]:
    """Each batch with its entry, in order; never more than a few batches a worker are under way or waiting."""
    waiting: deque[tuple[Planned, Future[Entry]]] = deque()
    for batch in planned:
        waiting.append((batch, _future(batch, submit)))
        while waiting and (waiting[0][1].done() or len(waiting) > _UNDER_WAY * workers):
            yield _taken(*waiting.popleft())
    while waiting:
        yield _taken(*waiting.popleft())


def _future(batch: Planned, submit: Submit) -> Future[Entry]:
    if isinstance(batch.work, Path):
        return submit(batch.work, batch.key)
    return done(batch.work)


def _taken(batch: Planned, future: Future[Entry]) -> tuple[Planned, Entry]:
    try:
        entry = future.result()
    except BrokenProcessPool:
        message = "a worker process died, probably for want of memory; build again with fewer --workers"
        raise MithaqError(message) from None
    if isinstance(batch.work, Path):
        batch.work.unlink(missing_ok=True)
    return batch, entry


def _at_once(cache_root: Path) -> Submit:
    def submit(spooled: Path, key: str, /) -> Future[Entry]:
        return done(_extract(spooled, key, cache_root))

    return submit


def _extract(spooled: Path, key: str, cache_root: Path) -> Entry:
    from flows.work import extract_batch  # brings in the lexicon and pandas, which a build without news does not need

    return extract_batch(spooled, key, cache_root)


def _start_worker() -> None:
    """Loads what every batch needs, leaves Ctrl-C to the parent, and ends with it: a killed build leaves no process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    collect_seldom()
    import flows.work  # noqa: F401
    from transforms.lexicon import lexicon

    lexicon()
    leave_alone_what_is_there()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
