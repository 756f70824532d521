"""What posts achieved and cost: by post, platform, creator and campaign, against a second computation."""

import csv
from random import Random
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.links import ask
from tests.factories.money import Deal, make_deal
from tests.factories.people import make_member, make_user
from tests.factories.posts import FIGURES, approve, join, make_post
from tests.integration.tracking_redirect.results_reference import Made, agrees, sums

PLATFORMS = ("instagram", "tiktok", "twitter", "youtube")


@pytest.fixture
def deal(database: Database) -> Deal:
    """A campaign with money, and its first participant."""
    with database.connect() as db:
        return make_deal(db, funds=2_000_000, budget=2_000_000)


def performance(user: UUID, deal: Deal, part: str = "", **query: str) -> Any:
    answer = ask("GET", f"campaigns/{deal.campaign}/performance{part}", user, query=query or None)
    assert answer.status == 200, answer.body
    return answer.body


def publish(database: Database, deal: Deal, gross: int = 10_000, **columns: Any) -> Made:
    """Approved work with its post."""
    with database.connect() as db:
        post = make_post(db, approve(db, deal, gross), **columns)
    figures = {name: columns.get(name) for name in FIGURES}
    read = columns.get("last_synced_at", "2026-11-20T12:00:00Z")
    return Made(deal.creator, columns.get("platform", "tiktok"), post, figures, gross, read)


def crowd(database: Database, deal: Deal) -> list[Made]:
    """Three creators, posts on four platforms; a third of the figures is unknown, some posts were handed in twice."""
    dice, made = Random(71), list[Made]()
    with database.connect() as db:
        deals = [deal, join(db, deal), join(db, deal)]
    for number in range(24):
        figures = {name: dice.choice([None, dice.randrange(50_000), dice.randrange(9)]) for name in FIGURES}
        platform = PLATFORMS[number % len(PLATFORMS)]
        for _ in range(1 + (number % 6 == 0)):
            made.append(
                publish(
                    database, deals[number % 3], dice.choice([0, 1, 33_333, 20_001]), platform=platform,
                    platform_post_id=str(number), **figures,
                )
            )  # fmt: skip
    return made


def test_sums_are_what_a_second_computation_says(database: Database, deal: Deal) -> None:
    made = crowd(database, deal)
    whole = performance(deal.owner, deal)
    assert agrees(whole["posts"], made)
    assert whole["spend"] == whole["posts"]["spend"] == sum(each.spend for each in made)
    platforms = performance(deal.owner, deal, "/platforms")
    assert [line["platform"] for line in platforms["data"]] == list(PLATFORMS)
    for line in platforms["data"]:
        assert agrees(line, [each for each in made if each.platform == line["platform"]])
    creators = performance(deal.owner, deal, "/creators")["data"]
    assert {UUID(line["creator_user_id"]) for line in creators} == {each.creator for each in made}
    for line in creators:
        own = [each for each in made if str(each.creator) == line["creator_user_id"]]
        assert agrees(line["posts"], own)
        assert line["spend"] == sum(each.spend for each in own)
        alone = ask(
            "GET", f"campaigns/{deal.campaign}/creators/{line['creator_user_id']}/performance", deal.owner
        )
        assert agrees(alone.body["posts"], own)
        for name in ("spend", "cost_per_click", "return_on_spend"):
            assert alone.body[name] == line[name]


def test_each_post_says_its_figures_and_a_page_leads_to_the_next(database: Database, deal: Deal) -> None:
    made = {each.post: each for each in crowd(database, deal)}
    listed, query = list[dict[str, Any]](), {"limit": "7"}
    while True:
        found = performance(deal.owner, deal, "/posts", **query)
        listed += found["data"]
        if found["next_cursor"] is None:
            break
        query["cursor"] = found["next_cursor"]
    assert len(listed) == len(made) == 24
    assert [line["id"] for line in listed] == sorted((line["id"] for line in listed), reverse=True)
    for line in listed:
        assert {name: line[name] for name in FIGURES} == made[line["platform_post_id"]].figures
        assert line["submissions"] == (2 if int(line["platform_post_id"]) % 6 == 0 else 1)
    assert sum(line["spend"] for line in listed) == performance(deal.owner, deal)["spend"]


def test_a_file_of_posts_leaves_out_what_is_unknown_and_writes_money_as_people_do(
    database: Database, deal: Deal
) -> None:
    publish(
        database, deal, 12_345, views=1_000, likes=0, comments=3, url="https://www.tiktok.com/@=cmd/video/7"
    )
    table = ask("GET", f"campaigns/{deal.campaign}/performance/posts.csv", deal.owner)
    assert table.headers["content-type"].startswith("text/csv")
    (line,) = csv.DictReader(table.body.splitlines())
    assert (line["views"], line["likes"], line["reach"], line["saves"]) == ("1000", "0", "", "")
    assert (line["engagements"], line["spend"], line["cost_per_mille"]) == ("3", "123.45", "123.45")
    assert (line["cost_per_engagement"], line["currency"], line["status"]) == ("41.150000", "usd", "live")


def test_creators_are_named_where_their_posts_are_listed(database: Database, deal: Deal) -> None:
    publish(database, deal, 10_000)
    with database.connect() as db:
        db.execute("update creator_profiles set display_name = '=Zoë' where user_id = %s", (deal.creator,))
    card = {"id": str(deal.creator), "display_name": "=Zoë", "avatar_url": None, "slug": None}
    for part in ("/posts", "/creators"):
        (line,) = performance(deal.owner, deal, part)["data"]
        assert line["creator"] == card
    table = ask("GET", f"campaigns/{deal.campaign}/performance/posts.csv", deal.owner)
    (line,) = csv.DictReader(table.body.splitlines())
    assert line["creator_name"] == "'=Zoë", "a name is no formula"


