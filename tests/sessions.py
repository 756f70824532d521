"""Sessions of the superuser that one test uses again: what a session has planned once, it need not plan again."""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import psycopg
from psycopg import pq

_AS_NEW = (
    b"close all; reset session authorization; reset role; reset all; deallocate all; unlisten *;"
    b" select pg_advisory_unlock_all(); discard temp; discard sequences"
)
"""`DISCARD ALL` without its `DISCARD PLANS`, which are what a session is kept for."""
_CLOSED = pq.PGconn.connect_start(b"host=/nowhere")
_CLOSED.finish()


class Sessions:
    """Sessions of one address: a connection that is closed leaves its session here, as a new one would be."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._idle: list[pq.abc.PGconn] = []
        self._lock = Lock()

    def connect(self, *, autocommit: bool) -> psycopg.Connection[Any]:
        """A connection of its own, on a session that nobody else has meanwhile."""
        session = self._take()
        if session is None:
            connection = _Connection.connect(self._url, autocommit=autocommit)
        else:
            connection = _Connection(session)
            connection._autocommit = autocommit
        connection.home = self
        return connection

    def keep(self, session: pq.abc.PGconn) -> None:
        """A session that nobody has now; it ends where it cannot be as new."""
        if _is_as_new(session):
            with self._lock:
                self._idle.append(session)
        else:
            session.finish()

    def end(self) -> None:
        """End those that nobody has."""
        with self._lock:
            while self._idle:
                self._idle.pop().finish()

    def _take(self) -> pq.abc.PGconn | None:
        with self._lock:
            while self._idle:
                session = self._idle.pop()
                if session.status == pq.ConnStatus.OK and not select.select([session.socket], [], [], 0)[0]:
                    return session
                session.finish()  # the server has ended it
        return None


@contextmanager
def without_triggers(db: psycopg.Connection[Any]) -> Iterator[psycopg.Connection[Any]]:
    """A transaction that no trigger sees; beside `db` if possible: the setting makes a session forget its plans."""
    home = getattr(db, "home", None)
    if home is not None and db.info.transaction_status == pq.TransactionStatus.IDLE:
        with home.connect(autocommit=True) as beside, beside.transaction():
            beside.execute("set local session_replication_role = replica")
            yield beside
        return
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        yield db
        db.execute("set local session_replication_role = origin")  # the transaction may be a part of another


class _Connection(psycopg.Connection[Any]):
    """Is closed like any other; its session goes home."""

    home: Sessions | None = None

    def close(self) -> None:
        if not self.closed and self.home is not None:
            session, self.pgconn = self.pgconn, _CLOSED
            self.home.keep(session)
        super().close()


def _is_as_new(session: pq.abc.PGconn) -> bool:
    """Roll back what is open, and forget all that a session remembers. False where it is in the middle of something."""
    if session.pipeline_status != pq.PipelineStatus.OFF:
        return False
    if session.transaction_status in (pq.TransactionStatus.INTRANS, pq.TransactionStatus.INERROR):
        session.exec_(b"rollback")
    if session.transaction_status != pq.TransactionStatus.IDLE:
        return False
    return session.exec_(_AS_NEW).status == pq.ExecStatus.COMMAND_OK
