"""The demo's story: five brands, thirty creators, two agents, campaigns in every state, money, ninety days of clicks.

Everybody acts as themselves, through the same functions as over HTTP, so that what the story shows can happen.
Deterministic: the dice are seeded; only ids and the day it starts from differ.
"""

from datetime import timedelta
from uuid import UUID

from local.demo_acting import Running, Story, accept, hand_in, invite, review
from local.demo_activations import tell_of_activations
from local.demo_agents import tell_of_agents
from local.demo_creator import tell_of_demo_creator
from local.demo_deals import make_deals
from local.demo_posts import publish_posts
from local.demo_profiles import CATEGORIES, say_who_they_are
from local.demo_rewards import tell_of_rewards
from local.demo_visitors import DAYS, click, publish_rates

BRANDS = ("Alpine Gear", "Bluebird Books", "Citrus Cosmetics", "Dune Travel")
CREATORS = (
    "Aiko", "Bela", "Chidi", "Dana", "Emre", "Fatima", "Goran", "Hana", "Ines", "Jonas", "Kofi", "Lena", "Mateo",
    "Nadia", "Omar", "Priya", "Quinn", "Rosa", "Sven", "Tala", "Uma", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoe",
    "Arjun", "Bianca", "Cyrus",
)  # fmt: skip
AGENTS = ("Anton",)
PLATFORMS = ("instagram", "tiktok", "youtube", "twitter", "linkedin")
FUNDS = 2_000_000
STATES = ("draft", "active", "paused", "completed", "cancelled")


def tell(story: Story) -> None:
    """Tell all of it."""
    for number, creator in enumerate(story.creators):
        _connect_accounts(story, creator, number)
    for owner in story.brands:
        _fund(story, owner)
    make_deals(story)  # before the campaigns, whose mails are the newest
    for number, owner in enumerate(story.brands):
        for state in STATES if number == 0 else STATES[number % 2 :: 2]:
            _run_campaign(story, owner, state, CATEGORIES[number % len(CATEGORIES)])
    tell_of_agents(story)
    tell_of_activations(story)
    tell_of_rewards(story)
    publish_posts(story)
    click(story)
    publish_rates(story)


def _connect_accounts(story: Story, creator: UUID, number: int) -> None:
    followers = int(10 ** story.dice.uniform(3, 6))
    platforms = PLATFORMS[:2] if number == 0 else story.dice.sample(PLATFORMS, k=story.dice.randint(1, 3))
    for platform in platforms:
        story.db.execute(
            "insert into social_accounts (user_id, platform, platform_user_id, username, follower_count,"
            " engagement_rate) values (%s, %s, %s, %s, %s, %s)",
            (creator, platform, f"demo-{number}", f"demo_{number}", followers,
             round(story.dice.uniform(0.005, 0.09), 4)),
        )  # fmt: skip
    say_who_they_are(story, creator, number)


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
    running = Running(owner, campaign, deliverable)
    for place, creator in enumerate(story.dice.sample(story.creators[1:], k=5)):
        _take_part(story, running, creator, place)
    tell_of_demo_creator(story, running, state)
    _move(story, owner, campaign, state)


def _move(story: Story, owner: UUID, campaign: UUID, state: str) -> None:
    if state in ("draft", story.value("select status from campaigns where id = %s", campaign)):
        return
    with story.acting(owner) as db:
        db.execute("update campaigns set status = %s where id = %s", (state, campaign))


def _take_part(story: Story, running: Running, creator: UUID, place: int) -> None:
    """The first three take part (with one, two, three steps of work done), the fourth declines, the fifth thinks."""
    invitation = invite(story, running, creator)
    if place == 4:
        return
    if place == 3:
        with story.acting(creator):
            story.value("select app.decline_invitation(%s, 'No time this month.')", invitation)
        return
    accept(story, creator, invitation)
    submission = hand_in(story, running, creator, 1)
    decision = (None, "changes_requested", "approved")[place]
    if decision:
        review(story, running, submission, decision)
