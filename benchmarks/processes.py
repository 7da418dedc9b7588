"""Runs of the real command line, watched: wall time, and the most memory that its processes held together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psutil  # type: ignore[import-untyped]

_EVERY_SECONDS = 0.05
_LOOKS_A_FAMILY = 10
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Run:
    """One build by ``mithaq build --json``: its summary, how long it took, and its memory at the peak.

    Memory is the resident set of the process and all below it, summed: pages that they share count once for each, so
    that the figure is an upper bound.
    """

    seconds: float
    peak_mib: float
    summary: dict[str, Any]


def build(inputs: Path, out: Path, options: Sequence[str]) -> Run:
    """Builds ``inputs`` into ``out``; ``RuntimeError`` when the build ends without a summary."""
    command = [sys.executable, "-m", "flows.cli", "build", str(inputs), "--out", str(out)]
    command += ["--inline", "--json", "--quiet", *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MITHAQ_")}
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    with _Memory(process.pid) as memory:
        output, errors = process.communicate()
    seconds = time.perf_counter() - begun
    try:
        summary = json.loads(output)
    except ValueError:
        said = errors.decode(errors="replace")
        raise RuntimeError(f"the build ended with status {process.returncode}: {said}") from None
    return Run(round(seconds, 2), round(memory.peak / _MEBIBYTE, 1), summary)


class _Memory:
    """Looks at a process and its children many times a second, from another thread."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid, self._is_over = pid, Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        looks, family = 0, list[psutil.Process]()
        while not self._is_over.wait(_EVERY_SECONDS):
            if looks % _LOOKS_A_FAMILY == 0:  # finding children costs much more than looking at them
                family = _family(self._pid)
            looks += 1
            self.peak = max(self.peak, sum(map(_resident, family)))


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return []


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
