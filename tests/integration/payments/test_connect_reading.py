"""The timer that reads accounts again: what no list of events tells is found within a day."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments import stub_accounts
from common.adapters.payments.port import PaymentUnclear
from common.adapters.payments.stub import StubPaymentAdapter
from payments import schedule
from payments.connect.read import AccountsUnknown, run_account_reading
from payments.events.service import handle_due_events
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.payments import deliver, request
from tests.factories.payouts import account_of, connect, forget_account, told, told_of_bank
from tests.factories.people import make_user

NOW = datetime.now(UTC)


def make_payees(database: Database, count: int) -> list[UUID]:
    """Creators with accounts that are ready for payouts."""
    with database.connect() as db:
        creators = [make_user(db) for _ in range(count)]
    for creator in creators:
        connect(creator)
    return creators


def let_reading_be_due(database: Database) -> None:
    with database.connect() as db:
        db.execute("update connected_accounts set available_at = now()")


def is_paid_out(user: UUID) -> bool:
    paid: bool = request("GET", "/wallets", user=user).body["data"][0]["payouts_enabled"]
    return paid


def test_the_timer_finds_what_was_missed_of_an_account_and_its_bank(database: Database) -> None:
    restricted, paid = make_payees(database, 2)
    stub_accounts.restrict_account(account_of(restricted))
    stub_accounts.end_bank_payout(stub_accounts.pay_to_bank(account_of(paid), 5_000).id, "account_closed")
    stub_accounts.pay_to_bank(account_of(paid), 6_000)
    event = {"job": "payments-accounts", "scheduled_time": NOW.isoformat()}
    assert schedule.lambda_handler(event, LambdaContext())["counts"] == {"read": 2, "gone": 0, "failed": 0}
    assert (is_paid_out(restricted), is_paid_out(paid)) == (False, True)
    assert told_of_bank(database, paid) == ["Your bank refused a payout"]
    assert run_account_reading(NOW) == {"read": 0, "gone": 0, "failed": 0}, "once a day"


def test_what_an_event_told_the_timer_does_not_tell_again(database: Database) -> None:
    [creator] = make_payees(database, 1)
    payout = stub_accounts.pay_to_bank(account_of(creator), 5_000)
    stub_accounts.end_bank_payout(payout.id)
    deliver({"id": "evt_1", "type": "payout.paid", "account": account_of(creator),
             "data": {"object": {"id": payout.id}}})  # fmt: skip
    handle_due_events()
    run_account_reading(NOW)
    assert told_of_bank(database, creator) == ["Your bank has the money"]


def test_those_that_were_not_read_for_longest_come_first(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    creators = make_payees(database, 3)
    with database.connect() as db:
        for days, creator in enumerate(creators):
            db.execute("update connected_accounts set available_at = now() - %s where user_id = %s",
                       (timedelta(days=days), creator))  # fmt: skip
    read: list[str] = []
    original = StubPaymentAdapter.get_account

    def notes(self: StubPaymentAdapter, account_id: str) -> Any:
        read.append(account_id)
        return original(self, account_id)

    monkeypatch.setattr("payments.connect.read.READ_AT_ONCE", 1)
    monkeypatch.setattr(StubPaymentAdapter, "get_account", notes)
    run_account_reading(NOW)
    assert read == [account_of(creator) for creator in reversed(creators)]


def test_one_account_that_breaks_stops_no_other_and_is_due_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, fine = make_payees(database, 2)
    stub_accounts.restrict_account(account_of(fine))
    original = StubPaymentAdapter.list_bank_payouts

    def breaks(self: StubPaymentAdapter, account_id: str, since: datetime) -> Any:
        if account_id == account_of(broken):
            raise RuntimeError("an answer that nobody can read")
        return original(self, account_id, since)

    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "list_bank_payouts", breaks)
        assert run_account_reading(NOW) == {"read": 1, "gone": 0, "failed": 1}
    assert is_paid_out(fine) is False
    with database.connect() as db:
        db.execute("update connected_accounts set available_at = available_at - interval '1 hour'")
    assert run_account_reading(NOW) == {"read": 1, "gone": 0, "failed": 0}, "the other one waits for tomorrow"


def test_a_stripe_that_does_not_answer_is_not_asked_for_each_account(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_payees(database, 3)
    asked = 0

    def is_silent(*_: object) -> None:
        nonlocal asked
        asked += 1
        raise PaymentUnclear

    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "get_account", is_silent)
        run_account_reading(NOW)
    assert asked == 1


def test_a_key_of_another_platform_closes_nobodys_account(database: Database) -> None:
    creators = make_payees(database, 3)
    for creator in creators:
        forget_account(database, account_of(creator))
    for _ in range(3):  # Lambda repeats what failed, and only what fails thrice raises the alarm
        with pytest.raises(AccountsUnknown):
            run_account_reading(NOW)
    assert [is_paid_out(creator) for creator in creators] == [True] * 3
    assert [told(database, creator, "payout_on_hold") for creator in creators] == [[]] * 3


def test_one_that_is_unknown_among_others_is_closed(database: Database) -> None:
    gone, *others = make_payees(database, 4)
    forget_account(database, account_of(gone))
    let_reading_be_due(database)
    assert run_account_reading(NOW) == {"read": 3, "gone": 1, "failed": 0}
    assert is_paid_out(gone) is False
    assert all(is_paid_out(other) for other in others)


def test_where_payments_are_off_nothing_is_read(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    make_payees(database, 1)
    monkeypatch.setattr("payments.connect.read.payments_mode", lambda: ("off", "no key"))
    assert run_account_reading(NOW) == {}
