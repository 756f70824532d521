"""Use case of the recount."""

from uuid import UUID

from common import metrics
from common.database import transaction
from common.deadline import Deadline, HasRemainingTime
from common.identity import SERVICE
from common.jobs import Counts
from common.telemetry import logger
from messaging.unread_counts import repository

JOB = "unread-recount"
LOT = 50
"""Conversations of one transaction: whoever writes where a count is corrected waits for it, and it is over well before
the slack of `changed_after` (`conversations.service.LONGEST_TRANSACTION`)."""
FIRST = UUID(int=0)
SPARE_SECONDS = 30


def recount_unread(context: HasRemainingTime) -> Counts:
    """Count what is unread anew, everywhere. What differs is corrected and told: sending and reading keep the counts.

    `left`: 1 where the time did not last for all; the next night begins from the front again.
    """
    deadline = Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS)
    checked, corrected, after = 0, 0, FIRST
    left = 0
    while True:
        with transaction(SERVICE) as tx:
            lot = repository.recount_unread(tx, after, LOT)
        checked, corrected = checked + lot.checked, corrected + lot.corrected
        if lot.last_id is None:
            break
        after = lot.last_id
        if deadline.is_over:
            left = 1
            break
    if corrected:
        logger().warning("unread counts were wrong", extra={"corrected": corrected})
    metrics.gauge("unread_counts_corrected", corrected)
    return {"checked": checked, "corrected": corrected, "left": left}
