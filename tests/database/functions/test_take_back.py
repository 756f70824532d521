"""app.take_back: money that Stripe has taken out of a deposit without asking us."""

from typing import Any

import pytest

from tests.factories.wallets import BrandWallet, Deposit, holdings, lines, pay_deposit, withdraw
from tests.typing import Connection


def take_back(
    db: Connection, deposit: Deposit, taken: int, *, kind: str = "dispute", line: str = "reservation",
    reference: str = "dp_1",
) -> Any:  # fmt: skip
    row = db.execute(
        "select app.take_back(t, %s, %s, %s, %s) from wallet_transactions as t where t.id = %s",
        (kind, line, reference, taken, deposit.id),
    ).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("kind", "line", "description"),
    [
        ("dispute", "reservation", "Disputed payment"),
        ("refund_at_stripe", "withdrawal", "Refund made at Stripe"),
    ],
)
def test_what_the_wallet_has_pays_for_it(
    db: Connection, brand_wallet: BrandWallet, kind: str, line: str, description: str
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    assert take_back(db, deposit, 4_000, kind=kind, line=line) is True
    assert holdings(db, brand_wallet) == {"available": 6_000, "refunds": 0, "disputes": 0, "stripe": -6_000}
    assert db.execute(
        "select t.transaction_type, t.amount, t.balance_effect, t.relates_to, t.description, t.metadata, l.kind"
        " from wallet_transactions as t inner join ledger.transactions as l on l.id = t.ledger_transaction_id"
        " where t.reference_id = 'dp_1'"
    ).fetchall() == [(line, 4_000, -4_000, deposit.id, description, {}, kind)]
    assert db.execute(
        "select refunded_amount from wallet_transactions where id = %s", (deposit.id,)
    ).fetchone() == (4_000,)


def test_what_it_does_not_have_is_a_debt(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet, 5_000)
    withdraw(db, brand_wallet, 4_000)
    assert take_back(db, deposit, 5_000) is True
    assert holdings(db, brand_wallet) == {"available": 0, "refunds": 4_000, "disputes": -4_000, "stripe": 0}
    assert lines(db, brand_wallet.id)[2:] == [
        ("release", "completed", 4_000, 4_000), ("reservation", "completed", 5_000, -5_000),
    ]  # fmt: skip


def test_the_same_reference_takes_once_for_each_kind_of_line(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    assert [take_back(db, deposit, 1_000) for _ in range(2)] == [True, False]
    assert take_back(db, deposit, 1_000, reference="dp_2") is True
    assert holdings(db, brand_wallet)["available"] == 8_000
