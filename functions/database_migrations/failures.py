"""Says which file a failure belongs to, and which failures are worth another try."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep

import psycopg
from psycopg import errors

from database_migrations.folder import MigrationFailed

LOCK_TIMEOUT = "3s"
TRIES = 3
SECONDS_BETWEEN_TRIES = 1.0
_BUSY = (errors.LockNotAvailable, errors.DeadlockDetected)
_WAITS_FOR_ANOTHER = (
    errors.UndefinedFunction,
    errors.UndefinedTable,
    errors.UndefinedColumn,
    errors.UndefinedObject,
)


class SourceFailed(MigrationFailed):
    """PostgreSQL refused a source."""

    def __init__(self, path: str, cause: psycopg.Error) -> None:
        self.cause = cause
        super().__init__(f"{path}: {_in_words(cause)}")

    @property
    def may_wait_for_another(self) -> bool:
        """Whether it lacks something, which another source may bring."""
        return isinstance(self.cause, _WAITS_FOR_ANOTHER)


class SourceBusy(MigrationFailed):
    """Running traffic holds what a source must lock; the whole transaction has to be repeated."""

    def __init__(self, path: str, cause: psycopg.Error) -> None:
        super().__init__(f"{path}: what it changes stayed busy through {TRIES} tries: {cause}")


@contextmanager
def blaming(path: str) -> Iterator[None]:
    """Turn what PostgreSQL says inside the block into a failure of the file at `path`."""
    try:
        yield
    except _BUSY as error:
        raise SourceBusy(path, error) from error
    except psycopg.DatabaseError as error:
        raise SourceFailed(path, error) from error


def in_one_transaction(connection: psycopg.Connection, work: Callable[[], None]) -> None:
    """Do `work`, all or nothing, and again from the start where it met traffic: its locks are let go between tries.

    Raises `SourceBusy` after `TRIES`, and what `work` raises.
    """
    for tries_left in reversed(range(TRIES)):
        try:
            with connection.transaction():
                connection.execute(f"set local lock_timeout = '{LOCK_TIMEOUT}'".encode())
                # A client that froze must not keep its locks.
                connection.execute("set local idle_in_transaction_session_timeout = '60s'")
                connection.execute("set local check_function_bodies = off")
                work()
        except SourceBusy:
            if not tries_left:
                raise
            sleep(SECONDS_BETWEEN_TRIES)
        else:
            return


def _in_words(cause: psycopg.Error) -> str:
    """PostgreSQL's words, without its advice to take along whatever stands on what is dropped."""
    said = str(cause)
    if isinstance(cause, errors.DependentObjectsStillExist) and cause.diag.message_hint:
        return said.replace(f"\nHINT:  {cause.diag.message_hint}", "")
    return said
