"""A real Prefect server and worker, a deployment from ``prefect.yaml``, and what is seen of each end of a run."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from processes import ROOT, Api, Hook, environment, finished, free_port, hook, running, until

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Site:
    """A project folder with its deployment, on a server with a worker, as an operator has it."""

    folder: Path
    api: Api
    deployment: dict[str, Any]
    hook: Hook

    @property
    def latest(self) -> Path:
        return self.folder / "data" / "latest"

    def run(self, **parameters: Any) -> tuple[str, dict[str, Any]]:
        """The id of a run of the deployment and the state in which it ended."""
        run = self.api.start(self.deployment, **parameters)
        return run, self.api.ended(run)

    def told(self, run: str) -> dict[str, Any]:
        """The one thing that the webhook is told of ``run``."""
        until(lambda: self.hook.of_run(run), f"the webhook is told of {run}")
        (body,) = self.hook.of_run(run)
        return dict(body)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    project = folder / "project"
    project.mkdir()
    (project / "flows").symlink_to(ROOT / "flows")
    shutil.copy(ROOT / "prefect.yaml", project)
    shutil.copytree(ROOT / "seeds", project / "seeds")
    port = free_port()
    api = Api(f"http://127.0.0.1:{port}")
    with hook() as receiver:
        env = environment(folder / "prefect", PREFECT_API_URL=f"{api.address}/api", MITHAQ_WEBHOOK_URL=receiver.url)
        command = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
        with running(command, folder / "server.log", env, folder):
            until(api.answers, "the server answers", 90)
            api.post("work_pools/", {"name": "mithaq", "type": "process"})
            finished(["prefect", "--no-prompt", "deploy", "--all"], env, project)
            deployment = api.deployment("hourly")
            api.post(f"deployments/{deployment['id']}/pause_deployment")  # no run but those of the tests
            worker = ["prefect", "worker", "start", "--pool", "mithaq"]
            with running(worker, folder / "worker.log", env, project):
                yield Site(project, api, deployment, receiver)


def test_the_deployment_is_what_the_file_says(site: Site) -> None:
    (schedule,) = site.deployment["schedules"]
    assert schedule["schedule"]["cron"] == "0 * * * *"
    assert schedule["schedule"]["timezone"] == "Africa/Casablanca"
    assert schedule["active"]
    assert site.deployment["global_concurrency_limit"]["limit"] == 1
    assert site.deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert site.deployment["parameters"] == {"inputs": ["seeds"], "out": "data", "settings": {}}


def test_the_file_names_no_place_of_one_machine() -> None:
    text = (ROOT / "prefect.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["deployments"][0]["work_pool"]["name"] == "mithaq"
    assert not [line for line in text.splitlines() if "/home" in line or "/work/" in line or "~" in line]


def test_a_run_publishes_and_says_so(site: Site) -> None:
    first = site.api.start(site.deployment)
    until(lambda: site.api.state(first)["type"] in ("PENDING", "RUNNING"), "the run begins")
    second, overlapping = site.run()  # while the first has the only place
    assert overlapping["type"] == "CANCELLED"
    state = site.api.ended(first)
    assert state["type"] == "COMPLETED", state
    release = site.latest.resolve().name
    assert state["message"] == f"published: {release}"
    events = pd.read_parquet(site.latest / "events")
    assert "meeting" in set(events["event_type"])
    told = site.told(first)
    assert told["outcome"] == "published"
    assert told["summary"]["release_id"] == release
    assert told["summary"]["rows"]["events"] == len(events)
    assert not site.hook.of_run(second)
    _sees_artifacts(site, first, release, len(events))


def _sees_artifacts(site: Site, run: str, release: str, events: int) -> None:
    artifacts = site.api.artifacts(run)
    assert f"Published {release}" in artifacts["mithaq-build"]["data"]
    assert {"table": "events", "rows": events} in json.loads(artifacts["mithaq-counts"]["data"])
    assert (site.latest.resolve() / "docs" / "index.html").as_uri() in artifacts["mithaq-data-docs"]["data"]
    assert artifacts["mithaq-progress"]["data"] == 100.0
    assert "1 of 1 inputs" in artifacts["mithaq-progress"]["description"]


def test_bad_data_fails_the_run_and_goes_nowhere(site: Site) -> None:
    _published(site)
    before = _bytes(site.latest)
    pages = site.folder / "error_pages"
    pages.mkdir()
    (pages / "index.txt").write_text("503 Service Unavailable\n", encoding="utf-8")
    run, state = site.run(inputs=["error_pages"])
    assert state["type"] == "FAILED", state
    assert state["message"].endswith("expectations failed; nothing was published")
    told = site.told(run)
    assert told["outcome"] == "failed"
    assert any("documents_are_not_empty" in failure for failure in told["summary"]["failures"])
    assert told["run"]["inputs"] == ["error_pages"]
    assert _bytes(site.latest) == before
    table = json.loads(site.api.artifacts(run)["mithaq-counts"]["data"])
    assert {"table": "documents", "rows": 0, "before": 1, "change": "-1"} in table


def test_a_killed_run_is_seen_and_the_next_one_builds(site: Site) -> None:
    _published(site)
    before = _bytes(site.latest)
    (site.folder / "more.txt").write_text(_article(), encoding="utf-8")
    run = site.api.start(site.deployment, inputs=["seeds", "more.txt"])
    lock = site.folder / "data" / ".lock"
    begun = lock.stat().st_mtime_ns
    until(lambda: lock.stat().st_mtime_ns > begun, "the build has the lock")
    os.kill(json.loads(lock.read_text(encoding="utf-8"))["pid"], signal.SIGKILL)
    assert site.api.ended(run)["type"] == "CRASHED"
    assert site.told(run)["outcome"] == "crashed"
    assert _bytes(site.latest) == before
    _, state = site.run(inputs=["seeds", "more.txt"])
    assert state["type"] == "COMPLETED", state
    assert len(pd.read_parquet(site.latest / "documents")) == 2


def _published(site: Site) -> None:
    if not site.latest.is_dir():
        _, state = site.run()
        assert state["type"] == "COMPLETED", state


def _article() -> str:
    return "الرباط\n\nالتقى وزير الخارجية المصري بدر عبد العاطي نظيره السعودي فيصل بن فرحان في الرياض.\n"


def _bytes(latest: Path) -> dict[str, bytes]:
    release = latest.resolve()
    return {str(path.relative_to(release.parent)): path.read_bytes() for path in release.rglob("*") if path.is_file()}
