"""Tiers stay in order; agents rise in the night after they reached one, and fall on the first of a month."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from agents import schedule
from tests.actors import Person
from tests.concurrency import run_at_once, wait_until_blocked
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.commissions import make_commission, make_release
from tests.factories.events import LambdaContext
from tests.factories.people import brand_of, make_user
from tests.factories.referrals import make_referral
from tests.integration.agents.asking import ask
from tests.typing import Connection

TIERS = "/agent-tiers"
NIGHT = datetime(2027, 3, 15, 1, 35, tzinfo=UTC)
FIRST = datetime(2027, 4, 1, 1, 35, tzinfo=UTC)
DAY = timedelta(days=1)


def run(at: datetime) -> dict[str, object]:
    """The job's answer of a night."""
    event = {"job": "agent-tiers", "scheduled_time": at.isoformat()}
    return schedule.lambda_handler(event, LambdaContext())


def tier_of(db: Connection, agent: UUID) -> tuple[str, datetime]:
    """The tier of an agent, and since when."""
    row = db.execute("select tier, tier_since from agent_profiles where user_id = %s", (agent,)).fetchone()
    assert row is not None
    return row[0], row[1]


def told(db: Connection, agent: UUID) -> list[tuple[str, str, str]]:
    """Category, title and tier of what an agent was told."""
    return db.execute(
        "select category, title, metadata ->> 'tier' from notifications where user_id = %s and type = 'tier_changed'"
        " order by id",
        (agent,),
    ).fetchall()


def silver_agent(db: Connection, released_at: datetime, earned: int = 50_000) -> UUID:
    """An agent who brought five creators, each with a deal released then, and earned so much by the last one."""
    agent, brand = make_agent(db), brand_of(db, make_user(db, "brand"))
    for _ in range(5):
        creator = make_user(db)
        make_referral(db, agent, creator, attributed_at=released_at - 10 * DAY)
        escrow = make_release(db, brand, creator, released_at)
    make_commission(db, agent, escrow, earned, at=released_at)
    return agent


def test_everybody_reads_the_tiers_of_the_source(owner: UUID, creator: UUID, database: Database) -> None:
    with database.connect() as db:
        readers = [owner, creator, make_agent(db)]
    for reader in readers:
        tiers = Person(reader, ask).get(TIERS)["data"]
        assert [
            (t["tier"], t["rank"], t["name"], t["min_active_referrals"], t["min_commission_90d"], t["share_bp"])
            for t in tiers
        ] == [
            ("bronze", 1, "Bronze", 0, 0, None),
            ("silver", 2, "Silver", 5, 50_000, None),
            ("gold", 3, "Gold", 20, 250_000, None),
            ("platinum", 4, "Platinum", 50, 1_000_000, None),
        ]  # fmt: skip


def test_an_administrator_changes_a_tier_and_it_is_audited(boss: Person, database: Database) -> None:
    silver = f"{TIERS}/silver"
    changed = boss.patch(
        silver, name="Steel", min_active_referrals=6, share_bp=9_000, perks=["A call a month"]
    )
    assert (changed["name"], changed["min_active_referrals"], changed["min_commission_90d"]) == (
        "Steel",
        6,
        50_000,
    )
    assert (changed["share_bp"], changed["perks"], changed["updated_by"]) == (
        9_000, ["A call a month"], str(boss.id),
    )  # fmt: skip
    assert boss.patch(silver, share_bp=None)["share_bp"] is None
    assert boss.patch(silver, name="Steel")["name"] == "Steel", "twice is once"
    with database.connect() as db:
        audited = db.execute(
            "select action from audit_logs where resource_type = 'agent_tiers' and resource_id = 'silver'"
            " and user_id = %s",
            (boss.id,),
        ).fetchall()
    assert audited == [("agent_tiers.update",)] * 2


def test_nobody_else_changes_a_tier(creator: UUID, owner: UUID, boss: Person) -> None:
    for person in (creator, owner):
        assert Person(person, ask).refused("PATCH", f"{TIERS}/silver", share_bp=1) == (403, "FORBIDDEN")
    assert boss.refused("PATCH", f"{TIERS}/iron", share_bp=1) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("tier", "body", "status"),
    [
        ("silver", {"min_active_referrals": 21}, 409),
        ("silver", {"min_commission_90d": 250_001}, 409),
        ("gold", {"min_active_referrals": 4}, 409),
        ("platinum", {"min_commission_90d": 249_999}, 409),
        ("bronze", {"min_active_referrals": 1}, 409),
        ("bronze", {"min_commission_90d": 1}, 409),
        ("silver", {"min_active_referrals": -1}, 422),
        ("silver", {"min_commission_90d": 10**13}, 422),
        ("silver", {"min_commission_90d": 1.5}, 422),
        ("silver", {"share_bp": 10_001}, 422),
        ("silver", {"name": " "}, 422),
        ("silver", {"name": "x" * 51}, 422),
        ("silver", {"perks": ["x"] * 21}, 422),
        ("silver", {"rank": 1}, 422),
    ],
)  # fmt: skip
def test_tiers_stay_in_order(boss: Person, tier: str, body: dict[str, object], status: int) -> None:
    before = boss.get(TIERS)
    code = "AGENT_TIERS_OUT_OF_ORDER" if status == 409 else "VALIDATION_FAILED"
    assert boss.refused("PATCH", f"{TIERS}/{tier}", **body) == (status, code)
    assert boss.get(TIERS) == before


