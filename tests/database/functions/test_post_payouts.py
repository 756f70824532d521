"""app.post_payouts: the ledger and the wallets of a batch's payouts."""

from uuid import UUID

import pytest

from tests.database.sql_functions import call
from tests.factories.ledger import account, balance
from tests.factories.money import Deal, earn, make_deal
from tests.typing import Connection


@pytest.fixture
def batch(db: Connection) -> UUID:
    """A run that has written down nothing yet."""
    row = db.execute("insert into payout_batches (as_of) values (now()) returning id").fetchone()
    assert row is not None
    found: UUID = row[0]
    return found


def add_payout(db: Connection, batch: UUID, deal: Deal, amount: int) -> UUID:
    """A payout of that much of what the deal's creator has earned, without ledger and wallet."""
    earn(db, deal, amount * 2)
    row = db.execute(
        "insert into payouts (batch_id, creator_user_id, amount, currency, stripe_account_id, idempotency_key)"
        " values (%s, %s, %s, 'usd', 'acct_1', gen_random_uuid()) returning id", (batch, deal.creator, amount)
    ).fetchone()  # fmt: skip
    assert row is not None
    payout: UUID = row[0]
    return payout


def test_each_payout_moves_from_payable_to_in_transit_and_stands_in_the_wallet(
    db: Connection, deal: Deal, batch: UUID
) -> None:
    other = make_deal(db)
    made = {add_payout(db, batch, deal, 9_000): 9_000, add_payout(db, batch, other, 5_000): 5_000}
    call(db, "app.post_payouts", batch)
    for whose, amount, left in ((deal, 9_000, 7_200), (other, 5_000, 4_000)):
        transit = account(db, "payout_in_transit", user_id=whose.creator)
        payable = account(db, "creator_payable", user_id=whose.creator)
        assert (balance(db, transit), balance(db, payable)) == (amount, left)
    posted = db.execute(
        "select p.id, t.kind, t.idempotency_key = 'payout:' || p.id, w.transaction_type, w.status, w.amount,"
        " w.balance_effect from payouts as p inner join ledger.transactions as t on t.id = p.ledger_transaction_id"
        " inner join wallet_transactions as w on w.reference_id = 'payout:' || p.id"
        " and w.ledger_transaction_id = t.id"
    ).fetchall()
    assert sorted(posted) == sorted(
        (payout, "payout", True, "transfer", "pending", amount, -amount) for payout, amount in made.items()
    )


def test_who_is_paid_is_no_longer_skipped(db: Connection, deal: Deal, batch: UUID) -> None:
    other = make_deal(db)
    db.execute(
        "update wallets set payout_skipped_reason = 'BELOW_MINIMUM', payout_skipped_at = now()"
        " where user_id = any(%s)", ([deal.creator, other.creator],)
    )  # fmt: skip
    add_payout(db, batch, deal, 9_000)
    call(db, "app.post_payouts", batch)
    reasons = db.execute(
        "select user_id, payout_skipped_reason, payout_skipped_at is null from wallets where user_id = any(%s)",
        ([deal.creator, other.creator],),
    ).fetchall()
    assert set(reasons) == {(deal.creator, None, True), (other.creator, "BELOW_MINIMUM", False)}


def test_a_batch_without_payouts_posts_nothing(db: Connection, deal: Deal, batch: UUID) -> None:
    before = db.execute("select count(*) from ledger.transactions").fetchone()
    call(db, "app.post_payouts", batch)
    assert db.execute("select count(*) from ledger.transactions").fetchone() == before
