"""Profiles of a release that wrote rates as JSON, and pictures beside them."""

import pytest
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.database.test_rows_of_before import migrate_again
from tests.factories.people import make_user

GOOD = {"instagram_reel": {"usd": 15_000, "eur": 14_000}, "tweet": {"jpy": 900}}


@pytest.mark.parametrize(
    ("rates", "carried"),
    [
        (GOOD, [("instagram_reel", "eur", 14_000), ("instagram_reel", "usd", 15_000), ("tweet", "jpy", 900)]),
        (GOOD | {"a_song": {"usd": 1}}, 3),
        ({"tweet": {"kwd": 1, "usd": 0, "eur": -1, "gbp": 1.5, "chf": "12", "aud": None, "cad": 10**13}}, []),
        ({"tweet": 100, "blog_post": [1], "other": None}, []),
        ({}, []),
    ],
)
def test_rates_of_before_are_carried_over_where_they_are_some(
    database: Database, rates: object, carried: object
) -> None:
    with database.connect() as db:
        user = make_user(db, "creator")
        db.execute("update creator_profiles set rates = %s where user_id = %s", (Jsonb(rates), user))
    migrate_again(database, "creator_rates")
    with database.connect() as db:
        found = db.execute(
            "select deliverable_type, currency, amount from creator_rates where user_id = %s order by 1, 2",
            (user,),
        ).fetchall()
        kept = db.execute("select rates from creator_profiles where user_id = %s", (user,)).fetchone()
    assert (len(found) if isinstance(carried, int) else found) == carried
    assert kept == (rates,), "the release before reads it"


def test_a_picture_of_before_is_the_profiles_too(database: Database) -> None:
    with database.connect() as db:
        user, other = make_user(db, "creator"), make_user(db, "creator")
        db.execute("alter table user_profiles disable trigger follow_person")
        db.execute("update user_profiles set avatar_url = 'https://x.example/a.png' where id = %s", (user,))
        db.execute("drop trigger guard_creator_profile on creator_profiles")
        db.execute("drop trigger move_creator on creator_profiles")
        db.execute("drop function app.creator_card(uuid) cascade")
    migrate_again(database, "creator_profiles_that_are_kept")
    with database.connect() as db:
        found: dict[object, object] = dict(
            db.execute(
                "select user_id, avatar_url from creator_profiles where user_id = any(%s)", ([user, other],)
            ).fetchall()
        )
    assert found == {user: "https://x.example/a.png", other: None}
