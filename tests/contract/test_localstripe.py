"""What our adapter asks and understands, by an independent server: customers, intents, refunds, the list of events.

localstripe 1.15.10 is not Stripe. It cannot confirm the following; for those the recorder in
`tests/unit/common/test_payments_stripe.py` and the stub stand in:

- Idempotency keys: it ignores them, so a repeated call makes a second object.
- `transfer_group` of an intent and `reason` of a refund: it refuses them as unexpected; `Dialect` leaves them out.
- `amount_received`: its intents lack it; `Dialect` says what was captured of the charge.
- Over-refunds: it refunds any amount of any succeeded charge.
- `resource_missing`: its 404 has no code.
- A second attempt on a declined intent: it refuses to confirm again.
- A direct debit that is on its way and arrives: it says succeeded at once (one that fails is `processing` first).
- Transfers, Connect (v2), disputes: it has none. It ignores `Stripe-Version`; its events say 2017-08-15.
- `confirm` with a payment method: it must be set first (`payer.py`). `latest_charge` is always expanded.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import stripe

from common.adapters.payments.port import PaymentIntent, PaymentRefused, PaymentUnclear
from common.adapters.payments.stripe import StripePaymentAdapter
from tests.contract import localstripe as server
from tests.contract.localstripe import Dialect, Localstripe
from tests.contract.payer import Card, Payer


def make_intent(adapter: StripePaymentAdapter, amount: int = 10_000) -> PaymentIntent:
    customer = adapter.create_customer(uuid4(), uuid4())
    return adapter.create_payment_intent(uuid4(), amount, "usd", customer)


def make_paid(adapter: StripePaymentAdapter, payer: Payer, amount: int = 10_000) -> str:
    intent = make_intent(adapter, amount)
    assert payer.pay(intent.id) == "succeeded"
    return intent.id


def test_a_customer_carries_our_names(adapter: StripePaymentAdapter, payer: Payer) -> None:
    wallet, brand = uuid4(), uuid4()
    customer = payer.stripe.v1.customers.retrieve(adapter.create_customer(wallet, brand))
    assert customer.metadata is not None
    assert customer.metadata.to_dict() == {"wallet_id": str(wallet), "brand_id": str(brand)}


def test_an_intent_waits_for_its_payer(adapter: StripePaymentAdapter, payer: Payer) -> None:
    deposit, customer = uuid4(), adapter.create_customer(uuid4(), uuid4())
    made = adapter.create_payment_intent(deposit, 12_345, "eur", customer)
    assert made.client_secret is not None
    assert made.client_secret.startswith(f"{made.id}_secret_")
    assert made == PaymentIntent(
        id=made.id, status="requires_payment_method", amount=12_345, amount_received=0, currency="eur",
        client_secret=made.client_secret, charge_id=None, deposit_id=deposit,
    )  # fmt: skip
    assert adapter.get_payment_intent(made.id) == made
    assert payer.stripe.v1.payment_intents.retrieve(made.id).customer == customer


def test_a_paid_intent_names_its_charge(adapter: StripePaymentAdapter, payer: Payer) -> None:
    intent = adapter.get_payment_intent(make_paid(adapter, payer, 12_345))
    assert (intent.status, intent.amount, intent.amount_received) == ("succeeded", 12_345, 12_345)
    assert intent.charge_id is not None
    assert payer.stripe.v1.charges.retrieve(intent.charge_id).payment_intent == intent.id
    assert intent.failure is None


def test_a_declined_card_leaves_its_reason(adapter: StripePaymentAdapter, payer: Payer) -> None:
    made = make_intent(adapter)
    with pytest.raises(stripe.CardError):
        payer.pay(made.id, Card.DECLINED)
    intent = adapter.get_payment_intent(made.id)
    assert (intent.status, intent.amount_received) == ("requires_payment_method", 0)
    assert intent.failure == "card_declined"


@pytest.mark.parametrize(
    ("success", "outcome"),
    [
        (True, ("succeeded", 10_000, None)),
        (False, ("requires_payment_method", 0, "payment_intent_authentication_failure")),
    ],
)
def test_a_bank_may_ask_its_customer(
    adapter: StripePaymentAdapter, payer: Payer, success: bool, outcome: tuple[str, int, str | None]
) -> None:
    made = make_intent(adapter)
    assert payer.pay(made.id, Card.AUTHENTICATED) == "requires_action"
    assert adapter.get_payment_intent(made.id).amount_received == 0
    payer.authenticate(made.id, made.client_secret or "", success=success)
    intent = adapter.get_payment_intent(made.id)
    assert (intent.status, intent.amount_received, intent.failure) == outcome


def test_an_intent_is_cancelled_once_and_never_after_it_was_paid(
    adapter: StripePaymentAdapter, payer: Payer
) -> None:
    made = make_intent(adapter)
    assert adapter.cancel_payment_intent(made.id).status == "canceled"
    assert adapter.get_payment_intent(made.id).status == "canceled"
    for unwilling in (made.id, make_paid(adapter, payer)):
        with pytest.raises(PaymentRefused):
            adapter.cancel_payment_intent(unwilling)
    with pytest.raises(stripe.InvalidRequestError):
        payer.pay(made.id)


def test_a_payment_is_refunded_in_parts_and_in_full(adapter: StripePaymentAdapter, payer: Payer) -> None:
    paid, other = make_paid(adapter, payer), make_paid(adapter, payer, 700)
    part, rest, whole = uuid4(), uuid4(), uuid4()
    refund = adapter.create_refund(part, paid, 2_501)
    assert (refund.status, refund.amount, refund.payment_intent_id) == ("succeeded", 2_501, paid)
    assert (refund.withdrawal_id, refund.failure) == (part, None)
    adapter.create_refund(rest, paid, 7_499)
    adapter.create_refund(whole, other, 700)
    found = {(refund.withdrawal_id, refund.amount) for refund in adapter.list_refunds(paid)}
    assert found == {(part, 2_501), (rest, 7_499)}
    assert [(refund.withdrawal_id, refund.amount) for refund in adapter.list_refunds(other)] == [(whole, 700)]
    for intent in (paid, other):
        charge = payer.stripe.v1.charges.retrieve(adapter.get_payment_intent(intent).charge_id or "")
        assert charge.refunded is True


def test_a_payment_that_nobody_refunded_has_no_refunds(adapter: StripePaymentAdapter, payer: Payer) -> None:
    assert adapter.list_refunds(make_paid(adapter, payer)) == []


def test_refunds_are_found_beyond_the_first_page(adapter: StripePaymentAdapter, payer: Payer) -> None:
    paid = make_paid(adapter, payer)
    made = {adapter.create_refund(uuid4(), paid, 1).id for _ in range(101)}
    found = [refund.id for refund in adapter.list_refunds(paid)]
    assert (len(found), set(found)) == (101, made)


def never_paid(adapter: StripePaymentAdapter, payer: Payer) -> None:
    adapter.create_refund(uuid4(), make_intent(adapter).id, 1)


def declined(adapter: StripePaymentAdapter, payer: Payer) -> None:
    intent = make_intent(adapter)
    with pytest.raises(stripe.CardError):
        payer.pay(intent.id, Card.DECLINED)
    adapter.create_refund(uuid4(), intent.id, 1)


def nothing_to_refund(adapter: StripePaymentAdapter, payer: Payer) -> None:
    adapter.create_refund(uuid4(), make_paid(adapter, payer), 0)


def nothing_to_pay(adapter: StripePaymentAdapter, payer: Payer) -> None:
    make_intent(adapter, 0)


@pytest.mark.parametrize("attempt", [never_paid, declined, nothing_to_refund, nothing_to_pay])
def test_a_refusal_is_told_as_a_refusal(
    adapter: StripePaymentAdapter, payer: Payer, attempt: Callable[[StripePaymentAdapter, Payer], None]
) -> None:
    with pytest.raises(PaymentRefused) as refusal:
        attempt(adapter, payer)
    assert (refusal.value.status, refusal.value.code) == (409, "PAYMENT_REFUSED")


def test_a_key_that_is_not_accepted_says_nothing_about_the_payment(localstripe: Localstripe) -> None:
    stranger = StripePaymentAdapter("rk_unknown", http_client=Dialect(), base_address=localstripe.address)
    with pytest.raises(PaymentUnclear):
        stranger.create_customer(uuid4(), uuid4())


def test_events_are_listed_with_the_objects_they_are_about(
    adapter: StripePaymentAdapter, payer: Payer
) -> None:
    paid = [make_paid(adapter, payer) for _ in range(2)]
    events = list(adapter.list_events(datetime.now(UTC) - timedelta(minutes=5)))
    assert [event.object_id for event in events if event.type == "payment_intent.succeeded"] == paid
    assert {event.payload["data"]["object"]["object"] for event in events} == {"customer", "payment_intent"}
    assert all(event.id.startswith("evt_") and event.account_id is None for event in events)
    assert list(adapter.list_events(datetime.now(UTC) + timedelta(minutes=5))) == []


def test_a_missing_localstripe_fails_and_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("empty")
    monkeypatch.setattr(server, "INTERPRETER", folder / "python")
    with (
        pytest.raises(pytest.fail.Exception, match=r"make \.venv/\.localstripe"),
        server.running(folder / "log"),
    ):
        pass
