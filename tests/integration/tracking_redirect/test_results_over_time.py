"""Posts that are in two places, vanish, or whose work was paid back: what becomes of their results."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.links import ask, make_link
from tests.factories.money import Deal, make_deal, make_participant
from tests.factories.posts import approve, join, make_post


@pytest.fixture
def deal(database: Database) -> Deal:
    """A campaign with money, and its first participant."""
    with database.connect() as db:
        return make_deal(db, funds=500_000, budget=200_000)


def whole(deal: Deal) -> Any:
    answer = ask("GET", f"campaigns/{deal.campaign}/performance", deal.owner)
    assert answer.status == 200, answer.body
    return answer.body


def of_creators(deal: Deal) -> dict[UUID, Any]:
    answer = ask("GET", f"campaigns/{deal.campaign}/performance/creators", deal.owner)
    return {UUID(line["creator_user_id"]): line for line in answer.body["data"]}


def test_a_post_for_two_campaigns_counts_in_each_by_what_that_one_spent(
    database: Database, deal: Deal
) -> None:
    with database.connect() as db:
        other = make_deal(db, funds=0, budget=200_000, owner=deal.owner)
        participant = make_participant(db, other.campaign, other.brand, deal.creator)
        second = Deal(other.owner, other.brand, other.campaign, deal.creator, participant)
        for each, gross in ((deal, 10_000), (second, 30_000)):
            make_post(db, approve(db, each, gross), platform_post_id="7", views=1_000)
    found = [(body["posts"]["views"], body["posts"]["spend"]) for body in (whole(deal), whole(second))]
    assert found == [(1_000, 10_000), (1_000, 30_000)]


def test_a_post_that_two_creators_hand_in_counts_once_for_the_campaign_and_for_each_of_them(
    database: Database, deal: Deal
) -> None:
    with database.connect() as db:
        other = join(db, deal)
        make_post(db, approve(db, deal, 10_000), platform_post_id="7", views=900)
        make_post(db, approve(db, other, 20_000), platform_post_id="7", views=1_000,
                  last_synced_at="2026-11-21T12:00:00Z")  # fmt: skip
    posts = whole(deal)["posts"]
    assert (posts["count"], posts["views"], posts["spend"]) == (1, 1_000, 30_000), "the newer reading counts"
    assert {creator: line["posts"]["views"] for creator, line in of_creators(deal).items()} == {
        deal.creator: 900, other.creator: 1_000,
    }  # fmt: skip


def test_a_post_that_is_gone_keeps_its_last_figures_and_says_so(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        make_post(db, approve(db, deal, 10_000), views=700, last_synced_at="2026-11-01T00:00:00Z",
                  status="gone", missing_since="2026-11-02T00:00:00Z", gone_at="2026-11-03T00:00:00Z")  # fmt: skip
        make_post(db, approve(db, deal, 10_000), views=300, last_synced_at="2026-11-05T00:00:00Z",
                  status="missing", missing_since="2026-11-06T00:00:00Z")  # fmt: skip
        for day in (20, 18):
            make_post(db, approve(db, deal, 0), views=1, last_synced_at=f"2026-11-{day}T00:00:00Z")
    posts = whole(deal)["posts"]
    states = {name: posts[name] for name in ("count", "live", "missing", "gone", "unread")}
    assert states == {"count": 4, "live": 2, "missing": 1, "gone": 1, "unread": 0}
    assert posts["views"] == 1_002
    assert datetime.fromisoformat(posts["as_of"]).day == 18, "no live figure is older"
    answer = ask("GET", f"campaigns/{deal.campaign}/performance/posts", deal.owner)
    gone = next(post for post in answer.body["data"] if post["status"] == "gone")
    assert (gone["views"], gone["gone_at"][:10], gone["as_of"][:10]) == (700, "2026-11-03", "2026-11-01")


def test_approved_work_of_who_was_removed_stays_and_the_rest_never_was(
    database: Database, deal: Deal
) -> None:
    with database.connect() as db:
        make_post(db, approve(db, deal, 10_000), views=50)
        with acting_as(db, deal.owner):
            db.execute("select app.remove_participant(%s, 'Thank you.')", (deal.participant,))
    line = of_creators(deal)[deal.creator]
    assert (line["posts"]["views"], line["spend"]) == (50, 10_000)
    own = ask("GET", f"campaigns/{deal.campaign}/creators/{deal.creator}/performance", deal.creator)
    assert (own.status, own.body["posts"]["views"], own.body["currency"]) == (200, 50, "usd")


def test_what_was_taken_back_is_not_spent(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        work = approve(db, deal, 10_000)
        make_post(db, work, views=1_000)
        db.execute(
            "select app.claw_back(id, 4500, 'Not as agreed.') from earnings where submission_id = %s", (work,)
        )
    body = whole(deal)
    assert body["spend"] == body["posts"]["spend"] == of_creators(deal)[deal.creator]["spend"] == 5_000
    assert body["posts"]["cost_per_mille"] == 5_000


def test_clicks_and_orders_have_their_costs_and_returns(database: Database, deal: Deal) -> None:
    with database.connect() as db:
        make_post(db, approve(db, deal, 10_000), views=1_000)
        approve(db, deal, 5_001)  # work that is no post costs, too
        make_link(db, deal.campaign, creator_user_id=deal.creator)
        db.execute(
            "insert into tracking_aggregates (campaign_id, brand_id, creator_user_id, tracking_link_id, aggregate_date,"
            " total_clicks, total_conversions, conversion_value) select campaign_id, brand_id, creator_user_id, id,"
            " current_date - 40, 200, 2, 25000 from tracking_links"
        )
    body, line = whole(deal), of_creators(deal)[deal.creator]
    for found in (body, line):
        assert (found["spend"], found["cost_per_click"], found["cost_per_conversion"]) == (15_001, 75, 7_501)
        assert (found["return_on_spend"], found["return_on_investment"]) == ("1.6666", "0.6666")
    assert (body["posts"]["spend"], body["posts"]["cost_per_mille"]) == (10_000, 10_000)
