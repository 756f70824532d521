"""Searches of the directory that a brand keeps: what they ask for is checked when they are kept."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import Answer, call, http_event
from tests.factories.people import brand_of, make_user
from tests.factories.teams import member
from user_management import api

SEARCHES = "/api/v1/saved-searches"
FILTERS: dict[str, object] = {
    "search": "maria", "platform": ["tiktok"], "category": ["beauty"], "country": ["DE"], "language": ["DE", "fr"],
    "followers_min": 1_000, "followers_max": 50_000, "engagement_min": "0.03", "rate_type": "instagram_reel",
    "rate_currency": "eur", "rate_max": 50_000, "sort": "engagement",
}  # fmt: skip
MOST = 100


def keep(user: UUID, name: str = "Berlin", filters: object = None, **more: object) -> Answer:
    body = {"name": name, "filters": {"country": ["DE"]} if filters is None else filters, **more}
    return send("POST", SEARCHES, user=user, body=body)


def test_a_search_is_kept_changed_and_forgotten(owner: UUID) -> None:
    kept = keep(owner, filters=FILTERS)
    assert kept.status == 201, kept.body
    assert kept.body["filters"] == FILTERS | {"language": ["de", "fr"]}
    path = f"{SEARCHES}/{kept.body['id']}"
    changed = send("PATCH", path, user=owner, body={"filters": {"platform": ["youtube"]}})
    assert (changed.body["name"], changed.body["filters"]) == ("Berlin", {"platform": ["youtube"]})
    assert send("PATCH", path, user=owner, body={"name": "Paris"}).body["filters"] == {
        "platform": ["youtube"]
    }
    assert send("GET", path, user=owner).body["name"] == "Paris"
    assert send("DELETE", path, user=owner).status == 204
    assert send("DELETE", path, user=owner).status == 404


def test_all_of_the_brand_see_a_search_and_those_who_run_campaigns_keep_it(
    database: Database, owner: UUID, brand: str, creator: UUID
) -> None:
    path = f"{SEARCHES}/{keep(owner).body['id']}"
    manager, analyst = member(database, brand, "campaign_manager"), member(database, brand, "analyst")
    with database.connect() as db:
        rival = make_user(db, "brand")
    assert send("PATCH", path, user=manager, body={"name": "Ours"}).status == 200
    assert [one["name"] for one in send("GET", SEARCHES, user=analyst).body["data"]] == ["Ours"]
    for who, status in ((analyst, 403), (creator, 404), (rival, 404)):
        for method, body in (("PATCH", {"name": "Mine"}), ("DELETE", None)):
            assert send(method, path, user=who, body=body).status == status, method
    for who in (creator, rival):
        assert send("GET", path, user=who).status == 404
        assert send("GET", SEARCHES, user=who).body["data"] == []
    brand_id = brand.rpartition("/")[2]
    assert keep(analyst, brand_id=brand_id).status == keep(rival, brand_id=brand_id).status == 403
    assert keep(creator).body["code"] == "NO_BRAND"
    assert send("GET", path, user=owner).body["name"] == "Ours"


@pytest.mark.parametrize(
    "filters",
    [
        {"platform": ["orkut"]}, {"followers_min": 10, "followers_max": 9}, {"rate_max": 1}, {"rate_currency": "eur"},
        {"rate_type": "tweet", "rate_currency": "euro", "rate_max": 1}, {"language": ["de"] * 21},
        {"language": ["not a language"]}, {"country": ["Germany"]}, {"search": ""}, {"search": "x" * 101},
        {"search": "\u202ex"}, {"search": "zero\0byte"}, {"followers_min": -1}, {"engagement_min": "-1"},
        {"engagement_min": "NaN"}, {"sort": "worst"}, {"category": ["beauty"] * 5_000}, {"cursor": "x"}, {"limit": 10},
        [], None, "country=DE",
    ],
    ids=lambda filters: ascii(filters)[:40],
)  # fmt: skip
def test_a_search_that_the_directory_would_refuse_is_not_kept(owner: UUID, filters: object) -> None:
    body = {"name": "Berlin", "filters": filters}
    assert send("POST", SEARCHES, user=owner, body=body).status == 422
    kept = keep(owner).body
    assert send("PATCH", f"{SEARCHES}/{kept['id']}", user=owner, body={"filters": filters}).status == 422
    assert send("GET", f"{SEARCHES}/{kept['id']}", user=owner).body == kept


def test_what_is_kept_goes_into_the_query_of_the_directory(owner: UUID) -> None:
    kept = keep(owner, filters=FILTERS).body["filters"]
    query: dict[str, str | list[str]] = {
        name: value if isinstance(value, list) else str(value) for name, value in kept.items()
    }
    answer = call(api.lambda_handler, http_event("GET", "/api/v1/creators", user=owner, query=query))
    assert (answer.status, answer.body["data"]) == (200, [])


def test_names_of_searches_differ_by_more_than_capitals(owner: UUID) -> None:
    keep(owner)
    assert (keep(owner, "BERLIN").status, keep(owner, "berlin").body["code"]) == (409, "SEARCH_NAME_TAKEN")
    other = keep(owner, "Paris").body["id"]
    taken = send("PATCH", f"{SEARCHES}/{other}", user=owner, body={"name": "berlin"})
    assert taken.body["code"] == "SEARCH_NAME_TAKEN"


@pytest.mark.parametrize("name", ["", " ", "x" * 201, "a\nb", "\u200b", None, 7])
def test_a_name_that_nobody_could_read_is_refused(owner: UUID, name: str) -> None:
    assert keep(owner, name).status == 422


def test_one_key_keeps_one_search(owner: UUID) -> None:
    body = {"name": "Berlin", "filters": {}}
    first, again = (
        send("POST", SEARCHES, user=owner, body=body, headers={"idempotency-key": "1"}) for _ in range(2)
    )
    assert (first.status, first.body) == (201, again.body)


def test_a_brand_keeps_so_many(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        db.execute(
            "insert into saved_searches (brand_id, name, filters)"
            " select %s, 'No. ' || n, '{}' from generate_series(1, %s) as n",
            (brand_of(db, owner), MOST),
        )
    full = keep(owner)
    assert (full.status, full.body["code"], full.body["details"]) == (
        409,
        "TOO_MANY_SEARCHES",
        [{"most": MOST}],
    )
    listed = send("GET", SEARCHES, user=owner, query={"limit": "60"}).body
    rest = send("GET", SEARCHES, user=owner, query={"limit": "60", "cursor": listed["next_cursor"]}).body
    assert (len(listed["data"]), len(rest["data"]), rest["next_cursor"]) == (60, 40, None)
