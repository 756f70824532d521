"""One batch of hints, told to all who are to hear them: each channel in order, several channels at a time.

What goes wrong with one channel changes nothing for another. Where the push service answers nobody, the rest is not
tried.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from common.adapters.realtime.port import (
    MOST_CONNECTIONS,
    MOST_EVENTS,
    Realtime,
    RealtimeRefused,
    RealtimeUnclear,
)
from common.deadline import Deadline
from common.telemetry import logger
from messaging.realtime.rendering import encoded
from messaging.realtime.repository import Hint

ONE_BATCH_SECONDS = 3.0
"""What is not told by then waits for the next batch: of a hint for thousands, the rest of them. That one asks anew who
hears it and under which name: so long, and for one request more, a channel hears what it may not any more."""
NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True)
class Saying:
    """What one person hears of one hint; `place`: of the hint in its batch."""

    place: int
    user_id: str
    text: str


@dataclass(slots=True)
class Told:
    """How a batch went. `unheard`: by the place of a hint, who has not heard it and why."""

    published: int = 0
    failed: int = 0
    unclear: int = 0
    unheard: dict[int, dict[str, str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_answered(self) -> bool:
        """Whether the push service takes something: a channel that it does not answer for may be the only one."""
        return self.published > 0 or self.unclear == 0

    @property
    def is_down(self) -> bool:
        """Whether as many as are under way at a time got no answer, and nobody one."""
        return self.published == 0 and self.unclear >= MOST_CONNECTIONS

    def note(self, heard: int, missed: Iterable[tuple[Saying, str]], *, unclear: bool = False) -> None:
        """What became of some sayings of a channel."""
        with self._lock:
            self.published += heard
            self.unclear += unclear
            for saying, why in missed:
                self.failed += why != NOT_TRIED
                self.unheard.setdefault(saying.place, {})[saying.user_id] = why


def tell(door: Realtime, hints: Sequence[Hint], deadline: Deadline) -> Told:
    """Tell the hints until the deadline. Raises no refusal: what was not heard is in the answer."""
    told, channels = Told(), _by_channel(hints)
    with ThreadPoolExecutor(MOST_CONNECTIONS) as threads:
        list(
            threads.map(
                lambda channel: _tell_channel(door, channel, channels[channel], deadline, told), channels
            )
        )
    return told


def _by_channel(hints: Sequence[Hint]) -> dict[str, list[Saying]]:
    found: dict[str, list[Saying]] = {}
    for place, hint in enumerate(hints):
        for hearer in hint.hearers:
            saying = Saying(place, hearer["user_id"], encoded(hearer["event"]))
            found.setdefault(hearer["channel"], []).append(saying)
    return found


def _tell_channel(
    door: Realtime, channel: str, sayings: Sequence[Saying], deadline: Deadline, told: Told
) -> None:
    """In order: behind a request that failed nothing more is said in this channel, it comes again with the rest."""
    requests = _divided(sayings)
    for request in requests:
        if told.is_down or deadline.is_over:
            told.note(0, [(saying, NOT_TRIED) for saying in request])
        elif not _ask(door, channel, request, told):
            break
    for request in requests:
        told.note(0, [(saying, NOT_TRIED) for saying in request])


def _ask(door: Realtime, channel: str, request: Sequence[Saying], told: Told) -> bool:
    try:
        failed = door.publish(channel, [saying.text for saying in request])
    except (RealtimeUnclear, RealtimeRefused) as error:
        logger().warning("a channel was not told", extra={"why": error.reason, "number": len(request)})
        told.note(
            0, [(saying, error.reason) for saying in request], unclear=isinstance(error, RealtimeUnclear)
        )
        return False
    told.note(
        len(request) - len(failed), [(saying, "not taken") for n, saying in enumerate(request) if n in failed]
    )
    return not failed


def _divided(sayings: Sequence[Saying]) -> Iterator[Sequence[Saying]]:
    for first in range(0, len(sayings), MOST_EVENTS):
        yield sayings[first : first + MOST_EVENTS]
