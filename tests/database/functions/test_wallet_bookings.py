"""app.wallet_bookings: what was booked on a wallet, in its order and by page; none of it ever changes."""

from typing import Any
from uuid import UUID

from tests.actors import acting_as
from tests.database.sql_functions import call, rows
from tests.factories.ledger import account, post
from tests.factories.money import Deal, earn, let_hold_pass
from tests.factories.wallets import BrandWallet, begin_deposit, pay_deposit, withdraw
from tests.typing import Connection

PLACE, OPERATION, TYPE, KIND, DESCRIPTION, AMOUNT, BALANCE, DEBT, GROSS, FEE = 0, 2, 3, 4, 5, 6, 7, 8, 9, 10


def bookings(
    db: Connection, wallet: UUID, after: int = 0, to: int = 100, at_most: int = 100
) -> list[tuple[Any, ...]]:
    with acting_as(db, None):
        return rows(db, "app.wallet_bookings", wallet, after, to, at_most)


def told(db: Connection, wallet: UUID) -> list[tuple[Any, ...]]:
    """Type, kind, amount, balance and debt after each."""
    return [(row[TYPE], row[KIND], row[AMOUNT], row[BALANCE], row[DEBT]) for row in bookings(db, wallet)]


def test_each_movement_is_a_line_with_its_operation(db: Connection, brand_wallet: BrandWallet) -> None:
    begin_deposit(db, brand_wallet, 700)
    deposit = pay_deposit(db, brand_wallet, 5_000)
    [withdrawal] = withdraw(db, brand_wallet, 4_000)
    call(db, "app.fail_refund", withdrawal, "no")
    assert told(db, brand_wallet.id) == [
        ("deposit", "deposit", 5_000, 5_000, 0), ("withdrawal", "refund", -4_000, 1_000, 0),
        ("withdrawal", "reversal", 4_000, 5_000, 0),
    ]  # fmt: skip
    found = bookings(db, brand_wallet.id)
    assert [row[OPERATION] for row in found] == [deposit.id, withdrawal, withdrawal]
    assert [row[DESCRIPTION] for row in found] == [
        "",
        "Refund of a deposit",
        "Came back: Refund of a deposit",
    ]


def test_a_debt_stands_beside_the_balance_from_the_booking_that_made_it(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = pay_deposit(db, brand_wallet, 5_000)
    withdraw(db, brand_wallet, 4_000)
    db.execute("select app.book_dispute(%s, 'dp_1', 'needs_response', 3000, now())", (deposit.intent,))
    db.execute("select app.fold_ledger(100)")
    pay_deposit(db, brand_wallet, 500)
    assert told(db, brand_wallet.id)[2:] == [
        ("release", "debt", 2_000, 3_000, 2_000), ("reservation", "dispute", -3_000, 0, 2_000),
        ("deposit", "deposit", 500, 500, 2_000), ("withdrawal", "debt_paid", -500, 0, 1_500),
    ]  # fmt: skip


def test_a_debt_without_a_booking_of_its_own_counts_from_its_time(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    """As disputes of spent money were booked before."""
    pay_deposit(db, brand_wallet, 1_000)
    disputes = account(db, "disputes", brand_id=brand_wallet.brand)
    post(db, (disputes, -300), (account(db, "stripe_clearing"), 300))
    pay_deposit(db, brand_wallet, 200)
    assert [(row[BALANCE], row[DEBT]) for row in bookings(db, brand_wallet.id)] == [
        (1_000, 0), (1_200, 300), (900, 0),
    ]  # fmt: skip


def test_pages_meet_without_a_gap(db: Connection, brand_wallet: BrandWallet, deal: Deal) -> None:
    for amount in (100, 200, 300, 400):
        pay_deposit(db, brand_wallet, amount)
        earn(db, deal, amount)
    creator = call(db, "app.wallet_of", None, deal.creator, "usd")
    for wallet in (brand_wallet.id, creator):
        whole = bookings(db, wallet)
        assert [row[PLACE] for row in whole] == [1, 2, 3, 4]
        assert bookings(db, wallet, at_most=3) + bookings(db, wallet, after=3) == whole
        assert bookings(db, wallet, after=1, to=3) == whole[1:3]
        assert bookings(db, wallet, after=3, to=1) == []


def test_a_creator_reads_gross_and_fee_and_folding_changes_nothing(db: Connection, deal: Deal) -> None:
    earning = earn(db, deal, 10_000)
    let_hold_pass(db, deal)
    call(db, "app.claw_back", earning, 4_500, "why")
    wallet = call(db, "app.wallet_of", None, deal.creator, "usd")
    found = bookings(db, wallet)
    assert [(row[AMOUNT], row[BALANCE], row[GROSS], row[FEE]) for row in found] == [
        (9_000, 9_000, 10_000, 1_000), (-4_500, 4_500, -5_000, -500),
    ]  # fmt: skip
    db.execute("select app.fold_ledger(1), app.fold_ledger(1)")
    assert bookings(db, wallet) == found


def test_a_movement_that_no_operation_speaks_of_is_a_line_as_well(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    own = account(db, "brand_available", brand_id=brand_wallet.brand)
    post(db, (account(db, "stripe_clearing"), -500), (own, 500), kind="by_hand")
    [line] = bookings(db, brand_wallet.id)
    assert (line[OPERATION], line[TYPE], line[KIND], line[AMOUNT]) == (None, None, "by_hand", 500)
