"""One connection per process, and transactions that carry their actor.

`BEGIN`, `app.begin_request` and the first statement travel together (psycopg's pipeline), `COMMIT` with the
last: a request with one statement takes two network round trips. What a request takes from its limits travels before
them, in a BEGIN and COMMIT of its own. Only this module commits.
"""

import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, LiteralString, TypeVar

import psycopg
from psycopg.rows import class_row, scalar_row
from psycopg.types.json import Jsonb

from common import blocked_attempts, limits
from common.database_errors import DatabaseUnavailable, is_connection_lost, translate
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.identity import Actor
from common.secrets import database_url, forget
from common.settings import optional

Row = TypeVar("Row")
Parameters = Mapping[str, Any]
NOTHING: Parameters = {}
CONNECT_TIMEOUT_SECONDS = 5
AUTHENTICATION_FAILED = ("28P01", "28000")

_connection: psycopg.Connection[Any] | None = None
_may_connect = True


class Transaction:
    """A running transaction: statements in, typed rows out.

    A row is made by its model (pydantic or dataclass) from columns of the same names. Errors of a statement
    appear when its result is read, which every method here does.
    """

    def __init__(
        self, connection: psycopg.Connection[Any], actor: Actor, context: psycopg.Cursor[Any]
    ) -> None:
        self._connection = connection
        self._context_cursor = context
        self._context: dict[str, Any] | None = None
        self.actor = actor

    @property
    def context(self) -> Mapping[str, Any]:
        """What `begin_request` found: user_id, roles, and brand ids per permission (as text)."""
        if self._context is None:
            self._context = self._context_cursor.fetchone()
        return self._context or {}

    @property
    def is_admin(self) -> bool:
        """Whether this transaction runs as the database role `admin`."""
        return "admin" in self.context["roles"]

    def fetch_all(self, row: type[Row], query: LiteralString, parameters: Parameters = NOTHING) -> list[Row]:
        """All rows of `query`."""
        with self._connection.cursor(row_factory=class_row(row)) as cursor:
            return cursor.execute(query, parameters).fetchall()

    def fetch_optional(
        self, row: type[Row], query: LiteralString, parameters: Parameters = NOTHING
    ) -> Row | None:
        """The first row of `query`, or None."""
        with self._connection.cursor(row_factory=class_row(row)) as cursor:
            return cursor.execute(query, parameters).fetchone()

    def fetch_one(self, row: type[Row], query: LiteralString, parameters: Parameters = NOTHING) -> Row:
        """The first row of `query`. Raises `NotFound` where there is none (or none for this actor)."""
        found = self.fetch_optional(row, query, parameters)
        if found is None:
            raise NotFound
        return found

    def fetch_value(self, query: LiteralString, parameters: Parameters = NOTHING) -> Any:
        """The first column of the first row, or None."""
        with self._connection.cursor(row_factory=scalar_row) as cursor:
            return cursor.execute(query, parameters).fetchone()

    def fetch_values(self, query: LiteralString, parameters: Parameters = NOTHING) -> list[Any]:
        """The first column of every row."""
        with self._connection.cursor(row_factory=scalar_row) as cursor:
            return cursor.execute(query, parameters).fetchall()

    def execute(self, query: LiteralString, parameters: Parameters = NOTHING) -> int:
        """Run `query`; the number of rows it touched. Raises its error here, not later."""
        cursor = self._connection.execute(query, parameters)
        self._synchronize()
        return cursor.rowcount

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what happens inside if it raises a database error, and raise its domain error.

        (`Connection.transaction()` inside a pipeline saves nothing: tried out, see 6-facts.md.)
        """
        self.execute("savepoint attempt")
        try:
            yield
            self.execute("release savepoint attempt")
        except psycopg.Error as error:
            self._synchronize_after_error()
            self.execute("rollback to savepoint attempt")
            raise translate(error) from error

    def _synchronize(self) -> None:
        with self._connection.pipeline() as pipeline:
            pipeline.sync()

    def _synchronize_after_error(self) -> None:
        try:
            self._synchronize()
        except psycopg.errors.PipelineAborted:
            self._synchronize()


@contextmanager
def transaction(actor: Actor) -> Iterator[Transaction]:
    """A transaction of `actor`: committed when the block ends, rolled back when it raises.

    Raises the domain error of what the database refused (`common.database_errors`), at the latest at COMMIT.
    """
    count = limits.current()
    take = count.begin()
    connection = _live_connection()
    try:
        with connection.pipeline():
            if take is not None:
                count.await_answer(_take(connection, take))
            else:
                connection.execute("begin")
            with connection.cursor(row_factory=scalar_row) as context:
                context.execute(
                    "select app.begin_request(%s, %s, %s)",
                    (Jsonb(actor.claims), actor.address, actor.user_agent),
                )
                yield Transaction(connection, actor, context)
            connection.execute("commit")
    except psycopg.Error as error:
        _roll_back(connection, lost=is_connection_lost(error))
        refusal = translate(error)
        if isinstance(refusal, RequestsLimited):
            count.refuse(refusal)
        blocked_attempts.write_down(transaction, actor, error)
        raise refusal from error
    except BaseException:
        _roll_back(connection, lost=False)
        raise


def _take(connection: psycopg.Connection[Any], take: limits.Take) -> psycopg.Cursor[Any]:
    """Stays taken whatever becomes of the request. A refusal makes the server skip all that was sent behind it."""
    actor = take.actor
    connection.execute("begin")
    answer = connection.execute(
        "select app.count_request(%s, %s, %s, %s, %s, %s)",
        (Jsonb(actor.claims), actor.address, take.rate_class, take.subject, take.cost, take.weight),
    )
    connection.execute("commit and chain")
    return answer


@contextmanager
def one_session() -> Iterator[None]:
    """Inside, a session that ends is not replaced.

    Every transaction after its end raises `DatabaseUnavailable`, and so does the end of the block.
    For work that a lock of the session allows: without it, somebody else may be at it already.
    """
    global _may_connect  # noqa: PLW0603
    _live_connection()
    _may_connect = False
    try:
        yield
        _live_connection()
    finally:
        _may_connect = True


def run_alone(row: type[Row], query: LiteralString, parameters: Parameters) -> Row | None:
    """One statement in one round trip, committed when its first row (or None) is returned.

    It runs as the login role itself, which may do nothing but call the few functions granted to it by name.
    """
    connection = _live_connection()
    try:
        with connection.cursor(row_factory=class_row(row)) as cursor:
            return cursor.execute(query, parameters).fetchone()
    except psycopg.Error as error:
        if is_connection_lost(error):
            close()
        raise translate(error) from error


def close() -> None:
    """Close this process's connection, if there is one."""
    global _connection  # noqa: PLW0603 - the one connection of the process
    limits.forget()
    if _connection is not None:
        _connection.close()
        _connection = None


