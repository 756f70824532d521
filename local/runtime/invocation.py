"""One call of a Lambda, and the ways in which it can fail."""

import asyncio
import uuid
from dataclasses import dataclass, field


class InvocationFailed(Exception):
    """The Lambda gave no result. The message says what happened; it is for the log, not for the client."""


class FunctionError(InvocationFailed):
    """The handler raised, or its module could not be imported; `payload` is the runtime's JSON."""

    def __init__(self, payload: bytes) -> None:
        super().__init__(payload.decode("utf-8", "replace"))
        self.payload = payload


class FunctionTimedOut(InvocationFailed):
    """The function's time was up, and its process was killed."""


class FunctionCrashed(InvocationFailed):
    """The process ended in the middle of the work."""


class ResponseTooLarge(InvocationFailed):
    """The result is over Lambda's limit of 6 MB."""


@dataclass(slots=True, eq=False)
class Invocation:
    """An event on its way through a worker; `result` becomes the raw bytes that the handler returned."""

    event: bytes
    result: "asyncio.Future[bytes]"
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    time_out: asyncio.TimerHandle | None = None

    def succeed(self, payload: bytes) -> None:
        """Hand over the result, once; a client that went away is no reason to complain."""
        self._stop_clock()
        if not self.result.done():
            self.result.set_result(payload)

    def fail(self, failure: InvocationFailed) -> None:
        """Hand over a failure, once."""
        self._stop_clock()
        if not self.result.done():
            self.result.set_exception(failure)

    def _stop_clock(self) -> None:
        if self.time_out is not None:
            self.time_out.cancel()
            self.time_out = None
