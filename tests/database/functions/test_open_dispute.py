"""app.open_dispute: freezes a disputed amount."""

from tests.database.sql_functions import call
from tests.factories.wallets import BrandWallet, begin_deposit, holdings, lines, pay_deposit
from tests.typing import Connection


def test_the_amount_leaves_the_wallet_and_the_brand_is_told(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    assert call(db, "app.open_dispute", deposit.intent, "dp_1", 4_000) is True
    assert holdings(db, brand_wallet) == {"available": 6_000, "refunds": 0, "disputes": 0, "stripe": -6_000}
    assert lines(db, brand_wallet.id)[1:] == [("reservation", "completed", 4_000, -4_000)]
    told = db.execute(
        "select user_id, metadata ->> 'dispute_id', metadata -> 'amount' from notifications"
        " where type = 'dispute_opened'"
    ).fetchall()
    assert told == [(brand_wallet.owner, "dp_1", 4_000)]


def test_it_is_frozen_and_told_once(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet)
    answers = [call(db, "app.open_dispute", deposit.intent, "dp_1", 4_000) for _ in range(3)]
    assert answers == [True, False, False]
    assert holdings(db, brand_wallet)["available"] == 6_000
    told = db.execute("select count(*) from notifications where type = 'dispute_opened'").fetchone()
    assert told == (1,)


def test_more_than_the_wallet_has_is_a_debt(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet, 5_000)
    call(db, "app.open_dispute", deposit.intent, "dp_1", 4_000)
    assert call(db, "app.open_dispute", deposit.intent, "dp_2", 4_000) is True
    assert (holdings(db, brand_wallet)["available"], holdings(db, brand_wallet)["disputes"]) == (0, -3_000)


def test_a_payment_that_is_not_ours_or_not_completed_is_not_frozen(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    waiting = begin_deposit(db, brand_wallet)
    db.execute("select app.note_stripe_reference(%s, 'pi_waiting')", (waiting,))
    for intent in ("pi_waiting", "pi_unknown"):
        assert call(db, "app.open_dispute", intent, "dp_1", 1_000) is False
    assert lines(db, brand_wallet.id) == [("deposit", "pending", 10_000, 0)]
    assert db.execute("select from notifications").fetchall() == []
