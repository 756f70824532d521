"""Use case of retention: raw rows past their platform's limit, old jobs, and round trips that are over."""

from collections.abc import Callable
from datetime import datetime, timedelta

from common.database import Transaction, transaction
from common.identity import SERVICE
from social_connect.retention import repository

PURGED_AT_ONCE = 5_000
RECOUNTED_AT_ONCE = 1_000
JOBS_KEPT = timedelta(days=30)


def purge(as_of: datetime) -> int:
    """Clear away raw rows past their platform's limit, old jobs, and round trips that are over; how many rows went."""
    steps: tuple[Callable[[Transaction], int], ...] = (
        lambda tx: repository.purge_posts(tx, as_of, PURGED_AT_ONCE),
        lambda tx: repository.purge_audiences(tx, as_of, PURGED_AT_ONCE),
        lambda tx: repository.purge_jobs(tx, as_of, JOBS_KEPT, PURGED_AT_ONCE),
        lambda tx: repository.purge_states(tx, as_of, PURGED_AT_ONCE),
        lambda tx: repository.purge_sign_ins(tx, as_of, PURGED_AT_ONCE),
    )
    return sum(_repeat(step) for step in steps)


def recount(as_of: datetime) -> int:
    """Take figures that have ceased to count out of what brands find creators by; of how many creators."""
    total = 0
    while True:
        with transaction(SERVICE) as tx:
            done = repository.recount_creators(tx, as_of, RECOUNTED_AT_ONCE)
        if not done:
            return total
        total += done


def _repeat(step: Callable[[Transaction], int]) -> int:
    total, done = 0, PURGED_AT_ONCE
    while done >= PURGED_AT_ONCE:
        with transaction(SERVICE) as tx:
            done = step(tx)
        total += done
    return total
