"""app.fail_refund_at_stripe: a refund of the dashboard that came to nothing, before or after it was booked."""

from tests.database.sql_functions import call
from tests.factories.wallets import BrandWallet, begin_deposit, holdings, lines, pay_deposit
from tests.typing import Connection


def test_one_that_was_booked_is_the_brands_again_once(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet)
    db.execute("select app.record_refund_at_stripe(%s, 're_1', 4000)", (deposit.intent,))
    arguments = (deposit.intent, "re_1", 4_000, "account closed")
    assert [call(db, "app.fail_refund_at_stripe", *arguments) for _ in range(2)] == [True, False]
    assert holdings(db, brand_wallet) == {"available": 10_000, "refunds": 0, "disputes": 0, "stripe": -10_000}
    assert lines(db, brand_wallet.id)[1:] == [
        ("withdrawal", "completed", 4_000, -4_000), ("release", "completed", 4_000, 4_000),
    ]  # fmt: skip


def test_one_that_is_heard_of_first_is_noted_so_that_its_success_is_not_booked(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    arguments = (deposit.intent, "re_1", 4_000, "x" * 600)
    assert [call(db, "app.fail_refund_at_stripe", *arguments) for _ in range(2)] == [True, False]
    assert call(db, "app.record_refund_at_stripe", deposit.intent, "re_1", 4_000) is False
    assert lines(db, brand_wallet.id)[1:] == [("withdrawal", "failed", 4_000, 0)]
    assert db.execute(
        "select relates_to, metadata ->> 'failure_reason' from wallet_transactions where reference_id = 're_1'"
    ).fetchone() == (deposit.id, "x" * 500)
    assert holdings(db, brand_wallet)["available"] == 10_000


def test_a_payment_that_is_not_ours_or_not_completed_is_ignored(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    waiting = begin_deposit(db, brand_wallet)
    db.execute("select app.note_stripe_reference(%s, 'pi_waiting')", (waiting,))
    for intent in ("pi_waiting", "pi_unknown"):
        assert call(db, "app.fail_refund_at_stripe", intent, "re_1", 1_000, "no") is False
    assert lines(db, brand_wallet.id) == [("deposit", "pending", 10_000, 0)]
