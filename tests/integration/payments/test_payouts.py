"""Payouts: past the hold, once, with a reason for whoever is passed over."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from common.adapters.payments import stub_accounts
from common.adapters.payments.stub import Magic, StubPaymentAdapter
from common.adapters.payments.stub_store import select_bodies
from common.database import transaction
from common.identity import SERVICE
from payments import schedule
from payments.events.service import handle_due_events
from payments.payouts.service import prepare_payouts, run_payouts, send_payouts
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.money import earn
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    edge,
    request,
    stub_events,
    wallet,
)
from tests.factories.payouts import (
    LATER,
    account_of,
    connect,
    let_time_pass,
    make_earning,
    payouts,
    told_of_bank,
    transfers,
)
from tests.factories.people import make_user


def test_an_earning_past_its_hold_is_paid_by_one_transfer(database: Database) -> None:
    deal, _ = make_earning(database)
    answer = edge("process-eligible-payouts", service=True)
    assert answer.status == 200, answer.body
    assert [(p["amount"], p["status"]) for p in answer.body["payouts"]] == [(54_000, "paid")]
    assert (answer.body["skipped"], answer.body["more_due"]) == ([], False)
    assert transfers() == [54_000]
    assert wallet(deal.creator) == {"available": 0, "reserved": 0, "pending": 0}
    earnings = request("GET", "/earnings", user=deal.creator).body["data"]
    assert [(e["amount"], e["status"], e["gross_amount"], e["fee_amount"]) for e in earnings] == [
        (54_000, "paid", 60_000, 6_000)
    ]
    assert_books_are_clean(database)


def test_a_second_run_pays_nothing_twice(database: Database) -> None:
    make_earning(database)
    edge("process-eligible-payouts", service=True, key="a")
    edge("process-eligible-payouts", service=True, key="a")
    edge("process-eligible-payouts", service=True)
    assert transfers() == [54_000]


def test_what_is_on_hold_waits_for_the_timer_after_the_hold(database: Database) -> None:
    deal, _ = make_earning(database)
    with database.connect() as db:
        db.execute("update earnings set available_at = now() + interval '7 days'")
    assert wallet(deal.creator)["pending"] == 54_000
    assert run_payouts(datetime.now(UTC))["paid"] == 0
    assert run_payouts(LATER)["paid"] == 1
    assert transfers() == [54_000]
    assert_books_are_clean(database)


def test_the_timer_pays_once_per_occurrence(database: Database) -> None:
    deal, _ = make_earning(database)
    event = {"job": "payouts", "scheduled_time": LATER.isoformat()}
    run = schedule.lambda_handler(event, LambdaContext())
    assert (run["status"], run["counts"]["paid"]) == ("succeeded", 1)
    with database.connect() as db:
        earn(db, deal, 1_000)
    assert schedule.lambda_handler(event, LambdaContext()) == {"status": "done"}
    assert transfers() == [54_000]
    assert_books_are_clean(database)


def test_earnings_of_one_creator_go_together(database: Database) -> None:
    deal, _ = make_earning(database)
    with database.connect() as db:
        earn(db, deal, 1_000)
        db.execute("update earnings set available_at = now()")
    run_payouts(LATER)
    assert transfers() == [54_900]


@pytest.mark.parametrize(
    ("prepare", "net", "reason"),
    [
        ("select", 54_000, "NO_CONNECTED_ACCOUNT"),
        ("account", 54_000, "ACCOUNT_NOT_READY"),
        ("connect", 999, "BELOW_MINIMUM"),
        ("ban", 54_000, "USER_BLOCKED"),
    ],
)
def test_whoever_is_passed_over_is_told_why(database: Database, prepare: str, net: int, reason: str) -> None:
    deal, _ = make_earning(database, net, connected=False)
    if prepare in ("connect", "ban"):
        connect(deal.creator)
    elif prepare == "account":
        request("POST", "/connect/onboarding", user=deal.creator, body={})
    with database.connect() as db:
        if prepare == "ban":
            db.execute("update auth.users set status = 'banned' where id = %s", (deal.creator,))
    answer = edge("process-eligible-payouts", service=True)
    assert [(s["reason"], s["amount"]) for s in answer.body["skipped"]] == [(reason, net)]
    assert transfers() == []
    if prepare != "ban":
        assert request("GET", "/connect/status", user=deal.creator).body["skipped_reason"] == reason
        with database.connect() as db:
            told = db.execute(
                "select metadata ->> 'reason' from notifications where user_id = %s and type = 'payout_skipped'",
                (deal.creator,),
            ).fetchall()
        assert told == [(reason,)]
    assert_books_are_clean(database)


@pytest.mark.parametrize("status", ["suspended", "banned"])
def test_who_is_barred_after_a_run_was_prepared_is_sent_nothing(
    database: Database, admin: UUID, status: str
) -> None:
    deal, _ = make_earning(database)
    with transaction(SERVICE) as tx:
        prepare_payouts(tx, LATER)
    with database.connect() as db:
        db.execute("update auth.users set status = %s where id = %s", (status, deal.creator))
    assert send_payouts() == 0
    assert transfers() == []
    with database.connect() as db:
        told = db.execute("select count(*) from notifications where type like 'payout%'").fetchone()
        db.execute("update auth.users set status = 'active' where id = %s", (deal.creator,))
    assert told == (0,)
    assert [p["status"] for p in payouts(deal.creator)] == ["failed"]
    assert wallet(deal.creator)["available"] == 54_000
    assert_books_are_clean(database)
    assert run_payouts(LATER)["paid"] == 1
    assert transfers() == [54_000]


def test_what_was_tried_for_somebody_who_is_barred_meanwhile_is_found_or_given_up(database: Database) -> None:
    paid, _ = make_earning(database, 54_000 + Magic.TRANSFER_TIMES_OUT_AFTER)
    unpaid, _ = make_earning(database, 54_000 + Magic.TRANSFER_TIMES_OUT_BEFORE)
    assert run_payouts(LATER)["manual_review"] == 2
    with database.connect() as db:
        db.execute(
            "update auth.users set status = 'banned' where id in (%s, %s)", (paid.creator, unpaid.creator)
        )
    let_time_pass(database)
    assert send_payouts() == 0
    let_time_pass(database, "1 day")
    assert send_payouts() == 2
    assert transfers() == [54_000 + Magic.TRANSFER_TIMES_OUT_AFTER]
    with database.connect() as db:
        found = db.execute("select creator_user_id, status from payouts").fetchall()
    assert dict(found) == {paid.creator: "paid", unpaid.creator: "failed"}
    assert_books_are_clean(database)


def test_a_refusal_for_a_reason_of_ours_is_tried_again_and_told_as_such(
    database: Database, admin: UUID
) -> None:
    net = 54_000 + Magic.TRANSFER_REFUSED
    deal, _ = make_earning(database, net)
    run_payouts(LATER)
    [failed] = payouts(deal.creator)
    assert (failed["status"], failed["failure_code"]) == ("failed", None)
    assert "We are on it" in failed["failure_reason"]
    assert request("GET", "/payouts", user=admin).body["data"][0]["failure_code"] == "balance_insufficient"
    assert wallet(deal.creator)["available"] == net
    run_payouts(LATER + timedelta(days=1))
    assert [p["status"] for p in payouts(deal.creator)] == ["failed", "failed"]
    with database.connect() as db:
        told = db.execute(
            "select user_id, type, title, message from notifications where type like 'payout%' order by id"
        ).fetchall()
    assert [one[:3] for one in told if one[0] == deal.creator] == [
        (deal.creator, "payout_failed", "Your payout is late")
    ]
    assert [one[1] for one in told if one[0] == admin] == ["payouts_failed"] * 2, "of each run once"
    assert all(("balance_insufficient" in message) == (user == admin) for user, _, _, message in told)
    assert_books_are_clean(database)


def test_a_reversed_transfer_is_owed_again_once(database: Database) -> None:
    deal, _ = make_earning(database)
    run_payouts(LATER)
    stub = StubPaymentAdapter()
    transfer = select_bodies("transfer", None, None)[0]["id"]
    stub.reverse_transfer(transfer, 4_000)
    stub.reverse_transfer(transfer, 10_000)
    for event in reversed(stub_events("transfer.reversed")):
        deliver(event)
    handle_due_events()
    assert wallet(deal.creator)["available"] == 14_000
    assert_books_are_clean(database)


def test_a_bank_that_takes_a_payout_and_sends_it_back_is_told_once_each(database: Database) -> None:
    """However often, and in whatever order, Stripe tells of it."""
    deal, _ = make_earning(database)
    account = account_of(deal.creator)
    payout = stub_accounts.pay_to_bank(account, 54_000)
    for number, (failure, told) in enumerate([(None, "paid"), (None, "paid"), ("account_closed", "failed"),
                                              ("account_closed", "paid")]):  # fmt: skip
        stub_accounts.end_bank_payout(payout.id, failure)
        deliver({"id": f"evt_{number}", "type": f"payout.{told}", "account": account,
                 "data": {"object": {"id": payout.id}}})  # fmt: skip
        handle_due_events()
    assert told_of_bank(database, deal.creator) == ["Your bank has the money", "Your bank refused a payout"]


def test_our_own_bank_and_that_of_a_strangers_account_concern_nobody(database: Database) -> None:
    deal, _ = make_earning(database)
    strange = StubPaymentAdapter().create_account(uuid4(), uuid4(), "a@example.com", "DE").id
    payout = stub_accounts.pay_to_bank(strange, 54_000)
    about = {"data": {"object": {"id": payout.id}}}
    deliver({"id": "evt_1", "type": "payout.paid", **about})
    deliver({"id": "evt_2", "type": "payout.paid", "account": strange, **about})
    deliver({"id": "evt_3", "type": "payout.paid", "account": account_of(deal.creator), **about})
    assert handle_due_events()["ignored"] == 3
    assert told_of_bank(database, deal.creator) == []


@pytest.mark.parametrize("role", ["brand", "creator"])
def test_people_do_not_start_payouts(database: Database, role: str) -> None:
    make_earning(database)
    with database.connect() as db:
        user = make_user(db, role)
    assert edge("process-eligible-payouts", user=user).status == 403
    assert transfers() == []


def test_an_administrator_may_start_payouts(database: Database, admin: UUID) -> None:
    make_earning(database)
    assert edge("process-eligible-payouts", user=admin).status == 200
    assert transfers() == [54_000]
