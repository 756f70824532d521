"""The requests that the real SDK makes for us, and what its answers and errors become. No network: a recorder."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from common.adapters.payments.choice import payment_adapter, payments_mode
from common.adapters.payments.port import PaymentObjectUnknown, PaymentRefused, PaymentUnclear
from common.adapters.payments.stripe import StripePaymentAdapter
from common.adapters.payments.stub import StubPaymentAdapter
from common.errors import NotConfigured
from common.integrations import availability_of, integration
from common.settings import settings
from tests.factories.stripe_answers import ID, INTENT, REFUND, TRANSFER, ask, listed


def test_an_intent_leaves_the_payment_methods_to_the_dashboard() -> None:
    adapter, recorder = ask(INTENT)
    intent = adapter.create_payment_intent(ID, 500, "usd", "cus_1")
    method, path, body, headers = recorder.requests[0]
    assert (method.lower(), path, headers["Idempotency-Key"]) == (
        "post", "/v1/payment_intents", f"deposit_{ID}_cus_1"
    )  # fmt: skip
    assert body == {
        "amount": "500", "currency": "usd", "customer": "cus_1", "transfer_group": f"deposit_{ID}",
        "metadata[deposit_id]": str(ID),
    }  # fmt: skip
    assert (intent.amount_received, intent.charge_id, intent.deposit_id) == (490, "ch_1", ID)


def test_a_customer_is_made_once_for_a_wallet() -> None:
    adapter, recorder = ask({"id": "cus_1", "object": "customer"})
    assert adapter.create_customer(ID, ID) == "cus_1"
    _, path, _, headers = recorder.requests[0]
    assert (path, headers["Idempotency-Key"]) == ("/v1/customers", f"customer_{ID}")


def test_the_sdk_pins_the_version_of_the_api() -> None:
    adapter, recorder = ask(INTENT)
    adapter.get_payment_intent("pi_1")
    assert recorder.requests[0][3]["Stripe-Version"]


def test_a_declined_intent_says_why_and_a_foreign_one_is_none_of_ours() -> None:
    failed = {**INTENT, "status": "requires_payment_method", "metadata": {"deposit_id": "?"},
              "last_payment_error": {"code": "card_declined", "type": "card_error"}}  # fmt: skip
    intent = ask(failed)[0].get_payment_intent("pi_1")
    assert (intent.failure, intent.deposit_id) == ("card_declined", None)


def test_a_refund_carries_the_withdrawal() -> None:
    adapter, recorder = ask(REFUND)
    refund = adapter.create_refund(ID, "pi_1", 5)
    _, path, body, headers = recorder.requests[0]
    assert (path, headers["Idempotency-Key"]) == ("/v1/refunds", f"withdrawal_{ID}")
    assert body == {
        "amount": "5", "payment_intent": "pi_1", "reason": "requested_by_customer",
        "metadata[withdrawal_id]": str(ID),
    }  # fmt: skip
    assert refund.withdrawal_id == ID
    assert [r.id for r in ask(listed(REFUND))[0].list_refunds("pi_1")] == ["re_1"]


def test_a_transfer_has_the_stored_key_and_is_found_by_its_group() -> None:
    adapter, recorder = ask(TRANSFER)
    transfer = adapter.create_transfer(ID, 5, "usd", "acct_1", "payout_key")
    _, path, body, headers = recorder.requests[0]
    assert (path, body["destination"], headers["Idempotency-Key"]) == (
        "/v1/transfers",
        "acct_1",
        "payout_key",
    )
    assert body["transfer_group"] == f"payout_{ID}"
    assert "application_fee_amount" not in body
    assert transfer.payout_id == ID
    adapter, recorder = ask(listed(TRANSFER))
    assert adapter.find_transfer(ID).id == "tr_1"
    assert recorder.requests[0][2]["transfer_group"] == f"payout_{ID}"
    assert ask(listed())[0].find_transfer(ID) is None


@pytest.mark.parametrize(
    ("transfers", "active", "reason"),
    [
        ({"status": "active"}, True, None),
        ({"status": "restricted", "status_details": [{"code": "requirements_past_due"}]}, False,
         "requirements_past_due"),
        ({"status": "pending"}, False, "pending"),
        (None, False, "onboarding_incomplete"),
    ],
)  # fmt: skip
def test_an_account_is_ready_when_its_transfers_are_active(
    transfers: dict[str, Any] | None, active: bool, reason: str | None
) -> None:
    capabilities = {"stripe_balance": {"stripe_transfers": transfers}} if transfers else None
    answer = {"id": "acct_1", "object": "v2.core.account",
              "configuration": {"recipient": {"capabilities": capabilities}}}  # fmt: skip
    adapter, recorder = ask(answer)
    account = adapter.create_account(ID, ID, "a@example.com", "DE")
    _, path, body, _ = recorder.requests[0]
    assert (path, body["dashboard"], body["identity"]) == ("/v2/core/accounts", "express", {"country": "de"})
    responsibilities = body["defaults"]["responsibilities"]
    assert responsibilities == {"fees_collector": "application", "losses_collector": "application"}
    assert (account.transfers_active, account.blocked_reason) == (active, reason)


def test_an_account_link_returns_its_end() -> None:
    answer = {"object": "v2.core.account_link", "account": "acct_1", "url": "https://stripe.example/x",
              "expires_at": "2026-12-01T00:10:00.000Z"}  # fmt: skip
    adapter, recorder = ask(answer)
    link = adapter.create_account_link("acct_1", "https://a/back", "https://a/again")
    assert link.expires_at == datetime(2026, 12, 1, 0, 10, tzinfo=UTC)
    use = recorder.requests[0][2]["use_case"]
    assert use["account_onboarding"] == {"return_url": "https://a/back", "refresh_url": "https://a/again"}


def test_events_are_listed_since_a_moment() -> None:
    event = {"id": "evt_1", "object": "event", "type": "transfer.reversed", "account": "acct_1",
             "data": {"object": {"id": "tr_1", "object": "transfer"}}}  # fmt: skip
    adapter, recorder = ask(listed(event))
    (found,) = adapter.list_events(datetime(2026, 12, 1, tzinfo=UTC))
    assert (found.id, found.type, found.object_id, found.account_id) == (
        "evt_1", "transfer.reversed", "tr_1", "acct_1"
    )  # fmt: skip
    assert found.payload["data"]["object"]["id"] == "tr_1"
    assert recorder.requests[0][2]["created[gte]"] == "1796083200"


@pytest.mark.parametrize(
    ("status", "error", "becomes"),
    [
        (402, {"type": "card_error", "code": "card_declined"}, PaymentRefused),
        (400, {"type": "invalid_request_error", "code": "balance_insufficient"}, PaymentRefused),
        (404, {"type": "invalid_request_error", "code": "resource_missing"}, PaymentObjectUnknown),
        (400, {"type": "idempotency_error"}, PaymentUnclear),
        (409, {"type": "invalid_request_error", "code": "lock_timeout"}, PaymentUnclear),
        (429, {"type": "invalid_request_error", "code": "rate_limit"}, PaymentUnclear),
        (401, {"type": "invalid_request_error"}, PaymentUnclear),
        (403, {"type": "invalid_request_error"}, PaymentUnclear),
        (500, {"type": "api_error"}, PaymentUnclear),
        (503, {"type": "api_error"}, PaymentUnclear),
    ],
)
def test_an_error_is_a_refusal_only_when_nothing_can_have_happened(
    status: int, error: dict[str, str], becomes: type[Exception]
) -> None:
    with pytest.raises(becomes) as raised:
        ask({"error": error}, status)[0].create_transfer(ID, 5, "usd", "acct_1", "key")
    if isinstance(raised.value, PaymentRefused):
        assert raised.value.reason == error["code"]


def test_a_broken_connection_is_tried_three_times_with_one_key_and_then_unclear() -> None:
    adapter, recorder = ask({}, breaks=True)
    with pytest.raises(PaymentUnclear):
        adapter.create_transfer(ID, 5, "usd", "acct_1", "key")
    assert [request[3]["Idempotency-Key"] for request in recorder.requests] == ["key"] * 3


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Settings that a test may change."""
    settings.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize(
    ("name", "key", "mode"),
    [
        ("local", "", "stub"), ("dev", "", "stub"), ("dev", "pk_live", "stub"), ("staging", "", "stub"),
        ("staging", "sk_test_1", "live"),
        ("prod", "rk_live_1", "live"), ("prod", "", "off"), ("prod", "pk_live", "off"),
    ],
)  # fmt: skip
def test_the_key_selects_the_adapter_and_nothing_pretends_in_prod(
    stage: pytest.MonkeyPatch, name: str, key: str, mode: str
) -> None:
    stage.setenv("STAGE", name)
    stage.setenv("STRIPE_SECRET_KEY", key)
    found, why = payments_mode()
    assert found == mode
    assert availability_of(integration("payments")).mode == mode  # what administrators are told
    assert ("STRIPE_SECRET_KEY" in why) is (mode != "live")
    assert not key or key not in why
    if mode == "off":
        with pytest.raises(NotConfigured):
            payment_adapter()
    else:
        wanted = StripePaymentAdapter if mode == "live" else StubPaymentAdapter
        assert isinstance(payment_adapter(), wanted)
