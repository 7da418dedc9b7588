"""What a run makes of trouble: tried again, given up, or of no account."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from processes import ROOT, free_port, hook

from flows.build import Request
from flows.errors import MithaqError, UsageError
from flows.progress import Silent
from flows.settings import Settings
from flows.sources import PassingTroubleError
from flows.summary import Status, Summary

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]


def build(out: Path, **settings: Any) -> Summary:
    from flows.prefect_flow import build_with_prefect

    return build_with_prefect(Request((str(ROOT / "seeds"),), out, Settings(**settings)), Silent())


def last_run() -> Any:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import FlowRunSort

    with get_client(sync_client=True) as client:
        return client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=1)[0]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What reading does at its next attempts: errors are raised, numbers are seconds to wait."""
    import flows.prefect_flow as module

    script: list[Any] = []
    real = module.plan_batches

    def plan_batches(*arguments: Any) -> Any:
        happens = script.pop(0) if script else 0
        if isinstance(happens, Exception):
            raise happens
        time.sleep(happens)
        return real(*arguments)

    monkeypatch.setattr(module, "plan_batches", plan_batches)
    monkeypatch.setattr(module, "_BACK_OFF_SECONDS", 0)
    return script


def test_reading_waits_longer_each_time() -> None:
    from flows.prefect_flow import _reading

    assert _reading(Settings()).retry_delay_seconds == [2, 4, 8]


def test_trouble_that_passes_is_not_seen(reading: list[Any], tmp_path: Path) -> None:
    reading += [PassingTroubleError("the share is away"), PassingTroubleError("still")]
    assert build(tmp_path).status is Status.PUBLISHED


def test_trouble_that_stays_fails_the_run(reading: list[Any], tmp_path: Path) -> None:
    reading += [PassingTroubleError("the share is away")] * 9
    with pytest.raises(PassingTroubleError, match="the share is away"):
        build(tmp_path, read_retries=2)
    assert len(reading) == 6
    run = last_run()
    assert run.state.is_failed()
    assert "the share is away" in run.state.message


def test_a_mistake_is_not_tried_again(reading: list[Any], tmp_path: Path) -> None:
    reading += [UsageError("no such field"), UsageError("no such field")]
    with pytest.raises(UsageError):
        build(tmp_path)
    assert len(reading) == 1


def test_reading_that_hangs_is_given_up(reading: list[Any], tmp_path: Path) -> None:
    reading += [20]
    with pytest.raises(MithaqError, match=r"the build stopped \(a step took longer.*nothing was published"):
        build(tmp_path, read_timeout_seconds=1)
    run = last_run()
    assert run.state.is_failed()
    assert "the build stopped" in run.state.message


def test_a_full_disk_is_told_in_the_state(reading: list[Any], tmp_path: Path) -> None:
    reading += [OSError(28, "No space left on device")]
    with pytest.raises(MithaqError, match=r"the build stopped \(No space left on device\)"):
        build(tmp_path)
    assert "No space left on device" in last_run().state.message


def test_neither_webhook_nor_artifact_fails_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import artifacts, notify

    def refuse(*_: Any, **__: Any) -> None:
        raise RuntimeError("no artifacts today")

    for name in ("create_table_artifact", "create_link_artifact", "create_progress_artifact"):
        monkeypatch.setattr(artifacts, name, refuse)
    monkeypatch.setattr(notify, "_FIRST_PAUSE_SECONDS", 0)
    monkeypatch.setenv("MITHAQ_WEBHOOK_URL", f"http://127.0.0.1:{free_port()}/s3cret")
    assert build(tmp_path).status is Status.PUBLISHED
    run = last_run()
    assert run.state.is_completed()
    assert "s3cret" not in str(run.parameters)


def test_wrong_settings_are_notified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with hook() as receiver:
        monkeypatch.setenv("MITHAQ_WEBHOOK_URL", receiver.url)
        monkeypatch.setenv("MITHAQ_KEEP", "many")
        with pytest.raises(UsageError, match="MITHAQ_KEEP"):
            build(tmp_path)
        (body,) = receiver.received
    assert body["outcome"] == "failed"
    assert "MITHAQ_KEEP" in body["text"]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"kepp": 3}, "the deployment sets 'kepp', which is no setting; did you mean keep"),
        ({"keep": -1}, "keep in the"),
    ],
)
def test_wrong_settings_of_a_deployment_are_told(settings: dict[str, int], told: str, tmp_path: Path) -> None:
    from flows.prefect_flow import build_flow

    state: Any = build_flow(inputs=[str(ROOT / "seeds")], out=str(tmp_path), settings=settings, return_state=True)
    assert state.is_failed()
    assert told in state.message
