"""The lock of an output folder: one holder, told who it is, free as soon as the holder's process is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.lock import LockedError, locked

HOLD = """
import sys, time
from pathlib import Path
from flows.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_holder_is_told_who_has_it(tmp_path: Path) -> None:
    holder = rf"process {os.getpid()}, since \d{{4}}-"
    with locked(tmp_path), pytest.raises(LockedError, match=holder), locked(tmp_path):
        pass


def test_it_is_free_after_the_block(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path):
            pass


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(LockedError, match=f"process {holder.pid}"), locked(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with locked(tmp_path):
        pass


def test_a_note_that_cannot_be_read_does_not_matter(tmp_path: Path) -> None:
    with locked(tmp_path):
        (tmp_path / ".lock").write_text("not json")
        with pytest.raises(LockedError, match="another process"), locked(tmp_path):
            pass
