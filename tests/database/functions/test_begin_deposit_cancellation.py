"""app.begin_deposit_cancellation: a wish that is written down; Stripe decides."""

from uuid import uuid4

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.people import make_user
from tests.factories.wallets import BrandWallet, begin_deposit, make_brand_wallet, pay_deposit, withdraw
from tests.typing import Connection

ASKED = "select status, metadata ->> 'cancel_asked_at' from wallet_transactions where id = %s"


def test_the_first_wish_is_noted_and_nothing_else(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = begin_deposit(db, brand_wallet)
    with acting_as(db, brand_wallet.owner):
        call(db, "app.begin_deposit_cancellation", brand_wallet.id, deposit)
    first = db.execute(ASKED, (deposit,)).fetchone()
    assert first is not None
    assert (first[0], first[1] is not None) == ("pending", True)
    with acting_as(db, brand_wallet.owner):
        call(db, "app.begin_deposit_cancellation", brand_wallet.id, deposit)
    assert db.execute(ASKED, (deposit,)).fetchone() == first


def test_what_is_cancelled_already_stays_as_it_is(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = begin_deposit(db, brand_wallet)
    db.execute("select app.close_deposit(%s, 'cancelled', 'abandoned')", (deposit,))
    with acting_as(db, brand_wallet.owner):
        call(db, "app.begin_deposit_cancellation", brand_wallet.id, deposit)
    assert db.execute(ASKED, (deposit,)).fetchone() == ("cancelled", None)


def test_what_is_paid_or_failed_is_refused(db: Connection, brand_wallet: BrandWallet) -> None:
    paid, failed = pay_deposit(db, brand_wallet).id, begin_deposit(db, brand_wallet)
    db.execute("select app.close_deposit(%s, 'failed', 'no')", (failed,))
    for deposit, status in ((paid, "completed"), (failed, "failed")):
        with acting_as(db, brand_wallet.owner):
            refused = refusal(db, "app.begin_deposit_cancellation", brand_wallet.id, deposit)
        assert refused == Refusal("IM010", None, {"from": status, "to": "cancelled"})


def test_another_wallets_deposit_what_is_none_and_what_never_was_are_not_found(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    pay_deposit(db, brand_wallet)
    [withdrawal] = withdraw(db, brand_wallet, 500)
    other = begin_deposit(db, make_brand_wallet(db))
    for wallet, deposit in (
        (brand_wallet.id, other), (brand_wallet.id, withdrawal), (brand_wallet.id, uuid4()),
        (brand_wallet.id, None), (uuid4(), other), (None, other),
    ):  # fmt: skip
        with acting_as(db, brand_wallet.owner):
            assert refusal(db, "app.begin_deposit_cancellation", wallet, deposit).sqlstate == "IG003"


@pytest.mark.parametrize("role", ["brand", "creator"])
def test_a_stranger_finds_no_wallet(db: Connection, brand_wallet: BrandWallet, role: str) -> None:
    deposit = begin_deposit(db, brand_wallet)
    with acting_as(db, make_user(db, role)):
        assert refusal(db, "app.begin_deposit_cancellation", brand_wallet.id, deposit).sqlstate == "IG003"
    assert db.execute(ASKED, (deposit,)).fetchone() == ("pending", None)
