"""app.note_dispute: until when evidence counts, as Stripe has it now; told once."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.database.functions.alerts import told
from tests.database.sql_functions import call, refusal
from tests.factories.people import make_user
from tests.factories.wallets import BrandWallet, begin_deposit, pay_deposit
from tests.typing import Connection

KIND = "dispute_evidence_due"
DUE = datetime(2099, 3, 1, 12, 30, tzinfo=UTC)
STORED = "select amount, is_open, evidence_due_by, told_at is not null from payment_alerts"


def test_it_is_told_once_and_kept_as_it_is_now(db: Connection, brand_wallet: BrandWallet) -> None:
    make_user(db, "admin")
    intent = pay_deposit(db, brand_wallet).intent
    assert call(db, "app.note_dispute", intent, "dp_1", 4_000, "fraudulent", True, DUE) is True
    messages = told(db, KIND)
    assert [facts for _, *facts in messages] == [["usd", 4_000]] * 2
    assert all("2099-03-01 12:30 UTC" in message for message, *_ in messages)
    later = DUE + timedelta(days=1)
    assert call(db, "app.note_dispute", intent, "dp_1", 3_000, "fraudulent", True, later) is False
    assert db.execute(STORED).fetchall() == [(3_000, True, later, True)]
    assert call(db, "app.note_dispute", intent, "dp_1", 3_000, None, False, None) is False
    assert db.execute(STORED).fetchall() == [(3_000, False, later, True)]
    assert told(db, KIND) == messages


@pytest.mark.parametrize(
    ("is_open", "due"), [(False, DUE), (True, None), (True, datetime(2020, 1, 1, tzinfo=UTC))]
)
def test_it_is_told_when_something_can_be_done(
    db: Connection, brand_wallet: BrandWallet, is_open: bool, due: datetime | None
) -> None:
    intent = pay_deposit(db, brand_wallet).intent
    assert call(db, "app.note_dispute", intent, "dp_1", 4_000, "x" * 300, is_open, due) is False
    assert told(db, KIND) == []
    assert call(db, "app.note_dispute", intent, "dp_1", 4_000, "fraudulent", True, DUE) is True
    assert len(told(db, KIND)) == 1


def test_an_unknown_payment_is_none_of_ours(db: Connection, brand_wallet: BrandWallet) -> None:
    begin_deposit(db, brand_wallet)
    for intent in ("pi_unknown", None):
        assert call(db, "app.note_dispute", intent, "dp_1", 4_000, "", True, DUE) is False
    assert db.execute(STORED).fetchall() == []


@pytest.mark.parametrize(("name", "amount"), [(None, 5), ("dp_1", None), ("dp_1", 0), ("dp_1", -5)])
def test_what_makes_no_sense_is_refused(
    db: Connection, brand_wallet: BrandWallet, name: str | None, amount: int | None
) -> None:
    intent = pay_deposit(db, brand_wallet).intent
    refused = refusal(db, "app.note_dispute", intent, name, amount, "", True, DUE)
    assert refused.sqlstate in {"23502", "23514"}
