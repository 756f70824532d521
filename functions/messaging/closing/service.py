"""Use case of closing."""

from datetime import datetime
from uuid import UUID

from common.database import transaction
from common.deadline import Deadline, HasRemainingTime
from common.identity import SERVICE
from common.jobs import Counts
from messaging.closing import repository

JOB = "conversations-closing"
LOT = 200
"""Conversations of one transaction, which holds those that it closes, and is over well before the slack of
`changed_after` (`conversations.service.LONGEST_TRANSACTION`)."""
FIRST = UUID(int=0)
SPARE_SECONDS = 30


def close_conversations(as_of: datetime, context: HasRemainingTime) -> Counts:
    """Close what is about something that is over for long, as of a moment: it is read on, and nothing more written.

    `left`: 1 where the time did not last for all; the next run begins from the front again, with fewer that are open.
    """
    deadline = Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS)
    looked_at, closed, left, after = 0, 0, 0, FIRST
    while True:
        with transaction(SERVICE) as tx:
            lot = repository.close_conversations(tx, as_of, after, LOT)
        looked_at, closed = looked_at + lot.looked_at, closed + lot.closed
        if lot.last_id is None:
            break
        after = lot.last_id
        if deadline.is_over:
            left = 1
            break
    return {"looked_at": looked_at, "closed": closed, "left": left}
