"""How long a run may go on: a Lambda that is killed in the middle of something repeats it."""

import math
import time
from dataclasses import dataclass
from typing import Protocol


class HasRemainingTime(Protocol):
    """What the runtime hands to a handler."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the runtime ends this invocation."""
        ...


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment of the monotonic clock (seconds) after which nothing new is begun."""

    at: float = math.inf

    @classmethod
    def in_seconds(cls, seconds: float) -> "Deadline":
        """So many seconds from now."""
        return cls(time.monotonic() + seconds)

    @classmethod
    def of_lambda(
        cls, context: HasRemainingTime, *, spare_seconds: float, at_most: float = math.inf
    ) -> "Deadline":
        """What this invocation has left, less what the work in hand may need to come to an end; `at_most` seconds."""
        return cls.in_seconds(min(context.get_remaining_time_in_millis() / 1000 - spare_seconds, at_most))

    @property
    def is_over(self) -> bool:
        """Whether it is time to stop."""
        return time.monotonic() >= self.at


NEVER = Deadline()
