"""`POST /event {channel, events}`: the only way to say something here, with the key of this stage.

(AWS AppSync Events Developer Guide, "Publish events via HTTP". In AWS it is the role of our worker that opens this.)
"""

import hmac
import json
import uuid

from local.http1 import Connection, Request, Response
from local.json_types import JsonObject
from local.realtime.channels import BadChannel, Channel, parse_channel
from local.realtime.frames import BadRequest, NotAuthorized, Refusal
from local.realtime.hub import Hub

PATH = "/event"
KEY_HEADER = "x-api-key"
MOST_EVENTS = 5
MOST_BYTES = 240 * 1024
"""Of one event, and of all that one request brings."""
JSON = (("content-type", "application/json"),)


class Publisher:
    """Takes events for the sockets of `hub` from who knows `key`."""

    def __init__(self, hub: Hub, key: str) -> None:
        self._hub = hub
        self._key = key.encode()

    def answer(self, request: Request) -> Response:
        """Say what the request brings, all of it or nothing."""
        if request.target.partition("?")[0] != PATH or request.method != "POST":
            return _refusal(404, Refusal("NotFoundException", "There is nothing here."))
        try:
            self._require_key(request)
            channel, events = _read(request)
        except NotAuthorized as refusal:
            return _refusal(401, refusal)
        except BadChannel as bad:
            return _refusal(400, BadRequest(str(bad)))
        except Refusal as refusal:
            return _refusal(400, refusal)
        for event in events:
            self._hub.publish(channel, event)
        taken: list[JsonObject] = [
            {"identifier": str(uuid.uuid4()), "index": index} for index in range(len(events))
        ]
        return _json(200, {"failed": [], "successful": list(taken)})

    def _require_key(self, request: Request) -> None:
        given = request.header(KEY_HEADER) or ""
        if not hmac.compare_digest(given.encode("latin-1", "replace"), self._key):
            raise NotAuthorized


class Publication(Connection):
    """A client's connection for requests."""

    def __init__(self, publisher: Publisher) -> None:
        super().__init__(body_limit=2 * MOST_BYTES)  # quotation marks are longer in JSON
        self._publisher = publisher

    def on_request(self, request: Request) -> None:
        """Answer at once: nothing here waits."""
        self.respond(self._publisher.answer(request))


def _read(request: Request) -> tuple[Channel, list[str]]:
    """Raises `BadRequest`, `BadChannel`."""
    try:
        wish = json.loads(request.body) if not request.too_large else None
    except (ValueError, RecursionError):
        raise BadRequest("The body is not JSON.") from None
    if not isinstance(wish, dict):
        raise BadRequest("The body is no JSON object, or too long.")
    channel = parse_channel(wish.get("channel"))
    events = wish.get("events")
    if not isinstance(events, list) or not 0 < len(events) <= MOST_EVENTS:
        raise BadRequest(f"A request has 1 to {MOST_EVENTS} events.")
    for event in events:
        if not isinstance(event, str) or not _is_json(event):
            raise BadRequest("Each event must be a text of valid JSON.")
    if sum(len(event.encode()) for event in events) > MOST_BYTES:
        raise BadRequest(f"The events are longer than {MOST_BYTES} bytes.")
    return channel, events


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
        text.encode()
    except (ValueError, RecursionError):
        return False
    return True


def _refusal(status: int, refusal: Refusal) -> Response:
    return _json(status, {"errors": list(refusal.errors)})


def _json(status: int, body: JsonObject) -> Response:
    return Response(status, JSON, json.dumps(body).encode())
