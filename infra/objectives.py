"""What we promise, and how fast it may be used up before somebody is woken: plain numbers, no CDK import.

An objective leaves a budget of failures, for thirty days. An alarm tells when it burns so many times faster than it
may, in a long window, so that a hiccup wakes nobody, *and* in a short one, so that the alarm ends when the trouble
does (the SRE workbook's "multiwindow, multi-burn-rate alerts"; decision 86).
"""

from dataclasses import dataclass
from math import ceil

DAYS = 30
FEWEST_FAILURES = 3
"""So many must fail in a window: at night, a single one would be a large share of few requests."""


@dataclass(frozen=True, kw_only=True)
class Objective:
    """So many per cent of the answers to requests called `name` are no fault of ours, over thirty days."""

    name: str
    title: str
    percent: float

    @property
    def budget(self) -> float:
        """The per cent that may fail."""
        return round(100 - self.percent, 6)


@dataclass(frozen=True, kw_only=True)
class Burn:
    """The budget burns `rate` times faster than it may, in both windows."""

    name: str
    rate: float
    long_minutes: int
    short_minutes: int

    def threshold(self, objective: Objective) -> float:
        """Per cent of failures at which it burns so fast."""
        return round(objective.budget * self.rate, 6)

    def fewest_requests(self, objective: Objective) -> int:
        """Of so many requests, `FEWEST_FAILURES` are the threshold: what is less counts as that many."""
        return ceil(FEWEST_FAILURES * 100 / self.threshold(objective))

    def share_used(self) -> float:
        """The part of the month's budget that is gone when the long window is full at this rate."""
        return self.rate * self.long_minutes / (DAYS * 24 * 60)


REDIRECTS = Objective(name="redirects", title="Redirects", percent=99.9)
API = Objective(name="api", title="API", percent=99.5)
OBJECTIVES = (REDIRECTS, API)

BURNS = (
    Burn(name="fast", rate=14.4, long_minutes=60, short_minutes=5),
    Burn(name="slow", rate=6, long_minutes=6 * 60, short_minutes=30),
    Burn(name="leak", rate=3, long_minutes=24 * 60, short_minutes=2 * 60),
)
