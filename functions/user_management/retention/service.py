"""The daily clearing of tables that all capabilities share; what belongs to one capability, it clears itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from user_management.retention import repository

JOB = "retention"
KEPT = timedelta(days=30)
"""Longer than anything is sent again: a timer, a queue and a client that retries give up within days."""
BATCH = 5_000
MOST_BATCHES = 100
"""Per table and run: what is left after half a million rows waits for the next night."""

PURGES: dict[str, Callable[[Transaction, datetime, int], int]] = {
    "outbox": repository.purge_outbox,
    "idempotency_keys": repository.purge_idempotency_keys,
    "job_runs": repository.purge_job_runs,
}


def run_retention(as_of: datetime) -> Counts:
    """Delete what is older than `KEPT`, in short transactions. Counts: the rows that went, per table."""
    return {table: _repeat(purge, as_of - KEPT) for table, purge in PURGES.items()}


def _repeat(purge: Callable[[Transaction, datetime, int], int], before: datetime) -> int:
    total = 0
    for _ in range(MOST_BATCHES):
        with transaction(SERVICE) as tx:
            done = purge(tx, before, BATCH)
        total += done
        if done < BATCH:
            break
    return total
