"""What Stripe answers, in our words: its objects as the port's, its errors as refusals."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import stripe

from common import metrics
from common.adapters.payments.events import NoEvent
from common.adapters.payments.events import provider_event as event_of
from common.adapters.payments.port import (
    AccountLink,
    BankPayout,
    ConnectedAccount,
    Dispute,
    FraudWarning,
    PaymentIntent,
    PaymentObjectUnknown,
    PaymentRefused,
    PaymentUnclear,
    ProviderEvent,
    Refund,
    Transfer,
)
from common.secrets import forget

Answer = TypeVar("Answer")
SERVER_FAULT = 500
NOT_FOUND = 404
NO_SUCH_OBJECT = frozenset({"resource_missing", "account_invalid"})
NO_SUCH_PAGE = "Unrecognized request URL"
"""The one 404 that is about our request and not about what it asks for."""
UNCLEAR = (stripe.APIConnectionError, stripe.RateLimitError, stripe.IdempotencyError)
NOT_ALLOWED = (stripe.AuthenticationError, stripe.PermissionError)


def ask(call: Callable[[], Answer]) -> Answer:
    """What Stripe answers, its errors told as ours: an unclear one must be found out, never assumed.

    Raises `PaymentRefused`, `PaymentObjectUnknown`, `PaymentUnclear`.
    """
    try:
        return _translated(call)
    except PaymentUnclear:
        metrics.count("stripe_unclear")
        raise


def _translated(call: Callable[[], Answer]) -> Answer:
    try:
        return call()
    except UNCLEAR as error:
        raise PaymentUnclear from error
    except stripe.StripeError as error:
        if _is_about_nothing(error):
            raise PaymentObjectUnknown(optional(error, "param")) from error
        if isinstance(error, NOT_ALLOWED):
            forget()  # the key may have been rotated: the next call reads it again
            raise PaymentUnclear from error
        if error.http_status is None or error.http_status >= SERVER_FAULT or error.http_status == 409:
            raise PaymentUnclear from error
        raise PaymentRefused(error.code or "refused") from error


def _is_about_nothing(error: stripe.StripeError) -> bool:
    """Whether Stripe says that there is no such object, in whichever of its words (v1 and v2 have several)."""
    if error.http_status == NOT_FOUND:
        return NO_SUCH_PAGE not in (error.user_message or "")
    body: Any = error.json_body or {}
    code = str(
        error.code or (body.get("error") or {}).get("code") or ""
    )  # of a 403 the SDK leaves the code there
    return code in NO_SUCH_OBJECT or code.endswith(("not_found", "does_not_exist"))


def optional(found: Any, name: str) -> Any:
    """A field of an object, None where Stripe left its key out: the SDK raises `AttributeError` then."""
    return getattr(found, name, None)


def required(found: Any, name: str) -> Any:
    """A field without which an object says nothing. Raises `PaymentUnclear` where it is missing."""
    value = optional(found, name)
    if value is None:
        raise PaymentUnclear
    return value


def id_of(reference: Any) -> str | None:
    """Stripe gives an id, or the object where somebody asked to expand it."""
    return reference if reference is None or isinstance(reference, str) else optional(reference, "id")


def _uuid(found: Any, name: str) -> UUID | None:
    """Our row's id in an object's metadata; None where somebody wrote something else there."""
    try:
        return UUID((optional(found, "metadata") or {})[name])
    except (KeyError, ValueError):
        return None


def payment_intent(found: stripe.PaymentIntent) -> PaymentIntent:
    """An intent; amounts in minor units, the deposit out of its metadata. Raises `PaymentUnclear`."""
    failure = optional(found, "last_payment_error")
    return PaymentIntent(
        required(found, "id"), required(found, "status"), required(found, "amount"),
        optional(found, "amount_received") or 0, required(found, "currency"), optional(found, "client_secret"),
        id_of(optional(found, "latest_charge")), _uuid(found, "deposit_id"),
        (optional(failure, "code") or optional(failure, "type") or "failed") if failure is not None else None,
    )  # fmt: skip


def refund(found: stripe.Refund) -> Refund:
    """A refund; the withdrawal out of its metadata, None for one that somebody made in the dashboard.

    Raises `PaymentUnclear`.
    """
    return Refund(
        required(found, "id"), optional(found, "status") or "pending", required(found, "amount"),
        id_of(optional(found, "payment_intent")), _uuid(found, "withdrawal_id"), optional(found, "failure_reason"),
    )  # fmt: skip


def dispute(found: stripe.Dispute) -> Dispute:
    """A dispute; its amount in minor units, and until when evidence counts. Raises `PaymentUnclear`."""
    due = optional(optional(found, "evidence_details"), "due_by")
    return Dispute(
        required(found, "id"), required(found, "status"), required(found, "amount"),
        id_of(optional(found, "payment_intent")), optional(found, "reason"),
        datetime.fromtimestamp(due, UTC) if due else None,
    )  # fmt: skip


def fraud_warning(found: stripe.radar.EarlyFraudWarning) -> FraudWarning:
    """An early fraud warning. Raises `PaymentUnclear`."""
    return FraudWarning(
        required(found, "id"), id_of(optional(found, "payment_intent")), optional(found, "fraud_type") or "",
        bool(optional(found, "actionable")),
    )  # fmt: skip


def transfer(found: stripe.Transfer) -> Transfer:
    """A transfer; the payout out of its metadata. Raises `PaymentUnclear`."""
    return Transfer(
        required(found, "id"), required(found, "amount"), optional(found, "amount_reversed") or 0,
        _uuid(found, "payout_id"),
    )  # fmt: skip


def bank_payout(account_id: str, found: stripe.Payout) -> BankPayout:
    """A payout of a connected account to a bank; its amount in minor units. Raises `PaymentUnclear`."""
    return BankPayout(
        required(found, "id"), account_id, required(found, "amount"), required(found, "currency"),
        required(found, "status"), optional(found, "failure_code"),
    )  # fmt: skip


def payout_fingerprints(body: dict[str, Any]) -> dict[str, str]:
    """Currency → the fingerprint of its bank account or card, the default one where there are several."""
    listed = sorted(
        (each for each in body.get("data") or [] if each.get("currency") and each.get("fingerprint")),
        key=lambda each: bool(each.get("default_for_currency")),
    )
    return {each["currency"]: each["fingerprint"] for each in listed}


def account_link(found: stripe.v2.core.AccountLink) -> AccountLink:
    """Where a creator goes on, and until when. Raises `PaymentUnclear`."""
    ends = optional(found, "expires_at")
    return AccountLink(
        required(found, "url"), datetime.fromisoformat(ends.replace("Z", "+00:00")) if ends else None
    )


def provider_event(found: stripe.Event) -> ProviderEvent:
    """An event of the list, as a webhook would bring it. Raises `PaymentUnclear`."""
    try:
        return event_of(found.to_dict())
    except NoEvent:
        raise PaymentUnclear from None


def connected_account(found: stripe.v2.core.Account) -> ConnectedAccount:
    """An account (v2); while it cannot be paid, the first reason that Stripe gives. Raises `PaymentUnclear`."""
    body: dict[str, Any] = found.to_dict()
    if body.get("closed"):
        return ConnectedAccount(
            required(found, "id"), transfers_active=False, blocked_reason="account_closed", is_closed=True
        )
    recipient = (body.get("configuration") or {}).get("recipient") or {}
    balance = (recipient.get("capabilities") or {}).get("stripe_balance") or {}
    transfers = balance.get("stripe_transfers") or {}
    if transfers.get("status") == "active":
        return ConnectedAccount(required(found, "id"), transfers_active=True, blocked_reason=None)
    details = transfers.get("status_details") or []
    reason = details[0].get("code") if details else transfers.get("status")
    return ConnectedAccount(
        required(found, "id"), transfers_active=False, blocked_reason=reason or "onboarding_incomplete"
    )
