"""One build at a time in an output folder.

The kernel holds the lock and frees it when the process ends, however it ends: no lock is ever stale.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import MithaqError

LOCK = ".lock"


class LockedError(MithaqError):
    """Another process builds into the same folder."""


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Holds the lock of ``out`` while the block runs; ``LockedError`` at once when another process holds it."""
    with (out / LOCK).open("a+", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stream.seek(0)
            raise LockedError(_held_by(out, stream.read())) from None
        stream.truncate(0)
        stream.write(json.dumps({"pid": os.getpid(), "since": f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S} UTC"}))
        stream.flush()
        yield


def _held_by(out: Path, note: str) -> str:
    try:
        holder = json.loads(note)
        who = f"process {holder['pid']}, since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        who = "another process"
    return f"another build is running in {out} ({who}); wait until it ends, or build into another folder"
