"""app.tell_low_wallet: who moves a brand's money is told that its wallet is low, once until it has risen again."""

from typing import LiteralString

import pytest

from tests.actors import acting_as
from tests.database.functions.money_history import take_back
from tests.factories.money import Deal, make_deal
from tests.factories.wallets import BrandWallet, make_brand_wallet, pay_deposit, withdraw
from tests.typing import Connection


def told(db: Connection) -> list[int]:
    """The amounts that were left, by notification, once all triggers of the transaction have run."""
    db.execute("set constraints all immediate")
    db.execute("set constraints all deferred")
    rows = db.execute(
        "select (metadata ->> 'amount')::bigint from notifications where type = 'wallet_low' order by id"
    ).fetchall()
    return [row[0] for row in rows]


def reserve(db: Connection, deal: Deal, amount: int) -> None:
    db.execute("select app.reserve_budget(%s, %s)", (deal.participant, amount))


def test_a_wallet_that_falls_below_its_limit_is_told_of_once(db: Connection, deal: Deal) -> None:
    reserve(db, deal, 90_000)
    assert told(db) == []
    reserve(db, deal, 1)
    assert told(db) == [9_999]
    reserve(db, deal, 1_000)
    assert told(db) == [9_999]
    who = db.execute(
        "select user_id, category, metadata ->> 'currency' from notifications where type = 'wallet_low'"
    )
    assert who.fetchall() == [(deal.owner, "payments", "usd")]


def test_once_it_has_risen_it_may_be_told_of_again(db: Connection, deal: Deal) -> None:
    reserve(db, deal, 95_000)
    assert told(db) == [5_000]
    db.execute("select app.release_budget(%s, 4999)", (deal.participant,))
    reserve(db, deal, 1)
    assert told(db) == [5_000], "9,999 are no rise above 10,000"
    db.execute("select app.release_budget(%s, 2)", (deal.participant,))
    assert told(db) == [5_000]
    reserve(db, deal, 3)
    assert told(db) == [5_000, 9_997]


def test_only_the_end_of_a_transaction_counts(db: Connection, deal: Deal) -> None:
    reserve(db, deal, 95_000)
    db.execute("select app.release_budget(%s, 94000)", (deal.participant,))
    assert told(db) == []


def test_the_owner_says_when_it_is_low(db: Connection, deal: Deal) -> None:
    row = db.execute("select id from wallets where brand_id = %s", (deal.brand,)).fetchone()
    db.execute(
        "insert into wallet_low_balances (wallet_id, brand_id, threshold) values (%s, %s, 0)",
        (*(row or ()), deal.brand),
    )
    reserve(db, deal, 100_000)
    assert told(db) == [], "never"
    db.execute("select app.release_budget(%s)", (deal.participant,))
    db.execute("update wallet_low_balances set threshold = 60000")
    reserve(db, deal, 40_001)
    assert told(db) == [59_999]


def test_a_first_small_deposit_is_no_fall(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet, 500)
    assert told(db) == []
    withdraw(db, brand_wallet, 100)
    assert told(db) == [400]
    take_back(db, deposit, "dp_1", 500)
    assert told(db) == [400]


def test_each_wallet_and_each_brand_is_told_of_for_itself(db: Connection, deal: Deal) -> None:
    other = make_deal(db)
    euros = make_brand_wallet(db, funds=9_000, currency="eur")
    withdraw(db, euros, 1)
    for each in (deal, other):
        reserve(db, each, 99_000)
    assert sorted(told(db)) == [1_000, 1_000, 8_999]


def test_a_creator_is_not_told(db: Connection, deal: Deal) -> None:
    db.execute(
        "insert into wallet_transactions (wallet_id, transaction_type, amount, balance_effect, currency)"
        " select id, 'withdrawal', 5, -5, 'usd' from wallets where user_id = %s", (deal.creator,)
    )  # fmt: skip
    assert told(db) == []


@pytest.mark.parametrize("end", ["app.settle_refund(%s, 're_1')", "app.fail_refund(%s, 'lost_card')"])
def test_a_withdrawal_that_ends_is_no_fall(
    db: Connection, brand_wallet: BrandWallet, end: LiteralString
) -> None:
    """The owner raised the limit after the money had left, and knows what is there."""
    pay_deposit(db, brand_wallet, 50_000)
    [withdrawal] = withdraw(db, brand_wallet, 10_000)
    assert told(db) == []
    with acting_as(db, brand_wallet.owner):
        db.execute("select app.set_low_balance(%s, 90000)", (brand_wallet.id,))
    assert db.execute(f"select {end}", (withdrawal,)).fetchone() == (True,)
    assert told(db) == []
