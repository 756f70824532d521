"""Brands look for creators: every filter, every order, page by page, and who may look at all."""

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.directory import make_listed
from tests.factories.people import make_user

CREATORS = "/api/v1/creators"
REEL = ("instagram_reel", "usd")


@pytest.fixture
def owner(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "brand")


@pytest.fixture
def people(database: Database) -> dict[str, UUID]:
    """Five creators who differ in all that a search asks for."""
    with database.connect() as db:
        return {
            "zoë": make_listed(
                db,
                "Zoë Łukasz",
                900_000,
                "0.02",
                categories=["Food & Drinks", "travel"],
                languages=["de", "EN"],
                country_code="DE",
                city="Köln",
                rates={REEL: 100_000, ("tweet", "eur"): 5_000},
            ),
            "anna": make_listed(
                db,
                "Anna-Lena Straße",
                50_000,
                "0.08",
                categories=["food"],
                languages=["de"],
                country_code="AT",
                platform="tiktok",
                rates={REEL: 25_000},
            ),
            "ханна": make_listed(
                db, "Ханна Зоя", 50_000, "0.05", categories=["beauty"], languages=["uk"], country_code="UA"
            ),
            "田中": make_listed(
                db, "田中さくら", 7_000, "0.11", categories=["gaming"], languages=["ja"], country_code="JP"
            ),
            "new": make_listed(db, "O'Neil 100%_\\"),
        }


def found(owner: UUID, people: dict[str, UUID], **query: str | list[str]) -> list[str]:
    answer = send("GET", CREATORS, user=owner, query=query or None)  # type: ignore[arg-type]
    assert answer.status == 200, answer.body
    names = {str(one): name for name, one in people.items()}
    return [names[creator["id"]] for creator in answer.body["data"]]


def test_everybody_is_found_in_each_order(owner: UUID, people: dict[str, UUID]) -> None:
    equals = sorted(["anna", "ханна"], key=lambda name: people[name], reverse=True)
    assert found(owner, people) == ["zoë", *equals, "田中", "new"]
    assert found(owner, people, sort="engagement") == ["田中", "anna", "ханна", "zoë", "new"]
    assert found(owner, people, sort="newest") == ["new", "田中", "ханна", "anna", "zoë"]
    assert found(owner, people, sort="name") == ["anna", "new", "zoë", "ханна", "田中"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"search": "zoe"}, ["zoë"]),
        ({"search": "ŁUK zo"}, ["zoë"]),
        ({"search": "lena"}, ["anna"]),
        ({"search": "strasse"}, ["anna"]),
        ({"search": "оя"}, []),
        ({"search": "зо"}, ["ханна"]),
        ({"search": "田"}, ["田中"]),
        ({"search": "o'n"}, ["new"]),
        ({"search": "100%"}, ["new"]),
        ({"search": "1_0"}, []),
        ({"search": "a:* | z"}, []),
        ({"category": "Food and drinks"}, ["zoë", "anna"]),
        ({"category": ["gaming", "beauty"]}, ["ханна", "田中"]),
        ({"category": "x' | c:food"}, []),
        ({"category": "--"}, []),
        ({"country": "DE"}, ["zoë"]),
        ({"country": ["DE", "JP"]}, ["zoë", "田中"]),
        ({"language": "en"}, ["zoë"]),
        ({"language": "DE"}, ["zoë", "anna"]),
        ({"platform": "tiktok"}, ["anna"]),
        ({"platform": ["tiktok", "youtube"]}, ["anna"]),
        ({"followers_min": "50001"}, ["zoë"]),
        ({"followers_max": "6999"}, ["new"]),
        ({"followers_min": "7000", "followers_max": "7000"}, ["田中"]),
        ({"engagement_min": "0.08", "sort": "engagement"}, ["田中", "anna"]),
        ({"rate_type": "instagram_reel", "rate_currency": "usd", "rate_max": "99999"}, ["anna"]),
        ({"rate_type": "instagram_reel", "rate_currency": "usd", "rate_max": "100000"}, ["zoë", "anna"]),
        ({"rate_type": "instagram_reel", "rate_currency": "eur", "rate_max": "100000"}, []),
        ({"rate_type": "tweet", "rate_currency": "eur", "rate_max": "1"}, []),
        ({"category": "food", "language": "de", "country": "AT", "search": "anna", "platform": "tiktok"}, ["anna"]),
        ({"category": "food", "country": "JP"}, []),
    ],
)  # fmt: skip
def test_a_search_finds_whom_all_filters_let_through(
    owner: UUID, people: dict[str, UUID], query: dict[str, Any], expected: list[str]
) -> None:
    assert found(owner, people, **query) == expected


