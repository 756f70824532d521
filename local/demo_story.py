"""The demo's story: five brands, thirty creators, campaigns in every state, money, and ninety days of clicks.

Everybody acts as themselves, through the same functions as over HTTP, so that what the story shows can happen.
Deterministic: the dice are seeded; only ids and the day it starts from differ.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from common.adapters.exchange_rates.stub import StubExchangeRates
from tracking_redirect.aggregation.user_agents import classify
from tracking_redirect.links.service import random_code

Connection = psycopg.Connection[Any]

SEED = 20_261_121
DAYS = 90
CLICKS_A_LINK_AND_DAY = 6
BRANDS = ("Alpine Gear", "Bluebird Books", "Citrus Cosmetics", "Dune Travel")
CREATORS = (
    "Aiko", "Bela", "Chidi", "Dana", "Emre", "Fatima", "Goran", "Hana", "Ines", "Jonas", "Kofi", "Lena", "Mateo",
    "Nadia", "Omar", "Priya", "Quinn", "Rosa", "Sven", "Tala", "Uma", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoe",
    "Arjun", "Bianca", "Cyrus",
)  # fmt: skip
CATEGORIES = ("food", "outdoor", "books", "beauty", "travel")
PLATFORMS = ("instagram", "tiktok", "youtube", "twitter", "linkedin")
AGENTS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 Chrome/119 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
)
REFERRERS = ("www.instagram.com", "www.tiktok.com", "www.youtube.com", "")
FUNDS = 2_000_000
STATES = ("draft", "active", "paused", "completed", "cancelled")


@dataclass
class Story:
    """Who is in it. `db` is the superuser's, inside the one transaction of the whole story."""

    db: Connection
    admin: UUID
    brands: list[UUID]
    creators: list[UUID]
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - a story, no secret
    today: date = field(default_factory=lambda: datetime.now(UTC).date())

    @contextmanager
    def acting(self, user: UUID | None) -> Iterator[Connection]:
        """As `user`, or as the service."""
        claims = {"sub": str(user)} if user else {"role": "service"}
        self.db.execute("select app.begin_request(%s)", (Jsonb(claims),))
        yield self.db
        self.db.execute("reset role")

    def value(self, query: LiteralString, *parameters: object) -> Any:
        """The first column of the first row."""
        row = self.db.execute(query, parameters).fetchone()
        return row[0] if row else None


@dataclass(frozen=True)
class Running:
    """A campaign under way, its owner, and the deliverable that it asks for."""

    owner: UUID
    campaign: UUID
    deliverable: UUID


def tell(story: Story) -> None:
    """Tell all of it."""
    for number, creator in enumerate(story.creators):
        _connect_accounts(story, creator, number)
    for number, owner in enumerate(story.brands):
        _fund(story, owner)
        for state in STATES if number == 0 else STATES[number % 2 :: 2]:
            _run_campaign(story, owner, state, CATEGORIES[number % len(CATEGORIES)])
    _click(story)
    _publish_rates(story)


def _connect_accounts(story: Story, creator: UUID, number: int) -> None:
    followers = int(10 ** story.dice.uniform(3, 6))
    for platform in story.dice.sample(PLATFORMS, k=story.dice.randint(1, 3)):
        story.db.execute(
            "insert into social_accounts (user_id, platform, platform_user_id, username, follower_count,"
            " engagement_rate) values (%s, %s, %s, %s, %s, %s)",
            (creator, platform, f"demo-{number}", f"demo_{number}", followers,
             round(story.dice.uniform(0.005, 0.09), 4)),
        )  # fmt: skip
    story.db.execute(
        "update creator_profiles set categories = %s, country_code = %s where user_id = %s",
        (story.dice.sample(CATEGORIES, k=2), story.dice.choice(("DE", "US", "FR", "BR")), creator),
    )


def _fund(story: Story, owner: UUID) -> None:
    wallet = story.value(
        "select w.id from wallets as w inner join brand_memberships as m on m.brand_id = w.brand_id"
        " where m.user_id = %s", owner
    )  # fmt: skip
    with story.acting(owner):
        deposit = story.value("select app.begin_deposit(%s, %s)", wallet, FUNDS)
    with story.acting(None):
        intent = f"pi_demo_{wallet}"
        story.value("select app.note_stripe_reference(%s, %s)", deposit, intent)
        story.value(
            "select app.credit_deposit(%s, %s, %s, 'usd', %s)", deposit, intent, FUNDS, f"ch_{wallet}"
        )


