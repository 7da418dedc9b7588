"""Webhooks on a real HTTP server: what they are told, and that nothing they do matters."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from processes import Hook, free_port, hook

from flows import notify as module
from flows.notify import message, notify, outcome_of
from flows.summary import Status, Summary

RUN = {"id": "1", "name": "seeds to data", "state": "Failed"}


def summary(status: Status = Status.FAILED, findings: str = "FAILED  events …") -> Summary:
    rows = {"documents": 3, "events": 9}
    return Summary(status, "r1", "data/.staging/r1", 3, rows, {}, 1, 1, [], [], ["events: no"], findings, 0.5)


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    paused: list[float] = []
    monkeypatch.setattr(module, "time", SimpleNamespace(sleep=paused.append))
    return paused


def posted(receiver: Hook, url: str = "", timeout: float = 5) -> tuple[bool, list[str]]:
    told: list[str] = []
    body = message(RUN, "failed", "قيد النشر", summary())
    return notify(url or receiver.url, body, timeout, told.append), told


def test_the_summary_is_posted_as_json() -> None:
    with hook() as receiver:
        assert posted(receiver) == (True, [])
    (body,) = receiver.received
    assert body["outcome"] == "failed"
    assert body["text"] == "mithaq failed: seeds to data: قيد النشر"
    assert body["run"] == RUN
    assert body["summary"]["failures"] == ["events: no"]
    assert body["summary"]["status"] == "failed"


def test_trouble_that_may_pass_is_tried_again(no_pause: list[float]) -> None:
    with hook() as receiver:
        receiver.answers = [503, 429]
        assert posted(receiver) == (True, [])
        assert len(receiver.received) == 3
    assert no_pause == [1.0, 2.0]


@pytest.mark.parametrize(("answers", "attempts"), [([404], 1), ([500, 500, 500], 3)])
def test_a_refusal_is_told_without_the_secret(answers: list[int], attempts: int, no_pause: list[float]) -> None:
    with hook() as receiver:
        receiver.answers = list(answers)
        taken, told = posted(receiver)
        assert len(receiver.received) == attempts
    assert not taken
    expected = f"the webhook at 127.0.0.1 did not take the summary (it answered {answers[-1]}); the run is not affected"
    assert told == [expected]


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}/x?secret=s3cret", "nonsense", "http://[::1", "ftp://x/y"])
def test_no_address_raises(url: str, no_pause: list[float]) -> None:
    with hook() as receiver:
        taken, told = posted(receiver, url.format(port=free_port()))
    assert not taken
    assert len(told) == 1
    assert "s3cret" not in told[0]


def test_one_that_does_not_answer_is_given_up(no_pause: list[float]) -> None:
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        told: list[str] = []
        assert not notify(url, message(RUN, "failed", "", None), 0.2, told.append)
    assert "timed out" in told[0]


def test_long_findings_are_cut() -> None:
    body = message(RUN, "failed", "", summary(findings="x" * 100_000))
    assert len(json.dumps(body)) < 25_000


def test_nothing_new_is_no_news() -> None:
    assert outcome_of(summary(Status.UNCHANGED)) == ""
    assert outcome_of(summary(Status.PUBLISHED)) == "published"
    assert outcome_of(summary(Status.FAILED)) == outcome_of(None) == "failed"
