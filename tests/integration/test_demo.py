"""The demo data: it loads, once, and every corner of the house has something to show, for both roles."""

from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

import pytest

from activations import api as activations
from agents import api as agents
from campaign_lifecycle import api as campaigns
from common.models.deals import DealStatus, EscrowStatus
from common.models.gigs import ApplicationStatus, GigStatus
from local.demo import ADMIN, AGENT, BRAND, CREATOR, load
from local.demo_story import STATES
from marketplace import api as marketplace
from payments import api as payments
from rewards import api as rewards
from social_connect import api as social
from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import findings
from tests.factories.events import Answer, call, http_event
from tests.factories.rewards import start_achievements
from tests.invariants import require_invariants
from tracking_redirect import api as tracking
from user_management import api as users

OF_CAMPAIGNS = "select gross_amount from earnings where campaign_id is not null"
DOORS = {
    "invitations": campaigns, "participants": campaigns, "submissions": campaigns, "campaign-briefs": campaigns,
    "earnings": payments, "payouts": payments, "wallets": payments, "connect": payments, "social": social,
    "creators": users, "deals": marketplace, "gigs": marketplace, "applications": marketplace,
    "agents": agents, "fraud-groups": agents,
    "rewards": rewards, "achievements": rewards, "reward-programs": rewards, "reward-triggers": rewards,
    "reward-awards": rewards, "leaderboards": rewards,
    "activations": activations, "scans": activations, "scan-reviews": activations, "fan-links": activations,
}  # fmt: skip


def send(method: str, path: str, *, user: UUID, **event: Any) -> Answer:
    """Through the handler of whoever answers there."""
    resource = path.split("/")[3]
    of_results = resource == "campaigns" and ("performance" in path or "conversions" in path)
    door = tracking if of_results else DOORS.get(resource, campaigns)
    return call(door.lambda_handler, http_event(method, path, user=user, **event))


def person(database: Database, email: str) -> Person:
    with database.connect() as db:
        row = db.execute("select id from auth.users where email = %s", (email,)).fetchone()
    assert row is not None
    return Person(row[0], send)


@pytest.fixture(scope="module")
def demo(shared_database: Database) -> Database:
    """The demo data, for tests that only read."""
    load(shared_database.url())
    return shared_database


def test_the_story_shows_every_state_and_the_books_are_right(database: Database) -> None:
    with database.connect() as db:
        settings = db.execute("select key, value from admin_settings order by key").fetchall()
    load(database.url())
    with database.connect() as db:

        def values(query: str) -> list[object]:
            return [row[0] for row in db.execute(query).fetchall()]

        assert set(values("select distinct status from campaigns")) == set(STATES)
        assert {"pending", "accepted", "declined"} <= set(
            values("select distinct status from campaign_invitations")
        )
        assert set(values("select distinct status from creator_submissions")) >= {
            "pending_review", "approved", "changes_requested",
        }  # fmt: skip
        assert values("select count(*) from user_roles where role = 'creator'") == [30]
        assert values("select count(*) from brand_profiles") == [5]
        [days] = values("select count(distinct created_at::date) from tracking_events")
        assert days == 90
        assert values("select coalesce(sum(amount), 0) from ledger.entries") == [0]
        [spent] = values("select sum(budget_spent) from campaigns")
        assert spent == sum(row[0] for row in db.execute(OF_CAMPAIGNS).fetchall())
        assert db.execute("select key, value from admin_settings order by key").fetchall() == settings
        require_invariants(db)
        before = values("select count(*) from tracking_events")
    load(database.url())
    with database.connect() as db:
        assert db.execute("select count(*) from tracking_events").fetchone() == (before[0],)


def test_deals_gigs_and_applications_stand_in_every_state(demo: Database) -> None:
    with demo.connect() as db:

        def states(query: LiteralString) -> set[str]:
            return {row[0] for row in db.execute(query).fetchall()}

        passed_through = {EscrowStatus.RELEASING, EscrowStatus.REFUNDING}
        assert states("select status from escrows") == set(EscrowStatus) - passed_through
        assert states("select status from deals") == set(DealStatus)
        assert states("select status from gigs") == set(GigStatus)
        assert states("select status from gig_applications") == set(ApplicationStatus)
        assert states("select status from gig_slots") == {"open", "claimed", "refunded"}
        assert findings(db) == []
    for email in (BRAND, CREATOR):
        one = person(demo, email)
        assert {deal["status"] for deal in one.get("/deals", limit="100")["data"]} == set(DealStatus)
        assert one.get("/gigs")["data"]
        assert one.get("/applications")["data"]


def test_no_page_of_the_demo_creator_is_empty(demo: Database) -> None:
    creator = person(demo, CREATOR)
    for page in ("invitations", "participants", "submissions", "campaign-briefs", "earnings", "payouts",
                 "social/accounts", "social/accounts/instagram/posts", "social/accounts/instagram/audience",
                 "social/analytics"):  # fmt: skip
        assert creator.get(f"/{page}")["data"], page
    assert {one["status"] for one in creator.get("/invitations")["data"]} == {"pending", "accepted"}
    assert {one["status"] for one in creator.get("/submissions")["data"]} == {"approved", "pending_review"}
    assert {one["status"] for one in creator.get("/earnings")["data"]} == {"pending", "paid"}
    (payout,) = creator.get("/payouts")["data"]
    assert (payout["status"], payout["amount"], payout["currency"]) == ("paid", 45_000, "usd")
    assert creator.get("/connect/status")["payouts_enabled"] is True
    (wallet,) = creator.get("/wallets")["data"]
    assert creator.get(f"/wallets/{wallet['id']}/statement")["data"]
    seen = list[Any]()
    for participant in creator.get("/participants")["data"]:
        path = f"/campaigns/{participant['campaign_id']}/creators/{creator.id}/performance"
        seen.append(creator.get(path))
        posts = creator.get(
            f"/campaigns/{participant['campaign_id']}/performance/posts", creator_user_id=str(creator.id)
        )
        assert all(post["views"] > 0 and post["as_of"] for post in posts["data"])
        assert posts["data"]
    assert all(one["total_clicks"] and one["posts"]["views"] and one["spend"] for one in seen)
    assert sum(one["total_conversions"] for one in seen) > 0


