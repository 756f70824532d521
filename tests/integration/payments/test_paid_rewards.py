"""A reward of the platform's own, which no brand pays, in all that its person reads of their money."""

import csv
import io
from uuid import UUID

import pytest

from payments.payouts.service import run_payouts
from tests.conftest import Database
from tests.database.rewards_money import assert_books_agree, claim
from tests.factories.money import connect_account
from tests.factories.payments import request
from tests.factories.payouts import LATER, payouts
from tests.factories.people import make_user
from tests.factories.rewards import grant, make_funded_program, make_trigger

AMOUNT = 12_000


@pytest.fixture
def person(database: Database) -> UUID:
    """Somebody who has claimed 120.00 EUR, and whose account for payouts is open."""
    with database.connect() as db:
        person = make_user(db)
        connect_account(db, person)
        program = make_funded_program(db, budget=AMOUNT, name="Of the platform")
        money = {"kind": "money", "amount": AMOUNT, "currency": "eur"}
        award = grant(db, make_trigger(db, program, reward=money, name="Ten deals"), person)
        assert award is not None
        claim(db, person, award)
        assert_books_agree(db)
    return person


def test_earnings_wallet_and_its_lines_say_it_without_a_brand(person: UUID) -> None:
    (earning,) = request("GET", "/earnings", user=person).body["data"]
    assert (earning["kind"], earning["amount"], earning["brand"]) == ("reward", AMOUNT, None)
    wallets = request("GET", "/wallets", user=person).body["data"]
    (wallet,) = [one for one in wallets if one["currency"] == "eur"]
    assert wallet["available"] == AMOUNT, wallet
    lines = request("GET", f"/wallets/{wallet['id']}/transactions", user=person)
    assert [(line["amount"], line["description"]) for line in lines.body["data"]] == [
        (AMOUNT, "Reward: Ten deals")
    ], lines.body
    assert request("GET", "/payments/transactions", user=person).status == 200
    assert request("GET", "/payments/balance", user=person).status == 200


def test_the_payout_reports_its_program(person: UUID, database: Database) -> None:
    run_payouts(LATER)
    (payout,) = payouts(person)
    assert payout["amount"] == AMOUNT
    report = request("GET", f"/payouts/{payout['id']}/report", user=person).body
    assert [(line["campaign_name"], line["brand_name"], line["amount"]) for line in report["lines"]] == [
        ("Of the platform", "", AMOUNT)
    ]
    (share,) = report["campaigns"]
    assert (share["program_id"] is not None, share["campaign_id"], share["deal_id"]) == (True, None, None)
    answer = request("GET", f"/payouts/{payout['id']}/report.csv", user=person)
    (row,) = csv.DictReader(io.StringIO(answer.body))
    assert (row["kind"], row["net"], row["campaign"]) == ("reward", "120.00", "Of the platform")
    with database.connect() as db:
        assert_books_agree(db)
