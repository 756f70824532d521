"""Waiting for what another session does."""

from time import sleep

from tests.typing import Connection


def wait_until_blocked(db: Connection, number: int = 1) -> None:
    """Return when `number` sessions of this database wait for another one's lock."""
    for _ in range(2_000):
        row = db.execute(
            "select count(*) from pg_stat_activity where datname = current_database()"
            " and cardinality(pg_blocking_pids(pid)) > 0"
        ).fetchone()
        if row == (number,):
            return
        sleep(0.01)
    raise AssertionError("nobody waits")
