"""`common.database`: rollback, broken connections, and refusals, which are the same for who writes and who reads."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import psycopg
import pytest

from common.database import Transaction, read, transaction
from common.database_errors import DatabaseExhausted, DatabaseUnavailable
from common.errors import DomainError, NotFound
from common.errors.accounts import AccountBanned, AccountSuspended, AccountUnknown
from common.identity import ANONYMOUS, SERVICE, Actor
from tests.conftest import Database
from tests.factories.people import make_user

Begin = Callable[[Actor], AbstractContextManager[Transaction]]


@pytest.fixture(params=["transaction", "read in one trip", "read through cursors"])
def begin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """Each way to begin a transaction."""
    monkeypatch.setenv("READS_IN_ONE_TRIP", "no" if request.param == "read through cursors" else "")
    return transaction if request.param == "transaction" else read


def test_role_and_settings_belong_to_one_transaction(database: Database, begin: Begin) -> None:
    with database.connect() as db:
        user = make_user(db, "creator")
    with begin(Actor("user", user)) as tx:
        assert tx.fetch_value("select current_user") == "authenticated"
        assert tx.fetch_value("select auth.uid()") == user
        assert tx.context["roles"] == ["creator"]
    with begin(ANONYMOUS) as tx:
        assert tx.fetch_value("select current_user") == "anon"
        assert tx.fetch_value("select auth.uid()") is None
    with begin(SERVICE) as tx:
        assert tx.fetch_value("select current_user") == "service"


def test_an_unknown_user_is_refused(database: Database, begin: Begin) -> None:
    with pytest.raises(AccountUnknown) as refused, begin(Actor("user", uuid4())) as tx:
        tx.fetch_value("select 1")
    assert (refused.value.status, refused.value.code) == (401, "ACCOUNT_UNKNOWN")


@pytest.mark.parametrize(
    ("status", "refusal", "code"),
    [("banned", AccountBanned, "ACCOUNT_BANNED"), ("suspended", AccountSuspended, "ACCOUNT_SUSPENDED")],
)
def test_a_ban_works_in_the_very_next_transaction(
    database: Database, begin: Begin, status: str, refusal: type[DomainError], code: str
) -> None:
    with database.connect() as db:
        user = make_user(db)
        with begin(Actor("user", user)) as tx:
            assert tx.fetch_value("select 1") == 1
        db.execute("update auth.users set status = %s where id = %s", (status, user))
    with pytest.raises(refusal) as refused, begin(Actor("user", user)) as tx:
        tx.fetch_value("select 1")
    assert (refused.value.status, refused.value.code) == (403, code)


def test_an_error_rolls_everything_back_and_the_connection_goes_on(database: Database) -> None:
    with pytest.raises(RuntimeError), transaction(SERVICE) as tx:
        tx.execute("insert into outbox (topic) values ('lost')")
        raise RuntimeError
    with transaction(SERVICE) as tx:
        assert tx.fetch_value("select count(*) from outbox") == 0


def test_a_savepoint_undoes_only_what_is_inside(database: Database) -> None:
    with transaction(SERVICE) as tx:
        tx.execute("insert into outbox (topic, deduplication_key) values ('kept', 'one')")
        with pytest.raises(Exception, match="exists already"), tx.savepoint():
            tx.execute("insert into outbox (topic, deduplication_key) values ('kept', 'two')")
            tx.execute("insert into outbox (topic, deduplication_key) values ('kept', 'one')")
        with tx.savepoint():
            tx.execute("insert into outbox (topic, deduplication_key) values ('kept', 'three')")
    with transaction(SERVICE) as tx:
        assert tx.fetch_values("select deduplication_key from outbox order by id") == ["one", "three"]


def test_no_row_is_not_found(database: Database, begin: Begin) -> None:
    with pytest.raises(NotFound), begin(SERVICE) as tx:
        tx.fetch_one(dict, "select 1 as x where false")


def test_a_session_that_the_server_ended_is_replaced(database: Database, begin: Begin) -> None:
    with begin(SERVICE) as tx:
        pid = tx.fetch_value("select pg_backend_pid()")
    with database.connect() as db:
        db.execute("select pg_terminate_backend(%s, 5000)", (pid,))
    with begin(SERVICE) as tx:
        assert tx.fetch_value("select pg_backend_pid()") != pid


def test_a_session_that_ends_in_the_middle_says_try_again(database: Database, begin: Begin) -> None:
    with pytest.raises(DatabaseUnavailable), begin(SERVICE) as tx:
        pid = tx.fetch_value("select pg_backend_pid()")
        with database.connect() as db:
            db.execute("select pg_terminate_backend(%s, 5000)", (pid,))
        tx.fetch_value("select 1")
    with begin(SERVICE) as tx:
        assert tx.fetch_value("select 1") == 1


def test_the_login_role_alone_may_do_nothing(database: Database) -> None:
    with database.connect("api_login") as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute("select * from public.campaigns")


OUT_OF_ROOM = ["53000", "53100", "53200", "53400", "58000", "58030", "58P01"]
ENDED = ["08006", "08P01", "25006", "25P03", "25P04", "57P01", "57P02", "57P03", "57P04", "57P05"]


@pytest.mark.parametrize(
    ("sqlstate", "refusal"),
    [*((code, DatabaseExhausted) for code in OUT_OF_ROOM), *((code, DatabaseUnavailable) for code in ENDED)],
)
def test_what_the_database_lacks_is_no_fault_of_ours(
    shared_database: Database, begin: Begin, sqlstate: str, refusal: type[DatabaseUnavailable]
) -> None:
    """A full disk, for one: 503 and not 500, and the next transaction works."""
    with pytest.raises(refusal) as raised, begin(SERVICE) as tx:
        tx.execute(f"do $$ begin raise exception using errcode = '{sqlstate}', message = 'no room'; end $$")
    assert type(raised.value) is refusal
    assert raised.value.status == 503
    with begin(SERVICE) as tx:
        assert tx.fetch_value("select 1") == 1
