"""What is said over a socket, in both directions: JSON objects with a `type`.

(AWS AppSync Events Developer Guide, "Understanding the Event API WebSocket protocol".)
"""

import base64
import binascii
import json
from collections.abc import Mapping

from local.json_types import JsonObject

PROTOCOL = "aws-appsync-event-ws"
HEADER_PREFIX = "header-"
CONNECTION_TIMEOUT_MS = 300_000
KEEP_ALIVE_SECONDS = 60.0
LONGEST_ID = 128


class Refusal(Exception):
    """What a client is told instead: a type that AppSync has, and a sentence."""

    def __init__(self, error_type: str, sentence: str) -> None:
        super().__init__(sentence)
        self.error_type = error_type
        self.sentence = sentence

    @property
    def errors(self) -> list[JsonObject]:
        """As it stands in frames and in answers over HTTP."""
        return [{"errorType": self.error_type, "message": self.sentence}]


class BadRequest(Refusal):
    """It cannot be read, or is over a limit."""

    def __init__(self, sentence: str) -> None:
        super().__init__("BadRequestException", sentence)


class NotAuthorized(Refusal):
    """Without a token or key that opens this."""

    def __init__(self, sentence: str = "You are not authorized to make this call.") -> None:
        super().__init__("UnauthorizedException", sentence)


def refused(kind: str, refusal: Refusal, of: object = None) -> str:
    """The frame that says no to the operation `of`."""
    named = {"id": of} if isinstance(of, str) else {}
    return said(kind, **named, errors=list(refusal.errors))


def said(kind: str, **facts: object) -> str:
    """A frame."""
    return json.dumps({"type": kind, **facts}, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> JsonObject:
    """What a client says. Raises `BadRequest`."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest("The message is not JSON.") from None
    if not isinstance(frame, dict):
        raise BadRequest("The message is no JSON object.")
    return frame


def id_of(frame: Mapping[str, object]) -> str:
    """The id that the client gave its operation. Raises `BadRequest`."""
    given = frame.get("id")
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST_ID:
        raise BadRequest("The message has no id of 1 to 128 characters.")
    return given


def authorization_in(subprotocols: list[str]) -> dict[str, str]:
    """The headers that a client hides in the name of a subprotocol; none where there are none to be read."""
    hidden = next((one for one in subprotocols if one.startswith(HEADER_PREFIX)), HEADER_PREFIX)
    encoded = hidden.removeprefix(HEADER_PREFIX)
    try:
        headers = json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return {}
    return as_headers(headers)


def as_headers(given: object) -> dict[str, str]:
    """The pairs of texts in what a client gives as headers, by lower-cased names."""
    if not isinstance(given, dict):
        return {}
    return {name.lower(): value for name, value in given.items() if isinstance(value, str)}
