"""One process of one Lambda: an execution environment, from cold start to its end."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from local.environment import ACCOUNT_ID
from local.runtime.api import RuntimeConnection
from local.runtime.invocation import (
    FunctionCrashed,
    FunctionError,
    FunctionTimedOut,
    Invocation,
    InvocationFailed,
    ResponseTooLarge,
)

LONGEST_INIT_SECONDS = 10.0


@dataclass(frozen=True)
class WorkerPlan:
    """How to run a Lambda: the same for all its processes."""

    name: str
    handler: str
    timeout_seconds: float
    environment: dict[str, str]
    task_root: Path
    log_file: Path

    @property
    def arn(self) -> str:
        """The name by which the function is told of itself."""
        return (
            f"arn:aws:lambda:{self.environment.get('AWS_REGION', 'local')}:{ACCOUNT_ID}:function:{self.name}"
        )


class Worker:
    """Runs `python -m awslambdaric` against a Runtime API of its own, one event at a time.

    `on_idle` is called when it asks for an event, `on_end` once when its process is gone.
    """

    def __init__(
        self, plan: WorkerPlan, on_idle: Callable[["Worker"], None], on_end: Callable[["Worker"], None]
    ) -> None:
        self.plan = plan
        self.current: Invocation | None = None
        self.warm = False
        self.init_failure: bytes | None = None
        self.ended = asyncio.Event()
        self._on_idle = on_idle
        self._on_end = on_end
        self._waiting: RuntimeConnection | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._init_clock: asyncio.TimerHandle | None = None
        self._why: InvocationFailed | None = None
        self._unwanted = False

    @property
    def pid(self) -> int | None:
        """The process id, once started."""
        return self._process.pid if self._process else None

    @property
    def is_returning(self) -> bool:
        """Whether it has answered and not yet asked for the next event."""
        return self.warm and self.current is None and self._waiting is None

    async def run(self) -> None:
        """Start the process and stay until it has ended."""
        server: asyncio.Server | None = None
        try:
            server = await self._open_runtime_api()
            port = server.sockets[0].getsockname()[1]
            with self.plan.log_file.open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "awslambdaric", self.plan.handler,
                    stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
                    cwd=self.plan.task_root,
                    env=self.plan.environment | {"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}"},
                    start_new_session=True,  # Ctrl-C in the terminal is for us, not for it
                )  # fmt: skip
            self._init_clock = asyncio.get_running_loop().call_later(
                LONGEST_INIT_SECONDS + self.plan.timeout_seconds, self._init_took_too_long
            )
            if self._unwanted:  # killed while it was being started
                self.kill()
            await self._process.wait()
        except OSError as error:
            self._why = FunctionCrashed(f"{self.plan.name} could not be started: {error}")
        finally:
            self.kill()
            if server is not None:
                server.close()
            self._finish()

    async def _open_runtime_api(self) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: RuntimeConnection(self), "127.0.0.1", 0)

    def give(self, invocation: Invocation) -> bool:
        """Hand over an event; False when the process is no longer waiting for one."""
        connection, self._waiting = self._waiting, None
        if connection is None or not connection.is_open:
            return False
        self.current = invocation
        limit = self.plan.timeout_seconds
        invocation.time_out = asyncio.get_running_loop().call_later(limit, self._timed_out, invocation)
        now = time.time()
        connection.send(
            invocation,
            deadline_ms=int((now + limit) * 1000),
            arn=self.plan.arn,
            trace_id=f"Root=1-{int(now):08x}-{invocation.request_id.replace('-', '')[:24]};Sampled=0",
        )
        return True

    def kill(self) -> None:
        """End the process and its children at once; nothing happens when it is gone already."""
        self._unwanted = True
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    # What the Runtime API reports (RuntimeEvents)

    def ready(self, connection: RuntimeConnection) -> None:
        """The process asks for the next event."""
        self._stop_init_clock()
        self.warm = True
        self._waiting = connection
        self._on_idle(self)

    def responded(self, request_id: str, payload: bytes) -> None:
        """The handler returned."""
        if (invocation := self._take(request_id)) is not None:
            invocation.succeed(payload)

    def too_large(self, request_id: str) -> None:
        """The handler returned more than 6 MB."""
        if (invocation := self._take(request_id)) is not None:
            invocation.fail(ResponseTooLarge(f"{self.plan.name} returned more than 6 MB"))

    def failed(self, request_id: str, payload: bytes) -> None:
        """The handler raised."""
        if (invocation := self._take(request_id)) is not None:
            invocation.fail(FunctionError(payload))

    def init_failed(self, payload: bytes) -> None:
        """The module could not be imported; the process ends by itself."""
        self.init_failure = payload

    def _take(self, request_id: str) -> Invocation | None:
        if self.current is None or self.current.request_id != request_id:
            return None
        invocation, self.current = self.current, None
        return invocation

    def _timed_out(self, invocation: Invocation) -> None:
        if self.current is invocation:
            self._why = FunctionTimedOut(f"{self.plan.name} timed out after {self.plan.timeout_seconds:g} s")
            self._take(invocation.request_id)
            invocation.fail(self._why)
            self.kill()
            self._note(str(self._why))

    def _init_took_too_long(self) -> None:
        self._why = FunctionTimedOut(f"{self.plan.name} was not ready in time")
        self.kill()
        self._note(str(self._why))

    def _stop_init_clock(self) -> None:
        if self._init_clock is not None:
            self._init_clock.cancel()
            self._init_clock = None

    def _finish(self) -> None:
        self._stop_init_clock()
        self._waiting = None
        invocation, self.current = self.current, None
        code = self._process.returncode if self._process else None
        if invocation is not None:
            invocation.fail(FunctionCrashed(f"{self.plan.name} ended with exit code {code}"))
        self.ended.set()
        self._on_end(self)
        if invocation is not None:
            self._note(f"{self.plan.name} ended in the middle of an invocation (exit code {code})")

    def failure(self) -> InvocationFailed:
        """Why it never became ready: for the invocation that waited for it."""
        if self.init_failure is not None:
            return FunctionError(self.init_failure)
        return self._why or FunctionCrashed(f"{self.plan.name} ended before it was ready")

    def _note(self, line: str) -> None:
        # On a full disk the line is lost: whoever waits for the worker's end must not be.
        with suppress(OSError), self.plan.log_file.open("a") as log:
            log.write(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} local: {line}\n")
