"""Statements of several sessions that really run at the same time, and waiting for what another session does."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any, TypeVar

import psycopg
import pytest

from common import database as runtime
from tests.conftest import Database
from tests.typing import Connection

Answered = TypeVar("Answered")
Step = tuple[str, str, tuple[object, ...]]
"""Who (a user id as text, or `service`), the statement, its parameters."""


def run_at_once(database: Database, *steps: Step) -> list[str]:
    """Run each step in a transaction of its own, all beginning together; `ok` or the SQLSTATE of each."""
    barrier = threading.Barrier(len(steps))
    outcomes = ["" for _ in steps]

    def run(place: int, step: Step) -> None:
        who, statement, parameters = step
        claims = {"role": "service"} if who == "service" else {"sub": who}
        try:
            with database.connect("jobs_login" if who == "service" else "api_login", autocommit=False) as db:
                db.execute("select app.begin_request(%s)", (json.dumps(claims),))
                barrier.wait()
                db.execute(statement.encode(), parameters)
            outcomes[place] = "ok"
        except psycopg.Error as error:
            outcomes[place] = error.sqlstate or "?"

    threads = [threading.Thread(target=run, args=(place, step)) for place, step in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def call_at_once(monkeypatch: pytest.MonkeyPatch, calls: list[Callable[[], Answered]]) -> list[Answered]:
    """Make all calls, each with a connection of its own, none ahead of the others at the database's door."""
    local = threading.local()
    opened: list[psycopg.Connection[Any]] = []

    def connection() -> psycopg.Connection[Any]:
        if not hasattr(local, "connection"):
            local.connection = runtime._connect()
            opened.append(local.connection)
        kept: psycopg.Connection[Any] = local.connection
        return kept

    start = threading.Barrier(len(calls))

    def make(one: Callable[[], Answered]) -> Answered:
        start.wait()
        return one()

    with monkeypatch.context() as own_connections, ThreadPoolExecutor(len(calls)) as pool:
        own_connections.setattr(runtime, "_live_connection", connection)
        answers = list(pool.map(make, calls))
    for each in opened:
        each.close()
    return answers


def wait_until_blocked(db: Connection, number: int = 1) -> None:
    """Return when `number` sessions of this database wait for another one's lock."""
    for _ in range(2_000):
        row = db.execute(
            "select count(*) from pg_stat_activity where datname = current_database()"
            " and cardinality(pg_blocking_pids(pid)) > 0"
        ).fetchone()
        if row == (number,):
            return
        sleep(0.01)
    raise AssertionError("nobody waits")
