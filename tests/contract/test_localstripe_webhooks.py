"""Webhooks that localstripe signs: believed when our secret signed every byte, and booked exactly once.

It delivers each event once, a second after it happened, without trying again, and sends none for refunds and
cancellations; a second delivery comes from a second endpoint, as at Stripe while one endpoint replaces another.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import stripe

from common.webhooks import SignatureInvalid
from payments import worker
from payments.events.service import handle_due_events, repair
from payments.events.signature import verify
from tests.conftest import Database
from tests.contract.endpoint import Endpoint
from tests.contract.payer import Card, Payer
from tests.factories.events import LambdaContext
from tests.factories.payments import WEBHOOK_SECRET, assert_books_are_clean, deposit, edge, wallet

pytestmark = pytest.mark.usefixtures("live")
SUCCEEDED = "payment_intent.succeeded"


def work() -> None:
    assert worker.lambda_handler({"Records": []}, LambdaContext()) == {"batchItemFailures": []}


def stored(database: Database) -> list[tuple[str, str, str]]:
    with database.connect() as db:
        return db.execute("select id, type, status from stripe_events order by id").fetchall()


def test_our_check_of_a_signature_is_the_sdks(endpoint: Endpoint, owner: UUID, payer: Payer) -> None:
    endpoint.register(WEBHOOK_SECRET)
    intent = deposit(owner, 5_000)
    payer.pay(intent)
    delivery = endpoint.wait_for(SUCCEEDED, intent)
    verify(delivery.body, delivery.signature, [WEBHOOK_SECRET])
    event = stripe.Webhook.construct_event(delivery.body, delivery.signature, WEBHOOK_SECRET)
    assert (event.id, event.data.object["id"]) == (delivery.event["id"], intent)
    with pytest.raises(SignatureInvalid):
        verify(delivery.body, delivery.signature, ["whsec_other"])


def test_an_event_delivered_twice_credits_once(
    database: Database, endpoint: Endpoint, owner: UUID, payer: Payer
) -> None:
    endpoint.register(WEBHOOK_SECRET, "old")
    endpoint.register(WEBHOOK_SECRET, "new")
    intent = deposit(owner, 12_345)
    payer.pay(intent)
    first, second = endpoint.wait_for(SUCCEEDED, intent), endpoint.wait_for(SUCCEEDED, intent)
    assert first.event == second.event
    assert first.hand_over().status == 200
    assert wallet(owner)["available"] == 0  # kept, not yet worked on
    work()
    assert second.hand_over().status == 200
    work()
    assert wallet(owner) == {"available": 12_345, "reserved": 0, "pending": 0}
    assert stored(database) == [(first.event["id"], SUCCEEDED, "processed")]
    assert_books_are_clean(database)


def test_a_changed_byte_is_refused(database: Database, endpoint: Endpoint, owner: UUID, payer: Payer) -> None:
    endpoint.register(WEBHOOK_SECRET)
    intent = deposit(owner, 5_000)
    payer.pay(intent)
    delivery = endpoint.wait_for(SUCCEEDED, intent)
    richer = delivery.body.replace(b'"amount": 5000', b'"amount": 9000')
    assert richer != delivery.body
    answer = delivery.hand_over(richer)
    assert (answer.status, answer.body["code"]) == (400, "SIGNATURE_INVALID")
    work()
    assert (stored(database), wallet(owner)["available"]) == ([], 0)
    assert delivery.hand_over().status == 200  # untouched, it counts


def test_another_endpoints_secret_is_refused(
    database: Database, endpoint: Endpoint, owner: UUID, payer: Payer
) -> None:
    endpoint.register("whsec_of_somebody_else")
    intent = deposit(owner, 5_000)
    payer.pay(intent)
    answer = endpoint.wait_for(SUCCEEDED, intent).hand_over()
    assert (answer.status, answer.body["code"]) == (400, "SIGNATURE_INVALID")
    work()
    assert (stored(database), wallet(owner)["available"]) == ([], 0)


def test_a_declined_card_credits_nothing_and_says_why(
    database: Database, endpoint: Endpoint, owner: UUID, payer: Payer
) -> None:
    endpoint.register(WEBHOOK_SECRET)
    intent = deposit(owner, 5_000)
    with pytest.raises(stripe.CardError):
        payer.pay(intent, Card.DECLINED)
    assert endpoint.wait_for("payment_intent.payment_failed", intent).hand_over().status == 200
    work()
    answer = edge("confirm-deposit", user=owner, payment_intent_id=intent).body
    assert (answer["status"], answer["failure_reason"]) == ("pending", "card_declined")
    assert wallet(owner) == {"available": 0, "reserved": 0, "pending": 5_000}
    assert_books_are_clean(database)


def test_a_direct_debit_that_comes_back_credits_nothing(
    database: Database, endpoint: Endpoint, owner: UUID, payer: Payer
) -> None:
    endpoint.register(WEBHOOK_SECRET)
    intent = deposit(owner, 5_000)
    assert payer.pay_by_direct_debit(intent) == "processing"
    assert endpoint.wait_for("payment_intent.payment_failed", intent).hand_over().status == 200
    work()
    assert wallet(owner) == {"available": 0, "reserved": 0, "pending": 5_000}
    assert_books_are_clean(database)


def test_a_webhook_that_never_came_is_fetched_and_credits_once(
    database: Database, owner: UUID, payer: Payer
) -> None:
    payer.pay(deposit(owner, 5_000))
    since = datetime.now(UTC) - timedelta(minutes=5)
    assert [repair(since), repair(since)] == [1, 0]
    assert handle_due_events() == {"processed": 1, "ignored": 0, "postponed": 0}
    assert wallet(owner)["available"] == 5_000
    assert_books_are_clean(database)
