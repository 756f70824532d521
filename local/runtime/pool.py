"""All processes of one Lambda: reused when idle, started when needed, never more than `most`."""

import asyncio
from collections import deque
from contextlib import suppress

from local.runtime.invocation import FunctionCrashed, Invocation
from local.runtime.worker import Worker, WorkerPlan

SECONDS_FOR_RETURNING = 0.01


class Pool:
    """Gives each event to an idle process, the one used last first (its caches are warm)."""

    def __init__(self, plan: WorkerPlan, most: int) -> None:
        self.plan = plan
        self.most = most
        self._idle: list[Worker] = []
        self._workers: dict[Worker, asyncio.Task[None]] = {}
        self._pending: deque[Invocation] = deque()
        self._closing = False
        self._patience: asyncio.TimerHandle | None = None

    @property
    def pids(self) -> list[int]:
        """The processes that run now."""
        return [worker.pid for worker in self._workers if worker.pid is not None]

    async def invoke(self, event: bytes) -> bytes:
        """Run the handler on a JSON event; returns its raw JSON result. Raises `InvocationFailed`.

        A caller that gives up (by cancelling) leaves a running handler alone, as Lambda does.
        """
        invocation = Invocation(event, asyncio.get_running_loop().create_future())
        if self._closing:
            raise FunctionCrashed(f"{self.plan.name} is being stopped")
        if not self._give_to_idle(invocation):
            self._pending.append(invocation)
            self._start_missing()
        return await invocation.result

    async def close(self) -> None:
        """Kill every process and wait until they are gone."""
        self._closing = True
        if self._patience is not None:
            self._patience.cancel()
        for worker in list(self._workers):
            worker.kill()
        for task in list(self._workers.values()):
            with suppress(asyncio.CancelledError):
                await task
        self._fail_pending(FunctionCrashed(f"{self.plan.name} is being stopped"))

    def _give_to_idle(self, invocation: Invocation) -> bool:
        while self._idle:
            if self._idle.pop().give(invocation):
                return True
        return False

    def _start_missing(self, *, patient: bool = True) -> None:
        starting = sum(1 for worker in self._workers if not worker.warm)
        if starting >= len(self._pending):
            return
        if patient and any(worker.is_returning for worker in self._workers):
            # One has answered and is about to ask again: that is nearer than a cold start.
            if self._patience is None:
                loop = asyncio.get_running_loop()
                self._patience = loop.call_later(SECONDS_FOR_RETURNING, self._lose_patience)
            return
        while starting < len(self._pending) and len(self._workers) < self.most:
            worker = Worker(self.plan, self._became_idle, self._ended)
            self._workers[worker] = asyncio.get_running_loop().create_task(worker.run())
            starting += 1

    def _lose_patience(self) -> None:
        self._patience = None
        self._start_missing(patient=False)

    def _became_idle(self, worker: Worker) -> None:
        while self._pending:
            invocation = self._pending.popleft()
            if invocation.result.done():  # its caller gave up while it waited
                continue
            if not worker.give(invocation):
                self._pending.appendleft(invocation)
            return
        self._idle.append(worker)

    def _ended(self, worker: Worker) -> None:
        self._workers.pop(worker, None)
        if worker in self._idle:
            self._idle.remove(worker)
        if self._closing:
            return
        if not worker.warm and self._pending:
            self._pending.popleft().fail(worker.failure())
        self._start_missing()

    def _fail_pending(self, failure: FunctionCrashed) -> None:
        while self._pending:
            self._pending.popleft().fail(failure)
