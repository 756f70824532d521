"""app.begin_deposit: an intent; nothing is credited before Stripe says so."""

from uuid import UUID, uuid4

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.people import make_member, make_user
from tests.factories.wallets import BrandWallet, holdings, make_brand_wallet
from tests.typing import Connection


def test_it_is_a_pending_line_without_effect(db: Connection) -> None:
    wallet = make_brand_wallet(db, currency="eur")
    with acting_as(db, wallet.owner):
        deposit = call(db, "app.begin_deposit", wallet.id, 10_000)
    assert db.execute(
        "select wallet_id, transaction_type, status, amount, balance_effect, currency, reference_id, metadata,"
        " ledger_transaction_id from wallet_transactions where id = %s", (deposit,)
    ).fetchone() == (
        wallet.id, "deposit", "pending", 10_000, 0, "eur", None, {"asked_amount": 10_000}, None,
    )  # fmt: skip
    assert holdings(db, wallet) == {"available": 0, "refunds": 0, "disputes": 0, "stripe": 0}


def test_each_call_begins_another_one(db: Connection, brand_wallet: BrandWallet) -> None:
    """That one request makes one deposit is the idempotency key's business."""
    with acting_as(db, brand_wallet.owner):
        deposits = {call(db, "app.begin_deposit", brand_wallet.id, 500) for _ in range(2)}
    stored = db.execute("select id from wallet_transactions where wallet_id = %s", (brand_wallet.id,))
    assert {row[0] for row in stored} == deposits
    assert len(deposits) == 2


@pytest.mark.parametrize("role", ["analyst", "campaign_manager"])
def test_whose_role_moves_no_money_is_refused(db: Connection, brand_wallet: BrandWallet, role: str) -> None:
    with acting_as(db, make_member(db, brand_wallet.brand, role)):
        assert refusal(db, "app.begin_deposit", brand_wallet.id, 500) == Refusal("IM005")
    assert db.execute("select from wallet_transactions").fetchall() == []


def test_another_brands_wallet_and_a_creators_are_not_found(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    creator = make_user(db)
    own = db.execute("select id from wallets where user_id = %s", (creator,)).fetchone()
    assert own is not None
    tries: list[tuple[UUID, UUID]] = [
        (make_user(db, "brand"), brand_wallet.id), (creator, own[0]), (brand_wallet.owner, uuid4()),
    ]  # fmt: skip
    for user, wallet in tries:
        with acting_as(db, user):
            assert refusal(db, "app.begin_deposit", wallet, 500) == Refusal("IG003")
    assert db.execute("select from wallet_transactions").fetchall() == []


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_and_less_is_no_deposit(db: Connection, brand_wallet: BrandWallet, amount: int) -> None:
    with acting_as(db, brand_wallet.owner):
        refused = refusal(db, "app.begin_deposit", brand_wallet.id, amount)
    assert refused.sqlstate == "23514"
    assert db.execute("select from wallet_transactions").fetchall() == []