def _roll_back(connection: psycopg.Connection[Any], *, lost: bool) -> None:
    try:
        if not lost:
            connection.rollback()
            return
    except psycopg.Error:
        pass  # the connection broke meanwhile: closing it rolls back as well
    close()


def _live_connection() -> psycopg.Connection[Any]:
    global _connection  # noqa: PLW0603
    if _connection is not None and not _is_alive(_connection):
        close()
    if _connection is None:
        if not _may_connect:
            raise DatabaseUnavailable
        _connection = _connect()
    return _connection


def _is_alive(connection: psycopg.Connection[Any]) -> bool:
    """Free of charge: an idle connection has nothing to say, a dead one is readable (its end was sent)."""
    if connection.closed:
        return False
    readable, _, _ = select.select([connection.fileno()], [], [], 0)
    return not readable


def _connect() -> psycopg.Connection[Any]:
    try:
        return _open()
    except psycopg.OperationalError as error:
        if error.sqlstate not in AUTHENTICATION_FAILED:
            raise DatabaseUnavailable from error
    forget()  # the password may have been rotated: ask for it once more
    try:
        return _open()
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable from error


def _open() -> psycopg.Connection[Any]:
    return psycopg.connect(
        database_url(),
        autocommit=True,  # BEGIN and COMMIT are ours, inside the pipeline
        connect_timeout=CONNECT_TIMEOUT_SECONDS,
        application_name=optional("AWS_LAMBDA_FUNCTION_NAME") or "atomic-influence",
        keepalives_idle=30,
    )
