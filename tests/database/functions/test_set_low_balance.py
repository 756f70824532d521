"""app.set_low_balance: who moves a brand's money says when its wallet is low."""

from typing import Any

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.people import make_user
from tests.factories.wallets import BrandWallet, pay_deposit
from tests.typing import Connection


def stored(db: Connection) -> list[tuple[Any, ...]]:
    """Threshold, and whether the brand was told, of each wallet."""
    return db.execute("select threshold, told_at is not null from wallet_low_balances").fetchall()


def test_the_last_word_counts(db: Connection, brand_wallet: BrandWallet) -> None:
    for threshold in (5_000, 0, None, 7):
        with acting_as(db, brand_wallet.owner):
            call(db, "app.set_low_balance", brand_wallet.id, threshold)
        assert stored(db) == [(threshold, False)]


@pytest.mark.parametrize(("threshold", "told"), [(3_000, False), (3_001, True), (9_000, True), (None, True)])
def test_a_wallet_that_is_above_its_new_limit_may_be_told_of_again(
    db: Connection, brand_wallet: BrandWallet, threshold: int | None, told: bool
) -> None:
    pay_deposit(db, brand_wallet, 3_000)
    db.execute(
        "insert into wallet_low_balances (wallet_id, brand_id, told_at) values (%s, %s, now())",
        (brand_wallet.id, brand_wallet.brand),
    )
    with acting_as(db, brand_wallet.owner):
        call(db, "app.set_low_balance", brand_wallet.id, threshold)
    assert stored(db) == [(threshold, told)]


@pytest.mark.parametrize("threshold", [-1, 10**12 + 1])
def test_what_is_no_amount_is_refused(db: Connection, brand_wallet: BrandWallet, threshold: int) -> None:
    with acting_as(db, brand_wallet.owner):
        refused = refusal(db, "app.set_low_balance", brand_wallet.id, threshold)
    assert refused.constraint == "wallet_low_balance_threshold_is_an_amount"


def test_nobody_says_it_of_anothers_wallet(db: Connection, brand_wallet: BrandWallet) -> None:
    with acting_as(db, make_user(db, "brand")):
        for wallet in (brand_wallet.id, None):
            assert refusal(db, "app.set_low_balance", wallet, 5) == Refusal("IG003")
    assert stored(db) == []