def test_a_creator_is_shown_with_rates_and_without_what_is_theirs_alone(
    owner: UUID, people: dict[str, UUID]
) -> None:
    shown = send("GET", CREATORS, user=owner, query={"search": "zoë"}).body["data"][0]
    assert (shown["display_name"], shown["country_code"], shown["city"]) == ("Zoë Łukasz", "DE", "Köln")
    assert (shown["total_followers"], shown["best_engagement_rate"]) == (900_000, "0.020000")
    assert shown["rates"] == [
        {"deliverable_type": "instagram_reel", "currency": "usd", "amount": 100_000},
        {"deliverable_type": "tweet", "currency": "eur", "amount": 5_000},
    ]
    assert "email" not in shown
    assert "sort_key" not in shown


@pytest.mark.parametrize("sort", ["followers", "engagement", "newest", "name"])
def test_pages_follow_each_other_through_equals(database: Database, owner: UUID, sort: str) -> None:
    with database.connect() as db:
        everybody = {make_listed(db, "Twin", 500 * (n % 2), "0.05") for n in range(9)}
    seen: list[str] = []
    query = {"sort": sort, "limit": "2"}
    while True:
        body = send("GET", CREATORS, user=owner, query=query).body
        seen += [creator["id"] for creator in body["data"]]
        if body["next_cursor"] is None:
            break
        query["cursor"] = body["next_cursor"]
    assert len(seen) == len(set(seen)) == 9
    assert set(seen) == set(map(str, everybody))


def test_a_name_of_two_hundred_emoji_fits_into_a_cursor(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        for _ in range(3):
            make_listed(db, "x" + "\U0001d538" * 199)
    query = {"sort": "name", "limit": "1"}
    for _ in range(2):
        query["cursor"] = send("GET", CREATORS, user=owner, query=query).body["next_cursor"]
        assert len(query["cursor"]) <= 500
    assert send("GET", CREATORS, user=owner, query=query).body["next_cursor"] is None


@pytest.mark.parametrize("other", [{"sort": "name"}, {"country": "DE"}, {"search": "tw"}])
def test_a_cursor_belongs_to_its_search(database: Database, owner: UUID, other: dict[str, str]) -> None:
    with database.connect() as db:
        for _ in range(3):
            make_listed(db, "Twin", country_code="DE")
    cursor = send("GET", CREATORS, user=owner, query={"limit": "1"}).body["next_cursor"]
    assert send("GET", CREATORS, user=owner, query={"limit": "2", "cursor": cursor}).status == 200
    answer = send("GET", CREATORS, user=owner, query={**other, "cursor": cursor})
    assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


@pytest.mark.parametrize(
    "query",
    [
        {"search": " "},
        {"search": "%%%"},
        {"search": "\u202e"},
        {"search": "\ud800"},
        {"search": "x" * 101},
        {"search": "zo\0e"},
        {"platform": "myspace"},
        {"platform": ["tiktok"] * 21},
        {"category": [f"c{n}" for n in range(10_000)]},
        {"country": "de"},
        {"language": "Klingon (archaic)"},
        {"followers_min": "-1"},
        {"followers_min": "2", "followers_max": "1"},
        {"followers_max": str(2**63)},
        {"engagement_min": "NaN"},
        {"engagement_min": "10"},
        {"rate_max": "100"},
        {"rate_type": "tweet", "rate_currency": "usd"},
        {"rate_type": "tweet", "rate_currency": "usd", "rate_max": "0"},
        {"sort": "luck"},
        {"limit": "101"},
        {"cursor": "WzEsMl0"},
        {"colour": "red"},
    ],
    ids=str,
)
def test_what_cannot_be_searched_is_refused(owner: UUID, query: dict[str, Any]) -> None:
    assert send("GET", CREATORS, user=owner).status == 200
    answer = send("GET", CREATORS, user=owner, query=query)
    assert answer.status == 422, answer.body


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


def test_one_creator_is_shown_with_public_figures_and_their_day(
    database: Database, owner: UUID, people: dict[str, UUID]
) -> None:
    shown = send("GET", f"{CREATORS}/{people['zoë']}", user=owner).body
    (account,) = shown["accounts"]
    assert account.pop("as_of") is not None
    assert account == {"platform": "instagram", "username": "someone", "profile_url": None,
                       "followers": 900_000, "engagement_rate": "0.020000"}  # fmt: skip
    assert shown["portfolio_links"] == []
    with database.connect() as db:
        db.execute("update social_accounts set status = 'revoked' where user_id = %s", (people["zoë"],))
    assert send("GET", f"{CREATORS}/{people['zoë']}", user=owner).body["accounts"] == []
    assert send("GET", f"{CREATORS}/not-an-id", user=owner).status == 422


def test_a_slug_is_shown_once_there_is_a_page(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        someone = make_listed(db, "Somebody", slug="some-body")
        assert send("GET", f"{CREATORS}/{someone}", user=owner).body["slug"] is None
        db.execute("update creator_profiles set media_kit_public = true")
    assert send("GET", f"{CREATORS}/{someone}", user=owner).body["slug"] == "some-body"


def test_the_directory_follows_whatever_a_creator_changes(database: Database, owner: UUID) -> None:
    def finds(**query: str) -> bool:
        return send("GET", CREATORS, user=owner, query=query).body["data"] != []

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
