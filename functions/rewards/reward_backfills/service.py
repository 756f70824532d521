"""Use cases of backfills: batch by batch, each with its cursor in one transaction.

A worker that dies leaves what was committed, and the next goes on there. A batch that fails is not passed over, for
then it would never be counted: its backfill waits, longer each time, and the others go on.
"""

from collections import Counter
from uuid import UUID

from common import metrics
from common.backoff import delays
from common.database import transaction
from common.database_errors import DatabaseUnavailable
from common.deadline import Deadline
from common.identity import SERVICE
from common.jobs import Counts
from common.telemetry import logger
from common.work import described
from rewards.reward_backfills import repository
from rewards.reward_backfills.repository import Replayed

JOB = "reward-backfills"
FACTS_A_BATCH = 300
"""In one transaction, which has their people locked: not longer than somebody waits for a trigger to go live."""
FAILED = Replayed(status=None, facts=0, awards=0, told=0)


def run_backfills(deadline: Deadline) -> Counts:
    """Count what is asked for until nothing is, or the time is over.

    Counts: `batches`, the `facts` they looked at, the `awards` these brought, people `told`, and how many `failed`.
    Raises `DatabaseUnavailable`; whatever else goes wrong is written down with the backfill.
    """
    counts: Counter[str] = Counter(batches=0, facts=0, awards=0, told=0, failed=0)
    while not deadline.is_over:
        backfill_id, done = _run_next()
        if backfill_id is None:
            break
        counts.update(
            batches=1, facts=done.facts, awards=done.awards, told=done.told, failed=int(done is FAILED)
        )
    with transaction(SERVICE) as tx:
        metrics.gauge("reward_backfills_failing", repository.count_failing(tx))
    return dict(counts)


def _run_next() -> tuple[UUID | None, Replayed]:
    """A batch of the backfill at its turn, in one transaction; which one it was, and what the batch came to."""
    backfill_id: UUID | None = None
    try:
        with transaction(SERVICE) as tx:
            backfill_id = repository.lock_next(tx)
            done = repository.run_batch(tx, backfill_id, FACTS_A_BATCH) if backfill_id else FAILED
    except DatabaseUnavailable:
        raise
    except Exception as error:
        if backfill_id is None:
            raise
        logger().warning("backfill failed", extra={"backfill_id": str(backfill_id)}, exc_info=error)
        with transaction(SERVICE) as tx:
            repository.set_back(tx, backfill_id, described(error), delays())
        return backfill_id, FAILED
    return backfill_id, done
