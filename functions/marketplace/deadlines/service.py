"""The timers' job: batches, each in a transaction of its own, until none is due or time is short."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from common.database import Transaction, transaction
from common.deadline import Deadline, HasRemainingTime
from common.identity import SERVICE
from common.jobs import Counts
from marketplace.deadlines import repository
from marketplace.deadlines.models import TimerPass
from marketplace.uploads import service as uploads

BATCH = 500
PURGED_A_RUN = 10_000
SPARE_SECONDS = 20
"""What a batch may take at its slowest."""

Pass = Callable[[Transaction, datetime, int, list[UUID]], TimerPass]


def run_deadlines(as_of: datetime, context: HasRemainingTime) -> Counts:
    """Payments that came, then all that is due, and files that nobody wants.

    `more_due` is 1 where time was short; the next run goes on. Raises `FileStoreUnavailable`, at the end.
    """
    deadline = Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS)
    counts: Counts = {"payments": 0, "steps": 0, "endings": 0, "errors": 0, "more_due": 0}
    while not deadline.is_over:
        with transaction(SERVICE) as tx:
            settled = repository.settle_card_payments(tx, as_of, BATCH)
        counts["payments"] += settled
        if settled < BATCH:
            break
    _run(repository.run_gig_timers, "endings", as_of, deadline, counts)
    _run(repository.run_deal_timers, "steps", as_of, deadline, counts)
    with transaction(SERVICE) as tx:
        purged = repository.purge_blocked_attempts(tx, as_of, PURGED_A_RUN)
    # At the end: where S3 does not answer, everything else is done.
    return counts | {"blocked_attempts_purged": purged, "files_swept": uploads.sweep(as_of)}


def _run(one_pass: Pass, name: str, as_of: datetime, deadline: Deadline, counts: Counts) -> None:
    failed: list[UUID] = []
    while not deadline.is_over:
        with transaction(SERVICE) as tx:
            done = one_pass(tx, as_of, BATCH, failed)
        counts[name] += done.done
        failed += done.failed
        # A step may bring the next one: work that is a week late goes through all that it missed.
        if not done.done and not done.more_due:
            break
    else:
        counts["more_due"] = 1
    counts["errors"] += len(failed)
