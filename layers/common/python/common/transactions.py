"""What a running transaction offers: statements in, typed rows out. `common.database` begins it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, LiteralString, Protocol, TypeVar

import psycopg
from psycopg.rows import class_row, scalar_row

from common.database_errors import translate
from common.errors import NotFound
from common.identity import Actor
from common.one_trip import forget_prepared

Row = TypeVar("Row")
Parameters = Mapping[str, Any]
NOTHING: Parameters = {}


class Carrier(Protocol):
    """Brings a statement to the database: psycopg's pipeline (`Pipelined`), or `common.one_trip.OneTrip`.

    Rows are made by the class `row`; where it is None, a row is the value of its first column.
    """

    def all(self, row: type[Any] | None, query: LiteralString, parameters: Parameters) -> list[Any]:
        """All rows."""

    def first(self, row: type[Any] | None, query: LiteralString, parameters: Parameters) -> Any:
        """The first row, or None."""

    def run(self, query: LiteralString, parameters: Parameters) -> int:
        """The number of rows that it touched; its error is raised here."""

    def recover(self) -> None:
        """Take back what failed, up to the savepoint."""

    def context(self) -> dict[str, Any] | None:
        """What `app.begin_request` answered."""


class Transaction:
    """A running transaction: statements in, typed rows out.

    A row is made by its model (pydantic or dataclass) from columns of the same names. Errors of a statement
    appear when its result is read, which every method here does.
    """

    def __init__(self, carrier: Carrier, actor: Actor) -> None:
        self._carrier = carrier
        self._context: dict[str, Any] | None = None
        self.actor = actor

    @property
    def context(self) -> Mapping[str, Any]:
        """What `begin_request` found: user_id, roles, and brand ids per permission (as text)."""
        if self._context is None:
            self._context = self._carrier.context()
        return self._context or {}

    @property
    def is_admin(self) -> bool:
        """Whether this transaction runs as the database role `admin`."""
        return "admin" in self.context["roles"]

    def fetch_all(self, row: type[Row], query: LiteralString, parameters: Parameters = NOTHING) -> list[Row]:
        """All rows of `query`."""
        return self._carrier.all(row, query, parameters)

    def fetch_optional(
        self, row: type[Row], query: LiteralString, parameters: Parameters = NOTHING
    ) -> Row | None:
        """The first row of `query`, or None."""
        found: Row | None = self._carrier.first(row, query, parameters)
        return found

    def fetch_one(self, row: type[Row], query: LiteralString, parameters: Parameters = NOTHING) -> Row:
        """The first row of `query`. Raises `NotFound` where there is none (or none for this actor)."""
        found = self.fetch_optional(row, query, parameters)
        if found is None:
            raise NotFound
        return found

    def fetch_value(self, query: LiteralString, parameters: Parameters = NOTHING) -> Any:
        """The first column of the first row, or None."""
        return self._carrier.first(None, query, parameters)

    def fetch_values(self, query: LiteralString, parameters: Parameters = NOTHING) -> list[Any]:
        """The first column of every row."""
        return self._carrier.all(None, query, parameters)

    def execute(self, query: LiteralString, parameters: Parameters = NOTHING) -> int:
        """Run `query`; the number of rows it touched. Raises its error here, not later."""
        return self._carrier.run(query, parameters)

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
            self._carrier.recover()
            raise translate(error) from error


class Pipelined:
    """psycopg's pipeline: a statement waits for its answer only when that is read."""

    def __init__(self, connection: psycopg.Connection[Any], context: psycopg.Cursor[Any]) -> None:
        """`context` is the cursor that has sent `app.begin_request`."""
        self._connection = connection
        self._context = context

    def all(self, row: type[Any] | None, query: LiteralString, parameters: Parameters) -> list[Any]:
        """See `Carrier`."""
        with self._cursor(row) as cursor:
            return cursor.execute(query, parameters).fetchall()

    def first(self, row: type[Any] | None, query: LiteralString, parameters: Parameters) -> Any:
        """See `Carrier`."""
        with self._cursor(row) as cursor:
            return cursor.execute(query, parameters).fetchone()

    def run(self, query: LiteralString, parameters: Parameters) -> int:
        """See `Carrier`."""
        cursor = self._connection.execute(query, parameters)
        self._synchronize()
        return cursor.rowcount

    def recover(self) -> None:
        """See `Carrier`."""
        try:
            self._synchronize()
        except psycopg.errors.PipelineAborted:
            self._synchronize()
        self.run("rollback to savepoint attempt", NOTHING)
        # With the statement behind a rollback psycopg has the session forget all that is prepared.
        self.run("release savepoint attempt", NOTHING)
        forget_prepared(self._connection)

    def context(self) -> dict[str, Any] | None:
        """See `Carrier`."""
        row = self._context.fetchone()
        return row[0] if row else None

    def _cursor(self, row: type[Any] | None) -> psycopg.Cursor[Any]:
        return self._connection.cursor(row_factory=scalar_row if row is None else class_row(row))

    def _synchronize(self) -> None:
        with self._connection.pipeline() as pipeline:
            pipeline.sync()
