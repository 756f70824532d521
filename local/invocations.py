"""Lambda's own door on one machine: a Lambda that may start jobs invokes another one, as `boto3` asks AWS to.

It listens on a port of its own, which only the Lambdas are told, and knows asynchronous invocations only: the order is
taken at once, and what fails is repeated as a timer's run is.
"""

import asyncio
import json
import re
import socket
from datetime import datetime

from local.http1 import Connection, Request, Response
from local.schedules import Schedules, UnknownJob

VARIABLE = "AWS_ENDPOINT_URL_LAMBDA"
LARGEST_EVENT = 1024 * 1024
PATH = re.compile(r"/2015-03-31/functions/(?P<function>[A-Za-z0-9_-]+)/invocations")
JSON = (("content-type", "application/json"),)
ACCEPTED = Response(202)


class Invocations:
    """Accepts orders on a socket that is bound already, until closed."""

    def __init__(self, schedules: Schedules) -> None:
        self._schedules = schedules
        self._server: asyncio.Server | None = None

    async def open(self, listener: socket.socket) -> None:
        """Start to accept."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Order(self._schedules), sock=listener)

    def close(self) -> None:
        """Take no more orders; what was begun goes on."""
        if self._server is not None:
            self._server.close()


class _Order(Connection):
    """One connection of a Lambda's client."""

    def __init__(self, schedules: Schedules) -> None:
        super().__init__(body_limit=LARGEST_EVENT)
        self._schedules = schedules

    def on_request(self, request: Request) -> None:
        """Take an order, or say as Lambda does why not."""
        self.respond(self._take_order(request))

    def _take_order(self, request: Request) -> Response:
        called = PATH.fullmatch(request.target.partition("?")[0])
        if called is None or request.method != "POST" or request.header("x-amz-invocation-type") != "Event":
            return _refusal(400, "InvalidRequestContentException")
        try:
            event = json.loads(request.body)
            scheduled_at, as_of = (
                datetime.fromisoformat(event[name]) for name in ("scheduled_time", "as_of")
            )
            self._schedules.start(event["job"], scheduled_at, as_of, function=called["function"])
        except UnknownJob:
            return _refusal(404, "ResourceNotFoundException")
        except (ValueError, TypeError, KeyError):
            return _refusal(400, "InvalidRequestContentException")
        return ACCEPTED


def _refusal(status: int, error: str) -> Response:
    return Response(status, (*JSON, ("x-amzn-errortype", error)), json.dumps({"Message": error}).encode())
