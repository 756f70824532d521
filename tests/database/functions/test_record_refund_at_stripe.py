"""app.record_refund_at_stripe: a refund that someone made in Stripe's dashboard."""

from tests.database.sql_functions import call
from tests.factories.wallets import BrandWallet, begin_deposit, holdings, lines, pay_deposit
from tests.typing import Connection


def test_it_leaves_the_wallet_and_the_deposit(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet)
    assert call(db, "app.record_refund_at_stripe", deposit.intent, "re_1", 4_000) is True
    assert holdings(db, brand_wallet) == {"available": 6_000, "refunds": 0, "disputes": 0, "stripe": -6_000}
    assert db.execute(
        "select transaction_type, status, amount, balance_effect, relates_to, description"
        " from wallet_transactions where reference_id = 're_1'"
    ).fetchall() == [("withdrawal", "completed", 4_000, -4_000, deposit.id, "Refund made at Stripe")]
    assert db.execute(
        "select refunded_amount from wallet_transactions where id = %s", (deposit.id,)
    ).fetchone() == (4_000,)


def test_the_same_refund_is_booked_once_and_another_one_too(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    for refund, booked in (("re_1", True), ("re_1", False), ("re_2", True), ("re_2", False)):
        assert call(db, "app.record_refund_at_stripe", deposit.intent, refund, 1_000) is booked
    assert holdings(db, brand_wallet)["available"] == 8_000
    assert len(lines(db, brand_wallet.id)) == 3


def test_a_payment_that_is_not_ours_or_not_completed_is_no_deposit(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    waiting = begin_deposit(db, brand_wallet)
    db.execute("select app.note_stripe_reference(%s, 'pi_waiting')", (waiting,))
    for intent in ("pi_waiting", "pi_unknown"):
        assert call(db, "app.record_refund_at_stripe", intent, "re_1", 1_000) is False
    assert lines(db, brand_wallet.id) == [("deposit", "pending", 10_000, 0)]
