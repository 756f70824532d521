"""Runs of payouts that agents are in: what tests of them arrange and look at alike."""

from uuid import UUID

from tests.database.sql_functions import call, rows
from tests.factories.money import Deal, earn, let_hold_pass
from tests.factories.payouts import gross_for
from tests.typing import Connection

LATER = "2999-01-01"


def earned(db: Connection, deal: Deal, net: int) -> UUID:
    """An earning past its hold."""
    earning = earn(db, deal, gross_for(net))
    let_hold_pass(db, deal)
    return earning


def prepared(db: Connection) -> list[tuple[int, int, str]]:
    """A run; amount, what of it are commissions, and currency of each of its payouts."""
    batch = call(db, "app.prepare_payouts", LATER)
    return db.execute(
        "select amount, commission_amount, currency from payouts where batch_id = %s order by currency, id",
        (batch,),
    ).fetchall()


def payout_of(db: Connection, user: UUID) -> UUID:
    """Their newest payout."""
    row = db.execute(
        "select id from payouts where creator_user_id = %s order by id desc limit 1", (user,)
    ).fetchone()
    assert row is not None
    found: UUID = row[0]
    return found


def paid(db: Connection, user: UUID, transfer: str) -> UUID:
    """A run whose payout of theirs is settled by a transfer of that id; the payout."""
    prepared(db)
    payout = payout_of(db, user)
    assert call(db, "app.settle_payout", payout, transfer) is True
    return payout


def claimed(db: Connection) -> list[int]:
    """The amounts of what a worker would send now."""
    return [row[0] for row in db.execute("select amount from app.claim_payouts(10, interval '0')").fetchall()]


def passed_over(db: Connection, user: UUID) -> list[tuple[int, str]]:
    """Amount and reason where the last run passed over somebody."""
    row = db.execute("select skipped from payout_batches order by id desc limit 1").fetchone()
    assert row is not None
    return [(one["amount"], one["reason"]) for one in row[0] if one["creator_user_id"] == str(user)]


def assert_books_agree(db: Connection) -> None:
    """The nightly proof would find nothing."""
    assert rows(db, "app.find_broken_money") + rows(db, "ledger.find_broken_books", 7) == []
