"""The edge function `matching-intelligence` and what it leaves behind."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg.types.json import Jsonb

from matching import api
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.events import call, http_event
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.matching.target_campaign import EDGE, Fair, get, match, scores


def test_the_best_come_first_with_parts_and_a_sentence(fair: Fair) -> None:
    ideal = fair.creator()
    elsewhere = fair.creator(country_code="FR", city=None)
    large = fair.creator(followers=31_623, rate=0.2)
    related = fair.creator(categories=["Cooking"], country_code="US", rate=0.12)
    found = match(fair.owner, fair.campaign)
    assert scores(found) == {ideal: "100.00", elsewhere: "95.00", large: "80.00", related: "65.00"}
    first, *_, last = found.body["matches"]
    assert list(scores(found)) == [ideal, elsewhere, large, related]
    parts = ("followers_score", "engagement_score", "category_score", "location_score")
    assert [first[part] for part in parts] == ["40.00", "30.00", "20.00", "10.00"]
    assert first["reason"] == (
        "5,000 followers, within the target, engagement at least twice the usual for the size, a listed category,"
        " in the target location."
    )
    assert [last[part] for part in parts] == ["40.00", "15.00", "10.00", "0.00"]
    assert last["reason"].endswith("a related category, from elsewhere.")
    assert (first["display_name"], first["total_followers"], first["platforms"]) == (
        "Carla",
        5_000,
        ["tiktok"],
    )


def test_filters_come_first(fair: Fair) -> None:
    ideal = fair.creator()
    fair.creator(followers=999)
    fair.creator(platform="instagram")
    fair.creator(categories=["food", "Gambling "])
    banned, invited, demoted, revoked = (fair.creator() for _ in range(4))
    fair.db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
    fair.db.execute("delete from user_roles where user_id = %s", (demoted,))
    fair.db.execute("update social_accounts set status = 'revoked' where user_id = %s", (revoked,))
    make_invitation(fair.db, fair.campaign, invited)
    fair.db.execute(
        "insert into brand_fit_data (brand_id, excluded_categories) values (%s, '{gambling}')",
        (brand_of(fair.db, fair.owner),),
    )
    assert set(scores(match(fair.owner, fair.campaign))) == {ideal}
    fair.db.execute("update auth.users set status = 'active' where id = %s", (banned,))
    fair.db.execute("insert into user_roles (user_id, role) values (%s, 'creator')", (demoted,))
    fair.db.execute("update social_accounts set status = 'connected' where user_id = %s", (revoked,))
    assert set(scores(match(fair.owner, fair.campaign))) == {ideal, banned, demoted, revoked}


def test_ties_break_by_id_whatever_the_limit(fair: Fair) -> None:
    creators = sorted(fair.creator() for _ in range(5))
    for limit in range(1, 7):
        assert list(scores(match(fair.owner, fair.campaign, limit=limit))) == creators[:limit]


def test_what_was_found_is_saved_and_listed_page_by_page(fair: Fair) -> None:
    for followers in (1_000, 5_000, 20_000, 20_000, 30_000):
        fair.creator(followers=followers)
    found = match(fair.owner, fair.campaign).body["matches"]
    path, listed, cursor = f"/campaigns/{fair.campaign}/matches", [], None
    while True:
        page = get(fair.owner, path, limit="2", **({"cursor": cursor} if cursor else {})).body
        listed += page["data"]
        if (cursor := page["next_cursor"]) is None:
            break
    assert listed == found
    assert len(found) == 5


def test_a_search_replaces_what_the_last_one_found(fair: Fair) -> None:
    first, second = sorted(fair.creator() for _ in range(2))
    before = match(fair.owner, fair.campaign).body["matches"]
    fair.db.execute("update auth.users set status = 'suspended' where id = %s", (first,))
    (after,) = match(fair.owner, fair.campaign).body["matches"]
    assert UUID(after["creator_user_id"]) == second
    assert after["id"] == before[1]["id"]
    assert after["computed_at"] > before[1]["computed_at"]
    assert get(fair.owner, f"/campaigns/{fair.campaign}/matches").body["data"] == [after]


def test_nobody_to_suggest_is_an_empty_list(fair: Fair) -> None:
    assert match(fair.owner, fair.campaign).body == {"campaign_id": str(fair.campaign), "matches": []}


def test_a_campaign_that_asks_for_nothing_finds_everybody_by_engagement(fair: Fair) -> None:
    campaign = make_campaign(fair.db, fair.owner)
    nobody = make_user(fair.db)
    usual = fair.creator(rate=0.12, categories=[], country_code=None, city=None, followers=0)
    best = fair.creator(platform="linkedin", rate=9)
    found = match(fair.owner, campaign)
    assert scores(found) == {best: "100.00", usual: "85.00", nobody: "70.00"}
    assert found.body["matches"][-1]["reason"] == "0 followers, no known engagement."


def test_who_may_search(fair: Fair) -> None:
    fair.creator()
    brand = brand_of(fair.db, fair.owner)
    manager, admin = make_member(fair.db, brand, "campaign_manager"), make_user(fair.db, "admin")
    for user in (manager, admin):
        assert len(scores(match(user, fair.campaign))) == 1
    assert len(scores(match(None, fair.campaign, service=True))) == 1
    assert get(make_member(fair.db, brand, "analyst"), f"/campaigns/{fair.campaign}/matches").status == 200


def test_who_may_not(fair: Fair) -> None:
    creator = fair.creator()
    make_invitation(fair.db, fair.campaign, creator)
    brand = brand_of(fair.db, fair.owner)
    analyst, rival = make_member(fair.db, brand, "analyst"), make_user(fair.db, "brand")
    path = f"/campaigns/{fair.campaign}/matches"
    for user, campaign, status, code in (
        (analyst, fair.campaign, 403, "FORBIDDEN"), (rival, fair.campaign, 404, "NOT_FOUND"),
        (creator, fair.campaign, 403, "FORBIDDEN"), (creator, uuid4(), 403, "FORBIDDEN"),
        (fair.owner, uuid4(), 404, "NOT_FOUND"), (None, fair.campaign, 403, "FORBIDDEN"),
    ):  # fmt: skip
        answer = match(user, campaign)
        assert (answer.status, answer.body["code"]) == (status, code)
    assert fair.db.execute("select count(*) from campaign_creator_scores").fetchone() == (0,)
    assert get(rival, path).status == 404
    assert get(creator, path).status == 403
    assert get(fair.owner, f"/campaigns/{uuid4()}/matches").status == 404


@pytest.mark.parametrize(
    "body",
    [{}, {"campaign_id": "x"}, {"campaign_id": None}, *({"limit": limit} for limit in (0, -1, 101, "5", 1.5, None)),
     {"action": "match"}],
)  # fmt: skip
def test_a_malformed_request_is_422(fair: Fair, body: dict[str, Any]) -> None:
    whole = body if "campaign_id" in body or not body else {"campaign_id": str(fair.campaign), **body}
    answer = call(api.lambda_handler, http_event("POST", EDGE, user=fair.owner, body=whole))
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")


def test_a_finished_campaign_is_not_searched_for(fair: Fair) -> None:
    fair.db.execute("update campaigns set status = 'cancelled' where id = %s", (fair.campaign,))
    answer = match(fair.owner, fair.campaign)
    assert (answer.status, answer.body["code"]) == (409, "CAMPAIGN_NOT_RUNNING")


def test_searches_at_once_leave_the_result_of_one(fair: Fair, database: Database) -> None:
    for _ in range(30):
        fair.creator()

    def search(number: int) -> int:
        with database.connect("api_login", autocommit=False) as db:
            db.execute("select app.begin_request(%s)", (Jsonb({"sub": str(fair.owner)}),))
            return len(
                db.execute("select * from app.match_creators(%s, %s)", (fair.campaign, number)).fetchall()
            )

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(search, [3, 30, 7, 30, 3, 12])) == [3, 30, 7, 30, 3, 12]
    assert fair.db.execute("select count(*) from campaign_creator_scores").fetchone() in {
        (3,),
        (7,),
        (12,),
        (30,),
    }
