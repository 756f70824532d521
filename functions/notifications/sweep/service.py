"""Use case of the sweep."""

from datetime import datetime

from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.queues import MAIL, wake
from notifications.delivery.repository import count_due
from notifications.sweep import repository

MOST_READERS, MOST_BUCKETS = 500, 5_000
"""At once; what is left waits for the next minute."""


def run_sweep(as_of: datetime) -> Counts:
    """Wake the worker for what waits: new notifications, mails to be tried again, lost wake-up calls.

    What was held the day before becomes a digest, and limits that hold nobody back any more are forgotten.
    """
    with transaction(SERVICE) as tx:
        digests = repository.gather_digests(tx, as_of, MOST_READERS)
    with transaction(SERVICE) as tx:
        purged = repository.purge_rate_buckets(tx, as_of, MOST_BUCKETS)
        due = count_due(tx)
    if due:
        wake(MAIL)
    return {"due": due, "digests": digests, "limits_forgotten": purged}
