"""What the Lambdas lean on is watched while the system runs: what died is started again, a few times.

What was stopped in order stays so, as somebody may have wished it, and is spoken of.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from enum import Enum
from typing import Protocol

from local.failures import LocalFailure
from local.saying import say

LOG = logging.getLogger("local.watch")
SECONDS_BETWEEN_LOOKS = 1.0
MOST_TRIES = 5
SECONDS_UNTIL_TRUSTED = 60.0
"""What ran for so long after a new start has all its tries again."""


class Condition(Enum):
    """How a part is."""

    RUNS = "runs"
    DIED = "died"
    STOPPED = "was stopped"


class Part(Protocol):
    """A server of this machine that the Lambdas cannot do without."""

    @property
    def name(self) -> str:
        """What it is called in a sentence."""

    @property
    def remedy(self) -> str:
        """What to do where it was stopped, in a sentence or two."""

    def condition(self) -> Condition:
        """How it is now. Quick: it is asked every second."""

    def start_again(self) -> str:
        """Start it, and return what is to be said about it. May take seconds. Raises `LocalFailure`."""


class Watcher:
    """Looks after one part."""

    def __init__(self, part: Part, clock: Callable[[], float] = time.monotonic) -> None:
        self._part = part
        self._clock = clock
        self._tries = 0
        self._started_at = clock()
        self._seen = Condition.RUNS
        self._is_starting = False
        self._given_up = False

    async def run(self) -> None:
        """Look every second, until cancelled."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            try:
                await self.look()
            except Exception:
                LOG.exception("the look at %s failed", self._part.name)

    async def look(self) -> None:
        """Look once, and do what there is to do."""
        condition, before = self._part.condition(), self._seen
        self._seen = condition
        if condition is Condition.STOPPED and self._is_starting:
            condition = Condition.DIED  # a start of ours that failed tidied up after itself
        if condition is Condition.RUNS:
            self._is_starting = self._given_up = False
            if self._clock() - self._started_at >= SECONDS_UNTIL_TRUSTED:
                self._tries = 0
        elif condition is Condition.DIED:
            if not self._given_up:
                await self._start_again()
        elif before is not Condition.STOPPED:
            say(f"{self._part.name} {condition.value}. {self._part.remedy}")

    async def _start_again(self) -> None:
        name = self._part.name
        if self._tries >= MOST_TRIES:
            self._given_up = True
            say(
                f"{name} died again after {self._tries} new starts: Ctrl-C, and see the logs before `make up`."
            )
            return
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS * (2**self._tries - 1))
        self._tries += 1
        self._is_starting = True
        say(f"{name} died; it is started again.")
        try:
            told = await asyncio.to_thread(self._part.start_again)
        except LocalFailure as failure:
            say(str(failure))
        else:
            self._is_starting = False  # a stop from now on is somebody's wish
            say(told)
        self._started_at = self._clock()
