"""Statements of the retention of facts: one function, one statement."""

from datetime import date

from common.database import Transaction


def make_partitions(tx: Transaction, first_day: date, months: int) -> int:
    """Give facts of so many months, from that of `first_day`, their place; how many were missing."""
    made: int = tx.fetch_value(
        "select app.make_fact_partitions(%(first_day)s, %(months)s)",
        {"first_day": first_day, "months": months},
    )
    return made


def count_waiting(tx: Transaction, before: date) -> int:
    """How many facts nobody has counted in the months that were over before that day."""
    waiting: int = tx.fetch_value("select app.count_waiting_facts(%(before)s)", {"before": before})
    return waiting


def drop_partitions(tx: Transaction, *, before: date) -> int:
    """Drop the months that were over before that day; how many."""
    dropped: int = tx.fetch_value("select app.drop_fact_partitions(%(before)s)", {"before": before})
    return dropped
