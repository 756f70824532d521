"""app.cover_payout: a payout that was given up, and that Stripe has made after all."""

from uuid import UUID

import pytest

from tests.database.sql_functions import call
from tests.factories.ledger import account, balance
from tests.factories.money import Deal, earn, let_hold_pass, make_payout
from tests.typing import Connection


@pytest.fixture
def failed(db: Connection, deal: Deal) -> UUID:
    """A payout of 270.00 that failed."""
    payout = make_payout(db, deal, 30_000)
    call(db, "app.fail_payout", payout, "no transfer was made")
    return payout


def held(db: Connection, deal: Deal) -> dict[str, int]:
    return {
        purpose: balance(db, account(db, purpose, user_id=deal.creator))
        for purpose in ("creator_payable", "payout_in_transit")
    }


def earnings(db: Connection) -> list[tuple[str, int, str]]:
    return db.execute("select kind, amount, status from earnings order by kind, amount").fetchall()


def test_its_earnings_are_paid_by_it_where_they_are_still_free(
    db: Connection, deal: Deal, failed: UUID
) -> None:
    db.execute("select app.cover_payout(p) from payouts as p")
    assert held(db, deal) == {"creator_payable": 0, "payout_in_transit": 27_000}
    assert db.execute("select payout_id from earnings").fetchall() == [(failed,)]
    assert (
        db.execute("select * from app.find_broken_money() where broken_rule like 'wallet%'").fetchall() == []
    )


@pytest.mark.parametrize("known", [True, False], ids=["as it was made", "of a release before"])
@pytest.mark.parametrize("sent", [True, False], ids=["paid", "on its way"])
def test_what_another_payout_has_taken_is_paid_twice_and_netted(
    db: Connection, deal: Deal, failed: UUID, sent: bool, known: bool
) -> None:
    call(db, "app.prepare_payouts", "2999-01-01")
    if sent:
        db.execute("select app.settle_payout(id, 'tr_2') from payouts where status = 'pending'")
    if not known:
        db.execute("update payouts set earning_ids = '{}' where id = %s", (failed,))
    assert call(db, "app.settle_payout", failed, "tr_1") is True
    assert earnings(db) == [
        ("advance", -27_000, "pending"),
        ("advance", 27_000, "paid"),
        ("earned", 27_000, "paid" if sent else "pending"),
    ]
    assert held(db, deal)["creator_payable"] == -27_000
    paid = "select sum(amount) from earnings where payout_id = %s"
    assert db.execute(paid, (failed,)).fetchone() == (27_000,), "each payout is its earnings"
    assert db.execute("select * from app.find_broken_money()").fetchall() == []
    earn(db, deal, 40_000)
    let_hold_pass(db, deal)
    batch = call(db, "app.prepare_payouts", "2999-01-01")
    assert db.execute("select amount from payouts where batch_id = %s", (batch,)).fetchall() == [(9_000,)]
