"""The flow: what Prefect sees of a build, a run that fails when the release does, the same bytes on a cluster."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from samples import build, tables_bytes, write_articles

from expectations.outcome import Expectation, Severity, ValidationReport, failed
from flows.build import Request
from flows.errors import UsageError
from flows.lock import LockedError, locked
from flows.progress import Silent
from flows.release import latest_folder
from flows.settings import Settings
from flows.summary import Status

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "news.jsonl", range(30))


def _request(source: Path, out: Path, **settings: Any) -> Request:
    return Request((str(source),), out, Settings(**{"batch_characters": 2_000, **settings}))


def _last_run() -> Any:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import FlowRunSort

    with get_client(sync_client=True) as client:
        return client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=1)[0]


def _artifacts() -> list[Any]:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        return client.read_artifacts()


def test_a_run_publishes_the_same_bytes_and_tells_what_it_built(source: Path, tmp_path: Path) -> None:
    from flows.prefect_flow import build_with_prefect

    build(source, tmp_path / "inline")
    summary = build_with_prefect(_request(source, tmp_path / "out", workers=2), Silent())
    assert summary.status is Status.PUBLISHED
    assert summary.batches_extracted == summary.batches > 1
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "inline")
    run = _last_run()
    assert run.name == "news.jsonl to out"
    assert run.state.is_completed()
    artifact = next(a for a in _artifacts() if a.flow_run_id == run.id and a.key == "mithaq-build")
    assert "| documents | 30 |" in str(artifact.data)


def test_a_release_that_fails_fails_the_run(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.prefect_flow import build_with_prefect

    expectation = Expectation("no_news", "events", None, Severity.CRITICAL, "no news is good news")
    monkeypatch.setattr("expectations.gate.validate_release", lambda *_: ValidationReport("x", (failed(expectation),)))
    summary = build_with_prefect(_request(source, tmp_path / "out"), Silent())
    assert summary.status is Status.FAILED
    assert not (tmp_path / "out" / "latest").exists()
    assert _last_run().state.is_failed()


def test_errors_come_out_as_they_are(source: Path, tmp_path: Path) -> None:
    from flows.prefect_flow import build_with_prefect

    with pytest.raises(UsageError, match="does not exist"):
        build_with_prefect(_request(tmp_path / "missing", tmp_path / "out"), Silent())
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out"), pytest.raises(LockedError):
        build_with_prefect(_request(source, tmp_path / "out"), Silent())
    assert _last_run().state.is_failed()


def test_a_deployment_gives_plain_parameters(source: Path, tmp_path: Path) -> None:
    from prefect.flows import load_flow_from_entrypoint

    flow = load_flow_from_entrypoint(f"{Path(__file__).parents[2]}/flows/prefect_flow.py:build_flow")
    state = flow(inputs=[str(source)], out=str(tmp_path / "out"), settings={"keep": 3}, return_state=True)
    assert state.is_completed()
    assert (tmp_path / "out" / "latest").is_dir()


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a Dask cluster of two processes on this machine."""
    distributed = pytest.importorskip("distributed")
    pytest.importorskip("prefect_dask")
    path = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, env={"PYTHONPATH": path}
    ) as running:
        yield running.scheduler_address


def test_a_cluster_gives_the_same_bytes(source: Path, tmp_path: Path, cluster: str) -> None:
    from flows.prefect_flow import build_with_prefect

    build(source, tmp_path / "inline")
    summary = build_with_prefect(_request(source, tmp_path / "out", engine="dask", dask_address=cluster), Silent())
    assert summary.status is Status.PUBLISHED
    assert summary.batches_extracted == summary.batches > 1
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "inline")


def _bytes(out: Path) -> dict[str, str]:
    folder = latest_folder(out)
    assert folder is not None
    return tables_bytes(folder)


def test_what_great_expectations_leaves_out_is_there_before_a_thread_imports_it() -> None:
    code = "import sys, flows.prefect_flow, expectations.spared as s; print(set(s.LEFT_OUT) <= set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
