"""A client of AppSync Events in a few lines, for tests: the wire as it is documented, without a library of AWS."""

import base64
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PROTOCOL = "aws-appsync-event-ws"
SECONDS = 10.0


def authorization_protocol(headers: dict[str, str]) -> str:
    """The subprotocol in which headers hide."""
    encoded = base64.urlsafe_b64encode(json.dumps(headers).encode()).decode().rstrip("=")
    return f"header-{encoded}"


class SubscribeRefused(Exception):
    """`errors` of a `subscribe_error`."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors)
        self.types = [error["errorType"] for error in errors]


class RealtimeClient:
    """A connection that was accepted. Frames that nobody asked for yet wait in `frames`."""

    def __init__(self, socket: ClientConnection, headers: dict[str, str]) -> None:
        self.socket = socket
        self._headers = headers

    def tell(self, kind: str, **facts: Any) -> None:
        """Send a frame."""
        self.socket.send(json.dumps({"type": kind, **facts}))

    def next(self, seconds: float = SECONDS) -> dict[str, Any]:
        """The next frame. Raises `TimeoutError`, and `ConnectionClosed` of websockets."""
        frame: dict[str, Any] = json.loads(self.socket.recv(timeout=seconds))
        return frame

    def begin(self) -> dict[str, Any]:
        """Introduce ourselves; the answer."""
        self.tell("connection_init")
        return self.next()

    def subscribe(self, channel: str, *, token: str | None = None) -> str:
        """The id of a new subscription. Raises `SubscribeRefused`."""
        of = str(uuid4())
        headers = self._headers if token is None else self._headers | {"Authorization": token}
        self.tell("subscribe", id=of, channel=channel, authorization=headers)
        answer = self.next()
        if answer["type"] == "subscribe_error":
            raise SubscribeRefused(answer["errors"])
        assert (answer["type"], answer["id"]) == ("subscribe_success", of)
        return of

    def event(self, seconds: float = SECONDS) -> Any:
        """What the next `data` says."""
        frame = self.next(seconds)
        assert frame["type"] == "data", frame
        return json.loads(frame["event"])

    def hear_out(self, seconds: float = 1.0) -> None:
        """Listen until nothing comes for a while: what waited for the worker is told behind what people say."""
        with suppress(TimeoutError):
            while True:
                self.next(seconds)

    def hears_nothing(self, seconds: float = 0.3) -> bool:
        """Whether nothing comes for a while."""
        try:
            frame = self.next(seconds)
        except TimeoutError:
            return True
        raise AssertionError(frame)


@contextmanager
def connected(
    address: str, token: str, *, roots: Path | None = None, headers: dict[str, str] | None = None
) -> Iterator[RealtimeClient]:
    """A connection to `host:port`; with TLS where `roots`, the authority's file, is given."""
    given = {"Authorization": token, "host": address} if headers is None else headers
    context = ssl.create_default_context(cafile=roots) if roots else None
    scheme = "wss" if roots else "ws"
    protocols = [Subprotocol(PROTOCOL), Subprotocol(authorization_protocol(given))]
    with connect(
        f"{scheme}://{address}/event/realtime", subprotocols=protocols, ssl=context, proxy=None
    ) as socket:
        yield RealtimeClient(socket, given)


@contextmanager
def listening(
    address: str, token: str, channel: str, *, roots: Path | None = None
) -> Iterator[RealtimeClient]:
    """A connection that hears `channel`."""
    with connected(address, token, roots=roots) as client:
        assert client.begin()["type"] == "connection_ack"
        client.subscribe(channel)
        yield client
