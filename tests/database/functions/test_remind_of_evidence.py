"""app.remind_of_evidence: whoever has not answered hears it once more, and once."""

from datetime import UTC, datetime, timedelta

from tests.database.functions.alerts import told
from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.factories.wallets import BrandWallet, pay_deposit
from tests.typing import Connection

KIND = "dispute_evidence_reminder"
DUE = datetime(2099, 3, 1, 12, 30, tzinfo=UTC)
BEFORE = DUE - timedelta(days=1)


def test_it_is_told_once_to_both_sides(db: Connection, brand_wallet: BrandWallet) -> None:
    make_user(db, "admin")
    intent = pay_deposit(db, brand_wallet).intent
    call(db, "app.note_dispute", intent, "dp_1", 4_000, "", True, DUE)
    assert [call(db, "app.remind_of_evidence", "dp_1", BEFORE) for _ in range(2)] == [True, False]
    assert [facts for _, *facts in told(db, KIND)] == [["usd", 4_000]] * 2
    assert db.execute("select reminded_at from payment_alerts").fetchall() == [(BEFORE,)]


def test_what_is_answered_over_or_unknown_needs_no_reminder(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    intent = pay_deposit(db, brand_wallet).intent
    call(db, "app.note_dispute", intent, "dp_1", 4_000, "", False, DUE)
    call(db, "app.note_dispute", intent, "dp_2", 4_000, "", True, DUE)
    call(db, "app.note_fraud_warning", intent, "issfr_1", "", True)
    for alert, as_of in (
        ("dp_1", BEFORE),
        ("dp_2", DUE),
        ("issfr_1", BEFORE),
        ("dp_3", BEFORE),
        (None, BEFORE),
    ):
        assert call(db, "app.remind_of_evidence", alert, as_of) is False
    assert call(db, "app.remind_of_evidence", "dp_2", None) is False
    assert told(db, KIND) == []
