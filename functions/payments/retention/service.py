"""The daily clearing of what payments kept only for a while."""

from datetime import datetime, timedelta

from common.jobs import Counts
from common.retention import Purge, clear
from payments.retention import repository

JOB = "payments-retention"
EVENTS_KEPT = timedelta(days=120)
"""As long as a card payment can be disputed: until then an event may have to be read again. Stripe lists and sends it
again for 30 days only, so one that went cannot come again and count twice."""
BATCH = 5_000
MOST_BATCHES = 100

PURGES = {"stripe_events": Purge(EVENTS_KEPT, repository.purge_stripe_events)}


def run_retention(as_of: datetime) -> Counts:
    """Delete what is older than it may be. Counts: the rows that went, per table. Raises `TablesNotCleared`."""
    return clear(PURGES, as_of, batch=BATCH, most_batches=MOST_BATCHES)
