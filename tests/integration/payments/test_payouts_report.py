"""What a payout is made of, as its creator reads it: earnings and campaigns that sum up to it, as JSON and as CSV."""

import csv
import io
from typing import Any
from uuid import UUID

import pytest

from payments.payouts.service import run_payouts
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.ledger import fund_brand
from tests.factories.money import Deal, earn, make_participant
from tests.factories.payments import request
from tests.factories.payouts import LATER, make_earning, payouts
from tests.factories.people import make_user

AMOUNTS = ("gross_amount", "fee_amount", "amount")


def sums(rows: list[dict[str, Any]]) -> tuple[int, ...]:
    return tuple(sum(row[name] for row in rows) for name in AMOUNTS)


@pytest.fixture
def paid(database: Database, admin: UUID) -> tuple[UUID, dict[str, Any]]:
    """A creator who was paid for two campaigns, less a part of one earning; the payout."""
    deal, earning = make_earning(database)
    with database.connect() as db:
        fund_brand(db, deal.brand, 30_000)
        campaign = make_campaign(db, deal.owner, status="active", name="=1+1; Frühling")
        participant = make_participant(db, campaign, deal.brand, deal.creator)
        earn(db, Deal(deal.owner, deal.brand, campaign, deal.creator, participant), 10_005)
    taken = {"amount": 9_001, "reason": "One post was deleted"}
    assert request("POST", f"/earnings/{earning}/clawbacks", user=admin, body=taken).status == 201
    run_payouts(LATER)
    return deal.creator, payouts(deal.creator)[0]


def test_lines_and_campaigns_sum_up_to_the_payout(paid: tuple[UUID, dict[str, Any]]) -> None:
    creator, payout = paid
    answer = request("GET", f"/payouts/{payout['id']}/report", user=creator)
    assert answer.status == 200, answer.body
    report = answer.body
    assert report["payout"] == payout
    assert [(line["kind"], line["amount"]) for line in report["lines"]] == [
        ("earned", 54_000), ("earned", 9_004), ("clawback", -9_001),
    ]  # fmt: skip
    assert [share["amount"] for share in report["campaigns"]] == [44_999, 9_004]
    assert sums(report["lines"]) == sums(report["campaigns"]) == tuple(report[name] for name in AMOUNTS)
    assert report["gross_amount"] - report["fee_amount"] == report["amount"] == payout["amount"]
    listed = request("GET", "/earnings", user=creator, query={"payout_id": payout["id"]}).body["data"]
    assert {earning["id"] for earning in listed} == {line["earning_id"] for line in report["lines"]}


def test_the_csv_has_the_same_lines_and_runs_nowhere(paid: tuple[UUID, dict[str, Any]]) -> None:
    creator, payout = paid
    answer = request("GET", f"/payouts/{payout['id']}/report.csv", user=creator)
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.body)))
    assert [(row["kind"], row["gross"], row["fee"], row["net"]) for row in rows] == [
        ("earned", "600.00", "60.00", "540.00"), ("earned", "100.05", "10.01", "90.04"),
        ("clawback", "-100.01", "-10.00", "-90.01"),
    ]  # fmt: skip
    assert rows[1]["campaign"].startswith("'=1+1")
    assert {row["payout_id"] for row in rows} == {payout["id"]}


@pytest.mark.parametrize("kind", ["report", "report.csv"])
def test_it_is_the_creators_and_the_administrators(
    database: Database, paid: tuple[UUID, dict[str, Any]], admin: UUID, kind: str
) -> None:
    creator, payout = paid
    path = f"/payouts/{payout['id']}/{kind}"
    with database.connect() as db:
        strangers = [make_user(db, "creator"), make_user(db, "brand")]
    assert [request("GET", path, user=user).status for user in (creator, admin)] == [200, 200]
    for stranger in strangers:
        refused = request("GET", path, user=stranger)
        assert (refused.status, refused.body["code"]) == (404, "NOT_FOUND")


def test_one_that_holds_too_much_says_so(
    paid: tuple[UUID, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    creator, payout = paid
    monkeypatch.setattr("payments.payouts.report.LONGEST_REPORT", 2)
    refused = request("GET", f"/payouts/{payout['id']}/report", user=creator)
    assert (refused.status, refused.body["code"], refused.body["details"]) == (
        409, "REPORT_TOO_LONG", [{"most": 2}],
    )  # fmt: skip


def test_each_earning_says_from_which_day_it_can_be_paid(database: Database) -> None:
    deal, _ = make_earning(database)
    with database.connect() as db:
        db.execute("update earnings set available_at = '2026-12-07 05:31Z'")
    [earning] = request("GET", "/earnings", user=deal.creator).body["data"]
    assert earning["payable_on"] == "2026-12-08"
