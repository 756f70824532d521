"""Stripe, through the official SDK and its pinned API version. The webhook endpoint must have the same version.

Separate charges and transfers: the platform is paid, keeps its fee by transferring less, and bears refunds and
disputes. Every call that makes something carries an idempotency key derived from our row's id, so that a repeated
call after a lost answer has no second effect.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import stripe

from common.adapters.payments.port import (
    AccountLink,
    ConnectedAccount,
    Dispute,
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
NETWORK_RETRIES = 2
TIMEOUT_SECONDS = 8
"""Three attempts fit into a request's 29 seconds; the SDK would wait for 80 each."""
SERVER_FAULT = 500
UNCLEAR = (stripe.APIConnectionError, stripe.RateLimitError, stripe.IdempotencyError)
NOT_ALLOWED = (stripe.AuthenticationError, stripe.PermissionError)


class StripePaymentAdapter:
    """See `common.adapters.payments.port.PaymentAdapter`."""

    def __init__(
        self,
        secret_key: str,
        *,
        http_client: stripe.HTTPClient | None = None,
        base_address: str | None = None,
    ) -> None:
        """`http_client` and `base_address` are for contract tests against other servers."""
        self._client = stripe.StripeClient(
            secret_key,
            max_network_retries=NETWORK_RETRIES,
            http_client=http_client or stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
            base_addresses={"api": base_address} if base_address else {},
        )

    def create_customer(self, wallet_id: UUID, brand_id: UUID) -> str:
        """A payer for the wallet."""
        metadata = {"wallet_id": str(wallet_id), "brand_id": str(brand_id)}
        made = _ask(
            lambda: self._client.v1.customers.create(
                {"metadata": metadata}, {"idempotency_key": f"customer_{wallet_id}"}
            )
        )
        return made.id

    def create_payment_intent(
        self, deposit_id: UUID, amount: int, currency: str, customer_id: str
    ) -> PaymentIntent:
        """An intent for whatever payment methods the dashboard offers: payment_method_types is not passed."""
        key = f"deposit_{deposit_id}"
        return _intent(
            _ask(
                lambda: self._client.v1.payment_intents.create(
                    {"amount": amount, "currency": currency, "customer": customer_id, "transfer_group": key,
                     "metadata": {"deposit_id": str(deposit_id)}},
                    {"idempotency_key": key},
                )
            )
        )  # fmt: skip

    def get_payment_intent(self, payment_intent_id: str) -> PaymentIntent:
        """The intent as it is now."""
        return _intent(_ask(lambda: self._client.v1.payment_intents.retrieve(payment_intent_id)))

    def cancel_payment_intent(self, payment_intent_id: str) -> PaymentIntent:
        """The intent, cancelled."""
        return _intent(_ask(lambda: self._client.v1.payment_intents.cancel(payment_intent_id)))

    def create_refund(self, withdrawal_id: UUID, payment_intent_id: str, amount: int) -> Refund:
        """Send part of a payment back."""
        return _refund(
            _ask(
                lambda: self._client.v1.refunds.create(
                    {"payment_intent": payment_intent_id, "amount": amount, "reason": "requested_by_customer",
                     "metadata": {"withdrawal_id": str(withdrawal_id)}},
                    {"idempotency_key": f"withdrawal_{withdrawal_id}"},
                )
            )
        )  # fmt: skip

    def list_refunds(self, payment_intent_id: str) -> list[Refund]:
        """Every refund of a payment."""
        found = _ask(
            lambda: list(
                self._client.v1.refunds.list(
                    {"payment_intent": payment_intent_id, "limit": 100}
                ).auto_paging_iter()
            )
        )
        return [_refund(refund) for refund in found]

    def get_dispute(self, dispute_id: str) -> Dispute:
        """The dispute as it is now."""
        found = _ask(lambda: self._client.v1.disputes.retrieve(dispute_id))
        return Dispute(found.id, found.status, found.amount, _id_of(found.payment_intent))

    def create_transfer(
        self, payout_id: UUID, amount: int, currency: str, account_id: str, idempotency_key: str
    ) -> Transfer:
        """Money from the platform's balance to a connected account; found again by its transfer_group."""
        return _transfer(
            _ask(
                lambda: self._client.v1.transfers.create(
                    {"amount": amount, "currency": currency, "destination": account_id,
                     "transfer_group": f"payout_{payout_id}", "metadata": {"payout_id": str(payout_id)}},
                    {"idempotency_key": idempotency_key},
                )
            )
        )  # fmt: skip

    def find_transfer(self, payout_id: UUID) -> Transfer | None:
        """The transfer of a payout, however long ago it was made."""
        found = _ask(
            lambda: self._client.v1.transfers.list({"transfer_group": f"payout_{payout_id}", "limit": 1}).data
        )
        return _transfer(found[0]) if found else None

    def get_transfer(self, transfer_id: str) -> Transfer:
        """The transfer as it is now."""
        return _transfer(_ask(lambda: self._client.v1.transfers.retrieve(transfer_id)))

    def create_account(self, user_id: UUID, email: str, country: str) -> ConnectedAccount:
        """An account (v2) that can only receive transfers; we answer for its fees and losses."""
        made = _ask(
            lambda: self._client.v2.core.accounts.create(
                {
                    "dashboard": "express",
                    "contact_email": email,
                    "identity": {"country": country.lower()},
                    "configuration": {
                        "recipient": {
                            "capabilities": {"stripe_balance": {"stripe_transfers": {"requested": True}}}
                        }
                    },
                    "defaults": {
                        "responsibilities": {
                            "fees_collector": "application", "losses_collector": "application"
                        }
                    },
                    "metadata": {"user_id": str(user_id)},
                    "include": ["configuration.recipient", "requirements"],
                },
                {"idempotency_key": f"account_{user_id}"},
            )
        )  # fmt: skip
        return _account(made)

    def get_account(self, account_id: str) -> ConnectedAccount:
        """The account as it is now."""
        return _account(
            _ask(
                lambda: self._client.v2.core.accounts.retrieve(
                    account_id, {"include": ["configuration.recipient", "requirements"]}
                )
            )
        )

    def create_account_link(self, account_id: str, return_url: str, refresh_url: str) -> AccountLink:
        """Stripe's onboarding; single use, minutes long."""
        link = _ask(
            lambda: self._client.v2.core.account_links.create(
                {
                    "account": account_id,
                    "use_case": {
                        "type": "account_onboarding",
                        "account_onboarding": {
                            "return_url": return_url, "refresh_url": refresh_url,
                        },
                    },
                }
            )
        )  # fmt: skip
        return AccountLink(link.url, datetime.fromisoformat(link.expires_at.replace("Z", "+00:00")))

    def list_events(self, since: datetime) -> Iterator[ProviderEvent]:
        """Every event since then (Stripe keeps them for 30 days), the newest first."""
        found = _ask(
            lambda: self._client.v1.events.list(
                {"created": {"gte": int(since.timestamp())}, "limit": 100}
            ).auto_paging_iter()
        )
        for event in found:
            body: dict[str, Any] = event.to_dict()
            yield ProviderEvent(
                event.id, event.type, body["data"]["object"].get("id"), body.get("account"), body
            )


