"""The door to whoever holds people's open connections: what we ask of AppSync Events.

What is said there is a hint; the database has what is true. Nothing here may be called inside a transaction.
"""

from collections.abc import Sequence
from typing import Protocol

from common.errors import Unavailable, Unprocessable

MOST_EVENTS = 5
"""What one request takes (AWS AppSync Developer Guide, "Publish events via HTTP")."""
MOST_BYTES = 240_000
"""What one request takes, a little less than 240 KB, for what is around the events."""
MOST_CONNECTIONS = 8
"""Requests under way at a time: to so many channels something is said at once."""


class EventsTooLarge(Unprocessable):
    """More events, or longer ones, than one request takes; the caller divides them."""

    code = "EVENTS_TOO_LARGE"
    sentence = "These are more events than one request takes."


class RealtimeUnclear(Unavailable):
    """No answer, or none that says what was done: the events may have been heard. Ask again later."""

    code = "REALTIME_UNCLEAR"
    sentence = "The push service did not answer. Try again."

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(details=[{"reason": reason}])


class RealtimeRefused(Unavailable):
    """The push service takes nothing from us in this channel, by our own fault: a right, an address, a name.

    `reason` never has words of its answer, which may name the channel.
    """

    code = "REALTIME_REFUSED"
    sentence = "The push service refused us."

    def __init__(self, status: int, reason: str) -> None:
        self.reason = reason
        super().__init__(details=[{"status": status, "reason": reason}])


class Realtime(Protocol):
    """What we ask of the push service. May be asked by several threads at once."""

    def publish(self, channel: str, events: Sequence[str]) -> frozenset[int]:
        """Say up to `MOST_EVENTS` texts of JSON in a channel, in order; the places of those that it did not take.

        Raises `RealtimeUnclear`, `RealtimeRefused`, `EventsTooLarge`.
        """
        ...


def require_room(events: Sequence[str]) -> None:
    """Raises `EventsTooLarge` for what one request does not take."""
    if not 1 <= len(events) <= MOST_EVENTS or sum(len(event.encode()) for event in events) > MOST_BYTES:
        raise EventsTooLarge
