"""Use case of closing."""

from datetime import datetime

from common.deadline import Deadline, HasRemainingTime
from common.jobs import Counts
from common.lots import walk
from messaging.closing import repository

JOB = "conversations-closing"
LOT = 200
"""Conversations of one transaction, which holds those that it closes, and is over well before the slack of
`changed_after` (`conversations.service.LONGEST_TRANSACTION`)."""
SPARE_SECONDS = 30


def close_conversations(as_of: datetime, context: HasRemainingTime) -> Counts:
    """Close what is about something that is over for long, as of a moment: it is read on, and nothing more written.

    `left`: 1 where the time did not last for all; the next run begins from the front again, with fewer that are open.
    """
    deadline = Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS)
    looked_at, closed = 0, 0
    for lot in walk(lambda tx, after: repository.close_conversations(tx, as_of, after, LOT), deadline):
        looked_at, closed = looked_at + lot.looked_at, closed + lot.closed
    return {"looked_at": looked_at, "closed": closed, "left": int(lot.last_id is not None)}