def test_the_demo_creators_say_who_they_are_and_brands_find_them(demo: Database) -> None:
    creator, brand = person(demo, CREATOR), person(demo, BRAND)
    profile = creator.get("/creators/me")
    assert {gap["part"] for gap in profile["completeness"]["missing"]} <= {"avatar"}
    assert profile["rates"]
    kit = call(users.lambda_handler, http_event("GET", f"/creators/{profile['slug']}"))
    assert (kit.status, "Carla Creator" in kit.body) == (200, True)
    found = brand.get("/creators", category=profile["categories"][0], country=profile["country_code"])["data"]
    assert str(creator.id) in {one["id"] for one in found}
    assert len(brand.get("/creators", limit="100")["data"]) == 30


def test_the_demo_brand_sees_what_its_campaigns_brought(demo: Database) -> None:
    brand = person(demo, BRAND)
    running = [one for one in brand.get("/campaigns")["data"] if one["status"] in ("active", "completed")]
    assert len(running) == 2
    for campaign in running:
        found = brand.get(f"/campaigns/{campaign['id']}/performance")
        assert found["total_conversions"] > 0
        assert Decimal(found["return_on_spend"]) > 0
        assert found["posts"]["count"] >= 2
        assert found["posts"]["cost_per_mille"] > 0
        assert found["media_value"] == {"value": None, "posts": 0, "rates": []}, "no rate is invented"
        assert brand.get(f"/campaigns/{campaign['id']}/performance/creators")["data"]
        assert brand.get(f"/campaigns/{campaign['id']}/conversions")["data"]


def test_the_demo_agent_has_a_month_behind_them(demo: Database) -> None:
    agent, admin = person(demo, AGENT), person(demo, ADMIN)
    own = f"/agents/{agent.id}"
    me = agent.get("/agents/me")
    assert (me["tier"], me["active_referrals"]) == ("silver", 5)
    assert [code["uses"] > 0 for code in agent.get("/agents/codes")["data"]] == [False, True]
    assert len(agent.get(f"{own}/referrals")["data"]) == 5
    commissions = agent.get(f"{own}/commissions")["data"]
    assert {one["status"] for one in commissions} == {"pending", "available", "paid"}
    assert sum(one["amount"] for one in commissions) == 55_000
    (payout,) = agent.get("/payouts")["data"]
    assert (payout["status"], payout["amount"]) == ("paid", 20_000)
    figures = agent.get(f"{own}/performance")
    assert len(figures["days"]) >= 25
    assert all(figures["totals"][name] > 0 for name in ("clicks", "signups", "deals"))
    board = agent.get("/agents/leaderboard", period="all", currency="usd")
    assert [row["display_name"] for row in board["data"]] == ["Alma Agent", "Agent"]
    (imported,) = agent.get("/agents/contacts/imports")["data"]
    assert (imported["rows"], imported["accepted"], imported["duplicates"]) == (4, 2, 1)
    assert len(agent.get("/agents/contacts")["data"]) == 2
    groups = admin.get("/fraud-groups")["data"]
    assert {group["rule_key"] for group in groups} >= {"instant_deal", "paid_traffic"}
    with demo.connect() as db:
        assert findings(db) == []


def test_the_demo_has_rewards_in_every_state_that_lasts(database: Database) -> None:
    with database.connect() as db:
        start_achievements(db)
    load(database.url())
    creator, brand, admin = (person(database, email) for email in (CREATOR, BRAND, ADMIN))
    rewards_of = creator.get("/rewards", limit="100")
    money = {
        (one["status"], one["amount"], one["brand_id"] is None)
        for one in rewards_of["data"]
        if one["currency"]
    }
    assert money == {("claimed", 1_000, True), ("granted", 2_500, False)}
    assert max(one["points"] for one in rewards_of["points"]) > 0
    unlocked = [
        level
        for one in creator.get("/achievements")["data"]
        for level in one["levels"]
        if level["unlocked_at"]
    ]
    assert len([level for level in unlocked if level["published_at"]]) == 1
    assert all(level["badge_url"] for level in unlocked)
    board = creator.get("/leaderboards/points", period="month")
    assert board["own_rank"] is not None
    assert [row["display_name"] for row in board["data"] if row["is_own"]] == ["Carla Creator"]
    (of_brand,) = brand.get("/reward-programs")["data"]
    assert (of_brand["status"], of_brand["budget_total"]) == ("active", 25_000)
    assert of_brand["budget_reserved"] == 2_500 * len(brand.get("/reward-awards")["data"]) > 0
    for status in ("granted", "claimed", "expired", "fulfilled"):
        assert admin.get("/reward-awards", status=status)["data"], status
    with database.connect() as db:
        assert db.execute("select count(*) from reward_facts where applied_at is null").fetchone() == (0,)
        assert findings(db) == []
        require_invariants(db)
