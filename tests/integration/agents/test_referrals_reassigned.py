"""Administrators say who brought somebody: audited, for what is released from now on."""

from uuid import uuid4

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.referrals import make_referral, referral
from tests.integration.agents.asking import ask, referral_of

CLAIM = "/agents/referrals"


@pytest.fixture
def agent(database: Database) -> Person:
    """An agent with the code SPRING."""
    with database.connect() as db:
        return Person(make_agent(db, full_name="Ada Agent", code="SPRING"), ask)


def test_an_administrator_says_who_brought_somebody_and_it_is_audited(
    database: Database, agent: Person, newcomer: Person, boss: Person
) -> None:
    with database.connect() as db:
        other = make_agent(db)
    newcomer.post(CLAIM, code="SPRING")
    made = boss.post(
        f"/referrals/{newcomer.id}/reassign", agent_user_id=str(other), reason="Typed the wrong code."
    )
    assert (made["agent_user_id"], made["source"], made["status"], made["code_id"]) == (
        str(other),
        "manual",
        "active",
        None,
    )
    nobody = boss.post(f"/referrals/{newcomer.id}/reassign", agent_user_id=None, reason="Came by themselves.")
    assert (nobody["status"], nobody["reject_reason"]) == ("rejected", "Came by themselves.")
    again = boss.post(f"/referrals/{newcomer.id}/reassign", agent_user_id=str(agent.id), reason="After all.")
    assert (again["agent_user_id"], again["status"], again["reject_reason"]) == (
        str(agent.id),
        "active",
        None,
    )
    with database.connect() as db:
        rows = db.execute(
            "select user_id, metadata ->> 'reason' from audit_logs where action = 'referrals.reassign'"
            " and resource_id = %s order by id", (str(newcomer.id),),
        ).fetchall()  # fmt: skip
        earner = db.execute("select app.referring_agent(%s, now())", (newcomer.id,)).fetchone()
    said = ["Typed the wrong code.", "Came by themselves.", "After all."]
    assert rows == [(boss.id, reason) for reason in said]
    assert earner == (agent.id,)


def test_an_administrator_may_say_it_where_nobody_did(
    database: Database, agent: Person, newcomer: Person, boss: Person
) -> None:
    path = f"/referrals/{newcomer.id}/reassign"
    assert boss.refused("POST", path, agent_user_id=None, reason="Nobody.") == (404, "NOT_FOUND")
    boss.post(path, agent_user_id=str(agent.id), reason="By telephone.")
    assert referral_of(database, newcomer) == (agent.id, "manual", "active", None)


def test_a_reassignment_that_cannot_be_is_refused(
    database: Database, agent: Person, newcomer: Person, boss: Person
) -> None:
    path = f"/referrals/{newcomer.id}/reassign"
    agent_id = str(agent.id)
    for stranger in (agent, newcomer):
        assert stranger.refused("POST", path, agent_user_id=agent_id, reason="Mine.") == (403, "FORBIDDEN")
    for reason in ("", " ", "x" * 501, None, "\u200b"):
        assert boss.refused("POST", path, agent_user_id=agent_id, reason=reason) == (
            422,
            "VALIDATION_FAILED",
        )
    assert boss.refused("POST", path, reason="Who?") == (422, "VALIDATION_FAILED")
    assert boss.refused("POST", path, agent_user_id=str(newcomer.id), reason="x") == (
        422,
        "SELF_REFERRAL",
    )
    assert boss.refused("POST", path, agent_user_id=str(uuid4()), reason="x") == (
        404,
        "NOT_FOUND",
    )
    nobody = f"/referrals/{uuid4()}/reassign"
    assert boss.refused("POST", nobody, agent_user_id=agent_id, reason="x") == (404, "NOT_FOUND")
    assert referral_of(database, newcomer) is None
    with database.connect() as db:
        assert db.execute(
            "select count(*) from audit_logs where action = 'referrals.reassign'"
        ).fetchone() == (0,)


def test_an_erased_person_is_a_former_member_without_a_role(
    database: Database, agent: Person, newcomer: Person
) -> None:
    with database.connect() as db:
        make_referral(db, agent.id, newcomer.id)
        row = db.execute(
            "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id", (newcomer.id,)
        ).fetchone()
        assert row is not None
        assert db.execute("select app.erase_user(%s)", (row[0],)).fetchone() == ("done",)
    (found,) = agent.get(f"/agents/{agent.id}/referrals")["data"]
    assert (found["name"], found["role"], found["status"]) == ("Former member", None, "active")


def test_no_administrator_brings_people_to_themselves_or_says_who_brought_them(
    database: Database, agent: Person, newcomer: Person, boss: Person
) -> None:
    with database.connect() as db:
        db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (boss.id,))
    for person, to in ((newcomer, boss), (boss, agent)):
        path = f"/referrals/{person.id}/reassign"
        assert boss.refused("POST", path, agent_user_id=str(to.id), reason="Why not.") == (
            409,
            "NOT_TO_YOURSELF",
        )
        with database.connect() as db:
            assert referral(db, person.id) is None
