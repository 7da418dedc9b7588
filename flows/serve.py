"""Builds on a schedule with nothing else running: this process is Prefect's server and starts every build.

Prefect's page is there as long as this process is. With ``PREFECT_API_URL`` set, the server at that address is used.
"""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from flows.errors import MithaqError, UsageError
from flows.inputs import STANDARD_INPUT, list_inputs

if TYPE_CHECKING:
    import uvicorn
    from prefect.client.schemas.schedules import CronSchedule
    from prefect.deployments.runner import RunnerDeployment
    from prefect.runner import Runner

HOST = "127.0.0.1"
ENTRY_POINT = "flows.prefect_flow.build_flow"
_FLOW = "mithaq build"
_START_SECONDS = 60.0
_STOP_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """What to build and when; ``port`` 0 takes any free one; ``settings`` are those that the command line gives."""

    inputs: tuple[str, ...]
    out: Path
    cron: str
    timezone: str = "UTC"
    name: str = ""
    port: int = 4200
    build_now: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


def serve(schedule: Schedule, say: Callable[[str], object]) -> None:
    """Builds when ``schedule`` says until the process is interrupted; ``say`` is told what a user wants to know.

    ``UsageError`` when the schedule cannot be kept, before anything is started.
    """
    if STANDARD_INPUT in schedule.inputs:
        raise UsageError("a schedule cannot read standard input; give files or folders")
    list_inputs(schedule.inputs, schedule.out)
    config = Path(os.environ.get("MITHAQ_CONFIG", "mithaq.toml"))
    if config.is_file():
        os.environ["MITHAQ_CONFIG"] = str(config.resolve())  # a build may run in another folder
    with _address(schedule.port) as (address, listener):
        cron = _cron(schedule)
        with _server(listener):
            runner = _runner(schedule, cron, alone=listener is not None)
            say(f'serving "{_FLOW}/{runner.name}": {schedule.cron} ({schedule.timezone})')
            say(f"Prefect's page: {address}\nCtrl-C stops")
            with suppress(KeyboardInterrupt):
                asyncio.run(runner.start())  # until SIGINT or SIGTERM; pauses the schedule then
    say("stopped; the schedule is paused until the next start")


def _cron(schedule: Schedule) -> CronSchedule:
    from prefect.client.schemas.schedules import CronSchedule

    try:
        return CronSchedule(cron=schedule.cron, timezone=schedule.timezone)
    except ValueError:
        raise UsageError(
            f'--cron "{schedule.cron}" --timezone {schedule.timezone} is no schedule; "0 * * * *" is every hour, '
            '"30 6 * * *" every day at 6:30, and a time zone is written like UTC or Africa/Casablanca'
        ) from None


def _runner(schedule: Schedule, cron: CronSchedule, *, alone: bool) -> Runner:
    """What starts the builds, its deployment registered; ``alone`` when nobody else has runs of the deployment."""
    from prefect.deployments import run_deployment
    from prefect.runner import Runner

    deployment = _deployment(schedule, cron)
    runner = Runner(name=deployment.name)
    deployment_id = cast(UUID, runner.add_deployment(deployment))
    if alone:
        _end_left_runs(deployment_id)
    if schedule.build_now:
        run_deployment(f"{_FLOW}/{deployment.name}", timeout=0)
    return runner


def _deployment(schedule: Schedule, cron: CronSchedule) -> RunnerDeployment:
    from prefect.client.schemas.actions import DeploymentScheduleCreate
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.deployments.runner import RunnerDeployment

    return RunnerDeployment.from_entrypoint(
        ENTRY_POINT,
        name=schedule.name or schedule.out.resolve().name,
        schedules=[DeploymentScheduleCreate(schedule=cron)],
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        parameters=_parameters(schedule),
        description=f"Builds {', '.join(schedule.inputs)} into {schedule.out}",
    )


def _end_left_runs(deployment_id: UUID) -> None:
    """Ends what an earlier process left under way: a run that seems to go on would have every later one cancelled."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter, FlowRunFilterState
    from prefect.client.schemas.filters import FlowRunFilterStateType as OfTypes
    from prefect.client.schemas.objects import StateType
    from prefect.states import Crashed

    types = OfTypes(any_=[StateType.PENDING, StateType.RUNNING, StateType.CANCELLING])
    with get_client(sync_client=True) as client:
        left = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=types)),
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])),
        )
        for run in left:
            client.set_flow_run_state(run.id, Crashed(message="ended with the process that served it"), force=True)


def _parameters(schedule: Schedule) -> dict[str, Any]:
    """Those of the flow, with paths that mean the same in whatever folder a build runs."""
    return {
        "inputs": [str(Path(name).absolute()) for name in schedule.inputs],
        "out": str(schedule.out.absolute()),
        "names": dict(schedule.names),
        "settings": dict(schedule.settings),
    }


@contextmanager
def _address(port: int) -> Iterator[tuple[str, socket.socket | None]]:
    """Address of Prefect's page, and the socket of our own server unless the environment names one that is running."""
    known = os.environ.get("PREFECT_API_URL")
    if known:
        yield known.removesuffix("/api"), None
        return
    with _listener(port) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        # Read when Prefect is imported, here and in the processes of the builds.
        os.environ.update(PREFECT_API_URL=f"{address}/api", PREFECT_UI_API_URL=f"{address}/api")
        os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        os.environ.setdefault("DO_NOT_TRACK", "1")
        # Marks what a sleeping laptop missed, and quarrels with the other services over the one-file database.
        os.environ.setdefault("PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED", "false")
        yield address, listener


def _listener(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"cannot listen on port {port} ({error.strerror}); give another --port, 0 for any, or set PREFECT_API_URL "
            "to the Prefect server that is running there"
        ) from None
    return listener


@contextmanager
def _server(listener: socket.socket | None) -> Iterator[None]:
    """Prefect's server in a thread while the block runs: it ends with this process, however that ends."""
    if listener is None:
        from flows.prefect_flow import require_server

        require_server()
        yield
        return
    import uvicorn
    from prefect.server.api.server import create_app

    server = uvicorn.Server(uvicorn.Config(create_app(final=True), log_level="warning", timeout_graceful_shutdown=3))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        _wait_until_started(server, thread)
        yield
    finally:
        server.should_exit = True
        thread.join(_STOP_SECONDS)


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    give_up = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > give_up:
            raise MithaqError("Prefect's server did not start; see above. It must be able to write PREFECT_HOME")
        time.sleep(0.1)
