"""One statement in one network round trip, in a transaction of its own: what carries `common.database.read`.

    BEGIN; app.count_request; COMMIT; app.begin_request; the statement; Sync

Statements up to a Sync are one implicit transaction, which the COMMIT in between ends: what was taken from the limits
stays, and the role that `app.begin_request` sets is the statement's. They go over libpq itself (`psycopg.pq`), and
prepared: psycopg's pipeline takes longer for such a request than PostgreSQL does. Values are made by psycopg's dumpers
and loaders, and errors are its own, so what comes back is the same.
"""

import re
import select
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result

PLACE = re.compile(r"%(?:(?P<percent>%)|\((?P<name>\w+)\)s)?")
MOST_PREPARED = 100
"""Statements that a session keeps prepared, as with psycopg's cursors."""

Key = tuple[bytes, tuple[int, ...]]
"""A statement is prepared for the types of its parameters."""


class Prepared:
    """What a session has prepared for us, and what it may close."""

    def __init__(self) -> None:
        self.names: dict[Key, bytes] = {}
        self.useless: list[bytes] = []


_prepared: WeakKeyDictionary[psycopg.Connection[Any], Prepared] = WeakKeyDictionary()
_numbers = count()


@lru_cache(maxsize=1_000)
def numbered(query: str) -> tuple[bytes, tuple[str, ...]]:
    """The text with `$1` for the first name, and the names. Raises `psycopg.ProgrammingError` for another `%`."""
    places: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        if found["percent"]:
            return "%"
        if found["name"] is None:
            raise psycopg.ProgrammingError(f"a place that is neither %(name)s nor %%: {query}")
        return f"${places.setdefault(found['name'], len(places) + 1)}"

    return PLACE.sub(place, query).encode(), tuple(places)


def forget_prepared(connection: psycopg.Connection[Any]) -> None:
    """Where psycopg rolls back, it has the session forget what is prepared, if it has prepared anything itself."""
    if prepared := _prepared.get(connection):
        prepared.useless += prepared.names.values()  # to close what is not there any more is no error
        prepared.names.clear()


class Sent:
    """A statement under way; `pgresult` when it was answered, and not with an error."""

    def __init__(self, then: Callable[[], object] = lambda: None) -> None:
        self.pgresult: pq.abc.PGresult | None = None
        self.then = then


class OneTrip:
    """`send` what goes together, then `collect` the answers to all of it."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.values = Transformer(connection)
        self._pgconn = connection.pgconn
        self._prepared = _prepared.setdefault(connection, Prepared())
        self._sent: list[Sent] = []

    def __enter__(self) -> "OneTrip":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """What was sent is answered whatever came in between, and refused as it would be with more behind it."""
        try:
            self.collect()
        except psycopg.Error:
            if error is None:
                raise
        if self._pgconn.pipeline_status != pq.PipelineStatus.OFF:
            self._pgconn.finish()  # interrupted in the middle: what is still to come must not answer somebody else

    def send(self, query: str, parameters: Mapping[str, Any]) -> Sent:
        """Put a statement on its way."""
        text, names = numbered(query)
        values = self.values.dump_sequence([parameters[name] for name in names], [PyFormat.AUTO] * len(names))
        if not self._sent:
            self._pgconn.enter_pipeline_mode()
            self._close_useless()
        self._pgconn.send_query_prepared(self._name_of(text), values, self.values.formats)
        self._sent.append(sent := Sent())
        return sent

    def _name_of(self, text: bytes) -> bytes:
        key, names = (text, self.values.types or ()), self._prepared.names
        if name := names.pop(key, None):
            names[key] = name  # the last one used is the last one to go
            return name
        if len(names) >= MOST_PREPARED:
            self._prepared.useless.append(names.pop(next(iter(names))))
        new = b"one_trip_%d" % next(_numbers)
        self._pgconn.send_prepare(new, *key)
        self._sent.append(Sent(lambda: names.update({key: new})))
        return new

    def _close_useless(self) -> None:
        for name in self._prepared.useless:
            self._pgconn.send_close_prepared(name)
            self._sent.append(Sent())
        self._prepared.useless.clear()

    def collect(self) -> None:
        """Wait for all answers, and commit. Raises the first error; what was sent behind it did not run."""
        if not self._sent:
            return
        self._pgconn.pipeline_sync()
        waiting, self._sent = iter(self._sent), []
        error: psycopg.Error | None = None
        for result in self._answers():
            sent = next(waiting)
            if result.status in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
                sent.pgresult = result
                sent.then()
            elif error is None:
                error = error_from_result(result)
        self._pgconn.exit_pipeline_mode()
        if error is not None:
            raise error

    def _answers(self) -> Iterator[pq.abc.PGresult]:
        """Up to that of the Sync."""
        door = select.poll()
        while self._pgconn.flush():  # more than the network takes at once
            self._wait(door, select.POLLIN | select.POLLOUT)
        while True:
            while self._pgconn.is_busy():
                self._wait(door, select.POLLIN)
            result = self._pgconn.get_result()
            if result is None:  # behind the results of each statement
                if self._pgconn.status == pq.ConnStatus.BAD:
                    raise psycopg.OperationalError("the session ended")
                continue
            if result.status == pq.ExecStatus.PIPELINE_SYNC:
                return
            yield result

    def _wait(self, door: select.poll, event: int) -> None:
        door.register(self._pgconn.socket, event)
        if any(ready & ~select.POLLOUT for _, ready in door.poll()):
            self._pgconn.consume_input()  # raises where the session is gone
