"""Agents read and change how they are seen; administrators decide about them, and everybody else sees none of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.actors import Person
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.agents import make_agent, make_commission, make_referral, make_release
from tests.factories.people import brand_of, make_erasure_request, make_user
from tests.integration.agents.conftest import ask
from tests.typing import Connection

NOW = datetime.now(UTC)


@pytest.fixture
def agent(database: Database) -> Person:
    """Somebody who has just signed up as an agent."""
    with database.connect() as db:
        return Person(make_agent(db, full_name="Agnes Agent"), ask)


@pytest.fixture
def boss(admin: UUID) -> Person:
    """Somebody who decides about agents."""
    return Person(admin, ask)


def told(db: Connection, user: UUID) -> list[tuple[str, str]]:
    """Category and type of what the inbox of somebody holds, oldest first."""
    return db.execute(
        "select category, type from notifications where user_id = %s order by id", (user,)
    ).fetchall()


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
            make_referral(db, agent.id, person, at=NOW - timedelta(days=100))
        escrow = make_release(db, brand_of(db, owner), creator, NOW - timedelta(days=2))
        earned = make_commission(db, agent.id, escrow, NOW - timedelta(days=2), 1_000)
        make_commission(db, agent.id, escrow, NOW - timedelta(days=1), -400, reverses=earned)
        old = make_release(db, brand_of(db, owner), creator, NOW - timedelta(days=91), currency="eur")
        make_commission(db, agent.id, old, NOW - timedelta(days=91), 9_000, currency="eur")
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
        assert told(db, agent.id) == [("system", "agent_status_changed")] * 2
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


def test_who_loses_the_role_is_paused_and_goes_on_with_it(
    agent: Person, boss: Person, database: Database
) -> None:
    with database.connect() as db:
        db.execute("delete from user_roles where user_id = %s and role = 'agent'", (agent.id,))
        assert agent.get("/agents/me")["status"] == "paused"
        db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (agent.id,))
        assert agent.get("/agents/me")["status"] == "active"
        boss.patch(f"/agents/{agent.id}", status="banned", status_reason="Made up people.")
        db.execute("delete from user_roles where user_id = %s and role = 'agent'", (agent.id,))
        db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (agent.id,))
    me = agent.get("/agents/me")
    assert (me["status"], me["status_reason"]) == ("banned", "Made up people."), (
        "a decision outlives the role"
    )


def test_an_erased_agent_has_no_name_and_earns_no_more(
    agent: Person, boss: Person, database: Database
) -> None:
    agent.patch("/agents/me", display_name="Agnes", slug="agnes", leaderboard_name=True)
    with database.connect() as db:
        request = make_erasure_request(db, agent.id)
        assert db.execute("select app.erase_user(%s)", (request,)).fetchone() == ("done",)
        assert told(db, agent.id) == []
    erased = boss.get(f"/agents/{agent.id}")
    assert (erased["display_name"], erased["slug"], erased["status"], erased["leaderboard_name"]) == (
        "Erased agent", f"erased-{agent.id.hex[-12:]}", "banned", False,
    )  # fmt: skip
