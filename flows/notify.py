"""Tells a webhook what became of a run. A webhook that is away, slow or wrong never changes what became of it.

This module knows nothing of Prefect: the flow's hooks call :func:`notify` with plain values.
"""

from __future__ import annotations

import datetime as dt
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from flows.summary import Status, Summary

ATTEMPTS = 3
_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_FINDINGS = 20_000  # characters; receivers of webhooks turn down what is long
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


def message(run: Mapping[str, Any], outcome: str, told: str, summary: Summary | None) -> dict[str, Any]:
    """The JSON object that is posted.

    ``outcome`` is published, failed or crashed; ``told`` the message of the run's state; ``summary`` is None when the
    run ended before there was one. ``text`` is one line for chats that show no more than that.
    """
    return {
        "text": f"mithaq {outcome}: {run.get('name', '')}: {told}",
        "outcome": outcome,
        "message": told,
        "at": f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "run": dict(run),
        "summary": None if summary is None else _short(summary),
    }


def outcome_of(summary: Summary | None) -> str:
    """What a run that ended by itself is reported as; nothing, ``""``, when it found nothing new."""
    if summary is None or summary.status is Status.FAILED:
        return "failed"
    return "published" if summary.status is Status.PUBLISHED else ""


def notify(url: str, body: Mapping[str, Any], timeout: float, say: Callable[[str], object]) -> bool:
    """Posts ``body`` to ``url``, again when the trouble may pass; True when it was taken, else ``say`` is told why.

    Nothing is raised. Addresses of webhooks hold secrets: ``say`` hears the host alone.
    """
    try:
        data = json.dumps(body, ensure_ascii=False, default=str).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "mithaq"}
        request = urllib.request.Request(url, data, headers, method="POST")
        trouble = _posted(request, timeout)
    except Exception as error:  # whatever a webhook does, the run stays what it is
        trouble = type(error).__name__
    if trouble:
        say(f"the webhook at {_host(url)} did not take the summary ({trouble}); the run is not affected")
    return not trouble


def _posted(request: urllib.request.Request, timeout: float) -> str:
    """Posts, a few times with growing pauses; ``""`` when the receiver took it, else what was wrong at last."""
    trouble = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(_FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
        try:
            with urllib.request.urlopen(request, timeout=timeout):
                return ""
        except urllib.error.HTTPError as error:
            trouble = f"it answered {error.code}"
            error.close()
            if error.code not in _PASSING:
                break
        except OSError as error:
            trouble = str(getattr(error, "reason", error)) or type(error).__name__
    return trouble


def _short(summary: Summary) -> dict[str, Any]:
    findings = summary.findings
    if len(findings) > _LONGEST_FINDINGS:
        findings = findings[:_LONGEST_FINDINGS] + "…\n"
    return {**asdict(summary), "findings": findings}


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "an address without a host"
    except ValueError:
        return "an address that is none"
