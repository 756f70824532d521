"""Wallets of every currency, and their statements: line by line to the balance, and as CSV."""

import csv
from uuid import UUID

import pytest

from common.adapters.payments.stub import Magic
from tests.conftest import Database
from tests.factories.payments import (
    deposit,
    edge,
    pay,
    request,
    wallet_id,
    withdraw,
)


def test_a_line_that_came_to_nothing_has_no_effect(owner: UUID) -> None:
    pay(owner, 10_000)
    line = withdraw(owner, 1_000 + Magic.REFUND_REFUSED).body["data"][0]
    assert (line["amount"], line["balance_effect"], line["balance_after"]) == (1_921, 0, 10_000)
    text = request("GET", f"/wallets/{wallet_id(owner)}/statement.csv", user=owner).body
    *_, last = csv.reader(text.splitlines())
    assert last[2:] == ["withdrawal", "failed", "Refund of a deposit", "19.21", "0.00", "100.00", "usd"]


def test_the_statement_runs_to_the_balance_and_pages(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    withdraw(owner, 2_500)
    deposit(owner, 7_700)  # nobody pays it: it shows, without effect
    path = f"/wallets/{wallet_id(owner)}/transactions"
    lines, cursor = [], None
    while True:
        query = {"limit": "1"} | ({"cursor": cursor} if cursor else {})
        body = request("GET", path, user=owner, query=query).body
        lines += body["data"]
        if (cursor := body["next_cursor"]) is None:
            break
    shown = [(line["transaction_type"], line["status"], line["balance_after"]) for line in lines]
    assert shown == [
        ("deposit", "pending", 7_500), ("withdrawal", "completed", 7_500), ("deposit", "completed", 10_000)
    ]  # fmt: skip


def test_the_statement_as_csv_reads_in_major_units(database: Database, owner: UUID) -> None:
    pay(owner, 10_050)
    with database.connect() as db:
        db.execute("update wallet_transactions set description = '=1+1;@x'")
    answer = request("GET", f"/wallets/{wallet_id(owner)}/statement.csv", user=owner)
    assert answer.headers["content-type"].startswith("text/csv")
    header, line = answer.body.strip().splitlines()
    assert header.replace('"', "") == "id,created_at,type,status,description,amount,effect,balance,currency"
    assert line.endswith('''"deposit","completed","'=1+1;'@x","100.50","100.50","100.50","usd"''')


@pytest.mark.parametrize(
    "wrong", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-01-01T00:00:00", "yesterday"]
)
def test_a_statement_is_of_a_span_of_this_century_with_its_time_zone(owner: UUID, wrong: str) -> None:
    pay(owner, 10_050)
    path = f"/wallets/{wallet_id(owner)}/statement.csv"
    for end in ("since", "until"):
        assert request("GET", path, user=owner, query={end: wrong}).status == 422
    everything = {"since": "2000-01-01T00:00:00Z", "until": "2099-12-31T23:59:59Z"}
    answer = request("GET", path, user=owner, query=everything)
    assert (answer.status, len(answer.body.strip().splitlines())) == (200, 2)


def test_wallets_of_other_currencies_open_when_asked_for(owner: UUID) -> None:
    first = edge("create-wallet", user=owner, currency="eur")
    second = edge("create-wallet", user=owner, currency="eur")
    assert first.body == second.body
    assert (first.body["currency"], first.body["available"]) == ("eur", 0)
    currencies = [w["currency"] for w in request("GET", "/wallets", user=owner).body["data"]]
    assert sorted(currencies) == ["eur", "usd"]
