"""`common.database.read`: in one round trip what psycopg's own cursors give, and nothing left behind."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from common import database as runtime
from common.database import read, transaction
from common.database_errors import DatabaseBusy, DatabaseUnavailable
from common.errors import Unprocessable
from common.errors.accounts import AccountBanned
from common.errors.limits import RequestsLimited
from common.identity import SERVICE, Actor
from common.limits import RateClass, Take, due
from tests.conftest import Database
from tests.factories.limits import limit
from tests.factories.people import make_user


class Colour(StrEnum):
    RED = "red"


VALUES: dict[str, object] = {
    "text": "ü 🙂 100 % $1 %(x)s", "empty": "", "none": None, "yes": True, "small": 7, "int": 70_000, "big": 2**40,
    "huge": 2**70, "float": 1.5, "decimal": Decimal("10.50"), "uuid": UUID(int=5), "day": date(2027, 2, 28),
    "time": datetime(2027, 2, 28, 1, 2, 3, 4, tzinfo=UTC), "span": timedelta(days=40, seconds=3), "bytes": b"\x00\xff",
    "json": Jsonb({"a": [1, None, "ü"]}), "texts": ["a", 'b"', "ü,"], "uuids": [UUID(int=1), UUID(int=2)],
    "nothing": [], "enum": Colour.RED,
}  # fmt: skip
QUERIES: list[LiteralString] = [
    *("select %(" + name + ")s as it" for name in VALUES),
    *("select pg_typeof(%(" + name + ")s)::text as kind" for name in VALUES),
    "select '100%%' as it, %(small)s + %(int)s + %(small)s as more",
    'select array[[1,2],[3,4]] as it, 1.10::numeric as more, null::uuid as none, \'{"b": 1, "a": 2.50}\'::jsonb as j',
    "select interval '1 mon 2 days' as it, '23:59:60'::time as t, 'infinity'::float8 as f, inet '::1/64' as i",
    "select row(1, 'a') as it, int4range(1, 5) as r, 'x'::\"char\" as c, '\\x00ff'::bytea as b, 12::oid as o",
    "select 1 as it where false",
]


def test_every_value_is_that_of_psycopgs_cursors(
    shared_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(query: LiteralString, way: str) -> list[tuple[object, ...]]:
        monkeypatch.setenv("READS_IN_ONE_TRIP", way)
        try:
            with read(SERVICE) as tx:
                row, value = tx.fetch_optional(dict, query, VALUES), tx.fetch_value(query, VALUES)
                return [(repr(each), type(each)) for each in (tx.fetch_all(dict, query, VALUES), row, value)]
        except (psycopg.Error, Unprocessable) as error:
            return [(type(error), str(error))]

    for query in QUERIES:
        expected = ask(query, "no")
        for _ in range(2):  # prepared now, and then
            assert ask(query, "") == expected, query
    assert expected == [("[]", list), ("None", type(None)), ("None", type(None))]


@pytest.mark.usefixtures("either_way_to_read")
def test_a_read_changes_nothing(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable) as refused, read(SERVICE) as tx:
        tx.execute("insert into outbox (topic) values ('kept')")
    assert isinstance(refused.value.__cause__, psycopg.errors.ReadOnlySqlTransaction)
    with transaction(SERVICE) as tx:
        assert tx.execute("insert into outbox (topic) values ('kept')") == 1
    with read(SERVICE) as tx:
        assert tx.fetch_values("select topic from outbox") == ["kept"]


@pytest.mark.usefixtures("either_way_to_read")
def test_each_statement_of_a_read_is_the_actors(database: Database) -> None:
    with database.connect() as db:
        user = make_user(db, "creator")
    with read(Actor("user", user)) as tx:
        assert tx.context["roles"] == ["creator"]
        for _ in range(3):
            assert tx.fetch_value("select auth.uid()") == user
        assert not tx.is_admin
    with read(SERVICE) as tx:
        assert tx.fetch_value("select current_user") == "service"


def test_a_ban_counts_for_the_next_statement_of_a_read(database: Database) -> None:
    with database.connect() as db:
        user = make_user(db)
        with pytest.raises(AccountBanned), read(Actor("user", user)) as tx:
            assert tx.fetch_value("select 1") == 1
            db.execute("update auth.users set status = 'banned' where id = %s", (user,))
            tx.fetch_value("select 2")


@pytest.mark.usefixtures("either_way_to_read")
def test_a_read_without_a_statement_has_taken_and_is_refused_like_any_other(database: Database) -> None:
    limit(database, "create", 1)
    with database.connect() as db:
        user, banned = make_user(db), make_user(db)
        db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
    with pytest.raises(AccountBanned), read(Actor("user", banned)):
        pass
    take = Take(Actor("user", user), RateClass.CREATE)
    with pytest.raises(KeyError), due(take), read(take.actor):
        raise KeyError
    with pytest.raises(RequestsLimited), due(take), read(take.actor):
        pass
    with read(take.actor) as tx:
        assert tx.fetch_value("select auth.uid()") == user


@pytest.mark.usefixtures("either_way_to_read")
@pytest.mark.parametrize(
    ("query", "parameters", "refusal"),
    [
        ("select 1 / %(it)s", {"it": 0}, Unprocessable),
        ("select %(it)s", {"it": "\x00"}, Unprocessable),
        ("select %(it)s", {"it": "\ud800"}, UnicodeEncodeError),
        ("select %(it)s", {}, Exception),
        ("select 1 %x", {"it": 1}, psycopg.ProgrammingError),
        ("select nothing", {}, psycopg.ProgrammingError),
        ("selec", {}, psycopg.ProgrammingError),
        ("select set_config('statement_timeout', '20', true), pg_sleep(0)", {}, None),
        ("select current_user::int from pg_sleep(0)", {}, Unprocessable),
    ],
)
def test_what_fails_leaves_the_connection_to_others(
    shared_database: Database,
    query: LiteralString,
    parameters: dict[str, Any],
    refusal: type[Exception] | None,
) -> None:
    with read(SERVICE) as tx:
        session = tx.fetch_value("select pg_backend_pid()")
    for _ in range(2):
        if refusal is None:
            with read(SERVICE) as tx:
                tx.fetch_value(query, parameters)
        else:
            with pytest.raises(refusal), read(SERVICE) as tx:
                tx.fetch_value(query, parameters)
        with transaction(SERVICE) as tx:
            assert tx.fetch_value("select pg_backend_pid()") == session


@pytest.mark.usefixtures("either_way_to_read")
def test_what_takes_too_long_says_try_again(database: Database) -> None:
    with database.connect() as db:
        db.execute("alter role api_login set statement_timeout = '50ms'")
        try:
            runtime.close()
            with pytest.raises(DatabaseBusy), read(SERVICE) as tx:
                tx.fetch_value("select pg_sleep(5)")
            with read(SERVICE) as tx:
                assert tx.fetch_value("select 1") == 1
        finally:
            db.execute("alter role api_login reset statement_timeout")
            runtime.close()


def test_what_is_larger_than_the_network_takes_at_once_goes_both_ways(shared_database: Database) -> None:
    text = "ü" * 4_000_000
    with read(SERVICE) as tx:
        assert tx.fetch_value("select %(text)s || %(text)s", {"text": text}) == text * 2
        assert (
            len(tx.fetch_all(dict, "select n, repeat('x', 1000) as x from generate_series(1, 5000) as n"))
            == 5_000
        )


def test_an_answer_that_nobody_waited_for_is_nobody_elses(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Poll:
        def register(self, *_: object) -> None: ...

        def poll(self) -> list[tuple[int, int]]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), read(SERVICE) as tx:
        monkeypatch.setattr("common.one_trip.select.poll", Poll)
        tx.fetch_value("select 'nobody waits', pg_sleep(0.2)")
    monkeypatch.undo()
    with read(SERVICE) as tx:
        assert tx.fetch_value("select 'mine'") == "mine"
