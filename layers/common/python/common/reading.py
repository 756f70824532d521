"""A read: each of its statements is a transaction of its own, in one network round trip (`common.one_trip`)."""

from collections.abc import Callable, Sequence
from typing import Any, LiteralString

from psycopg import pq

from common.one_trip import OneTrip, Sent
from common.transactions import Parameters


class Reading:
    """Carries the statements of a `Transaction` one by one (`common.transactions.Carrier`)."""

    def __init__(self, trip: OneTrip, begin: Callable[[], Sent]) -> None:
        """`begin` sends `app.begin_request`: now, before the statement is made, and again before each further one."""
        self._trip = trip
        self._begin = begin
        self._begun = begin()

    def all(self, row: type[Any] | None, query: LiteralString, parameters: Parameters) -> list[Any]:
        """See `Carrier`."""
        answer = self._ask(query, parameters)
        return self._trip.values.load_rows(0, answer.ntuples, _maker(answer, row))

    def first(self, row: type[Any] | None, query: LiteralString, parameters: Parameters) -> Any:
        """See `Carrier`."""
        answer = self._ask(query, parameters)
        return self._trip.values.load_row(0, _maker(answer, row)) if answer.ntuples else None

    def run(self, query: LiteralString, parameters: Parameters) -> int:
        """See `Carrier`."""
        return self._ask(query, parameters).command_tuples or 0

    def recover(self) -> None:
        """There is nothing to take back: PostgreSQL refuses a savepoint in what is one statement."""

    def context(self) -> dict[str, Any] | None:
        """See `Carrier`."""
        self._trip.collect()
        if self._begun.pgresult is None:
            return None
        self._trip.values.set_pgresult(self._begun.pgresult)
        found: dict[str, Any] = self._trip.values.load_row(0, lambda values: values[0])
        return found

    def _ask(self, query: LiteralString, parameters: Parameters) -> pq.abc.PGresult:
        if self._begun.pgresult is not None:
            self._begun = self._begin()
        sent = self._trip.send(query, parameters)
        self._trip.collect()
        assert sent.pgresult is not None, "else `collect` has raised"
        self._trip.values.set_pgresult(sent.pgresult)
        return sent.pgresult


def _maker(answer: pq.abc.PGresult, row: type[Any] | None) -> Callable[[Sequence[Any]], Any]:
    if row is None:
        return lambda values: values[0]
    names = [(answer.fname(column) or b"").decode() for column in range(answer.nfields)]
    return lambda values: row(**dict(zip(names, values, strict=True)))
