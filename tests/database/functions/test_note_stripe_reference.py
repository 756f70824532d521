"""app.note_stripe_reference: Stripe's id of an operation, once."""

from uuid import uuid4

from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.wallets import BrandWallet, begin_deposit
from tests.typing import Connection

STORED = "select reference_id, status from wallet_transactions where id = %s"


def test_it_is_noted_and_may_be_noted_again(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = begin_deposit(db, brand_wallet)
    for _ in range(2):
        call(db, "app.note_stripe_reference", deposit, "pi_1")
        assert db.execute(STORED, (deposit,)).fetchone() == ("pi_1", "pending")


def test_another_one_is_refused(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = begin_deposit(db, brand_wallet)
    call(db, "app.note_stripe_reference", deposit, "pi_1")
    refused = refusal(db, "app.note_stripe_reference", deposit, "pi_2")
    assert refused == Refusal("IM008", None, {"transaction_id": str(deposit)})
    assert db.execute(STORED, (deposit,)).fetchone() == ("pi_1", "pending")


def test_one_reference_belongs_to_one_deposit(db: Connection, brand_wallet: BrandWallet) -> None:
    first, second = begin_deposit(db, brand_wallet), begin_deposit(db, brand_wallet)
    call(db, "app.note_stripe_reference", first, "pi_1")
    refused = refusal(db, "app.note_stripe_reference", second, "pi_1")
    assert refused.constraint == "wallet_transaction_reference_is_used_once"
    assert db.execute(STORED, (second,)).fetchone() == (None, "pending")


def test_an_operation_that_does_not_exist_has_none(db: Connection) -> None:
    unknown = uuid4()
    assert refusal(db, "app.note_stripe_reference", unknown, "pi_1") == Refusal(
        "IM008", None, {"transaction_id": str(unknown)}
    )
