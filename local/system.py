"""Everything that runs inside the event loop: gateway, Lambdas, schedules, queues; from a topology."""

import asyncio
import logging
import socket
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from infra.topology.types import Topology
from local.aws import Aws
from local.dashboard_page import DashboardPage
from local.draining import drain
from local.environment import Stage
from local.figures import Figures
from local.functions import Functions
from local.gateway.application import Gateway
from local.gateway.authorizer import JwtAuthorizer
from local.gateway.server import Front
from local.identity import AUDIENCES, ISSUER, IdentityKey
from local.invocations import Invocations
from local.local_routes import local_routes
from local.onboarding_page import OnboardingPage
from local.realtime.emulator import Emulator
from local.realtime.furnishing import Realtime, answering_function, emulator
from local.schedules import Schedules
from local.watch import Part, Watcher

if TYPE_CHECKING:
    from local.queues import Queues

LOG = logging.getLogger("local.system")
PATIENCE_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a system is made of; `orders` is the socket on which Lambdas start jobs."""

    topology: Topology
    stage: Stage
    key: IdentityKey
    logs: Path
    outbox: Path
    aws: Aws | None = None
    orders: socket.socket | None = None
    realtime: Realtime | None = None
    watched: tuple[Part, ...] = ()
    test_clock: bool = False
    timers: bool = True


class System:
    """A running system; `async with` starts and stops it."""

    def __init__(self, parts: Parts, listener: socket.socket) -> None:
        self._listener = listener
        self._parts = parts
        port: int = listener.getsockname()[1]
        self.functions = Functions(parts.topology, parts.stage, parts.logs)
        self.schedules = Schedules(parts.topology, self.functions.invoke)
        self._invocations = Invocations(self.schedules)
        figures = Figures(parts.logs)
        authorizer = JwtAuthorizer({parts.key.key_id: parts.key.public}, ISSUER, AUDIENCES)
        self.realtime = self._realtime(authorizer)
        self._front = Front(
            Gateway(
                parts.topology,
                invoke=self.functions.invoke,
                authorizer=authorizer,
                port=port,
                local_routes=local_routes(
                    parts.key,
                    self.schedules,
                    OnboardingPage(
                        parts.topology,
                        self.functions.invoke,
                        site_url=parts.stage.values.get("SITE_URL", ""),
                        secret=parts.stage.values.get("STRIPE_WEBHOOK_SECRET", ""),
                    ),
                    dashboard=DashboardPage(parts.topology, figures),
                    outbox=parts.outbox,
                    test_clock=parts.test_clock,
                    realtime=self.realtime,
                ),
                seen=figures.saw,
            )
        )
        self.hurry = asyncio.Event()
        self._queues: Queues | None = None
        self._consuming: asyncio.Task[None] | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "System":
        """Open the door, start the timers and the watch."""
        await self._front.open(self._listener)
        if self._parts.orders is not None:
            await self._invocations.open(self._parts.orders)
        if self.realtime is not None:
            await self.realtime.open()
        if self._parts.timers:
            self._start("schedules", self.schedules.run())
        for part in self._parts.watched:
            self._start(f"watch of {part.name}", Watcher(part).run())
        if self._parts.aws is not None:
            from local.queues import Queues  # late, as it brings botocore along

            urls = dict(self._parts.stage.queue_urls)
            self._queues = Queues(self._parts.topology, self._parts.aws, urls, self.functions.invoke)
            self._consuming = self._start("queues", self._queues.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the door, let what runs end for a moment, drain the queues, then end every process."""
        for task in self._tasks:
            if task is not self._consuming:
                task.cancel()
        await self._front.close(PATIENCE_SECONDS)
        self._invocations.close()
        if self._queues is not None:
            await drain(self._queues, self._parts.watched, self.hurry)
        if self.realtime is not None:  # what was left in the queues could still be heard
            await self.realtime.close()
        if self._parts.aws is not None:
            self._parts.aws.stop()  # before its consumers, whose threads wait in its long polls
        if self._consuming is not None:
            self._consuming.cancel()
        await self.functions.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _realtime(self, authorizer: JwtAuthorizer) -> Emulator | None:
        function = answering_function(self._parts.topology)
        if self._parts.realtime is None or function is None:
            return None
        return emulator(self._parts.realtime, authorizer, self.functions.invoke, function)

    def _start(self, name: str, work: Coroutine[None, None, None]) -> "asyncio.Task[None]":
        task = asyncio.get_running_loop().create_task(work, name=name)
        task.add_done_callback(_say_why_it_ended)
        self._tasks.append(task)
        return task


def _say_why_it_ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (fault := task.exception()) is not None:
        LOG.error("the %s stopped", task.get_name(), exc_info=fault)
