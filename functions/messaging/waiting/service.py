"""Use case of the fallback by mail."""

from datetime import datetime

from common.database import transaction
from common.deadline import Deadline, HasRemainingTime
from common.identity import SERVICE
from common.jobs import Counts
from messaging.waiting import repository

JOB = "messages-waiting"
BATCH = 1_000
SPARE_SECONDS = 20
"""What a batch may take at its slowest."""


def tell_of_waiting(as_of: datetime, context: HasRemainingTime) -> Counts:
    """Tell each for whom messages have waited `message_mail_minutes`; what is told goes out as any notification.

    In batches: `looked` at so many members, `told` so many of them; `more_due` is 1 where time was short, and the next
    run goes on. Raises no refusal.
    """
    deadline = Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS)
    counts: Counts = {"looked": 0, "told": 0, "more_due": 0}
    while True:
        with transaction(SERVICE) as tx:
            passed = repository.notify_waiting_messages(tx, as_of, BATCH)
        counts["looked"] += passed.looked
        counts["told"] += passed.told
        if passed.looked < BATCH:
            return counts
        if deadline.is_over:
            return counts | {"more_due": 1}
