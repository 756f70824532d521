"""A session that is used again is as a new one, but for what it has planned."""

from contextlib import nullcontext, suppress

import psycopg
import pytest

from tests.conftest import Database
from tests.sessions import without_triggers

LEFT_BEHIND = (
    "set role app_owner", "set timezone = 'Asia/Tokyo'", "set app.told = 'x'", "set session_replication_role = replica",
    "select pg_advisory_lock(7)", "create temp table left_behind ()", "listen something", "prepare p as select 1",
    "begin; delete from admin_settings",
    "begin; select 1 / 0",
)  # fmt: skip
LOOK = (
    "select current_user::text, session_user::text, current_setting('timezone'),"
    " coalesce(current_setting('app.told', true), ''), current_setting('session_replication_role'),"
    " to_regclass('left_behind') is null, (select count(*) from pg_locks where locktype = 'advisory'),"
    " (select count(*) from pg_listening_channels()), (select count(*) from pg_prepared_statements),"
    " (select count(*) from pg_cursors)"
)


@pytest.mark.parametrize("left", LEFT_BEHIND)
def test_nothing_is_left_of_who_had_it_before(database: Database, left: str) -> None:
    with database.connect() as db:
        session, new = db.info.backend_pid, db.execute(LOOK).fetchone()
    with database.connect() as db:
        settings = db.execute("select * from admin_settings order by key").fetchall()
    db = database.connect()
    with suppress(psycopg.errors.DivisionByZero):
        db.execute(left.encode())
    db.close()
    with database.connect() as db:
        assert db.info.backend_pid == session
        assert db.execute(LOOK).fetchone() == new
        assert db.execute("select * from admin_settings order by key").fetchall() == settings


def test_two_at_once_have_two_sessions(database: Database) -> None:
    with database.connect() as one, database.connect() as other:
        assert one.info.backend_pid != other.info.backend_pid


def test_a_connection_that_was_closed_stays_closed(database: Database) -> None:
    with database.connect() as db:
        pass
    assert db.closed
    with database.connect(), pytest.raises(psycopg.OperationalError, match="closed"):
        db.execute("select 1")


def test_a_session_that_has_ended_is_given_to_nobody(database: Database) -> None:
    with database.connect() as db:
        with database.connect() as other:
            ended = other.info.backend_pid
        db.execute("select pg_terminate_backend(%s, 5000)", (ended,))
        with database.connect() as other:
            assert other.info.backend_pid != ended


def test_a_handlers_login_has_a_session_of_its_own_each_time(database: Database) -> None:
    with database.connect("api_login") as db:
        first = db.info.backend_pid
    with database.connect("api_login") as db:
        assert db.info.backend_pid != first


@pytest.mark.parametrize("inside", [False, True])
def test_triggers_are_passed_by_in_one_transaction_only(database: Database, inside: bool) -> None:
    setting = "select current_setting('session_replication_role')"
    with database.connect() as db, db.transaction() if inside else nullcontext():
        with without_triggers(db) as free:
            assert (free is db) == inside
            assert free.execute(setting).fetchone() == ("replica",)
        for now in (db, free):
            if not now.closed:
                assert now.execute(setting).fetchone() == ("origin",)
