"""app.settle_debt: what a dispute left open is taken out of the next money that comes in."""

from uuid import UUID, uuid4

import pytest

from tests.factories.ledger import account, post
from tests.factories.wallets import BrandWallet, holdings, lines
from tests.typing import Connection


def settle(db: Connection, wallet: BrandWallet, cause: UUID | None = None) -> None:
    db.execute(
        "select app.settle_debt(w, %s) from wallets as w where w.id = %s", (cause or uuid4(), wallet.id)
    )


def set_up(db: Connection, wallet: BrandWallet, debt: int, available: int) -> None:
    """So much is owed for disputes, and so much is there, in minor units."""
    purposes = {"disputes": -debt, "brand_available": available}
    for purpose, amount in purposes.items():
        if amount:
            own = account(db, purpose, brand_id=wallet.brand)
            post(db, (account(db, "stripe_clearing"), -amount), (own, amount))


@pytest.mark.parametrize(
    ("debt", "available", "paid"), [(3_000, 10_000, 3_000), (3_000, 1_000, 1_000), (3_000, 3_000, 3_000)]
)
def test_as_much_is_paid_as_is_owed_and_there(
    db: Connection, brand_wallet: BrandWallet, debt: int, available: int, paid: int
) -> None:
    set_up(db, brand_wallet, debt, available)
    cause = uuid4()
    settle(db, brand_wallet, cause)
    held = holdings(db, brand_wallet)
    assert (held["available"], held["disputes"]) == (available - paid, paid - debt)
    assert lines(db, brand_wallet.id) == [("withdrawal", "completed", paid, -paid)]
    assert db.execute(
        "select t.reference_id, l.kind from wallet_transactions as t"
        " inner join ledger.transactions as l on l.id = t.ledger_transaction_id"
    ).fetchall() == [(f"debt:{cause}", "debt")]


@pytest.mark.parametrize(("debt", "available"), [(0, 5_000), (3_000, 0), (0, 0), (-500, 5_000)])
def test_without_a_debt_or_without_money_nothing_happens(
    db: Connection, brand_wallet: BrandWallet, debt: int, available: int
) -> None:
    set_up(db, brand_wallet, debt, available)
    settle(db, brand_wallet)
    held = holdings(db, brand_wallet)
    assert (held["available"], held["disputes"]) == (available, -debt)
    assert lines(db, brand_wallet.id) == []


def test_a_paid_debt_is_not_paid_again(db: Connection, brand_wallet: BrandWallet) -> None:
    set_up(db, brand_wallet, 3_000, 10_000)
    for _ in range(2):
        settle(db, brand_wallet)
    assert holdings(db, brand_wallet)["available"] == 7_000
    assert len(lines(db, brand_wallet.id)) == 1
