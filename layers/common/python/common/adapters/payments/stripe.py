"""Stripe, through the official SDK and its pinned API version. The webhook endpoint must have the same version.

Separate charges and transfers: the platform is paid, keeps its fee by transferring less, and bears refunds and
disputes. Every call that makes something carries an idempotency key derived from our row's id, so that a repeated
call after a lost answer has no second effect.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import stripe

from common.adapters.payments.balance import Balance, BalanceTransaction
from common.adapters.payments.keys import customer_key, deposit_key
from common.adapters.payments.port import (
    Dispute,
    FraudWarning,
    PaymentIntent,
    PaymentObjectUnknown,
    ProviderEvent,
    Refund,
    Transfer,
)
from common.adapters.payments.stripe_accounts import StripeAccounts
from common.adapters.payments.stripe_answers import (
    ask,
    dispute,
    fraud_warning,
    optional,
    payment_intent,
    provider_event,
    refund,
    required,
    transfer,
)
from common.adapters.payments.stripe_balance import balance_transaction, balances

NETWORK_RETRIES = 2
TIMEOUT_SECONDS = 8
"""Three attempts fit into a request's 29 seconds; the SDK would wait for 80 each."""


class StripePaymentAdapter(StripeAccounts):
    """See `common.adapters.payments.port.PaymentAdapter`; creators' accounts are in `stripe_accounts`."""

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

    def create_customer(self, wallet_id: UUID, brand_id: UUID, replaces: str | None = None) -> str:
        """A payer for the wallet."""
        metadata = {"wallet_id": str(wallet_id), "brand_id": str(brand_id)}
        made = ask(
            lambda: self._client.v1.customers.create(
                {"metadata": metadata}, {"idempotency_key": customer_key(wallet_id, replaces)}
            )
        )
        return str(required(made, "id"))

    def is_customer(self, customer_id: str) -> bool:
        """Stripe shows a deleted one, too, and says so."""
        try:
            found = ask(lambda: self._client.v1.customers.retrieve(customer_id))
        except PaymentObjectUnknown:
            return False
        return not optional(found, "deleted")

    def create_payment_intent(
        self, deposit_id: UUID, amount: int, currency: str, customer_id: str
    ) -> PaymentIntent:
        """An intent for `amount` minor units, by whatever payment methods the dashboard offers: none is named."""
        return payment_intent(
            ask(
                lambda: self._client.v1.payment_intents.create(
                    {"amount": amount, "currency": currency, "customer": customer_id,
                     "transfer_group": f"deposit_{deposit_id}", "metadata": {"deposit_id": str(deposit_id)}},
                    {"idempotency_key": deposit_key(deposit_id, customer_id)},
                )
            )
        )  # fmt: skip

    def get_payment_intent(self, payment_intent_id: str) -> PaymentIntent:
        """The intent as it is now."""
        return payment_intent(ask(lambda: self._client.v1.payment_intents.retrieve(payment_intent_id)))

    def cancel_payment_intent(
        self, payment_intent_id: str, spared: frozenset[str] = frozenset()
    ) -> PaymentIntent:
        """The intent, cancelled; Stripe refuses what is paid or cancelled."""
        if spared:
            found = self.get_payment_intent(payment_intent_id)
            if found.status in spared:
                return found
        return payment_intent(ask(lambda: self._client.v1.payment_intents.cancel(payment_intent_id)))

    def create_refund(self, withdrawal_id: UUID, payment_intent_id: str, amount: int) -> Refund:
        """Send `amount` minor units of a payment back."""
        return refund(
            ask(
                lambda: self._client.v1.refunds.create(
                    {"payment_intent": payment_intent_id, "amount": amount, "reason": "requested_by_customer",
                     "metadata": {"withdrawal_id": str(withdrawal_id)}},
                    {"idempotency_key": f"withdrawal_{withdrawal_id}"},
                )
            )
        )  # fmt: skip

    def list_refunds(self, payment_intent_id: str) -> list[Refund]:
        """Every refund of a payment."""
        found = ask(
            lambda: list(
                self._client.v1.refunds.list(
                    {"payment_intent": payment_intent_id, "limit": 100}
                ).auto_paging_iter()
            )
        )
        return [refund(each) for each in found]

    def get_dispute(self, dispute_id: str) -> Dispute:
        """The dispute as it is now."""
        return dispute(ask(lambda: self._client.v1.disputes.retrieve(dispute_id)))

    def get_fraud_warning(self, warning_id: str) -> FraudWarning:
        """The early fraud warning as it is now."""
        return fraud_warning(ask(lambda: self._client.v1.radar.early_fraud_warnings.retrieve(warning_id)))

    def create_transfer(
        self, payout_id: UUID, amount: int, currency: str, account_id: str, idempotency_key: str
    ) -> Transfer:
        """`amount` minor units of the platform's balance to a connected account; found again by its transfer_group."""
        return transfer(
            ask(
                lambda: self._client.v1.transfers.create(
                    {"amount": amount, "currency": currency, "destination": account_id,
                     "transfer_group": f"payout_{payout_id}", "metadata": {"payout_id": str(payout_id)}},
                    {"idempotency_key": idempotency_key},
                )
            )
        )  # fmt: skip

    def find_transfer(self, payout_id: UUID) -> Transfer | None:
        """The transfer of a payout, however long ago it was made."""
        found = ask(
            lambda: self._client.v1.transfers.list({"transfer_group": f"payout_{payout_id}", "limit": 1}).data
        )
        return transfer(found[0]) if found else None

    def get_transfer(self, transfer_id: str) -> Transfer:
        """The transfer as it is now."""
        return transfer(ask(lambda: self._client.v1.transfers.retrieve(transfer_id)))

    def list_events(self, since: datetime) -> Iterator[ProviderEvent]:
        """Every event since then (Stripe keeps them for 30 days), the newest first."""
        events = ask(
            lambda: self._client.v1.events.list(
                {"created": {"gte": int(since.timestamp())}, "limit": 100}
            ).auto_paging_iter()
        )
        while (event := ask(lambda: next(events, None))) is not None:  # each page is a request of its own
            yield provider_event(event)

    def get_balances(self) -> list[Balance]:
        """What Stripe holds now, a balance per currency."""
        return balances(ask(self._client.v1.balance.retrieve))

    def list_balance_transactions(self, since: datetime, until: datetime) -> Iterator[BalanceTransaction]:
        """Every movement from `since` to before `until`, with its source in the same answer, the newest first."""
        moved = ask(
            lambda: self._client.v1.balance_transactions.list(
                {"created": {"gte": int(since.timestamp()), "lt": int(until.timestamp())}, "limit": 100,
                 "expand": ["data.source"]}
            ).auto_paging_iter()
        )  # fmt: skip
        while (one := ask(lambda: next(moved, None))) is not None:
            yield balance_transaction(one)
