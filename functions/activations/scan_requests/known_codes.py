"""Codes and what they are of, from memory: for a minute, and as long as the database does not answer."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from activations.scans import repository
from activations.scans.repository import Activation
from common.errors import Unavailable

SECONDS_FRESH = 60
"""What is paused or switched off is shown as open for so long at most; the scan itself is judged by what is."""
SECONDS_OF_A_TICKET = 600
SECONDS_UNKNOWN = 10
"""A code that was made just now is found soon by who tried it before."""
SECONDS_BETWEEN_ATTEMPTS = 5
"""After a failure the database is left alone: a crowd must not wait for its time-out again and again."""
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found of a code (None: nothing), and when: by the clock that only goes on, and by the wall's."""

    found: Activation | None
    at: float
    moment: datetime

    def is_fresh(self, at: float, moment: datetime) -> bool:
        """Not past the activation's beginning: who waits for it must not be told that it is closed."""
        if self.found is None:
            return at - self.at < SECONDS_UNKNOWN
        return at - self.at < SECONDS_FRESH and not self.moment < self.found.starts_at <= moment


class KnownCodes:
    """The codes that this process was asked for, the last ones of them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._remembered: OrderedDict[str, _Seen] = OrderedDict()
        self._failed_at = float("-inf")

    def find(self, code: str) -> Activation | None:
        """What a code is of, or None. Raises `Unavailable` where neither database nor memory know."""
        at, moment = self._clock(), datetime.now(UTC)
        seen = self._remembered.get(code)
        if seen is not None and seen.is_fresh(at, moment):
            return seen.found
        if at - self._failed_at >= SECONDS_BETWEEN_ATTEMPTS:
            try:
                return self._remember(code, _Seen(repository.find_activation(code), at, moment))
            except Unavailable:
                self._failed_at = self._clock()
        if seen is None:
            raise Unavailable
        return seen.found

    def recall(self, code: str) -> Activation | None:
        """The same, ten minutes old at most: for what the database judges itself, so that one time-out is enough."""
        seen = self._remembered.get(code)
        if seen is not None and seen.found and self._clock() - seen.at < SECONDS_OF_A_TICKET:
            return seen.found
        return self.find(code)

    def forget(self) -> None:
        """Drop all that is remembered."""
        self._remembered.clear()
        self._failed_at = float("-inf")

    def _remember(self, code: str, seen: _Seen) -> Activation | None:
        self._remembered[code] = seen
        self._remembered.move_to_end(code)
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)
        return seen.found


codes = KnownCodes()
"""This process's own."""


def state_at(found: Activation, now: datetime) -> str:
    """`open`, `not_yet`, `over`, or `not_open` for what was paused or ended; what was found may be older than `now`."""
    if now >= found.ends_at:
        return "over"
    if now < found.starts_at:
        return "not_yet"
    return "open" if found.is_open else "not_open"
