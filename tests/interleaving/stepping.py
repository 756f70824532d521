"""Connections that stop before every statement until it is their turn."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from common import database
from common.adapters.payments import stub_store

WITHOUT_EFFECT_ON_OTHERS = ("begin", "savepoint ", "release ", "rollback to ")
_here = threading.local()


class SteppedCursor(psycopg.Cursor[Any]):
    """Waits for its thread's turn before each statement that others could notice."""

    def execute(self, query: Any, *arguments: Any, **keywords: Any) -> "SteppedCursor":
        """As psycopg's."""
        pause: Callable[[str], None] | None = getattr(_here, "pause", None)
        text = query if isinstance(query, str) else str(query)
        if pause is not None and not text.startswith(WITHOUT_EFFECT_ON_OTHERS):
            pause(" ".join(text.split())[:100])
        super().execute(query, *arguments, **keywords)
        return self


class _NoPipeline:
    def sync(self) -> None:
        """Nothing is under way: every statement was answered before the next one."""


class SteppedConnection(psycopg.Connection[Any]):
    """Sends each statement alone, so that one step ends before the next begins."""

    @contextmanager
    def pipeline(self) -> Iterator[Any]:
        """None."""
        yield _NoPipeline()


def connect(url: str, name: str) -> SteppedConnection:
    """Of one of the two workers, without time limits: the other may take as long as it likes."""
    limits = (
        "statement_timeout",
        "lock_timeout",
        "idle_in_transaction_session_timeout",
        "transaction_timeout",
    )
    options = " ".join(f"-c {limit}=0" for limit in limits)
    return SteppedConnection.connect(
        url, autocommit=True, cursor_factory=SteppedCursor,
        options=f"{options} -c interleaving.worker={name}",
    )  # fmt: skip


@contextmanager
def stepped(connection: SteppedConnection, pause: Callable[[str], None]) -> Iterator[None]:
    """This thread's transactions run on `connection` and stop at `pause`."""
    _here.connection, _here.pause = connection, pause
    try:
        yield
    finally:
        del _here.connection, _here.pause


@contextmanager
def one_connection_per_thread() -> Iterator[None]:
    """`common.database` gives each stepped thread its own connection, and everybody else the process's."""
    ordinary, outside = database._live_connection, database.transaction

    def live_connection() -> psycopg.Connection[Any]:
        found: psycopg.Connection[Any] | None = getattr(_here, "connection", None)
        return found or ordinary()

    @contextmanager
    def without_stopping(actor: Any) -> Iterator[Any]:
        """Stripe is outside: what happens there is one step of whoever asks."""
        pause, _here.pause = getattr(_here, "pause", None), None
        try:
            with outside(actor) as tx:
                yield tx
        finally:
            _here.pause = pause

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_live_connection", live_connection)
        patch.setattr(stub_store, "transaction", without_stopping)
        yield
