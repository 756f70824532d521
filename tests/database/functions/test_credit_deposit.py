"""app.credit_deposit: credits what Stripe received, exactly once."""

from uuid import uuid4

import psycopg
import pytest

from tests.database.sql_functions import call, refusal
from tests.factories.wallets import BrandWallet, begin_deposit, holdings, lines, pay_deposit, withdraw
from tests.typing import Connection


def test_what_was_received_is_available_and_owed_by_stripe(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = begin_deposit(db, brand_wallet, 10_000)
    assert call(db, "app.credit_deposit", deposit, "pi_1", 9_700, "usd", "ch_1") is True
    assert holdings(db, brand_wallet) == {"available": 9_700, "refunds": 0, "disputes": 0, "stripe": -9_700}
    row = db.execute(
        "select t.status, t.amount, t.balance_effect, t.reference_id, t.metadata ->> 'charge_id',"
        " t.completed_at is not null, l.kind, l.idempotency_key from wallet_transactions as t"
        " inner join ledger.transactions as l on l.id = t.ledger_transaction_id where t.id = %s", (deposit,)
    ).fetchone()  # fmt: skip
    assert row == ("completed", 9_700, 9_700, "pi_1", "ch_1", True, "deposit", "deposit:pi_1")


def test_the_brand_is_told(db: Connection, brand_wallet: BrandWallet) -> None:
    call(db, "app.credit_deposit", begin_deposit(db, brand_wallet), "pi_1", 10_000, "usd", None)
    told = db.execute("select user_id, type, metadata -> 'amount' from notifications").fetchall()
    assert told == [(brand_wallet.owner, "payment_received", 10_000)]


def test_a_second_word_of_stripe_credits_nothing(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = begin_deposit(db, brand_wallet)
    answers = [call(db, "app.credit_deposit", deposit, "pi_1", 10_000, "usd", "ch_1") for _ in range(3)]
    assert answers == [True, False, False]
    assert lines(db, brand_wallet.id) == [("deposit", "completed", 10_000, 10_000)]
    assert holdings(db, brand_wallet)["available"] == 10_000


@pytest.mark.parametrize(
    ("intent", "amount", "currency"),
    [("pi_1", 0, "usd"), ("pi_1", -5, "usd"), ("pi_1", 10_000, "eur"), ("pi_other", 10_000, "usd")],
)
def test_what_does_not_fit_the_deposit_is_refused(
    db: Connection, brand_wallet: BrandWallet, intent: str, amount: int, currency: str
) -> None:
    deposit = begin_deposit(db, brand_wallet)
    db.execute("select app.note_stripe_reference(%s, 'pi_1')", (deposit,))
    refused = refusal(db, "app.credit_deposit", deposit, intent, amount, currency, "ch_1")
    assert refused.sqlstate == "IM008"
    assert refused.detail == {
        "transaction_id": str(deposit), "status": "pending", "currency": "usd", "currency_received": currency,
        "amount_received": amount,
    }  # fmt: skip
    assert lines(db, brand_wallet.id) == [("deposit", "pending", 10_000, 0)]


@pytest.mark.parametrize("status", ["cancelled", "failed"])
def test_what_was_called_off_or_refused_is_credited_where_it_was_paid_after_all(
    db: Connection, brand_wallet: BrandWallet, status: str
) -> None:
    closed = begin_deposit(db, brand_wallet)
    db.execute("select app.close_deposit(%s, %s, 'abandoned')", (closed, status))
    assert call(db, "app.credit_deposit", closed, "pi_1", 10_000, "usd", "ch_1") is True
    assert call(db, "app.credit_deposit", closed, "pi_1", 10_000, "usd", "ch_1") is False
    assert holdings(db, brand_wallet)["available"] == 10_000
    assert lines(db, brand_wallet.id) == [("deposit", "completed", 10_000, 10_000)]
    assert refusal(db, "app.credit_deposit", closed, "pi_2", 10_000, "usd", "ch_2").sqlstate == "IM008"


@pytest.mark.parametrize("status", ["cancelled", "failed"])
def test_nothing_but_a_deposit_is_completed_after_its_end(
    db: Connection, brand_wallet: BrandWallet, status: str
) -> None:
    pay_deposit(db, brand_wallet)
    [withdrawal] = withdraw(db, brand_wallet, 500)
    db.execute("update wallet_transactions set status = %s where id = %s", (status, withdrawal))
    with pytest.raises(psycopg.DatabaseError) as refused, db.transaction():
        db.execute("update wallet_transactions set status = 'completed' where id = %s", (withdrawal,))
    assert refused.value.sqlstate == "IM010"


def test_a_deposit_that_never_was_is_not_credited(db: Connection, brand_wallet: BrandWallet) -> None:
    assert refusal(db, "app.credit_deposit", uuid4(), "pi_1", 5, "usd", "ch_1").sqlstate == "IM008"
    assert holdings(db, brand_wallet)["stripe"] == 0


def test_an_intent_credits_one_deposit_only(db: Connection, brand_wallet: BrandWallet) -> None:
    first = pay_deposit(db, brand_wallet)
    second = begin_deposit(db, brand_wallet)
    assert refusal(db, "app.credit_deposit", second, first.intent, 10_000, "usd", None).sqlstate in {
        "23505", "IM004",
    }  # fmt: skip
    assert holdings(db, brand_wallet)["available"] == 10_000


def test_a_debt_is_paid_out_of_it_first(db: Connection, brand_wallet: BrandWallet) -> None:
    first = pay_deposit(db, brand_wallet, 5_000)
    db.execute("select app.book_dispute(%s, 'dp_1', 'needs_response', 5000, now())", (first.intent,))
    db.execute("select app.record_refund_at_stripe(%s, 're_1', 4000)", (first.intent,))
    assert holdings(db, brand_wallet) == {"available": 0, "refunds": 0, "disputes": -4_000, "stripe": 4_000}
    pay_deposit(db, brand_wallet, 10_000)
    assert holdings(db, brand_wallet) == {"available": 6_000, "refunds": 0, "disputes": 0, "stripe": -6_000}
    assert lines(db, brand_wallet.id)[-1] == ("withdrawal", "completed", 4_000, -4_000)
