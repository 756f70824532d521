"""The Lambda Runtime API (2018-06-01), as one worker process sees it."""

from typing import Protocol

from local.http1 import Connection, Request, Response
from local.runtime.invocation import Invocation

PREFIX = "/2018-06-01/runtime/"
LARGEST_RESULT = 6 * 1024 * 1024
ACCEPTED = Response(202, (("content-type", "application/json"),), b'{"status":"OK"}')
TOO_LARGE = Response(
    413, (("content-type", "application/json"),), b'{"errorType":"Function.ResponseSizeTooLarge"}'
)
UNKNOWN = Response(404, (("content-type", "application/json"),), b'{"errorType":"NotFound"}')


class RuntimeEvents(Protocol):
    """What the process on the other side tells us."""

    def ready(self, connection: "RuntimeConnection") -> None:
        """It asks for the next event; give it with `connection.send`."""

    def responded(self, request_id: str, payload: bytes) -> None:
        """The handler returned."""

    def too_large(self, request_id: str) -> None:
        """The handler returned more than Lambda carries."""

    def failed(self, request_id: str, payload: bytes) -> None:
        """The handler raised."""

    def init_failed(self, payload: bytes) -> None:
        """The module could not be imported."""


class RuntimeConnection(Connection):
    """One connection of `awslambdaric`, which keeps one open for its whole life."""

    def __init__(self, events: RuntimeEvents) -> None:
        super().__init__(body_limit=LARGEST_RESULT)
        self._events = events

    def send(self, invocation: Invocation, *, deadline_ms: int, arn: str, trace_id: str) -> None:
        """Answer the waiting `next` with an event. `deadline_ms` is Unix time in milliseconds."""
        headers = (
            ("content-type", "application/json"),
            ("Lambda-Runtime-Aws-Request-Id", invocation.request_id),
            ("Lambda-Runtime-Deadline-Ms", str(deadline_ms)),
            ("Lambda-Runtime-Invoked-Function-Arn", arn),
            ("Lambda-Runtime-Trace-Id", trace_id),
        )
        self.respond(Response(200, headers, invocation.event))

    def on_request(self, request: Request) -> None:
        """Route one call of the runtime client."""
        path = request.target.removeprefix(PREFIX)
        if path == "invocation/next" and request.method == "GET":
            self._events.ready(self)
            return
        self.respond(self._report(path, request))

    def _report(self, path: str, request: Request) -> Response:
        if path == "init/error":
            self._events.init_failed(request.body)
            return ACCEPTED
        collection, _, rest = path.partition("/")
        request_id, _, kind = rest.partition("/")
        if collection != "invocation" or kind not in {"response", "error"}:
            return UNKNOWN
        if request.too_large:
            self._events.too_large(request_id)
            return TOO_LARGE
        if kind == "response":
            self._events.responded(request_id, request.body)
        else:
            self._events.failed(request_id, request.body)
        return ACCEPTED
