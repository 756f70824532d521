"""Everything that runs inside the event loop: gateway, Lambdas, schedules, queues; from a topology."""

import asyncio
import logging
import socket
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path

from infra.topology.types import Topology
from local.aws import Aws
from local.environment import Stage
from local.functions import Functions
from local.gateway.application import Gateway
from local.gateway.authorizer import JwtAuthorizer
from local.gateway.server import Front
from local.identity import AUDIENCES, ISSUER, IdentityKey
from local.local_routes import local_routes
from local.schedules import Schedules

LOG = logging.getLogger("local.system")
PATIENCE_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a system is made of."""

    topology: Topology
    stage: Stage
    key: IdentityKey
    logs: Path
    outbox: Path
    aws: Aws | None = None
    test_clock: bool = False


class System:
    """A running system; `async with` starts and stops it."""

    def __init__(self, parts: Parts, listener: socket.socket) -> None:
        self._listener = listener
        self._parts = parts
        port: int = listener.getsockname()[1]
        self.functions = Functions(parts.topology, parts.stage, parts.logs)
        self.schedules = Schedules(parts.topology, self.functions.invoke)
        self._front = Front(
            Gateway(
                parts.topology,
                invoke=self.functions.invoke,
                authorizer=JwtAuthorizer({parts.key.key_id: parts.key.public}, ISSUER, AUDIENCES),
                port=port,
                local_routes=local_routes(
                    parts.key, self.schedules, outbox=parts.outbox, test_clock=parts.test_clock
                ),
            )
        )
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "System":
        """Open the door and start the timers."""
        await self._front.open(self._listener)
        self._start("schedules", self.schedules.run())
        if self._parts.aws is not None:
            from local.queues import Queues  # late, as it brings botocore along

            urls = dict(self._parts.stage.queue_urls)
            queues = Queues(self._parts.topology, self._parts.aws, urls, self.functions.invoke)
            self._start("queues", queues.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the door, let what runs end for a moment, then end every process."""
        if self._parts.aws is not None:
            self._parts.aws.stop()  # first, because threads wait in its long polls
        for task in self._tasks:
            task.cancel()
        await self._front.close(PATIENCE_SECONDS)
        await self.functions.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, name: str, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name=name)
        task.add_done_callback(_say_why_it_ended)
        self._tasks.append(task)


def _say_why_it_ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (fault := task.exception()) is not None:
        LOG.error("the %s stopped", task.get_name(), exc_info=fault)
