"""The listing that two databases are compared by sees whatever a migration or a source can change."""

from collections.abc import Iterator
from typing import LiteralString

import psycopg
import pytest

from tests.conftest import Database
from tests.database.catalog_listing import listing
from tests.typing import Connection


@pytest.fixture(scope="module")
def db(shared_database: Database) -> Iterator[Connection]:
    with shared_database.connect(autocommit=False) as connection:
        yield connection


@pytest.fixture(scope="module")
def before(db: Connection) -> list[str]:
    return listing(db)


@pytest.mark.parametrize(
    "change",
    [
        "grant update (title) on surveys to service",
        "revoke select on surveys from service",
        "grant execute on function app.notify to anon",
        "revoke create on schema ledger from app_internal",
        "alter default privileges for role app_owner grant execute on functions to public",
        "revoke connect on database current from jobs_login",
        "comment on table surveys is 'Something else.'",
        "comment on column surveys.title is 'Something new.'",
        "comment on function app.notify is null",
        "alter table auth.users disable trigger provision_user",
        "alter table ledger.accounts enable trigger guard_account",
        "drop trigger provision_user on auth.users",
        "alter function app.notify cost 7",
        "alter function app.notify security invoker",
        "alter function auth.uid() volatile",
        "alter function auth.uid() leakproof",
        "alter function auth.uid() strict",
        "alter function app.notify set lock_timeout = '1s'",
        "alter function app.notify owner to app_owner",
        "create or replace function auth.uid() returns uuid language sql stable parallel safe return null::uuid",
        "create function app.stray() returns integer language sql return 1",
        "alter table surveys add column stray integer",
        "alter table surveys alter title set default ''",
        "alter table surveys alter title drop not null",
        "alter table surveys alter title set storage plain",
        "alter table surveys drop constraint surveys_title_is_given",
        "alter table surveys add constraint stray check (true) not valid",
        "alter table surveys alter constraint surveys_belong_to_a_campaign deferrable",
        "alter table surveys no force row level security",
        "alter table surveys owner to app_internal",
        "alter table surveys set (fillfactor = 70)",
        "alter index surveys_by_author set (fillfactor = 70)",
        "drop index surveys_by_author",
        "alter policy surveys_admin on surveys using (false)",
        "alter policy surveys_admin on surveys to service",
        "alter view campaign_briefs set (security_barrier = false)",
        "create or replace rule stray as on delete to surveys do instead nothing",
        "alter domain ledger.movement drop constraint ledger_entry_moves_something",
        "alter domain ledger.movement set not null",
        "create sequence stray",
        "create type stray as enum ('one')",
        "create statistics stray on title, status from surveys",
        "alter role app_owner bypassrls",
        "alter role jobs_login set lock_timeout = '1s'",
        "grant admin to jobs_login",
        "create extension citext",
        "insert into tenant_role_rules (role, permission) values ('analyst', 'money')",
        "update tenant_role_rules set permission = 'money' where role = 'analyst'",
        "alter table tracking_events_tomorrow add constraint stray check (true)",
        "alter table tracking_events_tomorrow no force row level security",
    ],
)
def test_a_change_of_the_catalog_is_listed(db: Connection, before: list[str], change: LiteralString) -> None:
    with db.transaction(force_rollback=True):
        db.execute(_with_names(db, change).encode())
        assert listing(db) != before


def test_what_is_rolled_back_is_not_listed(db: Connection, before: list[str]) -> None:
    assert listing(db) == before


def test_days_of_partitions_are_not_listed(db: Connection, before: list[str]) -> None:
    with db.transaction(force_rollback=True):
        made = db.execute("select app.make_tracking_partitions('2031-01-01', 3)").fetchone()
        assert made == (3,)
        assert listing(db) == before


def test_the_transaction_keeps_its_search_path(db: Connection) -> None:
    with db.transaction(force_rollback=True):
        db.execute("set local search_path = ledger")
        listing(db)
        assert db.execute("show search_path").fetchone() == ("ledger",)


def test_who_does_not_see_all_rows_is_refused(shared_database: Database) -> None:
    """The owner sees no rows of its forced tables: its listing would pass for that of an empty database."""
    with shared_database.connect("app_owner") as owner, pytest.raises(psycopg.errors.InsufficientPrivilege):
        listing(owner)


def _with_names(db: Connection, change: str) -> str:
    """Put in the names that differ from day to day."""
    partition, database = db.execute(
        "select 'tracking_events_' || to_char(now() at time zone 'UTC' + interval '1 day', 'YYYYMMDD'),"
        " quote_ident(current_database())"
    ).fetchone() or ("", "")
    return change.replace("tracking_events_tomorrow", partition).replace(
        "database current", f"database {database}"
    )
