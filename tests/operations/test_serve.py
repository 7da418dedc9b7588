"""``mithaq serve``: one command, nothing else running, ended by Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from processes import ROOT, Api, environment, running, until

from flows.errors import UsageError
from flows.serve import Schedule, serve

pytestmark = pytest.mark.slow


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[tuple[Api, subprocess.Popen[bytes], Path]]:
    log = folder / "serve.log"
    log.unlink(missing_ok=True)
    command = ["flows.cli", "serve", str(ROOT / "seeds"), "--out", "data", "--port", "0", *more]
    with running(command, log, environment(folder / "prefect"), folder) as process:
        page = re.compile(r"Prefect's page: (\S+)\nCtrl-C stops")
        until(lambda: page.search(_text(log)) or process.poll() is not None, "serving is told", 90)
        found = page.search(_text(log))
        assert found is not None, _text(log)
        yield Api(found[1]), process, log


def test_it_builds_and_stops_when_interrupted(tmp_path: Path) -> None:
    with serving(tmp_path, "--now") as (_, process, log):
        until((tmp_path / "data" / ".lock").exists, f"a build begins\n{_text(log)}", 90)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does, in the midst of a build
        assert process.wait(30) == 0, _text(log)
    assert not (tmp_path / "data" / "latest").exists()
    with serving(tmp_path, "--cron", "15 3 * * *", "--timezone", "Africa/Tunis", "--now") as (api, process, log):
        deployment = api.deployment("data")
        (schedule,) = deployment["schedules"]
        assert (schedule["schedule"]["cron"], schedule["schedule"]["timezone"]) == ("15 3 * * *", "Africa/Tunis")
        assert not deployment["paused"]
        assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        latest = tmp_path / "data" / "latest"
        until(latest.is_dir, f"a release is there\n{_text(log)}", 90)
        (run,) = api.post("flow_runs/filter", {"deployments": {"id": {"any_": [deployment["id"]]}}, "limit": 1})
        api.ended(run["id"])
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0, _text(log)
    assert "stopped; the schedule is paused until the next start" in _text(log)
    assert "Traceback" not in _text(log)
    assert not api.answers()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"inputs": ("missing",)}, "missing does not exist"),
        ({"inputs": ("-",)}, "cannot read standard input"),
        ({"cron": "every hour"}, '--cron "every hour" --timezone UTC is no schedule'),
        ({"timezone": "Mars/Olympus"}, "--timezone Mars/Olympus is no schedule"),
    ],
)
def test_what_cannot_be_kept_is_told_at_once(
    changed: dict[str, object], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")  # is not asked
    values = {"inputs": (str(ROOT / "seeds"),), "out": tmp_path, "cron": "0 * * * *", **changed}
    with pytest.raises(UsageError, match=re.escape(told)):
        serve(Schedule(**values), lambda _: None)  # type: ignore[arg-type]


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        log = tmp_path / "serve.log"
        command = ["flows.cli", "serve", str(ROOT / "seeds"), "--out", "data", "--port", str(port)]
        with running(command, log, environment(tmp_path / "prefect"), tmp_path) as process:
            assert process.wait(60) == 2
        assert f"cannot listen on port {port}" in _text(log)


def _text(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")
