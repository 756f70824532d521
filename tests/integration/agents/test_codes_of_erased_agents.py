"""What an export tells of an agent's codes, and what is left of them when the agent is forgotten."""

from uuid import UUID

import psycopg
import pytest

from tests.factories.agents import make_agent, make_code
from tests.factories.people import make_erasure_request
from tests.typing import Connection
from user_management.exports.repository import EXPORTS


@pytest.fixture
def agent(db: Connection) -> UUID:
    return make_agent(db)


def test_what_an_erased_agent_wrote_goes_and_their_codes_stay_taken(db: Connection, agent: UUID) -> None:
    make_code(db, agent, "SPRING", label="For Maria", campaign="Her friends")
    other = make_agent(db)
    make_code(db, other, "SUMMER", label="Mine")
    assert db.execute("select app.erase_user(%s)", (make_erasure_request(db, agent),)).fetchone() == ("done",)
    left = db.execute(
        "select code, label, campaign, disabled_at is not null from referral_codes order by code"
    ).fetchall()
    assert left == [("SPRING", "", "", True), ("SUMMER", "Mine", "", False)]
    with pytest.raises(psycopg.errors.UniqueViolation):
        make_code(db, other, "SPR1NG")


def test_an_export_holds_the_agents_codes_and_no_others(db: Connection, agent: UUID) -> None:
    make_code(db, agent, "SPRING", label="For Maria")
    make_code(db, make_agent(db), "SUMMER")
    rows = db.execute(EXPORTS["referral_codes"], {"user": agent}).fetchall()
    assert [(row["code"], row["label"]) for (row,) in rows] == [("SPRING", "For Maria")]