def test_unknown_is_null_and_a_cost_divides_what_was_spent_on_the_known(
    database: Database, deal: Deal
) -> None:
    publish(database, deal, 30_000, views=2_000, likes=10, comments=0)
    publish(database, deal, 50_000, views=None, likes=None, comments=4)  # hidden likes
    publish(database, deal, 20_000, last_synced_at=None, checked_at=None)
    posts = performance(deal.owner, deal)["posts"]
    assert (posts["count"], posts["unread"], posts["spend"]) == (3, 1, 100_000)
    assert (posts["views"], posts["views_known"], posts["cost_per_mille"]) == (2_000, 1, 15_000)
    assert (posts["likes"], posts["comments"], posts["comments_known"]) == (10, 4, 2)
    assert (posts["engagements"], posts["engagements_known"]) == (10, 1)
    assert posts["cost_per_engagement"] == "3000.0000"
    assert (posts["reach"], posts["reach_known"], posts["saves"]) == (None, 0, None)


@pytest.mark.parametrize(
    ("gross", "views", "likes", "costs"),
    [
        (1, 2_000, 3, (1, "0.3333")), (1, 2_001, 20_000, (0, "0.0001")), (1, 0, 0, (None, None)),
        (33_333, 10_000, 7, (3_333, "4761.8571")), (0, 500, 5, (0, "0.0000")),
    ],
)  # fmt: skip
def test_halves_are_rounded_up_and_nothing_is_divided_by_nothing(
    database: Database,
    deal: Deal,
    *,
    gross: int,
    views: int,
    likes: int,
    costs: tuple[int | None, str | None],
) -> None:
    publish(database, deal, gross, views=views, likes=likes, comments=0)
    posts = performance(deal.owner, deal)["posts"]
    assert (posts["cost_per_mille"], posts["cost_per_engagement"]) == costs


def test_a_campaign_without_posts_says_so(deal: Deal) -> None:
    body = performance(deal.owner, deal)
    assert (body["posts"]["count"], body["posts"]["views"], body["posts"]["as_of"]) == (0, None, None)
    assert (body["cost_per_click"], body["cost_per_conversion"], body["return_on_spend"]) == (
        None,
        None,
        None,
    )
    assert performance(deal.owner, deal, "/platforms")["data"] == []
    (line,) = performance(deal.owner, deal, "/creators")["data"]
    assert (line["posts"]["count"], line["spend"]) == (0, 0)


def test_absurd_figures_do_not_fail_a_report(database: Database, deal: Deal) -> None:
    most = 2**63 - 1
    for _ in range(2):
        publish(database, deal, views=most, likes=most, comments=most)
    posts = performance(deal.owner, deal)["posts"]
    assert (posts["views"], posts["engagements"], posts["cost_per_mille"]) == (most, most, 0)
    assert performance(deal.owner, deal, "/posts")["data"][0]["engagements"] == most


def test_the_brand_sees_all_posts_a_creator_their_own_and_nobody_else_any(
    database: Database, deal: Deal
) -> None:
    with database.connect() as db:
        other, stranger = join(db, deal), make_user(db, "brand")
        analyst = make_member(db, deal.brand, "analyst")
    made = [publish(database, deal, views=5), publish(database, other, views=7)]
    assert sums(made)["views"] == performance(analyst, deal)["posts"]["views"] == 12
    own = {"creator_user_id": str(deal.creator)}
    (seen,) = performance(deal.creator, deal, "/posts", **own)["data"]
    assert (seen["platform_post_id"], seen["spend"]) == (made[0].post, 10_000)
    (platform,) = performance(deal.creator, deal, "/platforms", **own)["data"]
    assert (platform["views"], platform["count"]) == (5, 1)
    theirs = {"creator_user_id": str(other.creator)}
    assert performance(deal.owner, deal, "/posts", **theirs)["data"][0]["platform_post_id"] == made[1].post
    for part, query in (("posts", None), ("posts", theirs), ("platforms", theirs), ("platforms", None),
                        ("creators", None), ("posts.csv", theirs)):  # fmt: skip
        path = f"campaigns/{deal.campaign}/performance/{part}"
        for user in (deal.creator, stranger):
            assert ask("GET", path, user, query=query).status == 404, (part, query)
    with database.connect() as db, db.transaction(force_rollback=True):
        db.execute("select app.begin_request(jsonb_build_object('sub', %s::text))", (str(deal.creator),))
        rows = db.execute(
            "select platform_post_id, spend from app.campaign_posts(%s, null, true)", (deal.campaign,)
        )
        assert rows.fetchall() == [(made[0].post, 10_000)], "the database guards it, whoever asks"


@pytest.mark.parametrize("part", ["posts", "creators"])
def test_a_cursor_that_is_none_is_malformed(deal: Deal, part: str) -> None:
    path = f"campaigns/{deal.campaign}/performance/{part}"
    assert ask("GET", path, deal.owner, query={"cursor": "\u202e<b>"}).status == 422
    for limit in ("0", "101", "x"):
        assert ask("GET", path, deal.owner, query={"limit": limit}).status == 422
