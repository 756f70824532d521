"""API Gateway's throttling: a token bucket per route, over all callers together."""

import time
from collections.abc import Callable

from infra.topology.types import Throttle


class Bucket:
    """Holds up to `burst` requests and regains `requests_per_second` of them each second."""

    def __init__(self, throttle: Throttle, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = throttle.requests_per_second
        self._burst = float(throttle.burst)
        self._clock = clock
        self._tokens = self._burst
        self._at = clock()

    def take(self) -> bool:
        """Let one request through, or say no (429)."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
