"""app.find_broken_programs: whatever was tampered with about a budget is found."""

from typing import LiteralString

import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.database.sql_functions import rows
from tests.factories.people import brand_of, make_user
from tests.factories.rewards import MONEY, grant, make_funded_program, make_trigger
from tests.typing import Connection

PROGRAMS = "app.find_broken_programs"
TAMPERED: dict[str, LiteralString] = {
    "budget of rewards equals its account":
        "update ledger.accounts set balance = balance + 1 where purpose = 'reward_budget' and balance > 0",
    "account of a budget is its program's":
        "update ledger.accounts set brand_id = null where purpose = 'reward_budget' and brand_id is not null",
    "budget of rewards was funded and returned as the ledger says":
        "update reward_programs set budget_total = budget_total + 1, budget_returned = budget_returned + 1"
        " where status = 'ended'",
}  # fmt: skip


def scene(db: Connection) -> None:
    """Programs of a brand and of the platform with what is granted and claimed of them, one of them ended."""
    creator = make_user(db)
    for brand in (brand_of(db, make_user(db, "brand")), None):
        program = make_funded_program(db, brand)
        claimed, _ = (
            grant(db, make_trigger(db, program, reward=MONEY, key=key), creator) for key in ("one", "two")
        )
        with acting_as(db, creator):
            db.execute("select app.claim_award(%s)", (claimed,))
    ended = make_funded_program(db)
    with acting_as(db, make_user(db, "admin")):
        db.execute("select app.end_program(%s)", (ended,))


@pytest.mark.parametrize("rule", TAMPERED)
def test_what_was_tampered_with_is_found(database: Database, rule: str) -> None:
    with database.connect() as db:
        scene(db)
        assert rows(db, PROGRAMS) == []
        assert rows(db, "app.find_broken_money") == []
        db.execute("set session_replication_role = replica")
        db.execute(TAMPERED[rule])
        assert rule in {row[0] for row in rows(db, PROGRAMS)}


def test_the_proof_of_the_books_asks_for_programs(database: Database) -> None:
    with database.connect() as db:
        scene(db)
        db.execute("set session_replication_role = replica")
        db.execute(TAMPERED["budget of rewards equals its account"])
        assert "budget of rewards equals its account" in {row[0] for row in rows(db, "app.find_broken_money")}


def test_revenue_that_went_into_no_program_is_found(database: Database) -> None:
    with database.connect() as db:
        scene(db)
        db.execute("set session_replication_role = replica")
        db.execute(
            "update reward_programs set brand_id = (select id from brand_profiles limit 1) where brand_id is null"
        )
        assert {"platform revenue equals the fees", "ledger transaction has its cause"} <= {
            row[0] for row in rows(db, "app.find_broken_money")
        }
