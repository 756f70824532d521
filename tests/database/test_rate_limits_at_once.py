"""Sixty-four who ask at once, each in a session of its own: exactly the burst passes."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg

from tests.conftest import Database
from tests.factories.limits import limit, limit_in_general
from tests.factories.people import make_user

AT_ONCE = 64


def test_of_a_class_the_burst_passes_though_each_request_fails(database: Database) -> None:
    """Behind what is taken comes a request that fails: what was taken stays taken."""
    limit(database, "create", 10)
    claims = claims_of_somebody(database)
    start = Barrier(AT_ONCE)

    def ask(_: int) -> bool:
        with database.connect("api_login") as connection:
            start.wait(timeout=60)
            try:
                with connection.pipeline():
                    connection.execute("begin")
                    connection.execute("select app.count_request(%s, '', 'create', '', 1, 0)", (claims,))
                    connection.execute("commit")
                    connection.execute("begin")
                    connection.execute("select app.begin_request(%s)", (claims,))
                    connection.execute("select 1 / 0")
            except psycopg.errors.DivisionByZero:
                return True
            except psycopg.Error as error:
                if error.sqlstate != "IL001":
                    raise
            return False

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sum(pool.map(ask, range(AT_ONCE))) == 10
    with database.connect() as db:
        assert db.execute("select count(*) from rate_buckets").fetchone() == (1,)


def test_in_general_the_burst_passes_and_whoever_is_refused_does_nothing(database: Database) -> None:
    """Each makes a brand, and every other one fails when it has."""
    limit_in_general(database, 10)
    claims = claims_of_somebody(database)
    start = Barrier(AT_ONCE)

    def ask(number: int) -> str:
        with database.connect("api_login") as connection:
            start.wait(timeout=60)
            try:
                with connection.pipeline():
                    connection.execute("begin")
                    connection.execute("select app.count_request(%s, '', null, '', 1, 1)", (claims,))
                    connection.execute("commit and chain")
                    connection.execute("select app.begin_request(%s)", (claims,))
                    connection.execute("select app.open_brand(%s)", (f"Of {number}",))
                    if number % 2:
                        connection.execute("select 1 / 0")
                    connection.execute("commit")
            except psycopg.errors.DivisionByZero:
                return "failed"
            except psycopg.Error as error:
                if error.sqlstate != "IL001":
                    raise
                return "refused"
            return "made"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = list(pool.map(ask, range(AT_ONCE)))
    assert said.count("refused") == AT_ONCE - 10
    with database.connect() as db:
        made = db.execute("select count(*) from brand_profiles where name like 'Of %'").fetchone()
    assert made == (said.count("made"),)


def claims_of_somebody(database: Database) -> str:
    with database.connect() as db:
        return json.dumps({"sub": str(make_user(db, "brand"))})
