"""Cognito's trigger after a confirmed sign-up."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from common.errors import DomainError
from tests.conftest import Database
from tests.factories.people import brand_of
from tests.logins import own_login
from user_management.post_confirmation import lambda_handler


def confirm(user_id: UUID, source: str = "PostConfirmation_ConfirmSignUp", **attributes: str) -> None:
    event: dict[str, Any] = {
        "version": "1", "triggerSource": source, "region": "eu-central-1", "userPoolId": "pool",
        "userName": str(user_id), "response": {},
        "request": {"userAttributes": {"sub": str(user_id), "email": "Maria@Example.com"} | attributes},
    }  # fmt: skip
    with own_login(lambda_handler):
        assert lambda_handler(event, None) is event, "Cognito wants its event back"


def roles(database: Database, user_id: UUID) -> list[str]:
    with database.connect() as db:
        rows = db.execute("select role from user_roles where user_id = %s", (user_id,)).fetchall()
    return [role for (role,) in rows]


def test_a_confirmed_brand_is_in_the_database_with_its_brand(database: Database) -> None:
    user_id = uuid4()
    confirm(user_id, name="Acme", **{"custom:role": "brand"})
    assert roles(database, user_id) == ["brand"]
    with database.connect() as db:
        assert isinstance(brand_of(db, user_id), UUID)
        row = db.execute("select email, confirmed_at is not null from auth.users").fetchone()
    assert row == ("maria@example.com", True)


def test_a_confirmed_agent_is_in_the_database_with_their_profile(database: Database) -> None:
    user_id = uuid4()
    confirm(user_id, name="Agnes", **{"custom:role": "agent"})
    assert roles(database, user_id) == ["agent"]
    with database.connect() as db:
        row = db.execute(
            "select display_name, slug from agent_profiles where user_id = %s", (user_id,)
        ).fetchone()
    assert row == ("Agnes", f"agent-{user_id.hex[-12:]}")


def test_a_name_that_came_past_our_door_becomes_a_line(database: Database) -> None:
    """Cognito lets clients sign up without us, and what is confirmed cannot be refused."""
    confirm(user_id := uuid4(), name="Ma\u202eria\nDB\x00 " + "x" * 300)
    with database.connect() as db:
        row = db.execute("select full_name from user_profiles where id = %s", (user_id,)).fetchone()
    assert row == ("Maria DB " + "x" * 190 + "…",)


def test_a_second_call_changes_nothing(database: Database) -> None:
    user_id = uuid4()
    confirm(user_id)
    confirm(user_id, **{"custom:role": "brand"})
    assert roles(database, user_id) == ["creator"]


@pytest.mark.parametrize("claimed", ["admin", "", "Brand", "creator,admin", "agent,admin", "Agent"])
def test_nobody_makes_themselves_an_administrator(database: Database, claimed: str) -> None:
    user_id = uuid4()
    confirm(user_id, **{"custom:role": claimed})
    assert roles(database, user_id) == ["creator"]


def test_a_forgotten_password_heals_an_account_whose_first_trigger_failed(database: Database) -> None:
    user_id = uuid4()
    for _ in range(2):
        confirm(
            user_id, source="PostConfirmation_ConfirmForgotPassword", email_verified="true",
            **{"custom:role": "brand"},
        )  # fmt: skip
    assert roles(database, user_id) == ["brand"]


def test_a_sign_up_that_waited_for_its_code_is_confirmed(database: Database) -> None:
    user_id = uuid4()
    with database.connect() as db:
        db.execute("insert into auth.users (id, email) values (%s, 'maria@example.com')", (user_id,))
    confirm(user_id, **{"custom:role": "brand"})
    with database.connect() as db:
        row = db.execute("select confirmed_at is not null from auth.users").fetchone()
    assert (row, roles(database, user_id)) == ((True,), ["creator"]), "the role is that of the row"


def test_who_was_erased_stays_erased(database: Database) -> None:
    user_id = uuid4()
    with database.connect() as db:
        db.execute(
            "insert into auth.users (id, email, status) values (%s, 'erased-1@erased.invalid', 'deleted')",
            (user_id,),
        )
    confirm(user_id)
    with database.connect() as db:
        row = db.execute("select email, status, confirmed_at from auth.users").fetchone()
    assert row == ("erased-1@erased.invalid", "deleted", None)


@pytest.mark.parametrize("verified", ["true", "false"])
def test_who_comes_from_elsewhere_has_an_account_where_their_address_was_looked_at(
    database: Database, verified: str
) -> None:
    user_id = uuid4()
    confirm(user_id, email_verified=verified, **{"cognito:user_status": "EXTERNAL_PROVIDER"})
    assert roles(database, user_id) == (["creator"] if verified == "true" else [])


@pytest.mark.parametrize("source", ["PostConfirmation_Other", "PreSignUp_SignUp"])
def test_another_trigger_makes_nothing(database: Database, source: str) -> None:
    confirm(user_id := uuid4(), source=source)
    assert roles(database, user_id) == []


def test_an_address_that_another_account_has_is_refused(database: Database) -> None:
    confirm(uuid4())
    second = uuid4()
    with pytest.raises(DomainError) as refused:
        confirm(second)
    assert refused.value.code == "EMAIL_TAKEN"
    assert roles(database, second) == []