def _run_campaign(story: Story, owner: UUID, state: str, category: str) -> None:
    with story.acting(owner):
        campaign = story.value(
            "insert into campaigns (brand_id, created_by, name, description, category, budget_total,"
            " timeline_start, timeline_end, destination_url)"
            " select brand_id, user_id, %s, 'A campaign of the demo.', %s, 500000, %s, %s,"
            " 'https://shop.example.com/' || %s from brand_memberships where user_id = %s returning id",
            f"{category.title()} {state}", category, story.today - timedelta(days=DAYS // 2),
            story.today + timedelta(days=30), category, owner,
        )  # fmt: skip
        deliverable = story.value(
            "insert into campaign_deliverables (campaign_id, brand_id, deliverable_type, quantity, description,"
            " compensation_amount) select id, brand_id, 'instagram_reel', 2, 'A reel of 30 seconds', 25000"
            " from campaigns where id = %s returning id", campaign,
        )  # fmt: skip
    if state in ("draft", "cancelled"):
        _move(story, owner, campaign, state)
        return
    _move(story, owner, campaign, "active")
    for place, creator in enumerate(story.dice.sample(story.creators, k=5)):
        _invite(story, Running(owner, campaign, deliverable), creator, place)
    _move(story, owner, campaign, state)


def _move(story: Story, owner: UUID, campaign: UUID, state: str) -> None:
    if state in ("draft", story.value("select status from campaigns where id = %s", campaign)):
        return
    with story.acting(owner) as db:
        db.execute("update campaigns set status = %s where id = %s", (state, campaign))


def _invite(story: Story, running: Running, creator: UUID, place: int) -> None:
    """The first three take part (with one, two, three steps of work done), the fourth declines, the fifth thinks."""
    with story.acting(running.owner):
        invitation = story.value(
            "select app.invite_creator(%s, %s, 50000, 'We like your work.', 'Two reels within the month.', %s)",
            running.campaign, creator, datetime.now(UTC) + timedelta(days=14),
        )  # fmt: skip
    if place == 4:
        return
    with story.acting(creator):
        if place == 3:
            story.value("select app.decline_invitation(%s, 'No time this month.')", invitation)
            return
        story.value("select app.accept_invitation(%s, %s)", invitation, [random_code() for _ in range(3)])
        submission = story.value(
            "select app.submit_content(%s, %s, 1, 'url', %s, null, 'First reel')",
            running.campaign, running.deliverable, f"https://www.instagram.com/reel/demo{place}",
        )  # fmt: skip
    decision = (None, "changes_requested", "approved")[place]
    if decision:
        with story.acting(running.owner):
            story.value(
                "select app.review_submission(%s, %s, %s, 1)", submission, decision, "More light, please."
            )


def _click(story: Story) -> None:
    db, first = story.db, story.today - timedelta(days=DAYS - 1)
    story.value("select app.make_tracking_partitions(%s, %s)", first, DAYS)
    for agent in map(classify, AGENTS):
        db.execute(
            "insert into user_agents values (%s, %s, %s, %s, %s) on conflict (user_agent) do nothing",
            (agent.user_agent, agent.device, agent.browser, agent.os, agent.is_bot),
        )
    # Dice of the database, seeded as well: more clicks on some days, few visitors who come twice.
    db.execute("select setseed(0.2026)")
    db.execute(
        "insert into tracking_events (tracking_link_id, campaign_id, brand_id, creator_user_id, event_type,"
        " visitor_ip_hash, user_agent, referrer, created_at)"
        " select l.id, l.campaign_id, l.brand_id, l.creator_user_id,"
        " case when random() < 0.8 then 'click' else 'view' end, md5(d.day || (random() * 40)::integer::text)::uuid,"
        " (%(agents)s::text[])[1 + floor(random() * 4)::integer],"
        " (%(referrers)s::text[])[1 + floor(random() * 4)::integer],"
        " least(d.day + random() * interval '24 hours', now())"
        " from tracking_links as l"
        " cross join generate_series(%(first)s::date, %(last)s::date, interval '1 day') as d (day)"
        " cross join lateral generate_series(1, floor(random() * 2 * %(most)s)::integer + 0 * length(l.short_code))",
        {"agents": list(AGENTS), "referrers": list(REFERRERS), "most": CLICKS_A_LINK_AND_DAY,
         "first": first, "last": story.today},
    )  # fmt: skip
    for day in range(DAYS - 1):
        story.value("select app.aggregate_tracking_events(%s)", first + timedelta(days=day))


def _publish_rates(story: Story) -> None:
    """Of three months, so that an order may be in any currency before the day's job has run."""
    publisher = StubExchangeRates()
    with story.db.cursor() as cursor:
        cursor.executemany(
            "insert into exchange_rates (day, currency, rate, source) values (%s, %s, %s, %s)",
            [
                (found.day, currency, rate, publisher.source)
                for found in publisher.recent(story.today)
                for currency, rate in found.rates.items()
            ],
        )
