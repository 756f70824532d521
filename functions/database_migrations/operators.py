"""What an operator may ask of the migrations Lambda beside a run: the first administrator, and a look at the database.

Nobody reaches it over HTTP: only who may invoke the function (`make operator`). Each command leaves a row in
`audit_logs` before it is done. The laptop's `make make-admin` calls the same functions.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, LiteralString

import psycopg

Answer = dict[str, Any]

SECONDS_OF_A_STATEMENT = 60
MOST_ROWS = 1_000
MOST_CHARACTERS = 1_000_000
"""Of an answer; Lambda refuses one above six megabytes."""
LONGEST_STATEMENT = 20_000
LONGEST_NAME = 200
_OPTIONS = (
    f"-c statement_timeout={SECONDS_OF_A_STATEMENT}s -c transaction_timeout={SECONDS_OF_A_STATEMENT + 10}s"
)
_ROLES: Mapping[str, LiteralString | None] = {
    "admin": "set local role admin",  # every row, as administrators see it
    "owner": None,
    "master": None,  # pg_stat_activity whole, pg_terminate_backend
}
"""Whom a statement may run as → how that login becomes it."""


class CommandRefused(Exception):
    """The command cannot be done as it was given; `code` is for programs, the text for people."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


def obey(event: Mapping[str, Any], address_of: Callable[[str], str]) -> Answer:
    """The answer to `event["command"]`, `make-admin` or `sql`.

    `address_of` gives the libpq address of `owner`, `admin` or `master`. Raises `CommandRefused`, and `psycopg.Error`
    where the database does not answer.
    """
    by_whom = _text(event, "by", LONGEST_NAME, default="unnamed")
    match event["command"]:
        case "make-admin":
            email = _text(event, "email", LONGEST_NAME * 2)
            return {"message": make_admin(address_of("owner"), email, by_whom)}
        case "sql":
            statement = _text(event, "statement", LONGEST_STATEMENT)
            role = _text(event, "as", LONGEST_NAME, default="admin")
            return read(address_of, statement, role, by_whom)
    raise CommandRefused(
        "UNKNOWN_COMMAND", f"There is no command {event['command']!r}: make-admin, migrate or sql."
    )


def make_admin(owner_url: str, email: str, by_whom: str) -> str:
    """Give the account with this address the role admin; says what it did. Raises `CommandRefused`."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("select app.note_operation('make-admin', %s, '{}')", (by_whom,))
        row = connection.execute("select app.make_administrator(%s, %s)", (email, by_whom)).fetchone()
    match row:
        case ("made",):
            return f"{email} is an administrator now."
        case ("already",):
            return f"{email} is an administrator already."
        case ("not_active",):
            raise CommandRefused("ACCOUNT_NOT_ACTIVE", f"The account {email!r} is suspended or banned.")
    raise CommandRefused("NO_SUCH_ACCOUNT", f"There is no account with the address {email!r}.")


def read(address_of: Callable[[str], str], statement: str, role: str, by_whom: str) -> Answer:
    """What one statement answers that changes no row: `columns`, `rows`, and whether there were more (`truncated`).

    It runs for a minute at most. Raises `CommandRefused` for what PostgreSQL refuses, a write among it.
    """
    if role not in _ROLES:
        raise CommandRefused("UNKNOWN_ROLE", f"A statement runs as {', '.join(_ROLES)}, not as {role!r}.")
    with psycopg.connect(address_of("owner"), autocommit=True) as owner:
        owner.execute(
            "select app.note_operation('sql', %s, %s)",
            (by_whom, json.dumps({"statement": statement, "as": role})),
        )
    with psycopg.connect(address_of(role), options=_OPTIONS) as connection:
        connection.read_only = True
        if become := _ROLES[role]:
            connection.execute(become)
        try:
            return _collect(connection, statement)
        except (psycopg.DatabaseError, UnicodeError) as error:
            raise CommandRefused("STATEMENT_REFUSED", str(error)) from error
        finally:
            connection.close()  # whatever is left of a long answer is not waited for


def _collect(connection: psycopg.Connection, statement: str) -> Answer:
    cursor = connection.cursor()
    rows: list[list[Any]] = []
    characters, truncated = 0, False
    for row in _stream(cursor, statement):
        text = json.dumps(row, default=str)
        characters += len(text)
        if len(rows) == MOST_ROWS or characters > MOST_CHARACTERS:
            truncated = True
            break
        rows.append(json.loads(text))
    columns = [column.name for column in cursor.description or ()]
    return {"columns": columns, "rows": rows, "truncated": truncated}


def _stream(cursor: psycopg.Cursor[tuple[Any, ...]], statement: str) -> Iterator[tuple[Any, ...]]:
    """Row by row, by the extended protocol, which takes one statement: a COMMIT cannot be smuggled in behind it."""
    return cursor.stream(statement.encode())


def _text(event: Mapping[str, Any], name: str, longest: int, *, default: str | None = None) -> str:
    value = event.get(name, default)
    if not isinstance(value, str) or not value.strip() or len(value) > longest or "\0" in value:
        raise CommandRefused("INVALID_COMMAND", f"{name!r} is text of 1 to {longest} characters.")
    return value.strip()
