"""Workers that are threads of one process."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

import psycopg
import pytest

from common import database as runtime
from tests.conftest import Database
from tests.typing import Connection


@contextmanager
def connection_per_thread(database: Database, login: str = "jobs_login") -> Iterator[None]:
    """Each thread is a worker of its own, with the one connection that a process has."""
    mine, opened = local(), []

    def connection() -> Connection:
        if not hasattr(mine, "connection"):
            mine.connection = psycopg.connect(database.url(login), autocommit=True)
            opened.append(mine.connection)
        return mine.connection  # type: ignore[no-any-return]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runtime, "_live_connection", connection)
        yield
    for each in opened:
        each.close()
