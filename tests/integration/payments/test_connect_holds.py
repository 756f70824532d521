"""A payee who cannot be paid: held with a reason in words, told once, tried again when something has changed."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from common.adapters.payments import stub_accounts
from common.adapters.payments.port import PaymentRefused
from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import change, select_bodies
from payments.connect.read import run_account_reading
from payments.events.service import handle_due_events
from payments.payouts.service import run_payouts
from tests.conftest import Database
from tests.factories.money import earn
from tests.factories.payments import assert_books_are_clean, deliver, request, stub_events, wallet
from tests.factories.payouts import (
    LATER,
    account_of,
    connect,
    forget_account,
    make_earning,
    payouts,
    told,
    transfers,
)

RESTRICTED = "Stripe has restricted your account. Open it to see what is needed."
CLOSED = "Your account at Stripe was closed. Connect a new one to be paid."
Lift = Callable[[Database, UUID], None]


def run_three_days() -> list[tuple[int, int]]:
    """What each of three runs failed to pay, and passed over."""
    runs = [run_payouts(LATER) for _ in range(3)]
    return [(run["failed"], run["skipped"]) for run in runs]


def status_of(user: UUID) -> tuple[bool, bool, str | None]:
    """Connected, paid out, and why not."""
    status = request("GET", "/connect/status", user=user).body
    return status["connected"], status["payouts_enabled"], status["blocked_reason"]


def deliver_events(*types: str) -> None:
    for event in stub_events(*types):
        deliver(event)
    handle_due_events()


def by_event(_: Database, user: UUID) -> None:
    stub_accounts.restore_account(account_of(user))
    deliver_events("account.updated")


def by_creator(_: Database, user: UUID) -> None:
    connect(user)


def by_timer(database: Database, user: UUID) -> None:
    run_account_reading(LATER)
    stub_accounts.restore_account(account_of(user))
    with database.connect() as db:
        db.execute("update connected_accounts set available_at = now()")
    run_account_reading(LATER)


@pytest.mark.parametrize("lift", [by_event, by_creator, by_timer])
def test_who_is_restricted_is_held_told_once_and_paid_when_it_is_over(database: Database, lift: Lift) -> None:
    """Stripe's word of the restriction never reached us."""
    deal, _ = make_earning(database)
    stub_accounts.restrict_account(account_of(deal.creator))
    assert run_three_days() == [(1, 0), (0, 1), (0, 1)]
    assert len(payouts(deal.creator)) == 1
    assert payouts(deal.creator)[0]["failure_reason"] == RESTRICTED
    assert [message.startswith(RESTRICTED) for message in told(database, deal.creator, "payout_on_hold")] == [
        True
    ]
    assert (
        told(database, deal.creator, "payout_skipped") == told(database, deal.creator, "payout_failed") == []
    )
    [purse] = request("GET", "/wallets", user=deal.creator).body["data"]
    assert (purse["payouts_enabled"], purse["available"]) == (False, 54_000)
    assert purse["payouts_blocked_reason"] == "Stripe needs more from you. Complete your account to be paid."
    lift(database, deal.creator)
    assert run_payouts(LATER)["paid"] == 1
    assert transfers() == [54_000]
    assert status_of(deal.creator) == (True, True, None)
    assert_books_are_clean(database)


def test_what_stripe_refuses_though_it_calls_the_account_fine_is_not_tried_every_day(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal, _ = make_earning(database)

    def refuses(*_: object) -> None:
        raise PaymentRefused("transfers_not_allowed")

    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "create_transfer", refuses)
        assert run_three_days() == [(1, 0), (0, 1), (0, 1)]
        assert status_of(deal.creator) == (True, False, RESTRICTED)
        assert run_account_reading(LATER)["read"] == 1
        assert run_payouts(LATER)["failed"] == 0
        connect_again = request("POST", "/connect/onboarding", user=deal.creator, body={})
        assert connect_again.status == 201
        assert run_payouts(LATER)["failed"] == 1, "the creator did something, so it is tried"
    assert len(told(database, deal.creator, "payout_on_hold")) == 1, "and it is the same trouble"
    connect(deal.creator)
    assert run_payouts(LATER)["paid"] == 1
    with database.connect() as db:
        earn(db, deal, 10_000)
    monkeypatch.setattr(StubPaymentAdapter, "create_transfer", refuses)
    run_payouts(LATER)
    assert len(told(database, deal.creator, "payout_on_hold")) == 2, "after a payout it is news again"


def closed_and_told(_: Database, account: str) -> None:
    stub_accounts.close_account(account)
    deliver_events("v2.core.account.closed")


def closed_and_met_by_a_run(_: Database, account: str) -> None:
    stub_accounts.close_account(account)
    run_payouts(LATER)


def closed_and_read(_: Database, account: str) -> None:
    stub_accounts.close_account(account)
    assert run_account_reading(LATER)["gone"] == 1


def access_taken_away(database: Database, account: str) -> None:
    forget_account(database, account)
    deliver({"id": "evt_1", "type": "account.application.deauthorized", "account": account,
             "data": {"object": {"id": "ca_1"}}})  # fmt: skip
    handle_due_events()


def unknown_to_a_transfer(database: Database, account: str) -> None:
    forget_account(database, account)
    run_payouts(LATER)


def unknown_to_the_creator(database: Database, account: str) -> None:
    forget_account(database, account)


@pytest.mark.parametrize(
    "end",
    [closed_and_told, closed_and_met_by_a_run, closed_and_read, access_taken_away, unknown_to_a_transfer,
     unknown_to_the_creator],
)  # fmt: skip
def test_an_account_that_is_gone_makes_room_for_a_new_one(
    database: Database, end: Callable[[Database, str], None]
) -> None:
    deal, _ = make_earning(database)
    gone = account_of(deal.creator)
    end(database, gone)
    assert status_of(deal.creator) == (False, False, CLOSED)
    assert run_three_days()[1:] == [(0, 1), (0, 1)]
    assert wallet(deal.creator)["available"] == 54_000
    assert len(told(database, deal.creator, "payout_on_hold")) == 1
    connect(deal.creator)
    assert account_of(deal.creator) != gone
    assert run_payouts(LATER)["paid"] == 1
    assert [t["destination"] for t in select_bodies("transfer", None, None)] == [account_of(deal.creator)]
    assert_books_are_clean(database)


def test_onboarding_itself_finds_that_the_account_is_gone(database: Database) -> None:
    deal, _ = make_earning(database)
    gone = account_of(deal.creator)
    stub_accounts.close_account(gone)
    assert request("POST", "/connect/onboarding", user=deal.creator, body={}).status == 201
    assert account_of(deal.creator) != gone


def test_an_account_that_turns_out_to_be_there_is_taken_back(database: Database) -> None:
    """Stripe did not know it, as a key of ours was another platform's."""
    deal, _ = make_earning(database)
    account = account_of(deal.creator)
    change(account, {"id": "acct_hidden"})
    with database.connect() as db:
        db.execute("update payment_stub_objects set id = 'acct_hidden' where id = %s", (account,))
    run_payouts(LATER)
    assert status_of(deal.creator)[0] is False
    with database.connect() as db:
        db.execute("update payment_stub_objects set id = %s, body = body || jsonb_build_object('id', %s::text)"
                   " where id = 'acct_hidden'", (account, account))  # fmt: skip
        db.execute("update connected_accounts set available_at = now()")
    assert run_account_reading(datetime.now(UTC))["read"] == 1
    assert status_of(deal.creator) == (True, True, None)
    assert run_payouts(LATER)["paid"] == 1
