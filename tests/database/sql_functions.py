"""Calling a SQL function by its name, and reading how it refuses."""

import json
from dataclasses import dataclass, field
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from psycopg.types.numeric import Int8

from tests.typing import Connection


@dataclass(frozen=True)
class Refusal:
    """How the database says no: the SQLSTATE, the constraint where one has a name, the detail where it is JSON."""

    sqlstate: str
    constraint: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def call(db: Connection, function: LiteralString, *arguments: object) -> Any:
    """The value of `select <schema.function>(…)`; a list of numbers is an array of bigint."""
    row = _execute(db, "select {}({})", function, arguments).fetchone()
    assert row is not None
    return row[0]


def rows(db: Connection, function: LiteralString, *arguments: object) -> list[tuple[Any, ...]]:
    """The rows of `select * from <schema.function>(…)`."""
    return _execute(db, "select * from {}({})", function, arguments).fetchall()


def refusal(db: Connection, function: LiteralString, *arguments: object) -> Refusal:
    """How `function` refuses these arguments; whatever it had done before is undone."""
    try:
        with db.transaction():
            answer = rows(db, function, *arguments)
    except psycopg.Error as error:
        return _read(error)
    raise AssertionError(f"{function} refused nothing, and answered {answer}")


def refusal_of(db: Connection, statement: LiteralString, *arguments: object) -> Refusal:
    """How a statement with these arguments is refused."""
    try:
        with db.transaction():
            db.execute(statement, arguments)
    except psycopg.Error as error:
        return _read(error)
    raise AssertionError(f"nothing refused {statement}")


def _read(error: psycopg.Error) -> Refusal:
    detail = error.diag.message_detail or ""
    return Refusal(
        error.sqlstate or "", error.diag.constraint_name, json.loads(detail) if detail[:1] == "{" else {}
    )


def _execute(
    db: Connection, statement: LiteralString, function: LiteralString, arguments: tuple[object, ...]
) -> psycopg.Cursor[Any]:
    placeholders = sql.SQL(", ").join(sql.Placeholder() for _ in arguments)
    query = sql.SQL(statement).format(sql.Identifier(*function.split(".")), placeholders)
    return db.execute(query, [_adapt(argument) for argument in arguments])


def _adapt(argument: object) -> object:
    if isinstance(argument, list) and argument and all(isinstance(one, int) for one in argument):
        return [Int8(one) for one in argument]
    return argument
