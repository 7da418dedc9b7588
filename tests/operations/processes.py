"""Real processes for the tests: each in a session of its own, its whole group killed however the test ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

ROOT = Path(__file__).parents[2]
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a child sees: nothing of this machine's Prefect, quick polling, no analytics, this checkout first."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "MITHAQ_"))}
    home.mkdir(parents=True, exist_ok=True)
    return own | {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_WORKER_QUERY_SECONDS": "0.5",
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_CLI_COLORS": "false",
        "PYTHONPATH": os.pathsep.join([str(ROOT), own.get("PYTHONPATH", "")]),
        **more,
    }


@contextmanager
def running(command: list[str], log: Path, env: dict[str, str], cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``command`` under this Python, its output in ``log``; asked to end with the block and killed if it does not."""
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # the leader may be gone while what it started is not
    process.wait(5)


def finished(command: list[str], env: dict[str, str], cwd: Path, seconds: float = 90) -> str:
    """The output of ``command`` under this Python, which must succeed."""
    log = cwd / "command.log"
    with running(command, log, env, cwd) as process:
        status = process.wait(seconds)
    output = log.read_text(encoding="utf-8", errors="replace")
    assert status == 0, output
    return output


def free_port() -> int:
    """A port of the loopback on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    """What ``true`` gives once it gives something; fails with ``what`` after ``seconds``."""
    give_up = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < give_up, f"{what}: not after {seconds} s"
        time.sleep(0.1)
    return found


class Api:
    """Prefect's server at ``address``, asked as anything on the network would."""

    def __init__(self, address: str) -> None:
        self.address = address

    def get(self, path: str) -> Any:
        return self._asked("GET", path, None)

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._asked("POST", path, body or {})

    def answers(self) -> bool:
        try:
            return bool(self.get("health"))
        except OSError:
            return False

    def deployment(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"deployments/name/mithaq%20build/{name}")
        return found

    def start(self, deployment: dict[str, Any], **parameters: Any) -> str:
        """The id of a new run of ``deployment``, due now."""
        body = {"parameters": parameters, "state": {"type": "SCHEDULED"}}
        return str(self.post(f"deployments/{deployment['id']}/create_flow_run", body)["id"])

    def state(self, run: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"flow_runs/{run}")["state"] or {"type": "NONE"}
        return found

    def ended(self, run: str, seconds: float = 90) -> dict[str, Any]:
        """The state in which ``run`` ended."""
        until(lambda: self.state(run)["type"] in ENDED, f"run {run} ended", seconds)
        return self.state(run)

    def artifacts(self, run: str) -> dict[str, dict[str, Any]]:
        """The artifacts of ``run`` by their keys."""
        found = self.post("artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run]}}})
        return {artifact["key"]: artifact for artifact in found}

    def _asked(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.address}/api/{path}", data, headers, method=method)
        answer = until(lambda: _taken(request), f"{method} {path} is taken")
        return json.loads(answer[0]) if answer[0] else None


def _taken(request: urllib.request.Request) -> tuple[bytes] | None:
    """The content of the answer; None when the server asks to come again, as it does while its database is busy."""
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return (answer.read(),)
    except urllib.error.HTTPError as error:
        if error.code == 503:
            return None
        raise AssertionError(f"{request.full_url}: {error.code} {error.read().decode()}") from None


class Hook(ThreadingHTTPServer):
    """A receiver of webhooks on the loopback; answers with the next of ``answers``, then 200."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Receiver)
        self.received: list[dict[str, Any]] = []
        self.answers: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook?secret=s3cret"

    def of_run(self, run: str) -> list[dict[str, Any]]:
        """What was posted about ``run``."""
        return [body for body in self.received if body["run"]["id"] == run]


class _Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Hook)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.received.append(body)
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hook() -> Iterator[Hook]:
    """A running :class:`Hook`."""
    with Hook() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
