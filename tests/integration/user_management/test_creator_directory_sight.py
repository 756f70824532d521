"""Who sees whom in the directory: brands those who are here, creators themselves; and it follows every change."""

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.directory import make_listed
from tests.factories.people import make_user

CREATORS = "/api/v1/creators"


@pytest.fixture
def owner(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "brand")


@pytest.mark.parametrize("status", ["banned", "suspended", "deleted"])
def test_who_is_barred_is_gone_and_comes_back(
    database: Database, owner: UUID, admin: UUID, status: str
) -> None:
    def find() -> list[Any]:
        data: list[Any] = send("GET", CREATORS, user=owner, query={"search": "somebody"}).body["data"]
        return data

    with database.connect() as db:
        someone = make_listed(db, "Somebody", 1_000)
        assert [found["id"] for found in find()] == [str(someone)]
        assert send("GET", f"{CREATORS}/{someone}", user=owner).status == 200
        db.execute("update auth.users set status = %s where id = %s", (status, someone))
        assert find() == []
        assert send("GET", f"{CREATORS}/{someone}", user=owner).body["code"] == "NOT_FOUND"
        assert send("GET", f"{CREATORS}/{someone}", user=admin).status == 200
        if status != "deleted":
            db.execute("update auth.users set status = 'active' where id = %s", (someone,))
            assert send("GET", f"{CREATORS}/{someone}", user=owner).status == 200


def test_creators_see_themselves_and_nobody_else(database: Database, owner: UUID, admin: UUID) -> None:
    with database.connect() as db:
        one, other = make_listed(db, "One", 10, "0.01"), make_listed(db, "Other")
        db.execute("update social_accounts set status = 'revoked' where user_id = %s", (other,))
    assert send("GET", f"{CREATORS}/{one}", user=one).body["accounts"][0]["followers"] == 10
    assert send("GET", f"{CREATORS}/{other}", user=one).body["code"] == "NOT_FOUND"
    assert send("GET", f"{CREATORS}/{other}", user=owner).status == 200
    assert send("GET", CREATORS, user=one).body["code"] == "FORBIDDEN"
    assert len(send("GET", CREATORS, user=admin, query={"search": "o"}).body["data"]) == 2
    assert len(send("GET", CREATORS, service=True, query={"search": "o"}).body["data"]) == 2
    assert send("GET", f"{CREATORS}/{owner}", user=owner).body["code"] == "NOT_FOUND", "a brand is no creator"


def test_one_creator_is_shown_with_public_figures_and_their_day(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        someone = make_listed(db, "Zoë", 900_000, "0.02")
    shown = send("GET", f"{CREATORS}/{someone}", user=owner).body
    (account,) = shown["accounts"]
    assert account.pop("as_of") is not None
    assert account == {"platform": "instagram", "username": "someone", "profile_url": None,
                       "followers": 900_000, "engagement_rate": "0.020000"}  # fmt: skip
    assert shown["portfolio_links"] == []
    with database.connect() as db:
        db.execute("update social_accounts set status = 'revoked' where user_id = %s", (someone,))
    assert send("GET", f"{CREATORS}/{someone}", user=owner).body["accounts"] == []
    assert send("GET", f"{CREATORS}/not-an-id", user=owner).status == 422


def test_words_of_any_length_are_listed(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        someone = make_listed(db, "\u337f" * 200, categories=["x" * 3_000], languages=["y" * 3_000])
    for query in ({"search": "\u337f" * 100}, {"search": "\u682a\u5f0f"}):
        found = send("GET", CREATORS, user=owner, query=query).body["data"]
        assert [creator["id"] for creator in found] == [str(someone)]


def test_a_slug_is_shown_once_there_is_a_page(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        someone = make_listed(db, "Somebody", slug="some-body")
        assert send("GET", f"{CREATORS}/{someone}", user=owner).body["slug"] is None
        db.execute("update creator_profiles set media_kit_public = true")
    assert send("GET", f"{CREATORS}/{someone}", user=owner).body["slug"] == "some-body"


def test_the_directory_follows_whatever_a_creator_changes(database: Database, owner: UUID) -> None:
    def finds(**query: str) -> bool:
        return bool(send("GET", CREATORS, user=owner, query=query).body["data"])

    rate = {"rate_type": "tweet", "rate_currency": "usd"}
    with database.connect() as db:
        someone = make_listed(db, "Before", 100, "0.01", categories=["food"])
        db.execute(
            "update creator_profiles set display_name = 'After', categories = '{pets}', languages = '{fi}'"
        )
        assert finds(search="after", category="pets", language="fi")
        assert not finds(search="before")
        assert not finds(category="food")
        db.execute("update social_accounts set follower_count = 200, engagement_rate = 0.2")
        assert finds(followers_min="200", followers_max="200", engagement_min="0.2")
        assert not finds(platform="tiktok")
        db.execute(
            "insert into creator_rates (user_id, deliverable_type, currency, amount) values (%s, 'tweet', 'usd', 900)",
            (someone,),
        )
        assert finds(**rate, rate_max="900")
        assert not finds(**rate, rate_max="899")
        db.execute("update creator_rates set amount = 700")
        assert finds(**rate, rate_max="700")
        db.execute("delete from creator_rates")
        assert not finds(**rate, rate_max="900")
        db.execute("delete from user_roles where user_id = %s", (someone,))
        assert not finds()
        db.execute("insert into user_roles (user_id, role) values (%s, 'creator')", (someone,))
        assert finds()
