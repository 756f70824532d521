"""What the database refuses, raised as the class that names its SQLSTATE or constraint (`common.errors`).

Message text is never parsed. The DETAIL of our own SQLSTATEs is a JSON object, handed on as `details`.
"""

import json

import psycopg
from psycopg import errors as pg

from common.errors import Conflict, DomainError, Forbidden, NotFound, Unavailable, Unprocessable
from common.telemetry import logger
from common.times import with_z

OUR_OWN_FAULT = frozenset({"IM002", "IM003", "IM004"})
"""SQLSTATEs that only a mistake of ours can raise: they stay unexpected errors (500) and are logged as such."""

CONNECTION_LOST = frozenset({
    "57P01", "57P02", "57P03", "57P04", "57P05",  # ended by the server
    "25P03", "25P04",  # ended by a time limit of ours
    "25006",  # a writer no more
    "26000",  # somebody else's session: what we prepared is not known
    "08000", "08001", "08003", "08004", "08006", "08007", "08P01",
})  # fmt: skip
OUT_OF_ROOM = ("53", "58")
"""Classes of SQLSTATEs: a full disk, no memory, too many connections; files that cannot be read or written."""
TRY_AGAIN = (
    pg.LockNotAvailable,
    pg.DeadlockDetected,
    pg.SerializationFailure,
    pg.QueryCanceled,
    pg.TooManyConnections,
)


class DatabaseUnavailable(Unavailable):
    """PostgreSQL does not answer, or ended our session."""

    code = "DATABASE_UNAVAILABLE"
    sentence = "The database does not answer. Try again."
    retry_after_seconds = 2


class DatabaseBusy(Unavailable):
    """A lock or a time limit stood in the way; nothing was changed."""

    code = "DATABASE_BUSY"
    sentence = "Too much happens at once. Try again."
    retry_after_seconds = 1


class DatabaseExhausted(DatabaseUnavailable):
    """Its disk is full, its memory is used up, or a file fails: reading may work, nothing was changed."""

    code = "DATABASE_EXHAUSTED"
    sentence = "The database has no room for this now. Try again."
    retry_after_seconds = 5


def is_connection_lost(error: psycopg.Error) -> bool:
    """Whether the session is gone (or useless, as on a demoted writer) and must be opened anew."""
    return error.sqlstate in CONNECTION_LOST or (
        isinstance(error, psycopg.OperationalError) and error.sqlstate is None
    )


def translate(error: psycopg.Error) -> Exception:
    """The domain error of a database error; the error itself where it can only be our own fault."""
    # A class is known once its module is imported; a cold start need not pay for what is refused later.
    from common.errors import (  # noqa: F401
        accounts,
        activations,
        agents,
        campaigns,
        deals,
        exports,
        limits,
        lists,
        messaging,
        money,
        notifications,
        operations,
        rewards,
        social,
        submissions,
        tracking,
    )

    if refusal := DomainError.by_sqlstate.get(error.sqlstate or ""):
        return refusal(details=_details(error))
    if is_connection_lost(error):
        return DatabaseUnavailable()
    if isinstance(error, TRY_AGAIN):
        return DatabaseBusy()
    if (error.sqlstate or "")[:2] in OUT_OF_ROOM:
        # A refusal is no more than a note in our logs; this one is for whoever gives the database room.
        logger().error("database exhausted", extra={"sqlstate": error.sqlstate}, exc_info=error)
        return DatabaseExhausted()
    return _translate_constraint(error)


def _translate_constraint(error: psycopg.Error) -> Exception:
    constraint = error.diag.constraint_name
    details: list[dict[str, object]] = [{"constraint": constraint}] if constraint else []
    if refusal := DomainError.by_constraint.get(constraint or ""):
        return refusal(details=details)
    match error:
        case pg.InsufficientPrivilege():
            return Forbidden()
        case pg.UniqueViolation() | pg.ExclusionViolation():
            return Conflict("This exists already.", details=details)
        case pg.ForeignKeyViolation():
            return NotFound(
                "Something that this refers to does not exist, or is still in use.", details=details
            )
        case pg.CheckViolation() | pg.NotNullViolation():
            return Unprocessable("A value breaks a rule of the data model.", details=details)
        case psycopg.DataError():
            return Unprocessable("A value cannot be stored.")
        case _:
            return error


def _details(error: psycopg.Error) -> list[dict[str, object]]:
    detail = with_z(json.loads(error.diag.message_detail or "{}"))
    return [detail] if isinstance(detail, dict) and detail else []
