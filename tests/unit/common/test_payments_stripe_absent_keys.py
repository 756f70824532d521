"""Keys that Stripe leaves out of its answers: the SDK raises `AttributeError` for each, and we must not."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from common.adapters.payments.port import PaymentUnclear
from tests.factories.stripe_answers import ID, INTENT, REFUND, TRANSFER, ask, listed


@pytest.mark.parametrize(
    ("error", "failure"),
    [({"type": "idempotency_error"}, "idempotency_error"), ({"code": "card_declined"}, "card_declined"),
     ({"message": "no"}, "failed"), ({}, "failed")],
)  # fmt: skip
def test_a_payment_error_without_a_code_says_what_it_can(error: dict[str, str], failure: str) -> None:
    answer = {**INTENT, "status": "requires_payment_method", "last_payment_error": error}
    assert ask(answer)[0].get_payment_intent("pi_1").failure == failure
    assert ask(answer)[0].create_payment_intent(ID, 500, "usd", "cus_1").failure == failure
    assert ask(answer)[0].cancel_payment_intent("pi_1").failure == failure


DISPUTE = {"id": "dp_1", "object": "dispute", "status": "lost", "amount": 5, "payment_intent": "pi_1"}
EVENT = {"id": "evt_1", "object": "event", "type": "transfer.reversed", "data": {"object": {"id": "tr_1"}}}
ACCOUNT = {"id": "acct_1", "object": "v2.core.account", "configuration": {}, "requirements": {}}
LINK = {"object": "v2.core.account_link", "url": "https://stripe.example/x",
        "expires_at": "2026-12-01T00:10:00.000Z"}  # fmt: skip
READ: dict[str, tuple[dict[str, Any], set[str], Callable[[Any], Any]]] = {
    "intent": (INTENT, {"id", "status", "amount", "currency"}, lambda a: a.get_payment_intent("pi_1")),
    "customer": ({"id": "cus_1", "object": "customer"}, {"id"}, lambda a: a.create_customer(ID, ID)),
    "refund": (REFUND, {"id", "amount"}, lambda a: a.create_refund(ID, "pi_1", 5)),
    "dispute": (DISPUTE, {"id", "status", "amount"}, lambda a: a.get_dispute("dp_1")),
    "transfer": (TRANSFER, {"id", "amount"}, lambda a: a.get_transfer("tr_1")),
    "account": (ACCOUNT, {"id"}, lambda a: a.get_account("acct_1")),
    "link": (LINK, {"url"}, lambda a: a.create_account_link("acct_1", "https://a", "https://b")),
}


@pytest.mark.parametrize(
    ("kind", "absent"),
    [(kind, key) for kind, (answer, *_) in READ.items() for key in answer if key != "object"],
)
def test_an_answer_without_a_key_is_read_or_unclear_and_never_a_crash(kind: str, absent: str) -> None:
    whole, required, read = READ[kind]
    answer = {key: value for key, value in whole.items() if key != absent}
    if absent in required:
        with pytest.raises(PaymentUnclear):
            read(ask(answer)[0])
    else:
        read(ask(answer)[0])


@pytest.mark.parametrize("absent", ["data", "object", "account"])
def test_an_event_without_a_key_does_not_end_the_list(absent: str) -> None:
    event = {key: value for key, value in EVENT.items() if key != absent}
    found = list(ask(listed(event, EVENT))[0].list_events(datetime(2026, 12, 1, tzinfo=UTC)))
    assert [(e.type, e.object_id) for e in found] == [
        ("transfer.reversed", None if absent == "data" else "tr_1"), ("transfer.reversed", "tr_1")
    ]  # fmt: skip


def test_an_outage_while_events_are_listed_is_unclear() -> None:
    with pytest.raises(PaymentUnclear):
        list(ask({}, breaks=True)[0].list_events(datetime(2026, 12, 1, tzinfo=UTC)))


def test_a_later_page_of_events_that_fails_is_unclear() -> None:
    adapter, recorder = ask({**listed(EVENT), "has_more": True, "url": "/v1/events"})
    events = adapter.list_events(datetime(2026, 12, 1, tzinfo=UTC))
    next(events)
    recorder.break_down()
    with pytest.raises(PaymentUnclear):
        next(events)
