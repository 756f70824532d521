"""The statement of retention."""

from datetime import datetime

from common.database import Transaction


def purge_contacts(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Contacts whose time is over, at most so many, are gone; how many."""
    purged: int = tx.fetch_value(
        "select app.purge_contacts(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return purged
