"""A deposit and its way back, through our doors and localstripe's: card, webhook, worker, ledger, refund."""

from uuid import UUID

import pytest

from common.adapters.payments.stripe import StripePaymentAdapter
from payments import worker
from tests.conftest import Database
from tests.contract.endpoint import Endpoint
from tests.contract.payer import Payer
from tests.factories.events import LambdaContext
from tests.factories.ledger import account, balance
from tests.factories.payments import WEBHOOK_SECRET, assert_books_are_clean, edge, request, wallet
from tests.factories.people import brand_of


def in_the_ledger(database: Database, owner: UUID) -> tuple[int, int]:
    """What the brand has, and what Stripe holds for us (the other way round)."""
    with database.connect() as db:
        brand = account(db, "brand_available", brand_id=brand_of(db, owner))
        return balance(db, brand), balance(db, account(db, "stripe_clearing"))


@pytest.mark.usefixtures("live")
def test_a_deposit_comes_in_by_card_and_leaves_as_a_refund_to_the_cent(
    database: Database, owner: UUID, adapter: StripePaymentAdapter, payer: Payer, endpoint: Endpoint
) -> None:
    endpoint.register(WEBHOOK_SECRET)
    started = edge("deposit-funds", user=owner, amount=123_457)
    assert started.status == 200, started.body
    intent = started.body["payment_intent_id"]
    again = edge("confirm-deposit", user=owner, payment_intent_id=intent)
    assert (again.body["status"], again.body["payment_intent_status"]) == (
        "pending",
        "requires_payment_method",
    )
    assert in_the_ledger(database, owner) == (0, 0)

    payer.pay(intent)
    assert endpoint.wait_for("payment_intent.succeeded", intent).hand_over().status == 200
    worker.lambda_handler({"Records": []}, LambdaContext())
    assert wallet(owner) == {"available": 123_457, "reserved": 0, "pending": 0}
    assert in_the_ledger(database, owner) == (123_457, -123_457)

    wallet_id = request("GET", "/wallets", user=owner).body["data"][0]["id"]
    way_back = f"/wallets/{wallet_id}/withdrawals"
    too_much = request("POST", way_back, user=owner, body={"amount": 123_458})
    assert (too_much.status, too_much.body["code"]) == (409, "NOTHING_TO_REFUND")
    assert adapter.list_refunds(intent) == []

    back = request("POST", way_back, user=owner, body={"amount": 23_457})
    assert back.status == 201, back.body
    (line,) = back.body["data"]
    assert (line["status"], line["amount"]) == ("completed", 23_457)
    (refund,) = adapter.list_refunds(intent)
    assert (refund.amount, refund.status, str(refund.withdrawal_id)) == (23_457, "succeeded", line["id"])
    assert in_the_ledger(database, owner) == (100_000, -100_000)
    received = adapter.get_payment_intent(intent).amount_received
    assert received - refund.amount == wallet(owner)["available"] == 100_000

    assert request("POST", way_back, user=owner, body={"amount": 100_000}).status == 201
    assert sorted(refund.amount for refund in adapter.list_refunds(intent)) == [23_457, 100_000]
    assert in_the_ledger(database, owner) == (0, 0)
    assert_books_are_clean(database)
