"""One run at a time per database: the second waits for the first, whichever tree each of them brings."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from database_migrations.folder import MigrationFailed

SECONDS_TO_WAIT_FOR_ANOTHER_RUN = 300
# A Lambda that is killed says no good-bye; the server would keep its session, and the lock, for many minutes.
_NOTICE_A_DEAD_CLIENT = (
    "set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3"
)


@contextmanager
def only_run(url: str) -> Iterator[psycopg.Connection]:
    """A connection, in autocommit, that holds the lock until the block ends.

    Raises `MigrationFailed` where another run holds it for more than `SECONDS_TO_WAIT_FOR_ANOTHER_RUN`.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_NOTICE_A_DEAD_CLIENT)
        connection.execute(f"set lock_timeout = '{SECONDS_TO_WAIT_FOR_ANOTHER_RUN}s'")
        try:
            connection.execute("select pg_advisory_lock(hashtextextended('database migrations', 0))")
        except psycopg.errors.LockNotAvailable as error:
            raise MigrationFailed("Another run is at this database: try again when it has ended.") from error
        connection.execute("reset lock_timeout")
        yield connection
