"""What each database login may be, and how little it may do before it is somebody."""

import base64
import hashlib
import hmac
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql

from database_migrations.runner import bootstrap
from infra.topology import TOPOLOGY
from infra.topology.types import LOGIN_ROLES
from tests.conftest import Database
from tests.database.catalog import names
from tests.database.test_migrations import private_cluster
from tests.typing import Connection

LOGINS = {role for login, role in LOGIN_ROLES.items() if login != "owner"}
MAY_BECOME = {
    "api_login": {"anon", "authenticated", "admin", "service"},
    "hooks_login": {"service"},
    "jobs_login": {"service"},
    "redirect_login": set[str](),
    "scan_login": set[str](),
}
MAY_CALL = {
    "api_login": {
        "app.begin_request",
        "app.brand_of_code",
        "app.brand_of_scan",
        "app.count_request",
        "app.find_activation",
        "app.may_subscribe",
        "app.take_request",
        "auth.resolve_device",
        "auth.resolve_user",
        "app.find_link",
        "app.follow_link",
        "app.look_up_link",
        "app.view_link",
    },
    "hooks_login": {"app.begin_request"},
    "jobs_login": {"app.begin_request", "auth.resolve_user"},
    "redirect_login": {
        "app.find_link",
        "app.follow_link",
        "app.look_up_link",
        "app.touch_code",
        "app.view_link",
    },
    "scan_login": {"app.find_activation", "app.record_scan"},
}
"""As itself, before it became anybody."""

CLOSED: tuple[LiteralString, ...] = (
    "select lo_create(0)",
    "select lo_from_bytea(0, 'x')",
    "select pg_notify('jobs', 'x')",
    "select pg_advisory_lock(1)",
    "select pg_try_advisory_lock(1, 2)",
    "select pg_advisory_lock_shared(1)",
    "create temporary table mine (id integer)",
    "create table public.mine (id integer)",
    "create schema mine",
    "copy (select 1) to program 'true'",
    "select pg_read_file('postgresql.conf')",
    "alter role jobs_login set statement_timeout = 0",
    "alter role jobs_login password 'mine'",
    "alter system set statement_timeout = 0",
    "set role app_internal",
    "set role app_owner",
    "set session authorization jobs_login",
)


@pytest.fixture
def db(shared_database: Database) -> Connection:
    return shared_database.connect()


def test_every_login_of_the_map_is_listed_here() -> None:
    assert LOGINS == MAY_BECOME.keys() == MAY_CALL.keys()
    used = {
        LOGIN_ROLES[function.database_login] for function in TOPOLOGY.functions if function.database_login
    }
    assert used == LOGINS, "what nobody connects as is no login"


@pytest.mark.parametrize("login", sorted(LOGINS))
def test_a_login_becomes_whom_it_may_and_nobody_else(shared_database: Database, login: str) -> None:
    with shared_database.connect() as db:
        everybody = [role for role in names(db, "select rolname from pg_roles") if role != login]
    became = set()
    with shared_database.connect(login) as mine:
        for role in everybody:
            try:
                mine.execute(sql.SQL("set role {}").format(sql.Identifier(role)))
            except psycopg.errors.InsufficientPrivilege:
                continue
            became.add(role)
            mine.execute("reset role")
    assert became == MAY_BECOME[login]


@pytest.mark.parametrize("login", sorted(LOGINS))
def test_a_login_that_is_nobody_yet_calls_these_functions_and_touches_no_table(
    db: Connection, login: str
) -> None:
    ours: LiteralString = (
        "nspname in ('public', 'app', 'auth', 'ledger', 'local_identity', 'schema_migrations')"
    )
    assert MAY_CALL[login] == names(
        db,
        "select nspname || '.' || proname from pg_proc as p join pg_namespace as n on n.oid = pronamespace"
        f" where {ours} and has_schema_privilege(%s, n.oid, 'usage')"
        " and has_function_privilege(%s, p.oid, 'execute')",
        login,
        login,
    )
    assert not names(
        db,
        "select relname from pg_class as c join pg_namespace as n on n.oid = relnamespace"
        f" where {ours} and relkind in ('r', 'p', 'v', 'S')"
        " and has_table_privilege(%s, c.oid, 'select, insert, update, delete')",
        login,
    )


@pytest.mark.parametrize("statement", CLOSED)
@pytest.mark.parametrize("login", ["api_login", "redirect_login"])
def test_what_postgresql_gives_to_everybody_is_closed(
    shared_database: Database, login: str, statement: LiteralString
) -> None:
    with shared_database.connect(login) as mine, pytest.raises(psycopg.errors.InsufficientPrivilege):
        mine.execute(statement)


def test_what_a_login_made_of_itself_is_gone_with_the_next_run() -> None:
    """PostgreSQL lets every role change its own settings (and its password): nothing could forbid it.

    The passwords are set by the same run, out of their secrets (tests/infra/test_migrations_handler.py).
    """
    with private_cluster() as cluster:
        with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as superuser:
            superuser.execute("create database house")
        bootstrap(cluster.url(database="house"))
        ours = state(cluster.url(database="house"))
        with psycopg.connect(cluster.url("api_login", "house"), autocommit=True) as mine:
            mine.execute("alter role api_login set statement_timeout = 0")
            mine.execute("alter role api_login set role = 'admin'")
            mine.execute("alter role api_login in database house set search_path = 'mine'")
        assert state(cluster.url(database="house")) != ours
        bootstrap(cluster.url(database="house"))
        assert state(cluster.url(database="house")) == ours
        with psycopg.connect(cluster.url("api_login", "house")) as mine:
            assert mine.execute("select current_user, current_setting('statement_timeout')").fetchone() == (
                "api_login", "8s",
            )  # fmt: skip


def test_a_password_is_in_no_statement_and_lets_its_login_in() -> None:
    """What is slow, or fails, is written to the server's log as it was sent: what is sent is a verifier (RFC 5803)."""
    password = "p\u00e4ss/w'ord"
    with private_cluster() as cluster:
        with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as superuser:
            superuser.execute("create database house")
            superuser.execute("alter database house set log_min_duration_statement = 0")
        bootstrap(cluster.url(database="house"), passwords={"api_login": password})
        with psycopg.connect(cluster.url(database="house")) as superuser:
            (kept,) = superuser.execute(
                "select rolpassword from pg_authid where rolname = 'api_login'"
            ).fetchone() or ("",)
        log = (cluster.data_dir / "server.log").read_text()
        assert 'alter role "api_login" password' in log
        assert password not in log
        assert "w''ord" not in log
        assert kept == verifier(password, kept)


def verifier(password: str, like: str) -> str:
    """The SCRAM-SHA-256 verifier of a password, with salt and iterations of another one."""
    kind, parameters, _ = like.split("$")
    iterations, salt = parameters.split(":")
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(salt), int(iterations))
    keys = [hmac.digest(salted, name, "sha256") for name in (b"Client Key", b"Server Key")]
    stored, server = (base64.b64encode(key).decode() for key in (hashlib.sha256(keys[0]).digest(), keys[1]))
    return f"{kind}${parameters}${stored}:{server}"


def state(url: str) -> list[tuple[object, ...]]:
    """The settings of api_login, everywhere and in this database."""
    with psycopg.connect(url) as superuser:
        return superuser.execute(
            "select setdatabase <> 0, setconfig from pg_db_role_setting where setrole = 'api_login'::regrole"
            " order by 1"
        ).fetchall()
