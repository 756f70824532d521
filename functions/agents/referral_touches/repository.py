"""Statements of touches: one function, one statement, typed rows."""

from datetime import date

from common.database import Transaction


def make_partitions(tx: Transaction, first_day: date, months: int) -> int:
    """Give touches of so many months, from that of `first_day`, their place; how many were missing."""
    made: int = tx.fetch_value(
        "select app.make_touch_partitions(%(first_day)s, %(months)s)",
        {"first_day": first_day, "months": months},
    )
    return made


def drop_partitions(tx: Transaction, *, before: date) -> int:
    """Drop the months that were over before that day; how many."""
    dropped: int = tx.fetch_value("select app.drop_touch_partitions(%(before)s)", {"before": before})
    return dropped
