"""Statements of the sweep: one function, one statement."""

from datetime import datetime

from common.database import Transaction


def purge_rate_buckets(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Buckets of limits that are full again; how many went."""
    purged: int = tx.fetch_value(
        "select app.purge_rate_buckets(%(as_of)s, %(limit)s)", {"as_of": as_of, "limit": at_most}
    )
    return purged


def gather_digests(tx: Transaction, as_of: datetime, most_readers: int) -> int:
    """What was held for at most so many readers becomes a mail for each; how many."""
    gathered: int = tx.fetch_value(
        "select app.gather_digests(%(as_of)s, %(limit)s)", {"as_of": as_of, "limit": most_readers}
    )
    return gathered
