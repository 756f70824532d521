"""Statements that clear away what need not be kept."""

from datetime import datetime

from common.database import Transaction


def purge_stripe_events(tx: Transaction, before: datetime, at_most: int) -> int:
    """Events that came by then and are done with; how many went."""
    purged: int = tx.fetch_value(
        "select app.purge_stripe_events(%(before)s, %(at_most)s)", {"before": before, "at_most": at_most}
    )
    return purged
