"""One request to the push service: `POST /event {channel, events}` answers `{failed, successful}`.

(AWS AppSync Developer Guide, "Publish events via HTTP".) The laptop's emulator takes the same request.
"""

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence

import httpx

from common.adapters.realtime.port import MOST_CONNECTIONS, RealtimeRefused, RealtimeUnclear, require_room
from common.backoff import CHANCE

PATH = "/event"
ATTEMPTS = 3
FIRST_WAIT_SECONDS = 0.1
TIMEOUTS = httpx.Timeout(3.0, connect=2.0)
LIMITS = httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS)
TOO_MANY = 429
_ERROR_TYPE = re.compile(r"[A-Z][A-Za-z]{2,60}(?:Exception|Error|Exceeded)")
Sign = Callable[[str, bytes], Mapping[str, str]]
"""The headers that let a request to this address, with this body, in."""


class EventDoor:
    """Asks until there is an answer, a few times; keeps its connections."""

    def __init__(
        self, base_url: str, sign: Sign, *, transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        """`transport` and `sleep` are for tests."""
        self._url = base_url + PATH
        self._sign = sign
        self._sleep = sleep
        self._client = httpx.Client(timeout=TIMEOUTS, limits=LIMITS, transport=transport)

    def publish(self, channel: str, events: Sequence[str]) -> frozenset[int]:
        """See `common.adapters.realtime.port.Realtime`."""
        require_room(events)
        body = json.dumps({"channel": channel, "events": list(events)}).encode()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._ask(body, len(events))
            except RealtimeUnclear:
                if attempt == ATTEMPTS:
                    raise
                self._sleep(FIRST_WAIT_SECONDS * 2**attempt * CHANCE.uniform(0.5, 1))
        raise AssertionError("unreachable")

    def _ask(self, body: bytes, number: int) -> frozenset[int]:
        headers = self._sign(self._url, body)  # anew each time: a signature is good for minutes
        try:
            answer = self._client.post(self._url, content=body, headers=dict(headers))
        except httpx.HTTPError as error:
            raise RealtimeUnclear(type(error).__name__) from error
        if answer.status_code == TOO_MANY or answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise RealtimeUnclear(f"status {answer.status_code}")
        if not answer.is_success:
            raise RealtimeRefused(answer.status_code, _refusal(answer))
        return _failed(answer, number)


def _refusal(answer: httpx.Response) -> str:
    """Status and kind, for logs and rows: its sentences may name the channel, whose key is a secret of one person."""
    try:
        kind = str(answer.json()["errors"][0]["errorType"])
    except (IndexError, KeyError, TypeError, ValueError):
        kind = ""
    return f"status {answer.status_code}" + (f" {kind}" if _ERROR_TYPE.fullmatch(kind) else "")


def _failed(answer: httpx.Response, number: int) -> frozenset[int]:
    """The places that the answer does not name among those that were taken."""
    try:
        taken = {int(one["index"]) for one in answer.json()["successful"]}
    except (KeyError, TypeError, ValueError):
        raise RealtimeUnclear("The answer is not in the documented shape.") from None
    return frozenset(range(number)) - taken
