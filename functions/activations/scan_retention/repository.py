"""Statements of retention: at most so many rows each."""

from datetime import date, datetime
from typing import LiteralString

from common.database import Transaction


def make_partitions(tx: Transaction, first_day: date, days: int) -> int:
    """Partitions of scans for `days` days from one on; how many were missing."""
    made: int = tx.fetch_value(
        "select app.make_scan_partitions(%(day)s, %(days)s)", {"day": first_day, "days": days}
    )
    return made


def drop_partitions(tx: Transaction, today: date) -> int:
    """Days of scans older than the setting says are gone; how many."""
    dropped: int = tx.fetch_value(
        "select app.drop_scan_partitions(%(today)s::date - (app.setting('scan_retention_days'))::integer)",
        {"today": today},
    )
    return dropped


def coarsen(tx: Transaction, before: datetime, at_most: int) -> int:
    """Places of older scans have three decimals; how many had more."""
    return _purged(tx, "select app.coarsen_scans(%(before)s, %(at_most)s)", before, at_most)


def purge_keys(tx: Transaction, before: datetime, at_most: int) -> int:
    """Keys of older scans are gone; how many."""
    return _purged(tx, "select app.purge_scan_keys(%(before)s, %(at_most)s)", before, at_most)


def purge_limits(tx: Transaction, before: datetime, at_most: int) -> int:
    """Counts of activations that ended earlier are gone; how many."""
    return _purged(tx, "select app.purge_scan_limits(%(before)s, %(at_most)s)", before, at_most)


def purge_codes(tx: Transaction, before: datetime, at_most: int) -> int:
    """Codes that ended earlier are gone; how many."""
    return _purged(tx, "select app.purge_fan_codes(%(before)s, %(at_most)s)", before, at_most)


def purge_tickets(tx: Transaction, before: datetime, at_most: int) -> int:
    """Tickets that ended earlier are gone; how many."""
    return _purged(tx, "select app.purge_fan_link_tickets(%(before)s, %(at_most)s)", before, at_most)


def purge_devices(tx: Transaction, before: datetime, at_most: int) -> int:
    """Devices whose cookie ended earlier are gone; how many."""
    return _purged(tx, "select app.purge_devices(%(before)s, %(at_most)s)", before, at_most)


def purge_fans(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Fans whom nothing leads to any more, for as long as scans are kept, are gone; how many."""
    return _purged(
        tx,
        "select app.purge_fans(%(before)s - make_interval(days => (app.setting('scan_retention_days'))::integer),"
        " %(at_most)s)",
        as_of,
        at_most,
    )


def _purged(tx: Transaction, statement: LiteralString, before: datetime, at_most: int) -> int:
    purged: int = tx.fetch_value(statement, {"before": before, "at_most": at_most})
    return purged
