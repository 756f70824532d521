"""A WebSocket of a client: frames in, in order, and frames out; who does not read them is cut off.

The wire is the `websockets` library's, without its reading and writing: the same port takes requests, too.
"""

import asyncio
import logging
from http import HTTPStatus
from typing import cast

from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import OPEN
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

from local.realtime.conversation import Conversation, Service
from local.realtime.frames import KEEP_ALIVE_SECONDS, PROTOCOL, authorization_in, said

PATH = "/event/realtime"
LONGEST_FRAME = 256 * 1024
MOST_UNREAD_BYTES = 1024 * 1024
"""What may wait for a client that does not read."""
MOST_UNANSWERED = 128
"""Frames that a client may send ahead of our answers."""
SECONDS_TO_SAY_GOODBYE = 2.0
LOG = logging.getLogger("local.realtime")


class SocketLine(asyncio.Protocol):
    """See the module. `lines` are those that are open."""

    def __init__(self, service: Service, lines: "set[SocketLine]") -> None:
        self.address = ""
        self._service = service
        self._lines = lines
        self._wire = ServerProtocol(subprotocols=[Subprotocol(PROTOCOL)], max_size=LONGEST_FRAME, logger=LOG)
        self._transport: asyncio.Transport | None = None
        self._conversation: Conversation | None = None
        self._unanswered: asyncio.Queue[str] = asyncio.Queue(MOST_UNANSWERED)
        self._answering: asyncio.Task[None] | None = None
        self._next_keep_alive: asyncio.TimerHandle | None = None
        self._ending: asyncio.TimerHandle | None = None
        self._pieces: list[bytes] = []

    def say(self, frame: str) -> None:
        """Send a frame, if the client is still there."""
        if self._wire.state is OPEN:
            self._wire.send_text(frame.encode())
            self._flush()

    def keep_alive(self) -> None:
        """Send `ka` every minute from now on."""
        if self._next_keep_alive is None:
            loop = asyncio.get_running_loop()
            self._next_keep_alive = loop.call_later(KEEP_ALIVE_SECONDS, self._say_that_we_live)

    def hang_up(self, code: int = CloseCode.NORMAL_CLOSURE) -> None:
        """Close in order, after what was said."""
        if self._wire.state is OPEN:
            self._wire.send_close(code)
            self._flush()

    def cut(self) -> None:
        """As a network does that fails: without a word."""
        if self._transport is not None:
            self._transport.abort()

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: a client connected."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.set_write_buffer_limits(high=MOST_UNREAD_BYTES)
        peer = transport.get_extra_info("peername")
        self.address = peer[0] if isinstance(peer, tuple) else ""
        self._lines.add(self)

    def data_received(self, data: bytes) -> None:
        """asyncio: bytes came."""
        self._wire.receive_data(data)
        self._take_events()

    def eof_received(self) -> None:
        """asyncio: the client sends no more."""
        self._wire.receive_eof()
        self._take_events()

    def pause_writing(self) -> None:
        """asyncio: too much waits for this client. It gets the rest where it catches up, over HTTP."""
        LOG.warning("a socket that does not read is cut off")
        self.cut()

    def connection_lost(self, _exc: Exception | None) -> None:
        """asyncio: the client went away."""
        self._transport = None
        self._lines.discard(self)
        if self._conversation is not None:
            self._conversation.end()
        for unfinished in (self._answering, self._next_keep_alive, self._ending):
            if unfinished is not None:
                unfinished.cancel()

    def _take_events(self) -> None:
        for event in self._wire.events_received():
            if isinstance(event, Request):
                self._open(event)
            elif isinstance(event, Frame):
                self._take(event)
        self._flush()

    def _open(self, request: Request) -> None:
        if request.path.partition("?")[0] != PATH:
            self._wire.send_response(self._wire.reject(HTTPStatus.NOT_FOUND, "There is nothing here.\n"))
            return
        self._wire.send_response(self._wire.accept(request))
        if self._wire.state is OPEN:
            offered = ",".join(request.headers.get_all("Sec-WebSocket-Protocol"))
            headers = authorization_in([one.strip() for one in offered.split(",")])
            self._conversation = Conversation(self._service, headers, self)
            self._answering = asyncio.get_running_loop().create_task(self._answer(self._conversation))

    def _take(self, frame: Frame) -> None:
        if frame.opcode is Opcode.BINARY:
            self._wire.fail(CloseCode.UNSUPPORTED_DATA)
        if frame.opcode not in (Opcode.TEXT, Opcode.CONT):
            return
        self._pieces.append(bytes(frame.data))
        if not frame.fin:
            return
        whole, self._pieces = b"".join(self._pieces), []
        try:
            self._unanswered.put_nowait(whole.decode())
        except UnicodeDecodeError:
            self._wire.fail(CloseCode.INVALID_DATA)
        except asyncio.QueueFull:
            self._wire.fail(CloseCode.POLICY_VIOLATION)

    async def _answer(self, conversation: Conversation) -> None:
        while True:
            text = await self._unanswered.get()
            try:
                await conversation.hear(text)
            except Exception:
                LOG.exception("a frame could not be answered")
                self.hang_up(CloseCode.INTERNAL_ERROR)

    def _say_that_we_live(self) -> None:
        self.say(said("ka"))
        self._next_keep_alive = None
        self.keep_alive()

    def _flush(self) -> None:
        if self._transport is None:
            return
        for data in self._wire.data_to_send():
            if data:
                self._transport.write(data)
            elif self._transport.can_write_eof():
                self._transport.write_eof()
            else:  # TLS ends both ways at once
                self._transport.close()
        if self._wire.close_expected() and self._ending is None:
            self._ending = asyncio.get_running_loop().call_later(SECONDS_TO_SAY_GOODBYE, self.cut)
