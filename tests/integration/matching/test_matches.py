"""The edge function `matching-intelligence` and what it leaves behind."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.matching.target_campaign import TargetCampaign, get, match, scores


def test_the_best_come_first_with_parts_and_a_sentence(target: TargetCampaign) -> None:
    ideal = target.creator()
    elsewhere = target.creator(country_code="FR", city=None)
    large = target.creator(followers=31_623, rate=0.2)
    related = target.creator(categories=["Cooking"], country_code="US", rate=0.12)
    found = match(target.owner, target.campaign)
    assert scores(found) == {ideal: "100.00", elsewhere: "95.00", large: "80.00", related: "65.00"}
    first, *_, last = found.body["matches"]
    assert list(scores(found)) == [ideal, elsewhere, large, related]
    parts = ("followers_score", "engagement_score", "category_score", "location_score")
    assert [first[part] for part in parts] == ["40.00", "30.00", "20.00", "10.00"]
    assert first["reason"] == (
        "5,000 followers on TikTok, within the target, engagement at least twice the usual for the size (2.0 times),"
        " a listed category, in the target location."
    )
    assert [last[part] for part in parts] == ["40.00", "15.00", "10.00", "0.00"]
    assert last["reason"].endswith("a related category, from elsewhere.")
    assert (first["display_name"], first["total_followers"], first["platforms"]) == (
        "Carla",
        5_000,
        ["tiktok"],
    )
    assert first["creator"] == {"id": str(ideal), "display_name": "Carla", "avatar_url": None, "slug": None}


def test_filters_come_first(target: TargetCampaign) -> None:
    ideal = target.creator()
    target.creator(followers=999)
    target.creator(platform="instagram")
    target.creator(categories=["food", "Gambling "])
    banned, invited, demoted, revoked = (target.creator() for _ in range(4))
    target.db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
    target.db.execute("delete from user_roles where user_id = %s", (demoted,))
    target.db.execute("update social_accounts set status = 'revoked' where user_id = %s", (revoked,))
    make_invitation(target.db, target.campaign, invited)
    target.db.execute(
        "insert into brand_fit_data (brand_id, excluded_categories) values (%s, '{gambling}')",
        (brand_of(target.db, target.owner),),
    )
    assert set(scores(match(target.owner, target.campaign))) == {ideal}
    target.db.execute("update auth.users set status = 'active' where id = %s", (banned,))
    target.db.execute("insert into user_roles (user_id, role) values (%s, 'creator')", (demoted,))
    target.db.execute("update social_accounts set status = 'connected' where user_id = %s", (revoked,))
    assert set(scores(match(target.owner, target.campaign))) == {ideal, banned, demoted, revoked}


def test_whose_invitation_was_withdrawn_may_be_invited_again_and_is_suggested(target: TargetCampaign) -> None:
    ideal, declined = target.creator(), target.creator()
    for creator in (ideal, declined):
        make_invitation(
            target.db, target.campaign, creator, status="withdrawn", withdrawn_at="2026-01-01T00:00:00Z"
        )
    make_invitation(
        target.db, target.campaign, declined, status="declined", responded_at="2026-01-01T00:00:00Z"
    )
    assert set(scores(match(target.owner, target.campaign))) == {ideal}
    make_invitation(target.db, target.campaign, ideal)
    assert scores(match(target.owner, target.campaign)) == {}


def test_what_was_found_is_saved_and_listed_page_by_page(target: TargetCampaign) -> None:
    for followers in (1_000, 5_000, 20_000, 20_000, 30_000):
        target.creator(followers=followers)
    found = match(target.owner, target.campaign).body["matches"]
    path, listed, cursor = f"/campaigns/{target.campaign}/matches", [], None
    while True:
        page = get(target.owner, path, limit="2", **({"cursor": cursor} if cursor else {})).body
        listed += page["data"]
        if (cursor := page["next_cursor"]) is None:
            break
    assert listed == found
    assert len(found) == 5


def test_a_search_replaces_what_the_last_one_found(target: TargetCampaign) -> None:
    creators = {target.creator() for _ in range(2)}
    before = match(target.owner, target.campaign).body["matches"]
    first, second = (UUID(found["creator_user_id"]) for found in before)
    assert {first, second} == creators
    target.db.execute("update auth.users set status = 'suspended' where id = %s", (first,))
    (after,) = match(target.owner, target.campaign).body["matches"]
    assert UUID(after["creator_user_id"]) == second
    assert (after["id"], before[1]["rank"], after["rank"]) == (before[1]["id"], 2, 1)
    assert after["computed_at"] > before[1]["computed_at"]
    assert get(target.owner, f"/campaigns/{target.campaign}/matches").body["data"] == [after]


def test_nobody_to_suggest_is_an_empty_list(target: TargetCampaign) -> None:
    assert match(target.owner, target.campaign).body == {"campaign_id": str(target.campaign), "matches": []}


def test_a_campaign_that_asks_for_nothing_finds_everybody_by_engagement(target: TargetCampaign) -> None:
    campaign = make_campaign(target.db, target.owner)
    nobody = make_user(target.db)
    usual = target.creator(rate=0.12, categories=[], country_code=None, city=None, followers=0)
    best = target.creator(platform="linkedin", rate=9)
    found = match(target.owner, campaign)
    assert scores(found) == {best: "100.00", usual: "85.00", nobody: "70.00"}
    assert found.body["matches"][-1]["reason"] == "0 followers, engagement unknown."


def test_who_may_search(target: TargetCampaign) -> None:
    target.creator()
    brand = brand_of(target.db, target.owner)
    manager, admin = make_member(target.db, brand, "campaign_manager"), make_user(target.db, "admin")
    for user in (manager, admin):
        assert len(scores(match(user, target.campaign))) == 1
    assert len(scores(match(None, target.campaign, service=True))) == 1
    assert (
        get(make_member(target.db, brand, "analyst"), f"/campaigns/{target.campaign}/matches").status == 200
    )


def test_who_may_not(target: TargetCampaign) -> None:
    creator = target.creator()
    make_invitation(target.db, target.campaign, creator)
    brand = brand_of(target.db, target.owner)
    analyst, rival = make_member(target.db, brand, "analyst"), make_user(target.db, "brand")
    path = f"/campaigns/{target.campaign}/matches"
    for user, campaign, status, code in (
        (analyst, target.campaign, 403, "FORBIDDEN"), (rival, target.campaign, 404, "NOT_FOUND"),
        (creator, target.campaign, 403, "FORBIDDEN"), (creator, uuid4(), 403, "FORBIDDEN"),
        (target.owner, uuid4(), 404, "NOT_FOUND"), (None, target.campaign, 403, "FORBIDDEN"),
    ):  # fmt: skip
        answer = match(user, campaign)
        assert (answer.status, answer.body["code"]) == (status, code)
    assert target.db.execute("select count(*) from campaign_creator_scores").fetchone() == (0,)
    assert get(rival, path).status == 404
    assert get(creator, path).status == 403
    assert get(target.owner, f"/campaigns/{uuid4()}/matches").status == 404


def test_a_finished_campaign_is_not_searched_for(target: TargetCampaign) -> None:
    target.db.execute("update campaigns set status = 'cancelled' where id = %s", (target.campaign,))
    answer = match(target.owner, target.campaign)
    assert (answer.status, answer.body["code"]) == (409, "CAMPAIGN_NOT_RUNNING")


def test_searches_at_once_leave_the_result_of_one(target: TargetCampaign, database: Database) -> None:
    for _ in range(30):
        target.creator()

    def search(number: int) -> int:
        with database.connect("api_login", autocommit=False) as db:
            db.execute("select app.begin_request(%s)", (Jsonb({"sub": str(target.owner)}),))
            return len(
                db.execute("select * from app.match_creators(%s, %s)", (target.campaign, number)).fetchall()
            )

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(search, [3, 30, 7, 30, 3, 12])) == [3, 30, 7, 30, 3, 12]
    assert target.db.execute("select count(*) from campaign_creator_scores").fetchone() in {
        (3,),
        (7,),
        (12,),
        (30,),
    }