def test_the_refusal_names_both_tiers(boss: Person) -> None:
    body = {"min_active_referrals": 21}
    answer = ask("PATCH", f"/api/v1{TIERS}/silver", user=boss.id, body=body)
    assert answer.body["details"] == [{"lower": "silver", "higher": "gold"}]


def test_two_changes_at_once_that_do_not_fit_together_are_not_both_made(
    boss: Person, database: Database
) -> None:
    """The second waits until the first is there, and sees it."""
    lower_gold = "update agent_tiers set min_active_referrals = 10 where tier = 'gold'"
    with database.connect(autocommit=False) as first, ThreadPoolExecutor() as pool:
        first.execute("update agent_tiers set min_active_referrals = 18 where tier = 'silver'")
        second = pool.submit(run_at_once, database, (str(boss.id), lower_gold, ()))
        with database.connect() as watching:
            wait_until_blocked(watching)
        first.commit()
        assert second.result() == ["IR013"]


def test_an_agent_rises_in_the_night_after_and_is_told_once(database: Database) -> None:
    with database.connect() as db:
        agent, poor = silver_agent(db, NIGHT - DAY), silver_agent(db, NIGHT - DAY, earned=49_999)
        db.execute("update agent_profiles set tier_since = %s", (NIGHT - 100 * DAY,))
        assert run(NIGHT) == {"status": "succeeded", "counts": {"moved": 1}}
        assert run(NIGHT) == {"status": "done"}
        assert run(NIGHT + DAY) == {"status": "succeeded", "counts": {"moved": 0}}
        assert tier_of(db, agent) == ("silver", NIGHT)
        assert tier_of(db, poor)[0] == "bronze"
        assert told(db, agent) == [("agents", "You are Silver now", "silver")]
        assert told(db, poor) == []


def test_what_is_older_than_90_days_or_not_over_counts_no_more(database: Database) -> None:
    with database.connect() as db:
        old, coming = silver_agent(db, NIGHT - 90 * DAY - timedelta(seconds=1)), silver_agent(db, NIGHT + DAY)
        just = silver_agent(db, NIGHT - 90 * DAY)
        db.execute("update agent_profiles set tier_since = %s", (NIGHT - 100 * DAY,))
        run(NIGHT)
        assert [tier_of(db, agent)[0] for agent in (old, coming, just)] == ["bronze", "bronze", "silver"]


def test_what_was_taken_back_counts_against_it(database: Database) -> None:
    with database.connect() as db:
        agent = silver_agent(db, NIGHT - 2 * DAY)
        (escrow,) = db.execute("select escrow_id from commissions").fetchall()[0]
        make_commission(db, agent, escrow, -1, at=NIGHT - DAY)
        db.execute("update agent_profiles set tier_since = %s", (NIGHT - 100 * DAY,))
        run(NIGHT)
        assert tier_of(db, agent)[0] == "bronze"


def test_currencies_are_not_added_up(database: Database) -> None:
    with database.connect() as db:
        agent = silver_agent(db, NIGHT - 2 * DAY, earned=30_000)
        euros = db.execute("select id from escrows order by id limit 1").fetchall()[0][0]
        make_commission(db, agent, euros, 30_000, at=NIGHT - DAY, currency="eur")
        db.execute("update agent_profiles set tier_since = %s", (NIGHT - 100 * DAY,))
        run(NIGHT)
        assert tier_of(db, agent)[0] == "bronze"


def test_an_agent_falls_on_the_first_of_a_month_only(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        long_ago = NIGHT - 100 * DAY
        db.execute("update agent_profiles set tier = 'gold', tier_since = %s", (long_ago,))
        run(NIGHT)
        assert tier_of(db, agent) == ("gold", long_ago)
        run(FIRST)
        assert tier_of(db, agent) == ("bronze", FIRST)
        assert told(db, agent) == [("agents", "You are Bronze now", "bronze")]


def test_the_first_of_a_month_is_that_of_utc(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        db.execute("update agent_profiles set tier = 'gold', tier_since = %s", (NIGHT - 100 * DAY,))
        db.execute("set timezone = 'Asia/Tokyo'")
        db.execute("select app.move_agent_tiers(%s)", (FIRST - timedelta(hours=2),))
        assert tier_of(db, agent)[0] == "gold"


def test_a_night_that_comes_late_moves_nobody_who_was_moved_since(database: Database) -> None:
    with database.connect() as db:
        agent = silver_agent(db, NIGHT - DAY)
        db.execute("update agent_profiles set tier_since = %s", (NIGHT - 100 * DAY,))
        run(NIGHT)
        run(datetime(2027, 3, 1, 1, 35, tzinfo=UTC))
        assert tier_of(db, agent) == ("silver", NIGHT)


def test_who_is_banned_keeps_the_tier_and_who_is_paused_moves(database: Database) -> None:
    with database.connect() as db:
        banned, paused = silver_agent(db, NIGHT - DAY), silver_agent(db, NIGHT - DAY)
        db.execute("update agent_profiles set tier_since = %s", (NIGHT - 100 * DAY,))
        db.execute(
            "update agent_profiles set status = 'banned', status_reason = 'x' where user_id = %s", (banned,)
        )
        db.execute(
            "update agent_profiles set status = 'paused', status_reason = 'x' where user_id = %s", (paused,)
        )
        run(NIGHT)
        assert [tier_of(db, agent)[0] for agent in (banned, paused)] == ["bronze", "silver"]
