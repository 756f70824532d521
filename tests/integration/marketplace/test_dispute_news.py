"""Who is told of each step of a dispute, and with which amounts."""

from typing import Any
from uuid import UUID

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.people import make_user
from tests.integration.marketplace.conftest import Sides, send
from tests.integration.marketplace.test_disputes import PRICE, dispute, path


@pytest.fixture
def admin(database: Database) -> Person:
    """An administrator of neither side."""
    with database.connect() as db:
        return Person(make_user(db, "admin"), send)


def told(database: Database, person: UUID) -> list[tuple[str, dict[str, Any]]]:
    """What somebody was told of disputes, oldest first."""
    with database.connect() as db:
        rows = db.execute(
            "select type, metadata from notifications where user_id = %s and category = 'deals'"
            " and (type like 'deal_dispute%%' or type in ('deal_released', 'deal_paid', 'deal_refunded')) order by id",
            (person,),
        ).fetchall()
    return [(kind, facts) for kind, facts in rows]


def test_each_step_is_told_to_whom_it_concerns(database: Database, sides: Sides, admin: Person) -> None:
    opened = dispute(sides)
    sides.brand.post(f"{path(opened)}/messages", body="Why?")
    sides.brand.post(f"{path(opened)}/answer", answer="No.", answer_amount=1_000)
    sides.creator.post(f"{path(opened)}/propose", amount=8_000)
    admin.post(f"{path(opened)}/resolve", creator_amount=4_000, reason="So be it.")
    sides.creator.post(f"{path(opened)}/appeal", appeal="No.")
    admin.post(f"{path(opened)}/resolve", creator_amount=5_000, reason="So be it.")
    by_brand, by_creator = told(database, sides.brand.id), told(database, sides.creator.id)
    assert [(kind, facts.get("creator_amount")) for kind, facts in by_brand] == [
        ("deal_dispute_opened", 9_000), ("deal_dispute_proposed", 8_000), ("deal_dispute_decided", 4_000),
        ("deal_dispute_appealed", 4_000), ("deal_dispute_resolved", 5_000),
    ]  # fmt: skip
    assert [(kind, facts.get("creator_amount")) for kind, facts in by_creator] == [
        ("deal_dispute_message", None), ("deal_dispute_answered", 1_000), ("deal_dispute_decided", 4_000),
        ("deal_dispute_resolved", 5_000),
    ]  # fmt: skip
    for _, facts in (*by_brand, *by_creator):
        assert facts["dispute_id"] == opened["id"]
        assert facts["amount"] in (PRICE, PRICE + 1_000)
    assert all(facts.get("deadline_at") for _, facts in by_brand[:-1])
    assert [kind for kind, _ in told(database, admin.id)] == ["deal_dispute_waits"] * 2


def test_a_withdrawal_is_told_to_the_other_side(database: Database, sides: Sides) -> None:
    opened = dispute(sides)
    sides.creator.post(f"{path(opened)}/withdraw")
    assert [kind for kind, _ in told(database, sides.brand.id)] == [
        "deal_dispute_opened",
        "deal_dispute_withdrawn",
    ]
    assert told(database, sides.creator.id) == []
