"""A running gateway with real processes and small handlers of the tests' own."""

import asyncio
import http.client
import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import uvloop

from infra.topology import TOPOLOGY
from infra.topology.types import Capability, Function, Method, Queue, Route, Throttle, Topology
from local.environment import Stage
from local.identity import IdentityKey, load_or_create
from local.system import Parts, System
from local.up import listen

METHODS: tuple[Method, ...] = get_args(Method)
PLENTY = Throttle(requests_per_second=100_000, burst=100_000)


@dataclass(frozen=True)
class Answer:
    """An HTTP response."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Running:
    """What a scenario gets: a client and the system's insides."""

    port: int
    system: System
    key: IdentityKey
    logs: Path

    def call(
        self, method: str, target: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, target, body, headers or {})
            response = connection.getresponse()
            pairs = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, pairs, response.read())
        finally:
            connection.close()

    def log(self, function: str = "room") -> str:
        return (self.logs / f"{function}.log").read_text()


def topology(*functions: Function, queues: tuple[Queue, ...] = (), **changes: Any) -> Topology:
    """A topology of these functions and queues, otherwise like the real one."""
    room = Capability(name="room", functions=functions, queues=queues)
    return replace(TOPOLOGY, capabilities=(room,), default_throttle=PLENTY, **changes)


def every_method(path: str) -> tuple[Route, ...]:
    """An open door for whatever is asked."""
    return tuple(Route(method=method, path=path, authorization="none") for method in METHODS)


def function(**changes: Any) -> Function:
    """The Lambda `room.api.lambda_handler` behind every path, without a database."""
    values: dict[str, Any] = {
        "name": "room", "capability": "room", "entry": "api", "timeout_seconds": 10, "database_login": None,
        "routes": every_method("/{proxy+}"),
    } | changes  # fmt: skip
    return Function(**values)


def run(
    folder: Path, handler: str, scenario: Callable[[Running], None], *functions: Function, **parts: Any
) -> None:
    """Start a system around a handler's source, run the scenario against it, stop it.

    The loop is the one of `make up`; the scenario blocks in a thread of its own.
    """
    room = folder / "task" / "room"
    room.mkdir(parents=True, exist_ok=True)
    (room / "api.py").write_text(textwrap.dedent(handler))
    logs = folder / "logs"
    logs.mkdir(exist_ok=True)
    key = load_or_create(folder / "key.pem")
    stage = parts.pop("stage", Stage(cluster=None, values={}, task_root=folder / "task"))
    houses = parts.pop("topology", topology(*(functions or (function(),))))

    async def main() -> None:
        listener = listen(0)
        whole = Parts(topology=houses, stage=stage, key=key, logs=logs, outbox=logs / "outbox", **parts)
        async with System(whole, listener) as system:
            running = Running(listener.getsockname()[1], system, key, logs)
            await asyncio.to_thread(scenario, running)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
