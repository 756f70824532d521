"""Use cases of hints: at least once within five minutes, or never. What is true stands in the tables.

A hint is deleted when all have heard it. Whoever has not is told again, alone, after a while that doubles, until the
hint is worth nothing. Two workers have different hints; of one that died, they come back when its lease is over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from common import metrics
from common.adapters.realtime.choice import realtime
from common.adapters.realtime.port import Realtime
from common.backoff import CHANCE, SPREAD
from common.database import transaction
from common.deadline import Deadline
from common.identity import SERVICE
from common.integrations import realtime_availability
from common.jobs import Counts
from common.queues import REALTIME, wake
from common.telemetry import logger
from common.work import work_through
from messaging.realtime import repository
from messaging.realtime.repository import Hint, Rest
from messaging.realtime.tell import NOT_TRIED, ONE_BATCH_SECONDS, Told, tell

MOST_EXPIRED = 10_000
"""Deleted at once; what is left waits for the next minute."""
FIRST_DELAY = timedelta(seconds=2)
LONGEST_DOUBLING = 5


@dataclass(slots=True)
class Teller:
    """Tells batches, until the push service answers nobody: the rest would not be answered either."""

    door: Realtime
    is_answered: bool = True

    def tell(self, hints: Sequence[Hint]) -> list[str]:
        """Tell one batch and write down what became of it; a word for each hint."""
        told = tell(self.door, hints, Deadline.in_seconds(ONE_BATCH_SECONDS))
        self.is_answered = told.is_answered
        rests = [_rest_of(hint, told.unheard[n], told) for n, hint in enumerate(hints) if n in told.unheard]
        with transaction(SERVICE) as tx:
            repository.delete_told(tx, [hint for n, hint in enumerate(hints) if n not in told.unheard])
            repository.set_back(tx, rests)
            _count(told)
        return ["postponed" if n in told.unheard else "told" for n in range(len(hints))]


def tell_what_is_due(deadline: Deadline) -> dict[str, int]:
    """Tell hints until none is due or the time is over: how many were told, how many wait for some of their hearers.

    Raises `DatabaseUnavailable`; what the push service does not take is written down with its hint.
    """
    counts = {"told": 0, "postponed": 0}
    found = realtime_availability()
    if found.mode == "off":
        logger().info("nobody hears anything", extra={"why": found.reason})
        return counts
    teller = Teller(realtime())
    return counts | work_through(
        repository.claim, teller.tell, has_time=lambda: teller.is_answered and not deadline.is_over
    )


def tell_at_once(payloads: Sequence[Mapping[str, Any]]) -> None:
    """Tell what stands in no table, once; who does not hear it misses nothing. Raises `DatabaseUnavailable`."""
    if not payloads or realtime_availability().mode == "off":
        return
    with transaction(SERVICE) as tx:
        hints = repository.list_hearers(tx, payloads)
    _count(tell(realtime(), hints, Deadline.in_seconds(ONE_BATCH_SECONDS)))


def run_sweep(_as_of: datetime) -> Counts:
    """Wake the worker for what waits (of others, put off, of lost calls), and delete what is worth nothing any more."""
    with transaction(SERVICE) as tx:
        expired = repository.delete_expired(tx, MOST_EXPIRED)
        due = repository.count_due(tx)
        metrics.count("events_expired", expired)
    if due:
        wake(REALTIME)
    return {"due": due, "expired": expired}


def _rest_of(hint: Hint, unheard: Mapping[str, str], told: Told) -> Rest:
    reasons = set(unheard.values())
    if reasons == {NOT_TRIED} and told.is_answered:
        return Rest(hint, list(unheard), timedelta(seconds=1), NOT_TRIED)
    delay = FIRST_DELAY * (1 << min(hint.attempts - 1, LONGEST_DOUBLING)) * (1 + CHANCE.uniform(0, SPREAD))
    return Rest(hint, list(unheard), delay, "; ".join(sorted(reasons)))


def _count(told: Told) -> None:
    metrics.count("events_published", told.published)
    metrics.count("events_failed", told.failed)
