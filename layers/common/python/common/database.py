"""One connection per process, and transactions that carry their actor.

`BEGIN`, `app.begin_request` and the first statement of a transaction travel together (psycopg's pipeline), `COMMIT` in
a round trip of its own; a read of one statement takes one in all (`common.one_trip`). What a request takes from its
limits travels before them, in a BEGIN and COMMIT of its own. Only this module commits.
"""

import json
import select
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import Any, LiteralString, TypeVar

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import class_row

from common import blocked_attempts, limits, metrics
from common.database_errors import DatabaseUnavailable, is_connection_lost, translate
from common.errors.limits import RequestsLimited
from common.identity import Actor
from common.one_trip import OneTrip, forget_prepared
from common.reading import Reading
from common.secrets import database_url, forget
from common.settings import optional, reads_in_one_trip
from common.transactions import NOTHING, Parameters, Pipelined, Row, Transaction

__all__ = ["Transaction", "close", "one_session", "read", "run_alone", "transaction"]

Answer = TypeVar("Answer")
Send = Callable[[LiteralString, Parameters], Answer]
READ_ONLY: LiteralString = ", set_config('transaction_read_only', 'on', true)"
CONNECT_TIMEOUT_SECONDS = 5
AUTHENTICATION_FAILED = ("28P01", "28000")

_connection: psycopg.Connection[Any] | None = None
_may_connect = True


def transaction(actor: Actor) -> AbstractContextManager[Transaction]:
    """A transaction of `actor`: committed when the block ends, rolled back when it raises.

    Raises the domain error of what the database refused (`common.database_errors`), at the latest at COMMIT.
    """
    return _pipelined(actor)


def read(actor: Actor) -> AbstractContextManager[Transaction]:
    """For what one statement reads: it takes one network round trip, in a transaction that may change nothing.

    A second statement is right, too, but is a transaction and a round trip of its own.
    Raises what `transaction` raises, at the latest at the end of the block.
    """
    return _one_by_one(actor) if reads_in_one_trip() else _pipelined(actor, READ_ONLY)


@contextmanager
def _pipelined(actor: Actor, how: LiteralString = "") -> Iterator[Transaction]:
    count = limits.current()
    take = count.begin()
    connection = _live_connection()
    with _refusing(connection, actor, count), connection.pipeline():
        if take is not None:
            count.await_answer(_take(connection.execute, take, "commit and chain"))
        else:
            connection.execute("begin")
        yield Transaction(Pipelined(connection, _begin_request(connection.execute, actor, how)), actor)
        connection.execute("commit")


@contextmanager
def _one_by_one(actor: Actor) -> Iterator[Transaction]:
    count = limits.current()
    take = count.begin()
    connection = _live_connection()
    with _refusing(connection, actor, count), OneTrip(connection) as trip:
        if take is not None:
            count.await_answer(_take(trip.send, take, "commit"))
        yield Transaction(Reading(trip, lambda: _begin_request(trip.send, actor, READ_ONLY)), actor)


@contextmanager
def _refusing(connection: psycopg.Connection[Any], actor: Actor, count: limits.Count) -> Iterator[None]:
    """What the database refuses inside is rolled back, and raised as the domain error that it is."""
    try:
        with metrics.told_when_committed():
            yield
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


def _take(send: Send[Answer], take: limits.Take, end: LiteralString) -> Answer:
    """Stays taken whatever becomes of the request. A refusal makes the server skip all that was sent behind it."""
    actor = take.actor
    send("begin", NOTHING)
    answer = send(
        "select app.count_request(%(claims)s, %(address)s, %(class)s, %(subject)s, %(cost)s, %(weight)s)",
        {"claims": _claims(actor), "address": actor.address, "class": take.rate_class, "subject": take.subject,
         "cost": take.cost, "weight": take.weight},
    )  # fmt: skip
    send(end, NOTHING)
    return answer


def _begin_request(send: Send[Answer], actor: Actor, how: LiteralString) -> Answer:
    return send(
        "select app.begin_request(%(claims)s, %(address)s, %(agent)s)" + how,
        {"claims": _claims(actor), "address": actor.address, "agent": actor.user_agent},
    )


@lru_cache(maxsize=100)
def _claims(actor: Actor) -> str:
    return json.dumps(actor.claims)


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
            if connection.info.transaction_status != TransactionStatus.IDLE:
                connection.rollback()
                forget_prepared(connection)
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
        connect_timeout=int(optional("DATABASE_CONNECT_SECONDS") or CONNECT_TIMEOUT_SECONDS),
        application_name=optional("AWS_LAMBDA_FUNCTION_NAME") or "atomic-influence",
        keepalives_idle=30,
    )
