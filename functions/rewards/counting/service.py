"""Use cases of counting: each fact once, a person's in their order, whatever fails.

The facts are the queue: who does a deed takes no lock and waits for nobody. One worker has a person at a time; of one
that dies, what was not committed is undone and counted by the next.
"""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from common import metrics
from common.backoff import delays
from common.database import transaction
from common.database_errors import DatabaseUnavailable
from common.deadline import Deadline
from common.identity import SERVICE
from common.jobs import Counts
from common.queues import REWARDS, wake
from common.telemetry import logger
from common.work import described
from rewards.counting import repository
from rewards.counting.repository import Counted

JOB = "rewards-sweep"
FACTS_A_BATCH = 200
"""Of one person in one transaction: somebody with a million of them keeps nobody waiting."""
MOST_COUNTED = 100_000
NOBODY = UUID(int=0)
NOTHING = Counted(applied=0, awards=0, failed=0, error=None)
FAILED = Counted(applied=0, awards=0, failed=1, error=None)
MINUTE = timedelta(minutes=1)


def count_what_is_due(deadline: Deadline) -> dict[str, int]:
    """Count facts until nobody has any or the time is over: how many `people`, facts `applied`, `awards`, `failed`.

    Goes through all people again and again, a batch of each, so that none waits for another's million. Raises
    `DatabaseUnavailable`; whatever else goes wrong is written down with the person.
    """
    counts: Counter[str] = Counter(people=0, applied=0, awards=0, failed=0)
    more = True
    while more and not deadline.is_over:
        more = _pass_once(deadline, counts)
    return dict(counts)


def run_sweep(as_of: datetime) -> Counts:
    """Wake the worker for what waits (of others, put off, of lost calls), and tell for how long it has."""
    with transaction(SERVICE) as tx:
        found = repository.count_waiting(tx, MOST_COUNTED)
    metrics.gauge("reward_facts_wait_minutes", max((as_of - found.since) // MINUTE, 0) if found.since else 0)
    metrics.gauge("reward_people_failing", found.failing)
    if found.facts:
        wake(REWARDS)
    return {"due": found.facts, "failing": found.failing}


def _pass_once(deadline: Deadline, counts: Counter[str]) -> bool:
    """A batch of everybody who is due; whether somebody has more."""
    after, more = NOBODY, False
    while not deadline.is_over:
        person, done = _count_next(after)
        if person is None:
            break
        counts.update(people=1, applied=done.applied, awards=done.awards, failed=done.failed)
        more = more or done.applied >= FACTS_A_BATCH
        after = person
    return more


def _count_next(after: UUID) -> tuple[UUID | None, Counted]:
    """Count a batch of the next person's facts, in one transaction; who it was, and what became of them."""
    person: UUID | None = None
    try:
        with transaction(SERVICE) as tx:
            person = repository.lock_next_person(tx, after)
            done = repository.apply_facts(tx, person, FACTS_A_BATCH) if person else NOTHING
            if person and done.failed:
                repository.set_back(tx, person, done.error or "", delays())
    except DatabaseUnavailable:
        raise
    except Exception as error:
        if person is None:
            raise
        logger().warning("facts were not counted", extra={"user_id": str(person)}, exc_info=error)
        with transaction(SERVICE) as tx:
            repository.set_back(tx, person, described(error), delays())
        return person, FAILED
    return person, done
