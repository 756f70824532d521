"""The nightly clearing of scans (decision 141): places made coarse, days dropped, keys and browsers forgotten."""

from datetime import datetime, timedelta

from activations.scan_retention import repository
from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.retention import Purge, clear

JOB = "scans-retention"
BATCH = 1_000
MOST_BATCHES = 1_000
"""Per step and run: what is left after a million rows waits for the next night."""
DAYS_AHEAD = 7
"""Partitions that there are at the end of a run: as many nights may fail before a scan has no place."""
PURGES = {
    "coarse_places": Purge(timedelta(days=30), repository.coarsen),
    "keys": Purge(timedelta(days=7), repository.purge_keys),
    "limits": Purge(timedelta(days=7), repository.purge_limits),
    "codes": Purge(timedelta(days=1), repository.purge_codes),
    "tickets": Purge(timedelta(days=1), repository.purge_tickets),
    "devices": Purge(timedelta(days=30), repository.purge_devices),
    "fans": Purge(timedelta(), repository.purge_fans),
}
"""In this order: a fan goes when no device leads to them any more. What the retention of scans is, the setting says."""


def run_retention(as_of: datetime) -> Counts:
    """Make the partitions of the next days, and take what may be kept no longer.

    Counts: partitions made and dropped, and the rows of each step. Raises `TablesNotCleared`: what went until then
    stays gone.
    """
    today = as_of.date()
    with transaction(SERVICE) as tx:
        made = repository.make_partitions(tx, today, DAYS_AHEAD + 1)
    counts = clear(PURGES, as_of, batch=BATCH, most_batches=MOST_BATCHES)
    with transaction(SERVICE) as tx:
        dropped = repository.drop_partitions(tx, today)
    return {"partitions_made": made, "partitions_dropped": dropped} | counts
