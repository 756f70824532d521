"""One run at a time per database: the second waits for the first, whichever tree each of them brings."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from database_migrations.folder import MigrationFailed

SECONDS_TO_WAIT_FOR_ANOTHER_RUN = 300
MINUTES_UNTIL_A_HOLDER_IS_DEAD = (
    20  # a Lambda lives fifteen; one that froze would keep its session, and the lock
)


@contextmanager
def only_run(url: str) -> Iterator[psycopg.Connection]:
    """A connection, in autocommit, that holds the lock until the block ends.

    Raises `MigrationFailed` where another run holds it for more than `SECONDS_TO_WAIT_FOR_ANOTHER_RUN`.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"set idle_session_timeout = '{MINUTES_UNTIL_A_HOLDER_IS_DEAD}min'")
        connection.execute(f"set lock_timeout = '{SECONDS_TO_WAIT_FOR_ANOTHER_RUN}s'")
        try:
            connection.execute("select pg_advisory_lock(hashtextextended('database migrations', 0))")
        except psycopg.errors.LockNotAvailable as error:
            raise MigrationFailed("Another run is at this database: try again when it has ended.") from error
        connection.execute("reset lock_timeout")
        yield connection
