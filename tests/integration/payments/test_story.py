"""The whole way of money over the doors: paid in, reserved, earned, paid out, and back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import select_bodies
from payments import schedule
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.ledger import account, balance
from tests.factories.money import make_deal, make_submission
from tests.factories.payments import edge, pay, request, wallet


def test_a_thousand_in_six_hundred_spent_five_forty_paid_four_hundred_back(
    database: Database, owner: UUID, admin: UUID
) -> None:
    intent = pay(owner, 100_000)
    with database.connect() as db:
        deal = make_deal(db, funds=0, budget=60_000, owner=owner)
        db.execute("select app.reserve_budget(%s, 60000)", (deal.participant,))
        assert wallet(owner) == {"available": 40_000, "reserved": 60_000, "pending": 0}
        db.execute("select app.spend_budget(%s, 60000)", (make_submission(db, deal),))
    request("POST", "/connect/onboarding", user=deal.creator, body={"country": "DE"})
    request("GET", "/connect/status", user=deal.creator)
    assert wallet(deal.creator) == {"available": 0, "reserved": 0, "pending": 54_000}

    too_early = edge("process-eligible-payouts", user=admin)
    assert too_early.body["payouts"] == []
    after_the_hold = (datetime.now(UTC) + timedelta(days=7, minutes=1)).isoformat()
    run = schedule.lambda_handler({"job": "payouts", "scheduled_time": after_the_hold}, LambdaContext())
    assert run["counts"]["paid"] == 1
    brand_wallet = request("GET", "/wallets", user=owner).body["data"][0]["id"]
    back = request("POST", f"/wallets/{brand_wallet}/withdrawals", user=owner, body={"amount": 40_000})
    assert back.status == 201

    stub = StubPaymentAdapter()
    assert [transfer["amount"] for transfer in select_bodies("transfer", None, None)] == [54_000]
    assert [refund.amount for refund in stub.list_refunds(intent)] == [40_000]
    kept_at_stripe = stub.get_payment_intent(intent).amount_received - 54_000 - 40_000
    with database.connect() as db:
        assert balance(db, account(db, "platform_revenue")) == kept_at_stripe == 6_000
        assert balance(db, account(db, "stripe_clearing")) == -6_000
    lines = request("GET", f"/wallets/{brand_wallet}/statement", user=owner).body["data"]
    assert [(line["transaction_type"], line["balance_after"]) for line in lines] == [
        ("deposit", 100_000), ("reservation", 40_000), ("withdrawal", 0)
    ]  # fmt: skip
    report = request("POST", "/reconciliations", user=admin)
    assert (report.status, report.body["is_clean"], report.body["findings"]) == (201, True, [])
