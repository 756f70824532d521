"""app.recall_payouts: whoever is about to hold commissions finds none of them in a payout that nobody has tried."""

from uuid import UUID

from tests.database.paid_agents import assert_books_agree, claimed, earned, prepared
from tests.database.sql_functions import call
from tests.factories.commissions import commission_rows, owe, payables
from tests.factories.money import Deal
from tests.typing import Connection


def test_whoever_is_about_to_hold_recalls_what_nobody_has_tried(
    db: Connection, deal: Deal, both: UUID, agent: UUID
) -> None:
    owe(db, both, 5_000)
    earned(db, deal, 9_000)
    owe(db, agent, 2_000)
    assert len(prepared(db)) == 2
    assert call(db, "app.recall_payouts", both) == 1
    assert call(db, "app.recall_payouts", both) == 0
    assert commission_rows(db, both) == [("earned", 5_000, "available", False)]
    assert payables(db, both) == {"creator": 9_000, "agent": 5_000, "transit": 0}
    assert claimed(db) == [2_000]
    assert call(db, "app.recall_payouts", agent) == 0, "it may have been sent"
    assert_books_agree(db)