def _ask(call: Callable[[], Answer]) -> Answer:
    """What Stripe answers, its errors told as ours. An unclear one must be found out, never assumed."""
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


def _id_of(reference: Any) -> str | None:
    """Stripe gives an id, or the object where somebody asked to expand it."""
    return reference if reference is None or isinstance(reference, str) else reference.id


def _uuid(metadata: Any, name: str) -> UUID | None:
    """Our row's id in an object's metadata; None where somebody wrote something else there."""
    try:
        return UUID((metadata or {})[name])
    except (KeyError, ValueError):
        return None


def _intent(found: stripe.PaymentIntent) -> PaymentIntent:
    failure = found.last_payment_error
    return PaymentIntent(
        found.id, found.status, found.amount, found.amount_received or 0, found.currency,
        found.client_secret, _id_of(found.latest_charge), _uuid(found.metadata, "deposit_id"),
        (failure.code or failure.type) if failure else None,
    )  # fmt: skip


def _refund(found: stripe.Refund) -> Refund:
    return Refund(
        found.id, found.status or "pending", found.amount, _id_of(found.payment_intent),
        _uuid(found.metadata, "withdrawal_id"), getattr(found, "failure_reason", None),
    )  # fmt: skip


def _transfer(found: stripe.Transfer) -> Transfer:
    return Transfer(found.id, found.amount, found.amount_reversed, _uuid(found.metadata, "payout_id"))


def _account(found: stripe.v2.core.Account) -> ConnectedAccount:
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
