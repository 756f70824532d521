"""Statements go by booking: a line for each, from an opening to a closing balance, and what is past stays as it was."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.stub import Magic, StubPaymentAdapter
from payments.events.service import handle_due_events
from payments.wallets import service
from tests.conftest import Database
from tests.factories.ledger import fund_brand
from tests.factories.money import connect_account, earn, let_hold_pass, make_deal
from tests.factories.payments import deliver, deposit, edge, pay, request, stub_events, wallet_id, withdraw
from tests.factories.people import brand_of

AGES = "2099-12-31T23:59:59Z"


def now() -> str:
    """This moment; whatever is booked later is booked after it."""
    return datetime.now(UTC).isoformat()


def statement(user: UUID, **query: str) -> dict[str, Any]:
    answer = request("GET", f"/wallets/{wallet_id(user)}/statement", user=user, query=query)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.body
    return found


def exported(user: UUID, **query: str) -> str:
    answer = request("GET", f"/wallets/{wallet_id(user)}/statement.csv", user=user, query=query)
    assert answer.status == 200, answer.body
    return str(answer.body)


def booked(user: UUID, **query: str) -> list[tuple[str, int, int]]:
    """(type, amount, balance after) of each line, oldest first."""
    lines = statement(user, **query)["data"]
    return [(line["transaction_type"], line["amount"], line["balance_after"]) for line in lines]


def ends(user: UUID, **query: str) -> tuple[int, int]:
    found = statement(user, **query)
    return found["opening_balance"], found["closing_balance"]


def test_a_deposit_that_is_paid_later_leaves_a_past_export_as_it_was(owner: UUID) -> None:
    first = deposit(owner, 100_000)
    pay(owner, 5_000)
    until = now()
    before = exported(owner, until=until), statement(owner, until=until)["data"]
    assert edge("confirm-deposit", user=owner, payment_intent_id=first).body["status"] == "completed"
    assert (exported(owner, until=until), statement(owner, until=until)["data"]) == before
    assert booked(owner) == [("deposit", 5_000, 5_000), ("deposit", 100_000, 105_000)]
    assert (ends(owner, until=until), ends(owner, since=until)) == ((0, 5_000), (5_000, 105_000))


def test_a_withdrawal_that_fails_later_is_booked_on_its_own_day(database: Database, owner: UUID) -> None:
    stub, intent = StubPaymentAdapter(), pay(owner, 10_000)
    withdraw(owner, 1_000 + Magic.REFUND_REFUSED)  # refused at once: two bookings
    withdraw(owner, 4_000)
    until = now()
    before = exported(owner, until=until)
    (sent,) = (refund for refund in stub.list_refunds(intent) if refund.status == "succeeded")
    stub.fail_refund(sent.id)
    for event in stub_events("refund.failed"):
        deliver(event)
    handle_due_events()
    assert exported(owner, until=until) == before
    assert booked(owner) == [
        ("deposit", 10_000, 10_000), ("withdrawal", -1_921, 8_079), ("withdrawal", 1_921, 10_000),
        ("withdrawal", -4_000, 6_000), ("release", 4_000, 10_000),
    ]  # fmt: skip
    assert booked(owner, since=until) == [("release", 4_000, 10_000)]


def test_the_lines_lead_from_the_opening_to_the_closing_balance_on_pages_of_any_size(owner: UUID) -> None:
    for amount in (10_000, 2_000, 3_000):
        pay(owner, amount)
    withdraw(owner, 2_500)
    deposit(owner, 7_700)  # nobody pays it: nothing is booked
    whole = statement(owner, until=AGES)
    assert (whole["opening_balance"], whole["closing_balance"], whole["next_cursor"]) == (0, 12_500, None)
    for size in ("1", "2", "3"):
        lines, cursor = [], None
        while True:
            found = statement(owner, until=AGES, limit=size, **({"cursor": cursor} if cursor else {}))
            assert (found["opening_balance"], found["closing_balance"]) == (0, 12_500)
            lines += found["data"]
            if (cursor := found["next_cursor"]) is None:
                break
        assert lines == whole["data"]
    balance = 0
    for place, line in enumerate(whole["data"], 1):
        balance += line["amount"]
        assert (line["place"], line["balance_after"], line["debt_after"]) == (place, balance, 0)
    assert balance == 12_500


def test_the_debt_is_a_column_of_its_own(owner: UUID) -> None:
    stub, intent = StubPaymentAdapter(), pay(owner, 10_000)
    withdraw(owner, 9_000)
    stub.open_dispute(intent, 4_000)
    for event in stub_events():
        deliver(event)
    handle_due_events()
    until = now()
    pay(owner, 2_500)
    lines = [(line["amount"], line["balance_after"], line["debt_after"]) for line in statement(owner)["data"]]
    assert lines == [
        (10_000, 10_000, 0), (-9_000, 1_000, 0), (3_000, 4_000, 3_000), (-4_000, 0, 3_000),
        (2_500, 2_500, 3_000), (-2_500, 0, 500),
    ]  # fmt: skip
    found = statement(owner, since=until)
    assert (found["opening_debt"], found["closing_debt"]) == (3_000, 500)


def test_a_creator_reads_gross_fee_and_net_and_a_payout_that_failed(database: Database) -> None:
    with database.connect() as db:
        deal = make_deal(db)
        earn(db, deal, 10_000)
        let_hold_pass(db, deal)
        connect_account(db, deal.creator)
        db.execute("select app.prepare_payouts(now())")
        db.execute("select app.fold_ledger(100)")
        db.execute("select app.fail_payout(id, 'refused') from payouts")
    assert booked(deal.creator) == [
        ("transfer", 9_000, 9_000),
        ("transfer", -9_000, 0),
        ("transfer", 9_000, 9_000),
    ]
    earned, paid, failed = statement(deal.creator)["data"]
    assert (earned["gross_amount"], earned["fee_amount"], paid["gross_amount"]) == (10_000, 1_000, None)
    assert (paid["description"], failed["description"]) == ("Payout", "Came back: Payout")
    assert ends(deal.creator) == (0, 9_000)


def test_the_csv_reads_in_major_units_and_runs_no_formula(database: Database, owner: UUID) -> None:
    pay(owner, 10_050)
    with database.connect() as db:
        db.execute("update wallet_transactions set description = '=1+1'")
    header, opening, line, closing = csv.reader(io.StringIO(exported(owner)))
    assert header == [
        "booked_at",
        "id",
        "type",
        "description",
        "gross",
        "fee",
        "amount",
        "balance",
        "debt",
        "currency",
        "party",
    ]
    assert opening == ["", "", "opening balance", "", "", "", "", "0.00", "0.00", "usd", ""]
    assert line[2:] == ["deposit", "'=1+1", "", "", "100.50", "100.50", "0.00", "usd", ""]
    assert closing == ["", "", "closing balance", "", "", "", "", "100.50", "0.00", "usd", ""]


def test_a_file_that_would_be_too_long_is_refused_and_not_cut(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "LARGEST_FILE", 1_000)
    with database.connect() as db:
        for _ in range(20):
            fund_brand(db, brand_of(db, owner), 100)
    answer = request("GET", f"/wallets/{wallet_id(owner)}/statement.csv", user=owner)
    assert (answer.status, answer.body["code"], answer.body["details"]) == (
        422, "STATEMENT_TOO_LONG", [{"lines": 20}],
    )  # fmt: skip
    assert len(statement(owner, limit="100")["data"]) == 20


def test_a_file_has_every_booking_however_many_pages_they_are(
    owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(7):
        pay(owner, 100)
    whole = exported(owner)
    assert len(whole.splitlines()) == 7 + 3
    for size in (1, 3, 7):
        monkeypatch.setattr("payments.wallets.read.BOOKINGS_AT_ONCE", size)
        assert exported(owner) == whole


@pytest.mark.parametrize(("ago", "final"), [(timedelta(days=1), True), (timedelta(seconds=1), False)])
def test_a_period_is_final_when_nothing_can_be_booked_into_it(
    owner: UUID, ago: timedelta, final: bool
) -> None:
    pay(owner, 1_000)
    found = statement(owner, until=(datetime.now(UTC) - ago).isoformat())
    assert (found["final"], datetime.fromisoformat(found["as_of"]).tzinfo) == (final, UTC)
    assert statement(owner)["final"] is False


@pytest.mark.parametrize("wrong", ["0001-01-01T00:00:00+14:00", "2026-01-01T00:00:00", "yesterday"])
def test_a_statement_is_of_a_span_of_this_century_with_its_time_zone(owner: UUID, wrong: str) -> None:
    pay(owner, 10_050)
    for name in ("statement", "statement.csv"):
        for end in ("since", "until"):
            path = f"/wallets/{wallet_id(owner)}/{name}"
            assert request("GET", path, user=owner, query={end: wrong}).status == 422
    assert booked(owner, since="2000-01-01T00:00:00Z", until=AGES) == [("deposit", 10_050, 10_050)]
    assert booked(owner, since=AGES, until="2000-01-01T00:00:00Z") == []


@pytest.mark.parametrize("name", ["statement", "statement.csv"])
def test_nobody_reads_a_strangers_statement(database: Database, owner: UUID, name: str) -> None:
    pay(owner, 10_050)
    with database.connect() as db:
        deal = make_deal(db)
    path = f"/wallets/{wallet_id(owner)}/{name}"
    assert request("GET", path, user=owner).status == 200
    assert request("GET", path, user=deal.owner).status == 404
    assert request("GET", path, user=owner, query={"cursor": "nonsense"}).status == 422
