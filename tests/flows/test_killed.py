"""Real builds, killed at random moments or started two at once: ``latest`` always is a whole release."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from samples import write_articles

from flows.release import is_intact, latest_release
from transforms.contract import TABLES

pytestmark = pytest.mark.slow

KILLS = 10


def _start(source: Path, out: Path, workers: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "flows.cli", "build", "--inline", str(source), "--out", str(out), "--json"]
    return subprocess.Popen(
        [*command, "--workers", str(workers)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _check_latest(out: Path) -> None:
    release = latest_release(out)
    assert release is not None
    assert is_intact(release)
    assert json.loads((release.folder / "validation.json").read_text())["passed"] is True
    assert {table: len(pd.read_parquet(out / "latest" / table)) for table in TABLES} == dict(release.rows)


def test_killed_at_any_moment_latest_is_whole_and_the_next_build_ends(tmp_path: Path) -> None:
    source, out = tmp_path / "news.jsonl", tmp_path / "out"
    write_articles(source, range(20))
    begun = time.monotonic()
    first = _start(source, out)
    assert first.wait() == 0, first.stderr and first.stderr.read()
    whole = time.monotonic() - begun
    moments = random.Random(7)
    killed = 0
    for number in range(KILLS):
        write_articles(source, range(21 + number))
        process = _start(source, out, workers=1 + number % 2)
        try:
            process.communicate(timeout=moments.uniform(0.2, 1.0) * whole)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            killed += 1
        _check_latest(out)
    assert killed > KILLS / 3
    write_articles(source, range(100))
    last = _start(source, out)
    _, messages = last.communicate(timeout=120)
    assert last.returncode == 0, messages
    _check_latest(out)
    assert len(pd.read_parquet(out / "latest" / "documents")) == 100
    assert not list((out / ".staging").iterdir())


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    one = write_articles(tmp_path / "one.jsonl", range(30))
    other = write_articles(tmp_path / "other.jsonl", range(100, 160))
    out = tmp_path / "out"
    processes = [_start(one, out), _start(other, out)]
    results = [(p.communicate(timeout=120), p.returncode) for p in processes]
    published = [json.loads(output) for (output, _), status in results if status == 0]
    refused = [messages for (_, messages), status in results if status != 0]
    assert published
    assert all("another build is running" in messages for messages in refused)
    _check_latest(out)
    assert len(pd.read_parquet(out / "latest" / "documents")) in {30, 60}


def test_interrupted_a_build_says_so_and_leaves_nothing_running(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "news.jsonl", range(3000))
    process = _start(source, tmp_path / "out", workers=2)
    deadline = time.monotonic() + 30
    while not list((tmp_path / "out").glob(".staging/spool/*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted; nothing was published" in messages
    assert "Traceback" not in messages
    assert not (tmp_path / "out" / "latest").exists()
