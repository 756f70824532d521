"""A small HTTP/1.1 server side over httptools, shared by the gateway's front and the Runtime API.

A protocol of asyncio and not a framework: one warm invocation passes through here three times, and a
framework costs more than the invocation.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import cast

import httptools

BODILESS = frozenset({204, 304})
REASONS = {status.value: status.phrase for status in HTTPStatus}


@dataclass(slots=True)
class Request:
    """One request as it came over the wire; header names are lower-cased, repeated headers kept apart."""

    method: str = ""
    target: str = ""
    version: str = "1.1"
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    keep_alive: bool = True
    too_large: bool = False

    def header(self, name: str) -> str | None:
        """The first header called `name` (lower case), or None."""
        for key, value in self.headers:
            if key == name:
                return value
        return None


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back: `headers` without content-length, which the connection adds."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class Connection(asyncio.Protocol):
    """Parses requests and hands them, one at a time and in order, to `on_request`.

    `body_limit` is in bytes; of a longer body only the fact is kept (`Request.too_large`).
    """

    def __init__(self, body_limit: int) -> None:
        self.body_limit = body_limit
        self.transport: asyncio.Transport | None = None
        self.peer = ""
        self._parser = httptools.HttpRequestParser(self)
        self._waiting: deque[Request] = deque()
        self._busy: Request | None = None
        self._reading = Request()
        self._chunks: list[bytes] = []
        self._size = 0
        self._paused = False
        self._broken = False

    def on_request(self, request: Request) -> None:
        """Called with each complete request; the answer is given by `respond`, now or later."""
        raise NotImplementedError

    def on_malformed(self) -> Response:
        """The answer to what is not HTTP."""
        return Response(400, (("content-type", "application/json"),), b'{"message":"Bad Request"}')

    def respond(self, response: Response, *, head: bool = False) -> None:
        """Answer the request in hand and take up the next one that has been read."""
        request, self._busy = self._busy, None
        keep_alive = request.keep_alive if request else False
        self._write(response, keep_alive=keep_alive, head=head)
        if keep_alive and self._waiting:
            self._take(self._waiting.popleft())
        elif self._broken:
            self._refuse()
        if self._paused and not self._waiting and self.transport is not None:
            self._paused = False
            self.transport.resume_reading()

    @property
    def is_open(self) -> bool:
        """Whether the other side is still there, as far as we know."""
        return self.transport is not None and not self.transport.is_closing()

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: a peer connected. (uvloop and asyncio switch Nagle off by themselves.)"""
        self.transport = cast("asyncio.Transport", transport)
        peer = transport.get_extra_info("peername")
        self.peer = peer[0] if isinstance(peer, tuple) else ""

    def data_received(self, data: bytes) -> None:
        """asyncio: bytes came."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserCallbackError as error:
            # A fault of ours, not of the peer: the loop logs it and hangs up.
            raise error.__context__ or error from error
        except (httptools.HttpParserUpgrade, httptools.HttpParserError):
            self._broken = True  # WebSocket and h2c are not spoken here either
            if self._busy is None:
                self._refuse()

    def connection_lost(self, _exc: Exception | None) -> None:
        """asyncio: the peer went away. What runs for it goes on, as Lambda does; the answer is dropped."""
        self.transport = None
        self._waiting.clear()

    # httptools callbacks

    def on_message_begin(self) -> None:
        """httptools: the first byte of a request."""
        self._reading = Request()
        self._chunks = []
        self._size = 0

    def on_url(self, url: bytes) -> None:
        """httptools: the target, possibly in pieces."""
        self._reading.target += url.decode("latin-1")

    def on_header(self, name: bytes, value: bytes) -> None:
        """httptools: one header."""
        self._reading.headers.append((name.decode("latin-1").lower(), value.decode("latin-1")))

    def on_headers_complete(self) -> None:
        """httptools: the head is complete; a client that waits for leave to send its body gets it."""
        request = self._reading
        request.method = self._parser.get_method().decode("latin-1")
        request.version = self._parser.get_http_version()
        request.keep_alive = self._parser.should_keep_alive()
        if self.transport is not None and (request.header("expect") or "").lower() == "100-continue":
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        """httptools: a piece of the body."""
        self._size += len(body)
        if self._size > self.body_limit:
            self._reading.too_large = True
            self._chunks.clear()
        else:
            self._chunks.append(body)

    def on_message_complete(self) -> None:
        """httptools: the request is complete."""
        request = self._reading
        request.body = b"".join(self._chunks)
        self._chunks = []
        if self._busy is None:
            self._take(request)
            return
        self._waiting.append(request)
        if self.transport is not None and not self._paused:
            self._paused = True
            self.transport.pause_reading()  # a client that pipelines waits for its answers

    def _take(self, request: Request) -> None:
        self._busy = request
        self.on_request(request)

    def _refuse(self) -> None:
        self._write(self.on_malformed(), keep_alive=False, head=False)

    def _write(self, response: Response, *, keep_alive: bool, head: bool) -> None:
        if self.transport is None or self.transport.is_closing():
            return
        lines = [f"HTTP/1.1 {response.status} {REASONS.get(response.status, 'Unknown')}"]
        lines += [f"{name}: {value}" for name, value in response.headers]
        if response.status not in BODILESS:
            lines.append(f"content-length: {len(response.body)}")
        lines.append("connection: keep-alive\r\n\r\n" if keep_alive else "connection: close\r\n\r\n")
        payload = "\r\n".join(lines).encode("latin-1", "replace")
        self.transport.write(payload if head or response.status in BODILESS else payload + response.body)
        if not keep_alive:
            self.transport.close()
