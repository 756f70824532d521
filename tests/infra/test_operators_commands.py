"""What an operator asks of the migrations Lambda: the first administrator, and SQL that only reads."""

import json
import logging
from typing import Any

import pytest

from database_migrations import handler
from infra.topology.types import LOGIN_ROLES
from tests.conftest import Database
from tests.factories.people import make_user

BY = "arn:aws:iam::123456789012:user/olga"


@pytest.fixture
def house(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database whose logins the Lambda has the secrets of."""
    for login in ("master", *LOGIN_ROLES):
        monkeypatch.setenv(f"{login.upper()}_SECRET_ARN", login)
    users: dict[str, str] = {"master": "postgres"} | {str(login): role for login, role in LOGIN_ROLES.items()}
    monkeypatch.setattr(handler, "_secret", users.__getitem__)
    monkeypatch.setattr(handler, "connection_url", database.url)
    return database


def _ask(command: str, **event: Any) -> dict[str, Any]:
    return handler.lambda_handler({"command": command, "by": BY, **event}, None)


def _one(database: Database, statement: str, *arguments: object) -> Any:
    with database.connect() as db:
        row = db.execute(statement.encode(), arguments).fetchone()
    return row[0] if row else None


def test_the_first_administrator_is_made_and_the_audit_log_says_by_whom(house: Database) -> None:
    with house.connect() as db:
        user = make_user(db, "brand")
        email = db.execute("select email from auth.users where id = %s", (user,)).fetchone()[0]  # type: ignore[index]
    assert _ask("make-admin", email=f" {email.upper()} ")["status"] == "SUCCESS"
    assert _one(house, "select role from user_roles where user_id = %s and role = 'admin'", user) == "admin"
    reason = _one(
        house,
        "select metadata ->> 'reason' from audit_logs where action = 'user_roles.insert' and resource_id like %s",
        f"{user}%admin",
    )
    assert reason == f"made administrator by the operator {BY}"
    again = _ask("make-admin", email=email)
    assert (again["status"], "already" in again["message"]) == ("SUCCESS", True)
    assert _one(house, "select count(*) from audit_logs where action = 'operations.make-admin'") == 2


@pytest.mark.parametrize("status", ["suspended", "banned"])
def test_who_is_barred_becomes_no_administrator(house: Database, status: str) -> None:
    with house.connect() as db:
        user = make_user(db, "creator")
        db.execute("update auth.users set status = %s where id = %s", (status, user))
    email = _one(house, "select email from auth.users where id = %s", user)
    assert _ask("make-admin", email=email)["code"] == "ACCOUNT_NOT_ACTIVE"
    assert _one(house, "select count(*) from user_roles where user_id = %s and role = 'admin'", user) == 0


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ({"email": "nobody@example.com"}, "NO_SUCH_ACCOUNT"),
        ({}, "INVALID_COMMAND"),
        ({"email": ""}, "INVALID_COMMAND"),
        ({"email": 7}, "INVALID_COMMAND"),
        ({"email": "a\0b@example.com"}, "INVALID_COMMAND"),
        ({"email": "a" * 1_000}, "INVALID_COMMAND"),
        ({"email": "a@b.test", "by": ["olga"]}, "INVALID_COMMAND"),
    ],
)
def test_an_address_that_cannot_be_is_refused_with_a_code(
    house: Database, event: dict[str, Any], code: str
) -> None:
    answer = _ask("make-admin", **event)
    assert (answer["status"], answer["code"]) == ("REFUSED", code)
    assert _one(house, "select count(*) from user_roles where role = 'admin'") == 0


def test_an_unknown_command_does_no_work(house: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler, "deploy", lambda *_urls, **_passwords: pytest.fail("it migrated"))
    assert _ask("make-coffee")["code"] == "UNKNOWN_COMMAND"


def test_no_login_of_a_lambda_that_people_ask_makes_an_administrator(house: Database) -> None:
    for login, role in LOGIN_ROLES.items():
        with house.connect(role) as db:
            allowed = db.execute(
                "select has_function_privilege('app.make_administrator(text, text)', 'execute')"
                " or has_function_privilege('app.note_operation(text, text, jsonb)', 'execute')"
            ).fetchone()
            assert allowed == (login == "owner",), role


def test_rows_are_read_as_an_administrator_sees_them_and_the_statement_is_kept(house: Database) -> None:
    with house.connect() as db:
        make_user(db, "creator")
    statement = "select count(*) as people from user_profiles"
    answer = _ask("sql", statement=statement)
    assert answer == {"status": "SUCCESS", "columns": ["people"], "rows": [[1]], "truncated": False}
    assert _one(
        house, "select metadata from audit_logs where action = 'operations.sql' order by id desc limit 1"
    ) == {"by": BY, "statement": statement, "as": "admin"}


def test_the_runbooks_statements_work_as_master(house: Database) -> None:
    for statement in (
        "select pid, xact_start, query from pg_stat_activity where state <> 'idle' order by xact_start",
        "select usename, state, count(*) from pg_stat_activity group by 1, 2",
        "select setrole::regrole, setdatabase, setconfig from pg_db_role_setting",
        "select id, kind, evidence_due_by, reminded_at from payment_alerts where is_open order by evidence_due_by",
        "explain select 1",
        "show max_connections",
    ):
        answer = _ask("sql", statement=statement, **{"as": "master"})
        assert answer["status"] == "SUCCESS", answer
        json.dumps(answer)


@pytest.mark.parametrize("role", ["admin", "owner", "master"])
@pytest.mark.parametrize(
    "statement",
    [
        "update admin_settings set key = key",
        "create table public.mine (id integer)",
        "select 1; drop table user_roles",
        "select 1; commit; drop table user_roles",
        "commit; drop table user_roles",
        "select app.post('x')",
        "this is no SQL",
        "select 1 / 0",
        "-- nothing",
    ],
)
def test_a_statement_that_writes_or_is_none_is_refused_and_kept(
    house: Database, role: str, statement: str
) -> None:
    before = _one(house, "select count(*) from user_roles")
    answer = _ask("sql", statement=statement, **{"as": role})
    assert (answer["status"], answer["code"]) == ("REFUSED", "STATEMENT_REFUSED"), answer
    assert answer["message"]
    assert _one(house, "select count(*) from user_roles") == before
    assert _one(house, "select to_regclass('public.mine')") is None
    assert _one(house, "select count(*) from audit_logs where action = 'operations.sql'") == 1


def test_a_write_cannot_be_let_in_by_a_setting(house: Database) -> None:
    for statement in ("set transaction read write", "set role app_internal", "commit"):
        _ask("sql", statement=statement, **{"as": "owner"})
    answer = _ask("sql", statement="insert into admin_settings (key) values ('x')", **{"as": "owner"})
    assert "read-only" in answer["message"]


def test_a_long_answer_is_cut_and_says_so(house: Database) -> None:
    many = _ask("sql", statement="select g, 'x' from generate_series(1, 2000000) g")
    assert (len(many["rows"]), many["truncated"]) == (1_000, True)
    wide = _ask("sql", statement="select repeat('x', 400000) from generate_series(1, 10)")
    assert (len(wide["rows"]), wide["truncated"]) == (2, True)


def test_a_statement_as_nobody_we_know_is_refused(house: Database) -> None:
    assert _ask("sql", statement="select 1", **{"as": "postgres"})["code"] == "UNKNOWN_ROLE"


def test_no_address_of_a_person_is_logged(house: Database, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        _ask("make-admin", email="somebody@example.com")
    assert "somebody" not in caplog.text
    assert "somebody" not in str(_one(house, "select jsonb_agg(metadata) from audit_logs"))
