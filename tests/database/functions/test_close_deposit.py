"""app.close_deposit: a deposit that came to nothing, or whose payer was refused and may try again."""

from uuid import uuid4

import pytest

from tests.database.sql_functions import call, refusal
from tests.factories.wallets import BrandWallet, begin_deposit, pay_deposit, withdraw
from tests.typing import Connection

STORED = "select status, metadata ->> 'failure_reason' from wallet_transactions where id = %s"


@pytest.mark.parametrize("status", ["cancelled", "failed"])
def test_it_is_closed_once_with_its_reason(db: Connection, brand_wallet: BrandWallet, status: str) -> None:
    deposit = begin_deposit(db, brand_wallet)
    assert call(db, "app.close_deposit", deposit, status, "abandoned") is True
    assert db.execute(STORED, (deposit,)).fetchone() == (status, "abandoned")
    assert call(db, "app.close_deposit", deposit, "failed", "later") is False
    assert db.execute(STORED, (deposit,)).fetchone() == (status, "abandoned")


def test_a_refused_attempt_is_noted_and_the_deposit_stays_open(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = begin_deposit(db, brand_wallet)
    for reason in ("card_declined", "x" * 600):
        assert call(db, "app.close_deposit", deposit, "pending", reason) is True
        assert db.execute(STORED, (deposit,)).fetchone() == ("pending", reason[:500])
    assert call(db, "app.credit_deposit", deposit, "pi_1", 10_000, "usd", "ch_1") is True


def test_what_is_credited_is_no_deposit_or_does_not_exist_is_not_closed(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    paid = pay_deposit(db, brand_wallet).id
    [withdrawal] = withdraw(db, brand_wallet, 500)
    for transaction, status in ((paid, "completed"), (withdrawal, "pending")):
        assert call(db, "app.close_deposit", transaction, "failed", "no") is False
        assert db.execute(STORED, (transaction,)).fetchone() == (status, None)
    assert call(db, "app.close_deposit", uuid4(), "failed", "no") is False


def test_there_is_no_other_end(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = begin_deposit(db, brand_wallet)
    assert refusal(db, "app.close_deposit", deposit, "completed", "x").constraint == (
        "completed_wallet_transaction_stands_in_the_ledger"
    )
    assert refusal(db, "app.close_deposit", deposit, "lost", "x").sqlstate in {"IM010", "23514"}
    assert db.execute(STORED, (deposit,)).fetchone() == ("pending", None)
