"""One socket's talk: who it is, what it wants to hear, and what it is refused. Frames come and go in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from local.json_types import JsonObject
from local.realtime.channels import BadChannel, Channel, parse_channel
from local.realtime.frames import (
    CONNECTION_TIMEOUT_MS,
    BadRequest,
    NotAuthorized,
    Refusal,
    as_headers,
    id_of,
    read,
    refused,
    said,
)
from local.realtime.hub import Hub
from local.realtime.subscribing import Subscribing, event_of
from local.realtime.tokens import Tokens

MOST_SUBSCRIPTIONS = 100


@dataclass(frozen=True)
class Service:
    """What all sockets share."""

    hub: Hub
    tokens: Tokens
    subscribing: Subscribing


class Line(Protocol):
    """The socket below."""

    address: str

    def say(self, frame: str) -> None:
        """Send a frame."""

    def keep_alive(self) -> None:
        """From now on send `ka` from time to time."""

    def hang_up(self) -> None:
        """Close it in order, after what was said."""


class Conversation:
    """What a client says is answered here; `headers` are those that it connected with."""

    def __init__(self, service: Service, headers: Mapping[str, str], line: Line) -> None:
        self._service = service
        self._headers = headers
        self._line = line
        self._is_admitted = False
        self._is_over = False
        self._subscriptions: dict[str, Channel] = {}

    async def hear(self, text: str) -> None:
        """Answer one frame. The first one shows whether the connection's own token holds."""
        if not self._is_admitted and not self._admit():
            return
        try:
            frame = read(text)
        except BadRequest as refusal:
            self._line.say(refused("error", refusal))
            return
        await self._answer(frame)

    def end(self) -> None:
        """The socket is gone: it hears nothing more."""
        self._is_over = True
        for of in list(self._subscriptions):
            self._forget(of)

    def _admit(self) -> bool:
        try:
            self._service.tokens.identity_of(self._headers, self._line.address)
        except Refusal as refusal:
            self._line.say(refused("connection_error", refusal))
            self._line.hang_up()
            return False
        self._is_admitted = True
        return True

    async def _answer(self, frame: JsonObject) -> None:
        match frame.get("type"):
            case "connection_init":
                self._line.say(said("connection_ack", connectionTimeoutMs=CONNECTION_TIMEOUT_MS))
                self._line.keep_alive()
            case "subscribe":
                await self._subscribe(frame)
            case "unsubscribe":
                self._unsubscribe(frame)
            case "publish":  # by the role of our worker alone, and over HTTP
                self._line.say(refused("publish_error", NotAuthorized(), frame.get("id")))
            case other:
                unknown = Refusal(
                    "UnsupportedOperation", f"{other} not supported through the realtime channel"
                )
                self._line.say(refused("error", unknown, frame.get("id")))

    async def _subscribe(self, frame: JsonObject) -> None:
        try:
            of, channel = id_of(frame), parse_channel(frame.get("channel"), wildcard=True)
            self._require_room(of)
            headers = as_headers(frame.get("authorization"))
            identity = self._service.tokens.identity_of(headers, self._line.address)
            shown = {name: value for name, value in headers.items() if name != "authorization"}
            await self._service.subscribing.admit(event_of(channel, identity, shown))
        except BadChannel as bad:
            self._line.say(refused("subscribe_error", BadRequest(str(bad)), frame.get("id")))
        except Refusal as refusal:
            self._line.say(refused("subscribe_error", refusal, frame.get("id")))
        else:
            self._listen(of, channel)

    def _require_room(self, of: str) -> None:
        if of in self._subscriptions:
            raise BadRequest("There is a subscription of this id already.")
        if len(self._subscriptions) >= MOST_SUBSCRIPTIONS:
            raise Refusal("MaxSubscriptionsReachedError", f"A connection has {MOST_SUBSCRIPTIONS} at most.")

    def _listen(self, of: str, channel: Channel) -> None:
        if self._is_over:  # the line was cut while the handler thought
            return
        self._subscriptions[of] = channel
        self._service.hub.add(channel, self._line, of)
        self._line.say(said("subscribe_success", id=of))

    def _unsubscribe(self, frame: JsonObject) -> None:
        of = frame.get("id")
        if not isinstance(of, str) or of not in self._subscriptions:
            unknown = Refusal("UnknownOperationError", f"Unknown operation id {of}")
            self._line.say(refused("unsubscribe_error", unknown, of))
            return
        self._forget(of)
        self._line.say(said("unsubscribe_success", id=of))

    def _forget(self, of: str) -> None:
        self._service.hub.remove(self._subscriptions.pop(of), self._line, of)
