"""A tier that a reward lends an agent: from the claim on, for some days, where it is worth more than their own."""

from uuid import UUID

import pytest

from tests.database.rewards_money import claim, revoke, row
from tests.database.sql_functions import call
from tests.factories.agents import make_agent
from tests.factories.people import make_user
from tests.factories.rewards import grant, make_program, make_trigger
from tests.typing import Connection

GOLD = {"kind": "tier_boost", "tier": "gold", "days": 30}


@pytest.fixture
def agent(db: Connection) -> UUID:
    db.execute(
        "update agent_tiers set share_bp = case tier when 'bronze' then 1000 when 'gold' then 3000 else share_bp end"
    )
    return make_agent(db)


def boost(db: Connection, person: UUID, reward: dict[str, object] = GOLD) -> UUID:
    made = grant(db, make_trigger(db, make_program(db), reward=reward), person)
    assert made is not None
    return made


def test_it_begins_with_the_claim_and_ends_by_itself(db: Connection, agent: UUID) -> None:
    award = boost(db, agent)
    assert call(db, "app.agent_share", agent) == 1000
    claim(db, agent, award)
    assert row(db, "select status, fulfilled_at = claimed_at from reward_awards") == ("fulfilled", True)
    assert call(db, "app.agent_share", agent) == 3000
    assert row(db, "select tier, until - now() from app.tier_boost(%s)", agent)[0] == "gold"
    db.execute("update reward_awards set fulfilled_at = now() - interval '30 days'")
    assert call(db, "app.agent_share", agent) == 1000
    assert db.execute("select * from app.tier_boost(%s)", (agent,)).fetchall() == []


def test_a_boost_below_ones_own_tier_or_share_changes_nothing(db: Connection, agent: UUID) -> None:
    claim(db, agent, boost(db, agent, GOLD | {"tier": "bronze"}))
    db.execute("update agent_profiles set tier = 'gold' where user_id = %s", (agent,))
    assert call(db, "app.agent_share", agent) == 3000
    db.execute(
        "update agent_profiles set share_override_bp = 5000, tier = 'bronze' where user_id = %s", (agent,)
    )
    claim(db, agent, boost(db, agent))
    assert call(db, "app.agent_share", agent) == 5000


def test_a_revoked_boost_is_over(db: Connection, agent: UUID) -> None:
    award = boost(db, agent)
    claim(db, agent, award)
    revoke(db, None, award)
    assert call(db, "app.agent_share", agent) == 1000


def test_who_is_no_agent_is_refused_it(db: Connection) -> None:
    award = boost(db, make_user(db))
    assert row(db, "select status, failure from reward_awards where id = %s", award) == ("failed", "refused")
