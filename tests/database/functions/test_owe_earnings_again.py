"""app.owe_earnings_again: what came back of a transfer of earnings, and of one of both kinds."""

from uuid import UUID

import pytest

from tests.database.paid_agents import assert_books_agree, earned, paid
from tests.database.sql_functions import call
from tests.factories.commissions import owe, payables
from tests.factories.money import Deal
from tests.typing import Connection


@pytest.mark.parametrize(
    "totals", [[10_000], [1, 2, 3, 10_000], [3_333, 6_666, 9_999, 10_000], [5, 5, 4, 10_001]]
)
def test_what_comes_back_of_both_kinds_is_owed_in_their_proportion_and_adds_up(
    db: Connection, deal: Deal, both: UUID, totals: list[int]
) -> None:
    earned(db, deal, 6_667)
    owe(db, both, 3_333)
    paid(db, both, "tr_1")
    so_far = 0
    for total in totals:
        so_far = max(so_far, min(total, 10_000))
        call(db, "app.return_transfer", "tr_1", total)
        part = 3_333 * so_far // 10_000
        assert payables(db, both) == {"creator": so_far - part, "agent": part, "transit": 0}
        assert_books_agree(db)
    assert payables(db, both) == {"creator": 6_667, "agent": 3_333, "transit": 0}


def test_it_stands_on_the_campaign_of_what_was_paid(db: Connection, deal: Deal, both: UUID) -> None:
    earned(db, deal, 9_000)
    paid(db, both, "tr_1")
    db.execute("select app.owe_earnings_again(p, 300, p.ledger_transaction_id) from payouts as p")
    found = db.execute("select campaign_id, amount, reason from earnings where kind = 'returned'").fetchall()
    assert found == [(deal.campaign, 300, "Transfer reversed: tr_1")]
