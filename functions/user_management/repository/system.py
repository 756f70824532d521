"""Statements about the system itself: one function, one statement, typed rows."""

from common.database import Transaction


def ping(tx: Transaction) -> None:
    """Ask the database for nothing. Raises `DatabaseUnavailable`."""
    tx.fetch_value("select 1")
