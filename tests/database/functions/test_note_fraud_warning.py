"""app.note_fraud_warning: told once, while something can be done."""

import pytest

from tests.database.functions.alerts import told
from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.factories.wallets import BrandWallet, begin_deposit, pay_deposit
from tests.typing import Connection

KIND = "fraud_warning"
STORED = "select id, kind, amount, is_open, evidence_due_by from payment_alerts"


def test_it_is_told_once_to_both_sides(db: Connection, brand_wallet: BrandWallet) -> None:
    make_user(db, "admin")
    intent = pay_deposit(db, brand_wallet, 7_000).intent
    warn = ("app.note_fraud_warning", intent, "issfr_1", "made_with_stolen_card")
    assert [call(db, *warn, is_open) for is_open in (True, True, False)] == [True, False, False]
    assert [facts for _, *facts in told(db, KIND)] == [["usd", 7_000]] * 2
    assert db.execute(STORED).fetchall() == [("issfr_1", "fraud_warning", 7_000, False, None)]


@pytest.mark.parametrize("is_open", [False, True])
def test_an_unknown_payment_or_one_that_is_refunded_is_told_to_nobody(
    db: Connection, brand_wallet: BrandWallet, is_open: bool
) -> None:
    begin_deposit(db, brand_wallet)
    intent = "pi_unknown" if is_open else pay_deposit(db, brand_wallet).intent
    assert call(db, "app.note_fraud_warning", intent, "issfr_1", "", is_open) is False
    assert told(db, KIND) == []
    assert len(db.execute(STORED).fetchall()) == (0 if is_open else 1)
