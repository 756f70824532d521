"""The port of the emulator: requests and sockets, with TLS and without, told apart by what a client says first."""

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import cast

from local.realtime.conversation import Service
from local.realtime.publishing import Publication, Publisher
from local.realtime.socket_line import SocketLine

TLS_HANDSHAKE = b"\x16"
A_GET = b"G"
SECONDS_TO_SAY_SOMETHING = 10.0
BACKLOG = 128
LOG = logging.getLogger("local.realtime")


class Emulator:
    """Listens on a socket that is bound already, until closed; what it knows is forgotten then."""

    def __init__(
        self, listener: socket.socket, service: Service, publisher: Publisher, tls: ssl.SSLContext
    ) -> None:
        self._listener = listener
        self._place: tuple[str, int] = listener.getsockname()
        self._service = service
        self._publisher = publisher
        self._tls = tls
        self._lines: set[SocketLine] = set()
        self._accepting: asyncio.Task[None] | None = None
        self._greeting: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str:
        """Host and port."""
        return f"{self._place[0]}:{self._place[1]}"

    @property
    def sockets(self) -> int:
        """How many are open."""
        return len(self._lines)

    @property
    def subscriptions(self) -> int:
        """How many their clients have."""
        return self._service.hub.size

    async def open(self) -> None:
        """Start to accept."""
        self._listener.settimeout(0)
        self._accepting = asyncio.get_running_loop().create_task(self._accept(), name="realtime")

    async def close(self) -> None:
        """Stop accepting, and hang up."""
        for task in (self._accepting, *self._greeting):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        self._listener.close()
        self.cut()

    def cut(self) -> int:
        """Break all lines, as a network does; returns how many those were. Their clients come again."""
        lines = list(self._lines)
        for line in lines:
            line.cut()
        return len(lines)

    async def restart(self, seconds_away: float) -> None:
        """Be away for a while, and come back at the same place, without a memory."""
        await self.close()
        await asyncio.sleep(seconds_away)
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(self._place)
        listener.listen(BACKLOG)
        self._listener = listener
        await self.open()

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                client, _ = await loop.sock_accept(self._listener)
            except OSError as error:  # too many files are open: one of them ends soon
                LOG.warning("a client could not be let in: %s", error)
                await asyncio.sleep(0.1)
                continue
            task = loop.create_task(self._greet(client))
            self._greeting.add(task)
            task.add_done_callback(self._greeting.discard)

    async def _greet(self, client: socket.socket) -> None:
        client.settimeout(0)
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(SECONDS_TO_SAY_SOMETHING):
                first = await _first_byte(client)
            tls = self._tls if first == TLS_HANDSHAKE else None
            await loop.connect_accepted_socket(lambda: Greeting(self._make), client, ssl=tls)
        except (
            OSError,
            TimeoutError,
            asyncio.CancelledError,
        ):  # who never says a word, and who speaks no TLS
            client.close()

    def _make(self, first: bytes) -> asyncio.Protocol:
        """Who wants a socket begins with GET, who says something with POST."""
        return SocketLine(self._service, self._lines) if first == A_GET else Publication(self._publisher)


class Greeting(asyncio.Protocol):
    """A connection until its first byte says what it is for."""

    def __init__(self, make: Callable[[bytes], asyncio.Protocol]) -> None:
        self._make = make
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: a client connected."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """asyncio: the first bytes, of whatever it is."""
        assert self._transport is not None
        protocol = self._make(data[:1])
        self._transport.set_protocol(protocol)
        protocol.connection_made(self._transport)
        protocol.data_received(data)


async def _first_byte(client: socket.socket) -> bytes:
    """It stays where it is, for TLS begins with it."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(client.fileno(), ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(client.fileno())
    return client.recv(1, socket.MSG_PEEK)
