"""Whoever signs in, or refreshes, at any of our doors is there that day; whoever is refused is not."""

import pytest

from tests.conftest import Database
from tests.factories.accounts import post, sign_in, sign_up
from tests.factories.events import call, http_event
from user_management import api

pytestmark = pytest.mark.usefixtures("provider")


def days(database: Database) -> int:
    """How many days somebody was there."""
    with database.connect() as db:
        row = db.execute("select count(*) from reward_facts where type = 'login.day'").fetchone()
    assert row is not None
    return int(row[0])


def a_day_later(database: Database) -> None:
    """As if all that was noted had been yesterday."""
    with database.connect() as db:
        db.execute("update fact_marks set day = day - 1")


def test_a_sign_in_is_a_day_and_a_refresh_is_one_tomorrow(database: Database) -> None:
    sign_up()
    assert days(database) == 0, "an account alone is none"
    assert sign_in(password="not-the-password").status == 401
    assert days(database) == 0
    tokens = sign_in().body
    sign_in()
    second = post("refresh", refresh_token=tokens["refresh_token"]).body
    assert days(database) == 1
    a_day_later(database)
    post("refresh", refresh_token=second["refresh_token"])
    assert days(database) == 2
    a_day_later(database)
    assert post("refresh", refresh_token=tokens["refresh_token"]).status == 401, "it was spent"
    assert days(database) == 2


def test_the_door_of_supabase_is_one_as_well(database: Database) -> None:
    sign_up()
    given = {"email": "maria@example.com", "password": "a-long-enough-secret"}
    event = http_event("POST", "/auth/v1/token", body=given, query={"grant_type": "password"})
    assert call(api.lambda_handler, event).status == 200
    assert days(database) == 1
