"""The demo's rewards: a program of the platform and one of the demo brand, what they granted, and achievements."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from local.demo_acting import Story
from local.demo_deals import brand_of

MOST_FACTS = 10_000
"""Of one person."""
CLAIMED_DAYS = 30


def tell_of_rewards(story: Story) -> None:
    """Programs with their money, all deeds of the story counted, and what became of what was granted for them."""
    _of_the_platform(story)
    _of_the_brand(story)
    _count(story)
    creator = story.creators[0]
    _claim(story, creator)
    _publish(story, creator)
    _let_expire(story)
    _rank(story, creator)


def _of_the_platform(story: Story) -> None:
    """Ten points for each paid milestone up to the fifth, and 10.00 for the first, out of the platform's fees."""
    with story.acting(story.admin):
        program = _program(story, None, "A good start", 10_000)
        deals = {"on": "deal.released", "who": "creator"}
        _trigger(
            story, program, "Your first paid work", {**deals, "levels": [1]},
            {"kind": "money", "amount": 1_000, "currency": "usd"},
        )  # fmt: skip
        _trigger(
            story, program, "Paid work", {**deals, "levels": [1, 2, 3, 4, 5]},
            {"kind": "points", "points": 10}, auto_claim=True,
        )  # fmt: skip


def _of_the_brand(story: Story) -> None:
    """25.00 for whoever's work for the demo brand is approved, once a month."""
    owner = story.brands[0]
    with story.acting(owner):
        program = _program(story, brand_of(story, owner), "Friends of our coffee", 25_000)
        _trigger(
            story, program, "Work that we like",
            {"on": "submission.approved", "levels": [1], "window": "month"},
            {"kind": "money", "amount": 2_500, "currency": "usd"},
        )  # fmt: skip


def _program(story: Story, brand: UUID | None, name: str, budget: int) -> UUID:
    """An active program in dollars, with so many cents; for whoever acts."""
    program: UUID = story.value(
        "insert into reward_programs (brand_id, created_by, name, currency, claim_days)"
        " values (%s, auth.uid(), %s, 'usd', %s) returning id", brand, name, CLAIMED_DAYS,
    )  # fmt: skip
    story.value("select app.fund_program(%s, %s)", program, budget)
    story.value("select app.activate_program(%s)", program)
    return program


def _trigger(
    story: Story,
    program: UUID,
    name: str,
    definition: dict[str, Any],
    reward: dict[str, Any],
    *,
    auto_claim: bool = False,
) -> None:
    """It is live; for whoever acts."""
    trigger = story.value(
        "select (app.create_reward_trigger(%s, %s, %s, %s, %s, %s, 0)).id",
        program, name.lower().replace(" ", "-"), name, Jsonb(definition), Jsonb(reward), auto_claim,
    )  # fmt: skip
    story.value("select (app.make_trigger_live(%s, 1, false, false)).id", trigger)


def _count(story: Story) -> None:
    """As the worker would within the minute, so that nobody has to wait for it."""
    for person in (*story.brands, *story.creators, *story.agents):
        with story.acting(None):
            failed, error = story.db.execute(
                "select failed, error from app.apply_facts_of(%s, %s)", (person, MOST_FACTS)
            ).fetchone() or (0, None)
        if failed:
            raise RuntimeError(f"{failed} facts of {person} were not counted: {error}")


def _claim(story: Story, creator: UUID) -> None:
    """The demo creator takes what the platform granted, and has yet to take what the brand did."""
    with story.acting(creator):
        story.value(
            "select (app.claim_award(id)).id from reward_awards"
            " where user_id = auth.uid() and kind = 'money' and status = 'granted' and brand_id is null"
        )


def _publish(story: Story, creator: UUID) -> None:
    """One achievement of the demo creator has a page for everybody."""
    with story.acting(creator):
        story.value(
            "select app.publish_achievement(achievement_key, true, level) from user_achievements"
            " where user_id = auth.uid() and revoked_at is null order by awarded_at, achievement_key, level limit 1"
        )


def _let_expire(story: Story) -> None:
    """Another creator has not come for theirs."""
    with story.long_ago() as db:
        db.execute(
            "update reward_awards set granted_at = granted_at - %(ago)s * interval '1 day',"
            " created_at = created_at - %(ago)s * interval '1 day', claim_by = claim_by - %(ago)s * interval '1 day'"
            " where id = (select a.id from reward_awards as a where a.kind = 'money' and a.status = 'granted'"
            " and a.brand_id is null and not exists (select from app.award_holds(a)) order by a.id limit 1)",
            {"ago": CLAIMED_DAYS + 1},
        )
    with story.acting(None):
        story.value("select app.expire_awards(now(), 1)")


def _rank(story: Story, creator: UUID) -> None:
    """The boards count today; the demo creator lets them name her."""
    with story.acting(creator) as db:
        db.execute("insert into leaderboard_participants (user_id) values (auth.uid())")
    with story.acting(None):
        story.value("select app.write_leaderboards(%s)", story.today)
