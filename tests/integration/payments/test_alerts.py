"""Deadlines of disputes and early fraud warnings reach those who can do something, once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from common.adapters.payments.port import Dispute, PaymentUnclear
from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_dashboard import set_evidence_due, warn_of_fraud
from payments.alerts.service import REMINDED_BEFORE, remind_of_evidence
from payments.events.service import handle_due_events
from payments.sweep.service import run_sweep
from tests.conftest import Database
from tests.factories.payments import assert_books_are_clean, deliver, deposit, pay, stub_events, wallet
from tests.factories.people import brand_of, make_member

DUE, REMINDER, FRAUD = "dispute_evidence_due", "dispute_evidence_reminder", "fraud_warning"
Told = list[tuple[UUID, str]]


def due_in(**span: float) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(**span)


def tell_everything() -> None:
    """Every event that Stripe has, twice."""
    for event in [*stub_events(), *stub_events()]:
        assert deliver(event).status == 200
    handle_due_events()
    with_nothing_left = handle_due_events()
    assert with_nothing_left == {"processed": 0, "ignored": 0, "postponed": 0}


def told(database: Database, *types: str) -> list[tuple[UUID, str]]:
    """Who was told what, in order, of these types."""
    with database.connect() as db:
        return db.execute(
            "select user_id, type from notifications where type = any(%s) order by type, user_id",
            (list(types or (DUE, REMINDER, FRAUD)),),
        ).fetchall()


@pytest.fixture
def manager(database: Database, owner: UUID) -> UUID:
    """Runs the brand's campaigns, and moves no money."""
    with database.connect() as db:
        return make_member(db, brand_of(db, owner), "campaign_manager")


@pytest.mark.parametrize("status", ["needs_response", "warning_needs_response"])
@pytest.mark.usefixtures("manager")
def test_a_deadline_reaches_who_moves_the_money_and_administrators_once(
    database: Database, owner: UUID, admin: UUID, status: str
) -> None:
    due = due_in(days=9)
    dispute = StubPaymentAdapter().open_dispute(pay(owner, 5_000), 2_000, status)
    set_evidence_due(dispute.id, due)
    tell_everything()
    assert sorted(told(database)) == sorted([(owner, DUE), (admin, DUE)])
    set_evidence_due(dispute.id, due_in(days=12))
    tell_everything()
    assert len(told(database)) == 2
    with database.connect() as db:
        messages = db.execute(
            "select message, metadata from notifications where type = %s", (DUE,)
        ).fetchall()
        queued = db.execute("select count(*) from outbox where topic = 'notification.email'").fetchone()
    assert all(due.strftime("%Y-%m-%d %H:%M UTC") in message for message, _ in messages)
    assert all(facts["amount"] == 2_000 and facts["dispute_id"] == dispute.id for _, facts in messages)
    assert queued is not None
    assert queued[0] >= 2
    assert_books_are_clean(database)


@pytest.mark.parametrize("status", ["under_review", "won", "lost", "warning_closed"])
def test_a_dispute_that_can_not_be_answered_has_no_deadline(
    database: Database, owner: UUID, admin: UUID, status: str
) -> None:
    stub = StubPaymentAdapter()
    dispute = stub.open_dispute(pay(owner, 5_000), 2_000, status)
    set_evidence_due(dispute.id, due_in(days=9))
    tell_everything()
    assert told(database) == []
    assert remind_of_evidence(due_in(days=8)) == 0


def test_a_deadline_that_has_passed_is_told_to_nobody(database: Database, owner: UUID, admin: UUID) -> None:
    dispute = StubPaymentAdapter().open_dispute(pay(owner, 5_000), 2_000)
    set_evidence_due(dispute.id, due_in(hours=-1))
    tell_everything()
    assert told(database) == []


def test_who_has_not_answered_is_reminded_two_days_before_once(
    database: Database, owner: UUID, admin: UUID
) -> None:
    due = due_in(days=9)
    dispute = StubPaymentAdapter().open_dispute(pay(owner, 5_000), 2_000)
    set_evidence_due(dispute.id, due)
    tell_everything()
    assert remind_of_evidence(due - REMINDED_BEFORE - timedelta(minutes=1)) == 0
    assert run_sweep(due - REMINDED_BEFORE)["reminded"] == 1
    assert sorted(told(database, REMINDER)) == sorted([(owner, REMINDER), (admin, REMINDER)])
    assert remind_of_evidence(due - timedelta(hours=1)) == 0
    assert remind_of_evidence(due + timedelta(hours=1)) == 0
    assert len(told(database, REMINDER)) == 2


def test_who_has_answered_or_has_more_time_is_not_reminded(
    database: Database, owner: UUID, admin: UUID
) -> None:
    """Of neither a webhook has come yet: Stripe is asked."""
    stub, due = StubPaymentAdapter(), due_in(days=9)
    answered, later = (stub.open_dispute(pay(owner, 5_000), 1_000) for _ in range(2))
    for dispute in (answered, later):
        set_evidence_due(dispute.id, due)
    tell_everything()
    stub.move_dispute(answered.id, "under_review", "updated")
    set_evidence_due(later.id, due + timedelta(days=5))
    assert remind_of_evidence(due - timedelta(hours=3)) == 0
    assert remind_of_evidence(due + timedelta(days=4)) == 1
    assert len(told(database, REMINDER)) == 2


def test_an_outage_puts_a_reminder_off_and_stops_no_other(
    database: Database, owner: UUID, admin: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub, due = StubPaymentAdapter(), due_in(days=9)
    first, second = (stub.open_dispute(pay(owner, 5_000), 1_000) for _ in range(2))
    for dispute in (first, second):
        set_evidence_due(dispute.id, due)
    tell_everything()
    get = StubPaymentAdapter.get_dispute

    def unclear(self: StubPaymentAdapter, dispute_id: str) -> Dispute:
        if dispute_id == first.id:
            raise PaymentUnclear
        return get(self, dispute_id)

    with monkeypatch.context() as patched:
        patched.setattr(StubPaymentAdapter, "get_dispute", unclear)
        assert remind_of_evidence(due - timedelta(days=1)) == 1
    assert remind_of_evidence(due - timedelta(days=1)) == 1
    assert len(told(database, REMINDER)) == 4


@pytest.mark.usefixtures("manager")
def test_a_fraud_warning_reaches_the_same_people_once(database: Database, owner: UUID, admin: UUID) -> None:
    warn_of_fraud(pay(owner, 5_000))
    tell_everything()
    assert sorted(told(database)) == sorted([(owner, FRAUD), (admin, FRAUD)])
    assert wallet(owner)["available"] == 5_000
    assert_books_are_clean(database)


def test_a_warning_that_is_told_before_its_payment_books_the_payment_first(
    database: Database, owner: UUID, admin: UUID
) -> None:
    intent = deposit(owner, 5_000)
    StubPaymentAdapter().play_payer(intent)
    warn_of_fraud(intent)
    for event in stub_events("radar.early_fraud_warning.created"):
        deliver(event)
    assert handle_due_events()["processed"] == 1
    assert len(told(database)) == 2
    assert wallet(owner)["available"] == 5_000


def test_a_warning_about_what_is_refunded_or_none_of_ours_is_told_to_nobody(
    database: Database, owner: UUID, admin: UUID
) -> None:
    warn_of_fraud(pay(owner, 5_000), is_actionable=False)
    tell_everything()
    deliver(
        {"id": "evt_x", "type": "radar.early_fraud_warning.created", "data": {"object": {"id": "issfr_x"}}}
    )
    assert handle_due_events()["ignored"] == 1
    assert told(database) == []
