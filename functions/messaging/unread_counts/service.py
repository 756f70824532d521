"""Use case of the recount."""

from common import metrics
from common.deadline import Deadline, HasRemainingTime
from common.jobs import Counts
from common.lots import walk
from common.telemetry import logger
from messaging.unread_counts import repository

JOB = "unread-recount"
LOT = 50
"""Conversations of one transaction: whoever writes where a count is corrected waits for it, and it is over well before
the slack of `changed_after` (`conversations.service.LONGEST_TRANSACTION`)."""
SPARE_SECONDS = 30


def recount_unread(context: HasRemainingTime) -> Counts:
    """Count what is unread anew, everywhere. What differs is corrected and told: sending and reading keep the counts.

    `left`: 1 where the time did not last for all; the next night begins from the front again.
    """
    deadline = Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS)
    checked, corrected = 0, 0
    for lot in walk(lambda tx, after: repository.recount_unread(tx, after, LOT), deadline):
        checked, corrected = checked + lot.checked, corrected + lot.corrected
    if corrected:
        logger().warning("unread counts were wrong", extra={"corrected": corrected})
    metrics.gauge("unread_counts_corrected", corrected)
    return {"checked": checked, "corrected": corrected, "left": int(lot.last_id is not None)}
