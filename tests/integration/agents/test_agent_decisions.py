"""Administrators find agents and decide about them: pauses, bans, terms; the agent is told."""

from uuid import UUID, uuid4

import pytest

from tests.actors import Person
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.integration.agents.asking import ask, told_to


def test_agents_are_administrators_to_read(agent: Person, boss: Person, creator: UUID) -> None:
    assert boss.get(f"/agents/{agent.id}")["user_id"] == str(agent.id)
    for stranger in (agent, Person(creator, ask)):
        assert stranger.refused("GET", "/agents") == (403, "FORBIDDEN")
        assert stranger.refused("GET", f"/agents/{agent.id}") == (403, "FORBIDDEN")
        assert stranger.refused("PATCH", f"/agents/{agent.id}", status="active") == (403, "FORBIDDEN")
    assert boss.refused("GET", f"/agents/{uuid4()}") == (404, "NOT_FOUND")
    assert boss.refused("PATCH", f"/agents/{uuid4()}", status="active") == (404, "NOT_FOUND")
    assert boss.refused("GET", f"/agents/{creator}") == (404, "NOT_FOUND")
    assert boss.refused("GET", "/agents/nonsense") == (422, "VALIDATION_FAILED")


def test_agents_are_found_by_name_state_and_tier(boss: Person, database: Database) -> None:
    with database.connect() as db:
        made = [make_agent(db, full_name=f"Agent {name}") for name in ("One", "Two", "50%_off")]
        db.execute("update agent_profiles set tier = 'gold' where user_id = %s", (made[0],))
    boss.patch(f"/agents/{made[1]}", status="paused", status_reason="On leave.")

    def found(**query: str) -> list[str]:
        return [row["user_id"] for row in boss.get("/agents", **query)["data"]]

    one, two, off = map(str, made)
    assert found() == [off, two, one]
    assert found(search="agent o") == [one]
    assert found(search="%_") == [off]
    assert found(search=made[1].hex[-12:]) == [two]
    assert found(status="paused") == [two]
    assert found(tier="gold") == [one]
    assert found(tier="iron") == []
    assert [[row["user_id"] for row in rows] for rows in boss.pages("/agents", limit="2")] == [
        [off, two],
        [one],
    ]
    broken = ask("GET", "/api/v1/agents", user=boss.id, query={"cursor": "x"})
    assert (broken.status, broken.body["code"]) == (422, "CURSOR_INVALID")


def test_a_pause_is_told_and_audited(agent: Person, boss: Person, database: Database) -> None:
    paused = boss.patch(f"/agents/{agent.id}", status="paused", status_reason="Odd clicks.")
    assert (paused["status"], paused["status_reason"]) == ("paused", "Odd clicks.")
    assert paused["status_changed_at"] > agent.get("/agents/me")["created_at"]
    assert agent.get("/agents/me")["status_reason"] == "Odd clicks."
    back = boss.patch(f"/agents/{agent.id}", status="active")
    assert (back["status"], back["status_reason"]) == ("active", "")
    assert boss.patch(f"/agents/{agent.id}", status="active") == back, "twice is once"
    with database.connect() as db:
        assert told_to(db, agent.id) == [("system", "agent_status_changed")] * 2
        messages = db.execute(
            "select message from notifications where user_id = %s order by id", (agent.id,)
        ).fetchall()
        assert "Reason: Odd clicks." in messages[0][0]
        assert "Reason" not in messages[1][0]
        audited = db.execute(
            "select count(*) from audit_logs where resource_type = 'agent_profiles' and resource_id = %s"
            " and user_id = %s",
            (str(agent.id), boss.id),
        ).fetchone()
        assert audited == (2,)


def test_who_is_banned_sees_themselves_and_changes_nothing(
    agent: Person, boss: Person, database: Database
) -> None:
    boss.patch(f"/agents/{agent.id}", status="banned", status_reason="Made up people.")
    assert agent.get("/agents/me")["status"] == "banned"
    assert agent.refused("PATCH", "/agents/me", slug="agnes") == (409, "AGENT_IS_BANNED")
    change = "update agent_profiles set display_name = 'Somebody else' where user_id = auth.uid()"
    assert run_at_once(database, (str(agent.id), change, ())) == ["ok"]
    assert agent.get("/agents/me")["display_name"] == "Agnes Agent", "the database refuses it, too"


@pytest.mark.parametrize(
    "body",
    [
        {"status": "banned"},
        {"status": "paused", "status_reason": " "},
        {"status": "paused", "status_reason": "x" * 501},
        {"status": "active", "status_reason": "Why not."},
        {"status_reason": "Nothing."},
        {"status": "sleeping", "status_reason": "x"},
        {"status": None},
        {"share_override_bp": 10_001},
        {"share_override_bp": -1},
        {"share_override_bp": 1.5},
        {"commission_months_override": 1_201},
        {"tier": "gold"},
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    agent: Person, boss: Person, body: dict[str, object]
) -> None:
    before = boss.get(f"/agents/{agent.id}")
    assert boss.refused("PATCH", f"/agents/{agent.id}", **body) == (422, "VALIDATION_FAILED")
    assert boss.get(f"/agents/{agent.id}") == before


def test_nobody_is_banned_without_a_reason_in_the_database_either(
    agent: Person, boss: Person, database: Database
) -> None:
    ban = "update agent_profiles set status = 'banned' where user_id = %s"
    assert run_at_once(database, (str(boss.id), ban, (agent.id,))) == ["23514"]


def test_terms_of_their_own_come_before_the_tiers_and_the_setting(
    agent: Person, boss: Person, database: Database
) -> None:
    with database.connect() as db:
        db.execute("update agent_tiers set share_bp = 4000 where tier = 'bronze'")
    assert agent.get("/agents/me")["share_bp"] == 4_000
    own = boss.patch(f"/agents/{agent.id}", share_override_bp=0, commission_months_override=12)
    assert (own["share_bp"], own["share_override_bp"], own["commission_months_override"]) == (0, 0, 12)
    assert boss.get("/agents")["data"][0]["share_bp"] == 0
    back = boss.patch(f"/agents/{agent.id}", share_override_bp=None)
    assert (back["share_bp"], back["commission_months_override"]) == (4_000, 12)
    assert (
        boss.patch(f"/agents/{agent.id}", commission_months_override=None)["commission_months_override"]
        is None
    )


@pytest.mark.parametrize(
    "decision", [{"share_override_bp": 10_000}, {"commission_months_override": 0}, {"status": "active"}]
)
def test_no_administrator_decides_about_themselves(
    boss: Person, database: Database, decision: dict[str, object]
) -> None:
    with database.connect() as db:
        db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (boss.id,))
    with database.connect() as db:
        db.execute(
            "update agent_profiles set status = 'paused', status_reason = 'Test.' where user_id = %s",
            (boss.id,),
        )
    before = boss.get("/agents/me")
    assert boss.refused("PATCH", f"/agents/{boss.id}", **decision) == (409, "NOT_TO_YOURSELF")
    assert boss.get("/agents/me") == before
    assert boss.patch("/agents/me", display_name="The boss")["display_name"] == "The boss"
