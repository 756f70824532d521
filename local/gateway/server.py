"""The gateway's front: HTTP connections of clients."""

import asyncio
import logging
import socket
import time
from email.utils import formatdate
from functools import lru_cache

from local.gateway.application import Gateway, message
from local.http1 import Connection, Request, Response

LARGEST_BODY = 10 * 1024 * 1024
LOG = logging.getLogger("local.gateway")


class Front:
    """Accepts connections on a socket that is bound already, until closed."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._server: asyncio.Server | None = None
        self.in_flight: set[asyncio.Task[None]] = set()
        self.connections: set[Connection] = set()

    async def open(self, listener: socket.socket) -> None:
        """Start to accept."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: ClientConnection(self, self._gateway), sock=listener)

    async def close(self, patience_seconds: float) -> None:
        """Stop accepting, let what runs end within `patience_seconds`, and hang up."""
        if self._server is not None:
            self._server.close()
        if self.in_flight:
            await asyncio.wait(self.in_flight, timeout=patience_seconds)
        for task in self.in_flight:
            task.cancel()
        for connection in list(self.connections):
            if connection.transport is not None:
                connection.transport.close()


class ClientConnection(Connection):
    """One client."""

    def __init__(self, front: Front, gateway: Gateway) -> None:
        super().__init__(body_limit=LARGEST_BODY)
        self._front = front
        self._gateway = gateway

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: a client connected."""
        super().connection_made(transport)
        self._front.connections.add(self)

    def connection_lost(self, _exc: Exception | None) -> None:
        """asyncio: the client went away."""
        super().connection_lost(_exc)
        self._front.connections.discard(self)

    def on_request(self, request: Request) -> None:
        """Answer in a task, so that other connections go on."""
        task = asyncio.get_running_loop().create_task(self._answer(request))
        self._front.in_flight.add(task)
        task.add_done_callback(self._front.in_flight.discard)

    async def _answer(self, request: Request) -> None:
        try:
            response = await self._gateway.handle(request, self.peer)
        except asyncio.CancelledError:
            response = message(503, "Service Unavailable")
        except Exception:
            LOG.exception("the gateway failed on %s %s", request.method, request.target)
            response = message(500, "Internal Server Error")
        date = _http_date(int(time.time()))
        dated = Response(response.status, (("date", date), *response.headers), response.body)
        self.respond(dated, head=request.method == "HEAD")


@lru_cache(maxsize=1)
def _http_date(second: int) -> str:
    """The date header: formatted once a second, not once a request."""
    return formatdate(second, usegmt=True)
