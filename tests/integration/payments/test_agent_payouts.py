"""Agents are paid as creators are: an account at Stripe, a wallet, payouts, a report, transfers that come back."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import select_bodies
from common.database import transaction
from common.identity import SERVICE
from payments.events.service import handle_due_events
from payments.payouts.service import prepare_payouts, run_payouts, send_payouts
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.commissions import owe, take_back
from tests.factories.payments import (
    ask,
    assert_books_are_clean,
    deliver,
    edge,
    request,
    stub_events,
    wallet,
    wallet_id,
)
from tests.factories.payouts import LATER, connect, make_earning, payouts, transfers
from tests.factories.people import make_user


@pytest.fixture
def agent(database: Database) -> UUID:
    """An agent who can be paid, and is owed 50.00 and 7.00 past their hold and 30.00 before."""
    with database.connect() as db:
        agent = make_agent(db, display_name="Ada Agent")
        for amount, days in ((5_000, -1), (700, -1), (3_000, 30)):
            owe(db, agent, amount, days=days)
    connect(agent)
    return agent


def paid(user: UUID) -> dict[str, Any]:
    """Their newest payout, after a run."""
    run_payouts(LATER)
    return payouts(user)[0]


def give_both(database: Database) -> UUID:
    """A creator who is an agent as well, is owed 540.00 and 60.00, and can be paid."""
    deal, _ = make_earning(database)
    with database.connect() as db:
        db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (deal.creator,))
        owe(db, deal.creator, 6_000)
    return deal.creator


def reverse(total: int) -> None:
    """Stripe takes so much of the first transfer back, and says so, twice."""
    StubPaymentAdapter().reverse_transfer(select_bodies("transfer", None, None)[0]["id"], total)
    event = stub_events("transfer.reversed")[-1]
    for number in range(2):
        assert deliver({**event, "id": f"{event['id']}_{number}"}).status == 200
        handle_due_events()


def test_an_agent_sees_what_they_are_owed_and_when_it_is_due(agent: UUID) -> None:
    assert wallet(agent) == {"available": 5_700, "reserved": 0, "pending": 3_000}
    own = request("GET", "/payments/balance", user=agent).body["balances"]
    assert [(b["currency"], b["available"], b["pending"], b["in_transit"]) for b in own] == [
        ("usd", 5_700, 3_000, 0)
    ]


def test_held_commissions_are_not_available(database: Database, agent: UUID) -> None:
    with database.connect() as db:
        db.execute("update commissions set status = 'held' where amount = 700")
    assert wallet(agent) == {"available": 5_000, "reserved": 0, "pending": 3_700}


def test_a_run_pays_an_agent_and_says_of_what(database: Database, agent: UUID) -> None:
    payout = paid(agent)
    assert (payout["amount"], payout["status"], payout["creator"]["display_name"]) == (
        5_700,
        "paid",
        "Ada Agent",
    )
    assert payout["lines"] == [{"kind": "commissions", "amount": 5_700}]
    assert request("GET", f"/payouts/{payout['id']}", user=agent).body == payout
    assert transfers() == [5_700]
    assert wallet(agent) == {"available": 0, "reserved": 0, "pending": 3_000}
    assert_books_are_clean(database)


def test_who_is_both_gets_one_transfer_with_a_line_of_each_kind(database: Database) -> None:
    both = give_both(database)
    payout = paid(both)
    assert transfers() == [60_000]
    assert payout["lines"] == [
        {"kind": "earnings", "amount": 54_000}, {"kind": "commissions", "amount": 6_000}
    ]  # fmt: skip
    report = request("GET", f"/payouts/{payout['id']}/report", user=both).body
    assert [line["amount"] for line in report["lines"]] == [54_000]
    assert [(line["kind"], line["amount"]) for line in report["commissions"]] == [("earned", 6_000)]
    assert (report["gross_amount"], report["fee_amount"], report["amount"]) == (66_000, 6_000, 60_000)
    assert_books_are_clean(database)


def test_the_report_of_commissions_names_months_and_nothing_of_the_deals(agent: UUID) -> None:
    payout = paid(agent)
    report = request("GET", f"/payouts/{payout['id']}/report", user=agent).body
    assert (report["lines"], report["campaigns"]) == ([], [])
    assert set(report["commissions"][0]) == {"commission_id", "kind", "month", "amount", "reason"}
    assert report["amount"] == report["gross_amount"] == payout["amount"]
    text = request("GET", f"/payouts/{payout['id']}/report.csv", user=agent).body
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert [(row["campaign"], row["kind"], row["gross"], row["fee"], row["net"]) for row in rows] == [
        ("Commission", "earned", "50.00", "0.00", "50.00"), ("Commission", "earned", "7.00", "0.00", "7.00"),
    ]  # fmt: skip
    assert {row["commission_id"] for row in rows} == {line["commission_id"] for line in report["commissions"]}
    assert {(row["earned_at"], row["earning_id"], row["brand"]) for row in rows} == {
        (report["commissions"][0]["month"], "", "")
    }


def test_nobody_else_reads_an_agents_payout(database: Database, agent: UUID) -> None:
    payout = paid(agent)
    with database.connect() as db:
        strangers = make_user(db), make_agent(db)
    for stranger in strangers:
        for path in (f"/payouts/{payout['id']}", f"/payouts/{payout['id']}/report"):
            assert request("GET", path, user=stranger).status == 404
        assert request("GET", f"/wallets/{wallet_id(agent)}/statement", user=stranger).status == 404
    assert request("GET", f"/payouts/{payout['id']}/report", user=agent).status == 200


def test_an_agent_withdraws_by_the_door_of_creators(database: Database, agent: UUID) -> None:
    path = f"/wallets/{wallet_id(agent)}/payout-schedule"
    assert request("PUT", path, user=agent, body={"schedule": "manual"}).status == 200
    answer = ask(agent)
    assert answer.status == 201, answer.body
    assert (answer.body["amount"], answer.body["payout"]["lines"]) == (
        5_700, [{"kind": "commissions", "amount": 5_700}]
    )  # fmt: skip
    assert ask(agent).body["code"] == "BELOW_PAYOUT_MINIMUM"
    assert transfers() == [5_700]
    assert_books_are_clean(database)


def test_an_agent_without_an_account_hears_what_is_missing(database: Database) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        owe(db, agent, 5_000)
    assert ask(agent).body["details"] == [{"reason": "NO_CONNECTED_ACCOUNT"}]
    run_payouts(LATER)
    assert request("GET", "/connect/status", user=agent).body["skipped_reason"] == "NO_CONNECTED_ACCOUNT"
    assert edge("create-wallet", user=agent, currency="eur").body["currency"] == "eur"


def test_who_is_neither_creator_nor_agent_nor_in_a_brand_has_no_wallet(database: Database) -> None:
    with database.connect() as db:
        admin = make_user(db, "admin")
        db.execute("delete from user_roles where user_id = %s and role <> 'admin'", (admin,))
    assert request("POST", "/connect/onboarding", user=admin, body={}).body["code"] == "NO_WALLET"


def test_a_transfer_of_commissions_alone_comes_back_and_is_paid_again(
    database: Database, agent: UUID
) -> None:
    paid(agent)
    for total in (1_000, 5_700):
        reverse(total)
        assert_books_are_clean(database)
    assert wallet(agent)["available"] == 5_700
    assert payouts(agent)[0]["reversed_amount"] == 5_700
    run_payouts(LATER)
    assert transfers() == [5_700, 5_700]
    assert_books_are_clean(database)


def test_what_is_taken_back_after_the_payout_is_netted_by_the_next(database: Database, agent: UUID) -> None:
    paid(agent)
    with database.connect() as db:
        row = db.execute("select id from commissions where amount = 5000").fetchone()
        assert row is not None
        take_back(db, row[0], 2_000)
    assert wallet(agent)["available"] == -2_000
    assert_books_are_clean(database)
    with database.connect() as db:
        db.execute("update commissions set available_at = now() where amount = 3000")
    assert paid(agent)["amount"] == 1_000
    assert_books_are_clean(database)


def test_the_statement_of_an_agent_is_whole(database: Database, agent: UUID) -> None:
    paid(agent)
    statement = request("GET", f"/wallets/{wallet_id(agent)}/statement", user=agent).body
    assert [(line["description"], line["amount"], line["balance_after"]) for line in statement["data"]] == [
        ("Commission", 5_000, 5_000), ("Commission", 700, 5_700), ("Commission", 3_000, 8_700),
        ("Payout", -5_700, 3_000),
    ]  # fmt: skip
    assert [line["brand"] for line in statement["data"]] == [None] * 4, (
        "whose deal it was is not the agent's to know"
    )
    assert (statement["opening_balance"], statement["closing_balance"]) == (0, 3_000)
    assert stub_events("transfer.created")
    assert_books_are_clean(database)


def test_a_hold_between_the_run_and_the_sending_stops_it(database: Database, agent: UUID) -> None:
    with transaction(SERVICE) as tx:
        prepare_payouts(tx, LATER - timedelta(days=1))
    with database.connect() as db:
        db.execute("update commissions set status = 'held' where amount = 700")
    assert send_payouts() == 0
    assert (transfers(), payouts(agent)[0]["status"]) == ([], "failed")
    assert "checked" in payouts(agent)[0]["failure_reason"]
    assert wallet(agent) == {"available": 5_000, "reserved": 0, "pending": 3_700}
    assert paid(agent)["amount"] == 5_000
    assert transfers() == [5_000]
    assert_books_are_clean(database)
