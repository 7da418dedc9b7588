"""The build as a Prefect flow: thin tasks on the plain functions, one task a batch.

Tasks are handed paths, hashes and small descriptions, never frames; none is cached by Prefect, whose cache sees neither
the lexicon nor what a task leaves on the disk.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import Any, cast

# Prefect reads these when it is imported.
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")
# The embedded server takes 4 s to start, and many times that on a busy machine or with a new home; Prefect waits 20.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")

import sqlalchemy  # noqa: F401 Prefect's; there before a thread imports Great Expectations, which leaves it out else
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.flows import Flow
from prefect.logging.loggers import flow_run_logger
from prefect.runtime import flow_run
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Completed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task, exponential_backoff

from flows.artifacts import ShownProgress, show
from flows.build import Request, finish, gathered, judged_beside, plan_batches, workspace
from flows.cache import Entry
from flows.engine import engine
from flows.errors import MithaqError, UsageError, stopped
from flows.files import remove_tree
from flows.inputs import list_inputs
from flows.inspection import inspection_beside
from flows.notify import message, notify, outcome_of
from flows.plan import Planned
from flows.progress import Progress, Silent
from flows.release import latest_release
from flows.settings import SECRETS, Settings, load_settings_over
from flows.sources import PassingTroubleError
from flows.summary import Status, Summary
from flows.work import extract_batch

_BACK_OFF_SECONDS = 2

# Prefect sends the flow and its parameters with every task to a cluster; the terminal stays here.
_PROGRESS: ContextVar[Progress] = ContextVar("progress", default=Silent())  # noqa: B039 it holds nothing


def build_with_prefect(request: Request, progress: Progress) -> Summary:
    """What :func:`flows.build.build_inline` does, as a flow run that Prefect keeps; the same errors."""
    list_inputs(request.inputs, request.out)  # a mistyped path is told before a server is started
    require_server()
    Thread(target=_load, daemon=True).start()
    token = _PROGRESS.set(progress)
    try:
        state: Any = build_flow(**_parameters(request), return_state=True)
        result = state.result(raise_on_failure=False)
    finally:
        _PROGRESS.reset(token)
    if isinstance(result, BaseException):
        raise result
    return cast(Summary, result)


def require_server() -> None:
    """``MithaqError`` when a Prefect server is named that does not answer; nothing when none is named."""
    address = PREFECT_API_URL.value()
    if not address:
        return
    with get_client(sync_client=True) as client:
        trouble = client.api_healthcheck()
    if trouble is not None:
        raise MithaqError(
            f"the Prefect server at {address} does not answer ({trouble}); start it with `prefect server start`, or "
            "unset PREFECT_API_URL to build without it; nothing was published"
        )


def _load() -> None:
    """Loads what extraction and validation need, which takes seconds, while the server starts in its own process."""
    from expectations.rows import suites
    from transforms.lexicon import lexicon

    lexicon()
    suites()


def build(
    inputs: list[str],
    out: str,
    names: dict[str, str] | None = None,
    rebuild: bool = False,
    settings: dict[str, Any] | None = None,
) -> State[Any]:
    """Builds what the parameters say; ``settings`` go before those of the environment and the file."""
    known = load_settings_over(settings or {}, "the deployment")
    request = Request(tuple(inputs), Path(out), known, names or {}, rebuild)
    try:
        return _final_state(run_tasks(request, _PROGRESS.get()))
    except OSError as error:
        raise stopped(error, request.out) from None


def run_tasks(request: Request, progress: Progress) -> Summary:
    """The steps of a build as tasks of the flow run in which this is called; a task that fails, fails the run."""
    begun = time.monotonic()
    with workspace(request.out) as spool, inspection_beside() as inspected:
        previous = latest_release(request.out)
        planned = _reading(request.settings)(request, spool)
        progress = ShownProgress(progress, sum(batch.inputs for batch in planned))
        progress.step("extracting")
        done = gathered(_extracted(list(judged_beside(planned, inspected)), request), progress, inspected)
        summary = _publishing(request.settings)(request, done, inspected, begun, progress)
    show(summary, previous, request.settings.public_url, _title(request))
    return summary


def read_batches(request: Request, spool: Path) -> list[Planned]:
    """Every batch of the inputs; those that must be extracted lie in ``spool`` then, which is emptied before."""
    remove_tree(spool)
    spool.mkdir()
    return list(plan_batches(request, list_inputs(request.inputs, request.out), spool))


def _parameters(request: Request) -> dict[str, Any]:
    return {
        "inputs": list(request.inputs),
        "out": str(request.out),
        "names": dict(request.names),
        "rebuild": request.rebuild,
        "settings": {name: value for name, value in asdict(request.settings).items() if name not in SECRETS},
    }


def _run_name() -> str:
    return _title(Request(tuple(flow_run.parameters["inputs"]), Path(flow_run.parameters["out"])))


def _title(request: Request) -> str:
    shown = ", ".join(Path(name).name or name for name in request.inputs[:3])
    more = " …" if len(request.inputs) > 3 else ""
    return f"{shown}{more} to {request.out.resolve().name}"


def _final_state(summary: Summary) -> State[Any]:
    """What the run ends as: a release that is not published is a failed run, although every task did its work."""
    if summary.status is Status.FAILED:
        return Failed(message=f"{len(summary.failures)} expectations failed; nothing was published", data=summary)
    return Completed(message=f"{summary.status}: {summary.release_id}", data=summary)


def _reading(settings: Settings) -> Task[..., list[Planned]]:
    return Task(
        read_batches,
        name="read",
        cache_policy=NO_CACHE,
        retries=settings.read_retries,
        retry_delay_seconds=exponential_backoff(_BACK_OFF_SECONDS),
        retry_condition_fn=_may_pass,
        timeout_seconds=settings.read_timeout_seconds,
    )


def _may_pass(_task: object, _run: object, state: State[Any]) -> bool:
    """A share that is away may come back; what is wrong with the command or the code stays wrong."""
    return isinstance(state.result(raise_on_failure=False), PassingTroubleError)


def _publishing(settings: Settings) -> Task[..., Summary]:
    timeout = settings.publish_timeout_seconds
    return Task(finish, name="validate and publish", cache_policy=NO_CACHE, timeout_seconds=timeout)


def _extracted(planned: Sequence[Planned], request: Request) -> Iterator[tuple[Planned, Entry]]:
    """Each batch with its entry, in order; every batch to extract is a task, run where the settings say."""
    root = request.cache.root
    with _extraction(request) as (runner, extract):
        futures = {
            batch.key: runner.submit(extract, {"spooled": batch.work, "key": batch.key, "cache_root": root})
            for batch in planned
            if isinstance(batch.work, Path)
        }
        for batch in planned:
            yield batch, batch.work if isinstance(batch.work, Entry) else futures[batch.key].result()


@contextmanager
def _extraction(request: Request) -> Iterator[tuple[TaskRunner[Any], Task[..., Entry]]]:
    """A started task runner and the task to give it: the same function here, in local processes, or on a cluster."""
    settings = request.settings
    if settings.engine == "dask":
        with _shared_server(), _dask_runner(settings) as runner:
            yield runner, _extracting(extract_batch)
        return
    with engine(settings.workers, request.cache.root) as submit:

        def extract(spooled: Path, key: str, cache_root: Path) -> Entry:
            return submit(spooled, key).result(timeout=settings.batch_timeout_seconds)

        with ThreadPoolTaskRunner(max_workers=settings.workers) as runner:
            yield runner, _extracting(extract)


def _extracting(function: Any) -> Task[..., Entry]:
    # No timeout of Prefect's: it cannot stop a thread, in which both runners have their tasks.
    return Task(function, name="extract", task_run_name="extract {key}", cache_policy=NO_CACHE)


def _dask_runner(settings: Settings) -> TaskRunner[Any]:
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        raise UsageError("--engine dask needs prefect-dask; install it with: pip install 'mithaq[dask]'") from None
    if settings.dask_address:
        return DaskTaskRunner(address=settings.dask_address)
    cluster = {"n_workers": settings.workers, "threads_per_worker": 1, "dashboard_address": None}
    return DaskTaskRunner(cluster_kwargs=cluster)


@contextmanager
def _shared_server() -> Iterator[None]:
    """Has cluster workers on this machine report to the embedded server, of which each would start its own."""
    if PREFECT_API_URL.value():
        yield
        return
    from prefect.server.api.server import SubprocessASGIServer

    server = SubprocessASGIServer()
    server.start()
    with temporary_settings({PREFECT_API_URL: server.api_url}):
        yield


def tell_webhook(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Posts what became of the run to the webhook of the settings; called by Prefect when a run has ended."""
    log = flow_run_logger(flow_run, flow)
    settings = _settings_of(flow_run)
    result = None if state.is_crashed() else state.result(raise_on_failure=False)
    summary = result if isinstance(result, Summary) else None
    outcome = "crashed" if state.is_crashed() else outcome_of(summary)
    if settings.webhook_url and outcome:
        what = {name: flow_run.parameters.get(name) for name in ("inputs", "out")}
        run = {"id": str(flow_run.id), "name": flow_run.name, "state": state.name, **what}
        body = message(run, outcome, state.message or "", summary)
        notify(settings.webhook_url, body, settings.webhook_timeout_seconds, log.warning)


def _settings_of(flow_run: FlowRun) -> Settings:
    """The settings that the run had; when they are what made it fail, as much of them as tells whom to notify."""
    try:
        return load_settings_over(flow_run.parameters.get("settings") or {}, "the deployment")
    except UsageError:
        return Settings(webhook_url=os.environ.get("MITHAQ_WEBHOOK_URL", ""))


build_flow = Flow(
    build,
    name="mithaq build",
    flow_run_name=_run_name,
    on_completion=[tell_webhook],
    on_failure=[tell_webhook],
    on_crashed=[tell_webhook],
)
"""What a deployment runs; its entry point is ``flows/prefect_flow.py:build_flow``."""
