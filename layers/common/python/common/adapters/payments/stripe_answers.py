"""What Stripe answers, in our words: its objects as the port's, its errors as refusals."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import stripe

from common.adapters.payments.port import (
    ConnectedAccount,
    PaymentIntent,
    PaymentObjectUnknown,
    PaymentRefused,
    PaymentUnclear,
    Refund,
    Transfer,
)
from common.secrets import forget

Answer = TypeVar("Answer")
SERVER_FAULT = 500
UNCLEAR = (stripe.APIConnectionError, stripe.RateLimitError, stripe.IdempotencyError)
NOT_ALLOWED = (stripe.AuthenticationError, stripe.PermissionError)


def ask(call: Callable[[], Answer]) -> Answer:
    """What Stripe answers, its errors told as ours: an unclear one must be found out, never assumed.

    Raises `PaymentRefused`, `PaymentObjectUnknown`, `PaymentUnclear`.
    """
    try:
        return call()
    except NOT_ALLOWED as error:
        forget()  # the key may have been rotated: the next call reads it again
        raise PaymentUnclear from error
    except UNCLEAR as error:
        raise PaymentUnclear from error
    except stripe.StripeError as error:
        if error.code == "resource_missing":
            raise PaymentObjectUnknown from error
        if error.http_status is None or error.http_status >= SERVER_FAULT or error.http_status == 409:
            raise PaymentUnclear from error
        raise PaymentRefused(error.code or "refused") from error


def id_of(reference: Any) -> str | None:
    """Stripe gives an id, or the object where somebody asked to expand it."""
    return reference if reference is None or isinstance(reference, str) else reference.id


def _uuid(metadata: Any, name: str) -> UUID | None:
    """Our row's id in an object's metadata; None where somebody wrote something else there."""
    try:
        return UUID((metadata or {})[name])
    except (KeyError, ValueError):
        return None


def payment_intent(found: stripe.PaymentIntent) -> PaymentIntent:
    """An intent; amounts in minor units, the deposit out of its metadata."""
    failure = found.last_payment_error
    return PaymentIntent(
        found.id, found.status, found.amount, found.amount_received or 0, found.currency,
        found.client_secret, id_of(found.latest_charge), _uuid(found.metadata, "deposit_id"),
        (failure.code or failure.type) if failure else None,
    )  # fmt: skip


def refund(found: stripe.Refund) -> Refund:
    """A refund; the withdrawal out of its metadata, None for one that somebody made in the dashboard."""
    return Refund(
        found.id, found.status or "pending", found.amount, id_of(found.payment_intent),
        _uuid(found.metadata, "withdrawal_id"), getattr(found, "failure_reason", None),
    )  # fmt: skip


def transfer(found: stripe.Transfer) -> Transfer:
    """A transfer; the payout out of its metadata."""
    return Transfer(found.id, found.amount, found.amount_reversed, _uuid(found.metadata, "payout_id"))


def connected_account(found: stripe.v2.core.Account) -> ConnectedAccount:
    """An account (v2); while it cannot be paid, the first reason that Stripe gives."""
    body: dict[str, Any] = found.to_dict()
    recipient = (body.get("configuration") or {}).get("recipient") or {}
    balance = (recipient.get("capabilities") or {}).get("stripe_balance") or {}
    transfers = balance.get("stripe_transfers") or {}
    if transfers.get("status") == "active":
        return ConnectedAccount(found.id, transfers_active=True, blocked_reason=None)
    details = transfers.get("status_details") or []
    reason = details[0].get("code") if details else transfers.get("status")
    return ConnectedAccount(
        found.id, transfers_active=False, blocked_reason=reason or "onboarding_incomplete"
    )
