"""Agents read and change how they are seen; administrators decide about them, and everybody else sees none of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.actors import Person
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.commissions import make_commission, make_release
from tests.factories.people import brand_of, make_erasure_request, make_user
from tests.factories.referrals import make_referral
from tests.factories.rewards import make_award, make_program, make_trigger
from tests.integration.agents.asking import ask, told_to

NOW = datetime.now(UTC)


def test_whoever_signs_up_as_an_agent_is_one_at_once(agent: Person) -> None:
    me = agent.get("/agents/me")
    assert me["user_id"] == str(agent.id)
    assert (me["display_name"], me["tier"], me["status"], me["leaderboard_name"]) == (
        "Agnes Agent", "bronze", "active", False,
    )  # fmt: skip
    assert me["slug"] == f"agent-{agent.id.hex[-12:]}"
    assert (me["share_bp"], me["active_referrals"], me["commission_90d"], me["commission_currency"]) == (
        10_000, 0, 0, None,
    )  # fmt: skip
    assert me["next_tier"] == {
        "tier": "silver", "name": "Silver", "missing_active_referrals": 5, "missing_commission": 50_000,
    }  # fmt: skip


def test_what_is_missing_for_the_next_tier_is_counted_now(agent: Person, database: Database) -> None:
    with database.connect() as db:
        owner, creator = make_user(db, "brand"), make_user(db)
        for person in (owner, creator):
            make_referral(db, agent.id, person, attributed_at=NOW - timedelta(days=100))
        escrow = make_release(db, brand_of(db, owner), creator, NOW - timedelta(days=2))
        make_commission(db, agent.id, escrow, 1_000, at=NOW - timedelta(days=2))
        make_commission(db, agent.id, escrow, -400, at=NOW - timedelta(days=1))
        old = make_release(db, brand_of(db, owner), creator, NOW - timedelta(days=91), currency="eur")
        make_commission(db, agent.id, old, 9_000, at=NOW - timedelta(days=91), currency="eur")
    me = agent.get("/agents/me")
    assert (me["active_referrals"], me["commission_90d"], me["commission_currency"]) == (2, 600, "usd")
    assert me["next_tier"]["missing_active_referrals"] == 3
    assert me["next_tier"]["missing_commission"] == 49_400


def test_the_highest_tier_has_none_above(agent: Person, database: Database) -> None:
    with database.connect() as db:
        db.execute("update agent_profiles set tier = 'platinum' where user_id = %s", (agent.id,))
    assert agent.get("/agents/me")["next_tier"] is None


def test_an_agent_changes_what_is_sent_and_nothing_else(agent: Person) -> None:
    changed = agent.patch("/agents/me", display_name="Agnes & Co", slug="agnes", leaderboard_name=True)
    assert (changed["display_name"], changed["slug"], changed["leaderboard_name"]) == (
        "Agnes & Co", "agnes", True,
    )  # fmt: skip
    again = agent.patch("/agents/me", leaderboard_name=False)
    assert (again["display_name"], again["slug"], again["leaderboard_name"]) == ("Agnes & Co", "agnes", False)
    assert agent.patch("/agents/me") == again, "nothing sent, nothing changed"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"slug": "admin"}, "SLUG_RESERVED"),
        ({"slug": "agents"}, "SLUG_RESERVED"),
        ({"slug": "agent-0123456789ab"}, "SLUG_RESERVED"),
        ({"slug": "erased-0123456789ab"}, "SLUG_RESERVED"),
        ({"slug": "a"}, "VALIDATION_FAILED"),
        ({"slug": "a--b"}, "VALIDATION_FAILED"),
        ({"slug": "Ägnes"}, "VALIDATION_FAILED"),
        ({"slug": "x" * 64}, "VALIDATION_FAILED"),
        ({"slug": None}, "VALIDATION_FAILED"),
        ({"display_name": "agnes.com"}, "NAME_IS_AN_ADDRESS"),
        ({"display_name": "agnes@example.org"}, "NAME_IS_AN_ADDRESS"),
        ({"display_name": " "}, "VALIDATION_FAILED"),
        ({"display_name": "x" * 201}, "VALIDATION_FAILED"),
        ({"leaderboard_name": "yes"}, "VALIDATION_FAILED"),
        ({"status": "active"}, "VALIDATION_FAILED"),
        ({"share_override_bp": 10_000}, "VALIDATION_FAILED"),
    ],
)
def test_what_an_agent_may_not_be_called_is_refused(
    agent: Person, body: dict[str, object], code: str
) -> None:
    before = agent.get("/agents/me")
    assert agent.refused("PATCH", "/agents/me", **body) == (422, code)
    assert agent.get("/agents/me") == before


def test_a_slug_is_had_by_one_agent_and_by_no_brand(agent: Person, database: Database) -> None:
    with database.connect() as db:
        other, owner = Person(make_agent(db), ask), make_user(db, "brand")
        db.execute("update brand_profiles set slug = 'tea-house' where id = %s", (brand_of(db, owner),))
    other.patch("/agents/me", slug="agnes")
    assert agent.refused("PATCH", "/agents/me", slug="agnes") == (409, "SLUG_TAKEN")
    assert agent.refused("PATCH", "/agents/me", slug="tea-house") == (409, "SLUG_TAKEN")


def test_of_two_who_want_a_slug_at_once_one_gets_it(agent: Person, database: Database) -> None:
    with database.connect() as db:
        other = make_agent(db)
    take = "update agent_profiles set slug = 'wanted' where user_id = auth.uid()"
    outcomes = run_at_once(database, (str(agent.id), take, ()), (str(other), take, ()))
    assert sorted(outcomes) == ["23505", "ok"]


def test_who_is_no_agent_has_no_profile(database: Database, creator: UUID, owner: UUID, boss: Person) -> None:
    for stranger in (creator, owner, boss.id):
        person = Person(stranger, ask)
        assert person.refused("GET", "/agents/me") == (404, "NOT_FOUND")
        assert person.refused("PATCH", "/agents/me", slug="agnes") == (404, "NOT_FOUND")


def test_who_loses_the_role_is_paused_and_goes_on_with_it(
    agent: Person, boss: Person, database: Database
) -> None:
    with database.connect() as db:
        db.execute("delete from user_roles where user_id = %s and role = 'agent'", (agent.id,))
        assert agent.get("/agents/me")["status"] == "paused"
        db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (agent.id,))
        assert agent.get("/agents/me")["status"] == "active"
        for status in ("paused", "banned"):
            boss.patch(f"/agents/{agent.id}", status=status, status_reason="Made up people.")
            db.execute("delete from user_roles where user_id = %s and role = 'agent'", (agent.id,))
            db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (agent.id,))
            me = agent.get("/agents/me")
            assert (me["status"], me["status_reason"]) == (status, "Made up people."), "it outlives the role"


def test_an_erased_agent_has_no_name_and_earns_no_more(
    agent: Person, boss: Person, database: Database
) -> None:
    agent.patch("/agents/me", display_name="Agnes", slug="agnes", leaderboard_name=True)
    with database.connect() as db:
        request = make_erasure_request(db, agent.id)
        assert db.execute("select app.erase_user(%s)", (request,)).fetchone() == ("done",)
        assert told_to(db, agent.id) == []
        mails = db.execute("select topic from outbox where topic like 'notification%'").fetchall()
        assert mails == [], "nor is there a mail of it on its way"
    erased = boss.get(f"/agents/{agent.id}")
    assert (erased["display_name"], erased["slug"], erased["status"], erased["leaderboard_name"]) == (
        "Erased agent", f"erased-{agent.id.hex[-12:]}", "banned", False,
    )  # fmt: skip


def test_a_tier_that_a_reward_lends_is_shown_with_its_end(agent: Person, database: Database) -> None:
    assert agent.get("/agents/me")["boost"] is None
    with database.connect() as db:
        boost = {"kind": "tier_boost", "tier": "gold", "days": 30}
        trigger = make_trigger(db, make_program(db), reward=boost)
        make_award(db, trigger, agent.id, status="fulfilled", claimed_at=NOW, fulfilled_at=NOW)
    me = agent.get("/agents/me")
    assert me["tier"] == "bronze"
    assert me["boost"]["tier"] == "gold"
    assert datetime.fromisoformat(me["boost"]["until"]) == NOW + timedelta(days=30)
