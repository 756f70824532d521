"""Referrals on bad days: many at once, rules that fail, rows that are held, people who bring each other."""

from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.database.sql_functions import call
from tests.factories.agents import make_agent, make_code
from tests.factories.people import make_user
from tests.factories.referrals import intents, make_touch, note_intent, referral, uses
from tests.typing import Connection

EMAIL = "newcomer@example.com"


@pytest.fixture
def agent(db: Connection) -> UUID:
    return make_agent(db, full_name="Ada Agent")


def test_of_forty_sign_ups_at_once_ten_count_for_a_code_with_ten_uses(
    database: Database, db: Connection
) -> None:
    agent = make_agent(db)
    make_code(db, agent, "SPRING", max_uses=10)
    for number in range(40):
        note_intent(db, f"n{number}@example.com", code="spring")
    outcomes = run_at_once(
        database,
        *[
            (
                "service",
                "insert into auth.users (email, confirmed_at) values (%s, now())",
                (f"n{number}@example.com",),
            )
            for number in range(40)
        ],
    )
    assert outcomes == ["ok"] * 40
    row = db.execute(
        "select count(*), count(distinct referred_user_id) from referrals where agent_user_id = %s", (agent,)
    ).fetchone()
    assert (row, uses(db), intents(db)) == ((10, 10), 10, 0)
    assert db.execute("select count(*) from auth.users where email like 'n%%@example.com'").fetchone() == (
        40,
    )
    assert db.execute("select count(*) from notifications where type = 'referral_joined'").fetchone() == (10,)


def test_where_a_code_is_used_up_the_link_counts(db: Connection, agent: UUID) -> None:
    other = make_agent(db)
    make_code(db, other, "SPRING", max_uses=1)
    db.execute("update referral_codes set uses = 1")
    make_touch(db, agent, code=make_code(db, agent, "LINKED"), token="token")
    note_intent(db, EMAIL, code="SPRING", touch="token")
    assert referral(db, make_user(db, email=EMAIL)) == (agent, "link", "active", None)


def test_a_failing_attribution_costs_the_referral_and_not_the_account(db: Connection, agent: UUID) -> None:
    make_code(db, agent, "SPRING")
    note_intent(db, EMAIL, code="SPRING")
    db.execute("alter table notifications add constraint broken check (type <> 'referral_joined') not valid")
    try:
        user = make_user(db, email=EMAIL)
    finally:
        db.execute("alter table notifications drop constraint broken")
    assert (referral(db, user), uses(db)) == (None, 0)
    assert db.execute("select role from user_roles where user_id = %s", (user,)).fetchone() == ("creator",)
    row = db.execute(
        "select resource_id, metadata from audit_logs where action = 'referrals.attribution_failed'"
    ).fetchone()
    assert row == (str(user), {"sqlstate": "23514"})


def test_who_waits_too_long_for_a_code_gets_an_account_without_it(database: Database, db: Connection) -> None:
    make_code(db, make_agent(db), "SPRING")
    note_intent(db, EMAIL, code="SPRING")
    with database.connect(autocommit=False) as holder:
        holder.execute("select from referral_codes for update")
        user = make_user(db, email=EMAIL)
        holder.rollback()
    assert referral(db, user) is None


def test_two_agents_who_bring_each_other_are_written_down(db: Connection) -> None:
    first = make_agent(db, email="first@example.com")
    make_code(db, first, "FIRST")
    note_intent(db, "second@example.com", code="FIRST")
    second = make_agent(db, email="second@example.com")
    make_code(db, second, "SECOND")
    assert call(db, "app.attribute_referral", first, "SECOND", None, None) == "code"
    assert (referral(db, first), referral(db, second)) == (
        (second, "code", "active", None), (first, "code", "active", None),
    )  # fmt: skip
    assert call(db, "app.attribute_referral", first, "FIRST", None, None) is None, "once, for ever"


def test_nobody_brings_themselves_and_no_use_is_spent(db: Connection, agent: UUID) -> None:
    make_code(db, agent, "SPRING")
    assert call(db, "app.attribute_referral", agent, "SPRING", None, None) == "code"
    assert referral(db, agent) == (agent, "code", "rejected", "self")
    assert uses(db) == 0
    assert db.execute("select count(*) from notifications").fetchone() == (0,)


def test_an_erased_address_leaves_no_intent(db: Connection, agent: UUID) -> None:
    make_code(db, agent, "SPRING")
    note_intent(db, EMAIL, code="SPRING")
    row = db.execute("insert into auth.users (email) values (%s) returning id", (EMAIL,)).fetchone()
    assert row is not None
    request = db.execute(
        "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id", (row[0],)
    ).fetchone()
    assert request is not None
    assert call(db, "app.erase_user", request[0]) == "done"
    assert intents(db) == 0


def test_what_a_role_says_stays_what_the_account_is(db: Connection, agent: UUID) -> None:
    make_code(db, agent, "SPRING")
    note_intent(db, EMAIL, code="SPRING")
    row = db.execute(
        "insert into auth.users (email, app_metadata, confirmed_at) values (%s, %s, now()) returning id",
        (EMAIL, Jsonb({"role": "brand", "full_name": "Acme"})),
    ).fetchone()
    assert row is not None
    assert referral(db, row[0]) == (agent, "code", "active", None)
    assert db.execute("select role from user_roles where user_id = %s", (row[0],)).fetchone() == ("brand",)
