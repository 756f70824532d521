"""Statements of the sweep: one function, one statement."""

from datetime import datetime

from common.database import Transaction


def purge_rate_buckets(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Buckets of limits that are full again; how many went."""
    purged: int = tx.fetch_value(
        "select app.purge_rate_buckets(%(as_of)s, %(limit)s)", {"as_of": as_of, "limit": at_most}
    )
    return purged
