"""Everything that runs inside the event loop: gateway, Lambdas, schedules, queues; from a topology."""

import asyncio
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from infra.topology_types import Topology
from local.aws import Aws
from local.environment import Stage
from local.functions import Functions
from local.gateway.application import Gateway
from local.gateway.authorizer import JwtAuthorizer
from local.gateway.server import Front
from local.identity import AUDIENCES, ISSUER, IdentityKey
from local.local_routes import local_routes
from local.queues import Queues
from local.schedules import Schedules

PATIENCE_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a system is made of."""

    topology: Topology
    stage: Stage
    key: IdentityKey
    logs: Path
    aws: Aws | None = None
    test_clock: bool = False


class System:
    """A running system; `async with` starts and stops it."""

    def __init__(self, parts: Parts, listener: socket.socket) -> None:
        self._listener = listener
        port: int = listener.getsockname()[1]
        self.functions = Functions(parts.topology, parts.stage, parts.logs)
        self.schedules = Schedules(parts.topology, self.functions.invoke)
        self._queues = (
            Queues(parts.topology, parts.aws, dict(parts.stage.queue_urls), self.functions.invoke)
            if parts.aws is not None
            else None
        )
        self._front = Front(
            Gateway(
                parts.topology,
                invoke=self.functions.invoke,
                authorizer=JwtAuthorizer({parts.key.key_id: parts.key.public}, ISSUER, AUDIENCES),
                port=port,
                local_routes=local_routes(parts.key, self.schedules, test_clock=parts.test_clock),
            )
        )
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "System":
        """Open the door and start the timers."""
        await self._front.open(self._listener)
        loop = asyncio.get_running_loop()
        self._tasks.append(loop.create_task(self.schedules.run()))
        if self._queues is not None:
            self._tasks.append(loop.create_task(self._queues.run()))
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the door, let what runs end for a moment, then end every process."""
        for task in self._tasks:
            task.cancel()
        await self._front.close(PATIENCE_SECONDS)
        await self.functions.close()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
