"""Customers, accounts, disputes and warnings, as the real SDK asks for them and as we read them. No network."""

from datetime import UTC, datetime
from typing import Any

import pytest

from common.adapters.payments.port import (
    FraudWarning,
    PaymentObjectUnknown,
    PaymentRefused,
    PaymentUnclear,
)
from tests.factories.stripe_answers import ID, INTENT, ask


def test_a_customer_that_is_gone_is_replaced_under_a_key_of_its_own() -> None:
    adapter, recorder = ask({"id": "cus_2", "object": "customer"})
    assert adapter.create_customer(ID, ID, replaces="cus_1") == "cus_2"
    assert recorder.requests[0][3]["Idempotency-Key"] == f"customer_{ID}_cus_1"


@pytest.mark.parametrize(
    ("answer", "status", "is_there"),
    [
        ({"id": "cus_1", "object": "customer"}, 200, True),
        ({"id": "cus_1", "object": "customer", "deleted": True}, 200, False),
        ({"error": {"type": "invalid_request_error", "code": "resource_missing", "param": "id"}}, 404, False),
    ],
)
def test_a_customer_is_there_until_stripe_says_deleted(
    answer: dict[str, Any], status: int, is_there: bool
) -> None:
    assert ask(answer, status)[0].is_customer("cus_1") is is_there


def test_an_intent_for_a_customer_that_is_gone_names_the_customer() -> None:
    error = {"type": "invalid_request_error", "code": "resource_missing", "param": "customer"}
    with pytest.raises(PaymentObjectUnknown) as raised:
        ask({"error": error}, 400)[0].create_payment_intent(ID, 500, "usd", "cus_1")
    assert raised.value.parameter == "customer"


def test_an_account_is_made_once_for_the_same_particulars_and_anew_for_others() -> None:
    """A key that outlived its particulars was refused by Stripe for as long as Stripe remembered it."""
    adapter, recorder = ask({"id": "acct_1", "object": "v2.core.account"})
    for email, country in [
        ("a@x.example", "DE"),
        ("a@x.example", "DE"),
        ("b@x.example", "DE"),
        ("a@x.example", "US"),
    ]:
        adapter.create_account(ID, ID, email, country)
    first, again, other_email, other_country = (r[3]["Idempotency-Key"] for r in recorder.requests)
    assert first == again
    assert len({first, other_email, other_country}) == 3


@pytest.mark.parametrize(
    ("status", "error", "is_unknown"),
    [
        (404, {"code": "not_found"}, True),
        (404, {"message": "No such account"}, True),
        (404, {"message": "Unrecognized request URL (GET: /v3/x)."}, False),
        (400, {"code": "account_not_found"}, True),
        (400, {"code": "account_does_not_exist"}, True),
        (403, {"code": "account_invalid", "message": "or that account does not exist"}, True),
        (403, {"code": "more_permissions_required"}, False),
        (400, {"code": "parameter_missing"}, False),
    ],
)
def test_whichever_word_says_that_an_account_does_not_exist_means_unknown(
    status: int, error: dict[str, str], is_unknown: bool
) -> None:
    with pytest.raises((PaymentObjectUnknown, PaymentUnclear, PaymentRefused)) as raised:
        ask({"error": error}, status)[0].get_account("acct_1")
    assert isinstance(raised.value, PaymentObjectUnknown) is is_unknown


def test_a_dispute_says_until_when_evidence_counts() -> None:
    answer = {"id": "dp_1", "object": "dispute", "status": "needs_response", "amount": 5, "payment_intent": "pi_1",
              "reason": "fraudulent", "evidence_details": {"due_by": 1796083200, "has_evidence": False}}  # fmt: skip
    dispute = ask(answer)[0].get_dispute("dp_1")
    assert (dispute.reason, dispute.evidence_due_by) == ("fraudulent", datetime(2026, 12, 1, tzinfo=UTC))
    for nothing in ({"due_by": None}, {}, None):
        assert ask({**answer, "evidence_details": nothing})[0].get_dispute("dp_1").evidence_due_by is None


def test_a_fraud_warning_names_the_payment_and_whether_anything_can_be_done() -> None:
    answer = {"id": "issfr_1", "object": "radar.early_fraud_warning", "charge": "ch_1", "payment_intent": "pi_1",
              "fraud_type": "made_with_stolen_card", "actionable": True}  # fmt: skip
    adapter, recorder = ask(answer)
    assert adapter.get_fraud_warning("issfr_1") == FraudWarning(
        "issfr_1", "pi_1", "made_with_stolen_card", True
    )
    assert recorder.requests[0][1] == "/v1/radar/early_fraud_warnings/issfr_1"


@pytest.mark.parametrize(
    ("status", "asked"), [("processing", ["get"]), ("requires_payment_method", ["get", "post"])]
)
def test_an_intent_is_looked_at_before_it_is_cancelled_where_some_are_spared(
    status: str, asked: list[str]
) -> None:
    adapter, recorder = ask({**INTENT, "status": status})
    assert adapter.cancel_payment_intent("pi_1", frozenset({"processing"})).status == status
    assert [method.lower() for method, *_ in recorder.requests] == asked
    adapter, recorder = ask({**INTENT, "status": "canceled"})
    assert adapter.cancel_payment_intent("pi_1").status == "canceled"
    assert [path for _, path, *_ in recorder.requests] == ["/v1/payment_intents/pi_1/cancel"]
