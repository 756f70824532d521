"""When what failed is tried again, and when it is given up: one rule for all work that waits in a table."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=6)
SPREAD = 0.2
"""So much longer, by chance, a delay may be: what failed together does not come back together."""
MAXIMUM_ATTEMPTS = 12
"""The last one comes fifteen to eighteen hours after the first. What was given up and is tried again has as many
once more: the count itself never goes back, as each claim is known by its number."""
CHANCE = secrets.SystemRandom()
"""Asks the kernel: the state of `random` is the same in all processes that come of one snapshot."""


@dataclass(frozen=True, slots=True)
class Setback:
    """What follows a failure: another try after `delay`, or none any more."""

    delay: timedelta
    is_last: bool


def delay_after(attempts: int, at_least: timedelta = timedelta()) -> timedelta:
    """How long to wait after the n-th failure: doubling from half a minute up to six hours, and up to a fifth more.

    `at_least`: what the other side asked us to wait.
    """
    doublings = (attempts - 1) % MAXIMUM_ATTEMPTS
    delay = min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)
    return max(delay, at_least) * (1 + CHANCE.uniform(0, SPREAD))


def delays() -> list[timedelta]:
    """How long to wait after the first failure, the second and so on: for SQL, which knows which one it is."""
    return [delay_after(attempt) for attempt in range(1, MAXIMUM_ATTEMPTS + 1)]


def setback_after(attempts: int, at_least: timedelta = timedelta()) -> Setback:
    """What follows the n-th failure. `at_least` as in `delay_after`."""
    return Setback(delay_after(attempts, at_least), is_last=attempts % MAXIMUM_ATTEMPTS == 0)
