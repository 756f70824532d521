"""app.payments_by_origin: Stripe's objects, what they moved there and what was booked for them."""

from typing import Any

from tests.database.functions.balance_history import book, movement
from tests.database.functions.money_history import make_history, take_back
from tests.database.sql_functions import rows
from tests.factories.ledger import account, post
from tests.factories.money import Deal
from tests.factories.wallets import BrandWallet, pay_deposit, withdraw
from tests.typing import Connection


def found(db: Connection) -> dict[str, tuple[int, int]]:
    """At Stripe and in the books, by origin."""
    return {origin: (there, here) for origin, _, there, here, _, _ in rows(db, "app.payments_by_origin")}


def test_whatever_was_booked_with_stripe_is_known_by_its_object(db: Connection, deal: Deal) -> None:
    wallet = make_history(db, deal)
    first, second = (f"pi_{amount}" for amount in (10_000, 5_000))
    for amount, intent in ((10_000, first), (5_000, second), (2_000, "pi_2000"), (100_000, "pi_100000")):
        db.execute(
            "update wallet_transactions set reference_id = %s where transaction_type = 'deposit' and amount = %s",
            (intent, amount),
        )
    assert wallet.currency == "usd"
    assert found(db) == {
        "pi_100000": (0, 100_000), first: (0, 10_000), second: (0, 5_000), "pi_2000": (0, 2_000),
        "re_1": (0, -500), "dp_1": (0, -10_000), "dp_2": (0, -5_000), "tr_1": (0, -23_000),
    }  # fmt: skip
    assert sum(here for _, here in found(db).values()) == -_clearing(db)


def test_a_dispute_that_was_won_and_a_refund_that_came_back_moved_nothing_in_the_end(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    (back,) = withdraw(db, brand_wallet, 4_000)
    db.execute("select app.settle_refund(%s, 're_1'), app.fail_refund(%s, 'closed')", (back, back))
    take_back(db, deposit, "dp_1", 3_000)
    take_back(db, deposit, "dp_1:1", 500)
    own, clearing = (
        account(db, "brand_available", brand_id=brand_wallet.brand),
        account(db, "stripe_clearing"),
    )
    db.execute(
        "select app.record_wallet_transaction(t.wallet_id, 'release', 3500, 3500, 'usd', 'dp_1:2', %s, 'Won', t.id)"
        " from wallet_transactions as t where t.reference_id = 'dp_1' and t.transaction_type = 'reservation'",
        (post(db, (clearing, -3_500), (own, 3_500)),),
    )
    assert found(db) == {deposit.intent: (0, 10_000), "re_1": (0, 0), "dp_1": (0, 0)}


def test_movements_of_an_object_are_one_sum_and_a_refund_under_way_is_told(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    (back,) = withdraw(db, brand_wallet, 4_000)
    book(
        db, movement("txn_1", amount=10_000, fee=320, origin_id=deposit.intent, subject_id=str(deposit.id)),
        movement("txn_2", "refund", -4_000, origin_id="re_1", subject_id=str(back)),
        movement("txn_3", "transfer", -7, origin_id="tr_9"), movement("txn_4", "transfer_refund", 7, origin_id="tr_9"),
        movement("txn_5", "stripe_fee", -5), movement("txn_6", "contribution", -6),
    )  # fmt: skip
    told = {row[0]: (*row[2:4], row[5]) for row in rows(db, "app.payments_by_origin")}
    assert told == {
        deposit.intent: (10_000, 10_000, False), "re_1": (-4_000, 0, True), "tr_9": (0, 0, False),
        "txn_6": (-6, 0, False),
    }  # fmt: skip


def _clearing(db: Connection) -> Any:
    row = db.execute(
        "select balance from ledger.account_balances where purpose = 'stripe_clearing'"
    ).fetchone()
    assert row is not None
    return row[0]
