"""How long a run may go on: a Lambda that is killed in the middle of an account repeats it."""

import math
import time
from dataclasses import dataclass
from typing import Protocol

QUEUE = "social-rest"
"""Whose worker goes on with what a run had no time for."""
ONE_ACCOUNT_SECONDS = 60.0
"""What the account in hand may need when the time is up: a handful of requests to a slow platform."""


class HasRemainingTime(Protocol):
    """What the runtime hands to a handler."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the runtime ends this invocation."""
        ...


@dataclass(frozen=True, slots=True)
class Budget:
    """A moment of the monotonic clock (seconds) after which nothing new is begun."""

    ends_at: float = math.inf

    @classmethod
    def of_seconds(cls, seconds: float) -> "Budget":
        """So many seconds from now."""
        return cls(time.monotonic() + seconds)

    @classmethod
    def of_lambda(cls, context: HasRemainingTime) -> "Budget":
        """What this invocation has left, less what the account in hand may need to come to an end."""
        return cls.of_seconds(context.get_remaining_time_in_millis() / 1000 - ONE_ACCOUNT_SECONDS)

    @property
    def is_spent(self) -> bool:
        """Whether it is time to stop."""
        return time.monotonic() >= self.ends_at


UNLIMITED = Budget()
