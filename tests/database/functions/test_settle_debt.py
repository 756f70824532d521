"""app.settle_debt: what a brand owes is paid by whatever is posted into its account."""

from uuid import UUID, uuid4

import pytest

from tests.database.sql_functions import call
from tests.factories.ledger import account, post
from tests.factories.wallets import BrandWallet, holdings, lines, make_brand_wallet
from tests.typing import Connection


def owe(db: Connection, wallet: BrandWallet, debt: int) -> None:
    """So much is owed, in minor units, and nothing is there."""
    if debt:
        disputes = account(db, "disputes", brand_id=wallet.brand)
        post(db, (account(db, "stripe_clearing"), debt), (disputes, -debt))


def receive(db: Connection, wallet: BrandWallet, amount: int, **what: str) -> UUID:
    """A ledger transaction that brings `amount` minor units."""
    own = account(db, "brand_available", brand_id=wallet.brand)
    return post(db, (account(db, "stripe_clearing"), -amount), (own, amount), **what)


@pytest.mark.parametrize(
    ("debt", "amount", "paid"), [(3_000, 10_000, 3_000), (3_000, 1_000, 1_000), (3_000, 3_000, 3_000)]
)
def test_what_comes_in_pays_as_much_as_is_owed(
    db: Connection, brand_wallet: BrandWallet, debt: int, amount: int, paid: int
) -> None:
    owe(db, brand_wallet, debt)
    cause = receive(db, brand_wallet, amount)
    held = holdings(db, brand_wallet)
    assert (held["available"], held["disputes"]) == (amount - paid, paid - debt)
    assert lines(db, brand_wallet.id) == [("withdrawal", "completed", paid, -paid)]
    own = account(db, "brand_available", brand_id=brand_wallet.brand)
    assert db.execute(
        "select t.reference_id, l.kind from wallet_transactions as t"
        " inner join ledger.transactions as l on l.id = t.ledger_transaction_id"
    ).fetchall() == [(f"debt_paid:{cause}:{own}", "debt_paid")]


@pytest.mark.parametrize("debt", [0, -500])
def test_without_a_debt_what_comes_in_stays(db: Connection, brand_wallet: BrandWallet, debt: int) -> None:
    owe(db, brand_wallet, debt)
    receive(db, brand_wallet, 5_000)
    held = holdings(db, brand_wallet)
    assert (held["available"], held["disputes"]) == (5_000, -debt)
    assert lines(db, brand_wallet.id) == []


def test_a_paid_debt_is_not_paid_again(db: Connection, brand_wallet: BrandWallet) -> None:
    owe(db, brand_wallet, 3_000)
    for _ in range(2):
        receive(db, brand_wallet, 5_000, key="the same twice")
    assert holdings(db, brand_wallet)["available"] == 2_000
    receive(db, brand_wallet, 5_000)
    assert holdings(db, brand_wallet)["available"] == 7_000
    assert len(lines(db, brand_wallet.id)) == 1


def test_a_reversal_and_a_set_of_transfers_pay_as_well(db: Connection, brand_wallet: BrandWallet) -> None:
    own, clearing = (
        account(db, "brand_available", brand_id=brand_wallet.brand),
        account(db, "stripe_clearing"),
    )
    receive(db, brand_wallet, 2_000)
    spent = post(db, (own, -2_000), (clearing, 2_000))
    owe(db, brand_wallet, 3_000)
    call(db, "ledger.reverse", spent)
    assert (holdings(db, brand_wallet)["available"], holdings(db, brand_wallet)["disputes"]) == (0, -1_000)
    keys = [uuid4().hex, uuid4().hex]
    call(db, "ledger.post_transfers", "release", keys, [clearing] * 2, [own] * 2, [800, 700])
    assert (holdings(db, brand_wallet)["available"], holdings(db, brand_wallet)["disputes"]) == (500, 0)


def test_each_brand_pays_its_own_debt_where_one_transaction_fills_two(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    other, third = make_brand_wallet(db), make_brand_wallet(db)
    for wallet in (brand_wallet, other):
        owe(db, wallet, 3_000)
    wallets = (brand_wallet, other, third)
    filled = [(account(db, "brand_available", brand_id=wallet.brand), 4_000) for wallet in wallets]
    post(db, (account(db, "stripe_clearing"), -12_000), *filled)
    assert [holdings(db, wallet)["available"] for wallet in wallets] == [1_000, 1_000, 4_000]


def test_money_and_a_debt_that_stand_side_by_side_are_settled_once_per_cause(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    receive(db, brand_wallet, 5_000)
    owe(db, brand_wallet, 3_000)  # as it was before posts paid debts
    own, cause = account(db, "brand_available", brand_id=brand_wallet.brand), uuid4()
    for _ in range(2):
        call(db, "app.settle_debt", own, cause)
    assert (holdings(db, brand_wallet)["available"], holdings(db, brand_wallet)["disputes"]) == (2_000, 0)
    call(db, "app.settle_debt", uuid4(), cause)  # an account that nobody has
