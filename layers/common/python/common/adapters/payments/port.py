"""The door to the payment provider: what we ask of Stripe.

Nothing here may be called inside a transaction: intent row, commit, call, commit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from common.adapters.payments.balance import BalanceReader
from common.errors import Conflict, NotFound, Unavailable


class PaymentRefused(Conflict):
    """The provider certainly said no; `reason` is its machine code."""

    code = "PAYMENT_REFUSED"
    sentence = "The payment provider refused this."

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(details=[{"reason": reason}])


class PaymentObjectUnknown(NotFound):
    """The provider has no such object; `parameter` is the part of the request that named it, where it says so."""

    code = "PAYMENT_UNKNOWN"
    sentence = "The payment provider knows no such payment."

    def __init__(self, parameter: str | None = None) -> None:
        self.parameter = parameter
        super().__init__()


class PaymentUnclear(Unavailable):
    """No answer, or none that says whether it happened: it must be found out, never assumed."""

    code = "PAYMENT_UNCLEAR"
    sentence = "The payment provider did not answer. Try again."


@dataclass(frozen=True, slots=True)
class PaymentIntent:
    """Somebody's attempt to pay us. Amounts in minor units."""

    id: str
    status: str
    amount: int
    amount_received: int
    currency: str
    client_secret: str | None
    charge_id: str | None
    deposit_id: UUID | None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back to a payer."""

    id: str
    status: str
    amount: int
    payment_intent_id: str | None
    withdrawal_id: UUID | None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A payer's bank took a payment back, or threatens to."""

    id: str
    status: str
    amount: int
    payment_intent_id: str | None
    reason: str | None = None
    evidence_due_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class FraudWarning:
    """A payer's bank suspects fraud; not `is_actionable` where the payment was refunded or disputed meanwhile."""

    id: str
    payment_intent_id: str | None
    reason: str
    is_actionable: bool


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money moved to a connected account."""

    id: str
    amount: int
    amount_reversed: int
    payout_id: UUID | None


@dataclass(frozen=True, slots=True)
class ConnectedAccount:
    """Where a creator is paid; `blocked_reason` says what is missing where transfers are not active.

    One that is closed never opens again.
    """

    id: str
    transfers_active: bool
    blocked_reason: str | None
    is_closed: bool = False
    fingerprints: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Of the bank accounts or cards behind it, by currency, as far as they were asked for."""


@dataclass(frozen=True, slots=True)
class BankPayout:
    """Money on its way from a connected account to a bank: pending, in_transit, paid, canceled or failed."""

    id: str
    account_id: str
    amount: int
    currency: str
    status: str
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class AccountLink:
    """A single-use address where a creator gives Stripe what it needs."""

    url: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProviderEvent:
    """A notice: only its type and the object's id are believed, the object is fetched again."""

    id: str
    type: str
    object_id: str | None
    account_id: str | None
    payload: dict[str, Any]


class PaymentAdapter(BalanceReader, Protocol):
    """What we ask of the provider. Every method raises `PaymentRefused` or `PaymentUnclear`; a look-up also
    `PaymentObjectUnknown`. Repeating a call with the same ids has no second effect.
    """

    def create_customer(self, wallet_id: UUID, brand_id: UUID, replaces: str | None = None) -> str:
        """A payer for the wallet; its id. `replaces`: the one that it had, and that is gone."""
        ...

    def is_customer(self, customer_id: str) -> bool:
        """Whether there is such a payer, and nobody deleted it."""
        ...

    def create_payment_intent(
        self, deposit_id: UUID, amount: int, currency: str, customer_id: str
    ) -> PaymentIntent:
        """An intent to pay `amount` minor units. Raises `PaymentObjectUnknown("customer")` for one that is gone."""
        ...

    def get_payment_intent(self, payment_intent_id: str) -> PaymentIntent:
        """The intent as it is now."""
        ...

    def cancel_payment_intent(
        self, payment_intent_id: str, spared: frozenset[str] = frozenset()
    ) -> PaymentIntent:
        """The intent, cancelled; as it is, where its status is one of the `spared`. Refused once it is paid."""
        ...

    def create_refund(self, withdrawal_id: UUID, payment_intent_id: str, amount: int) -> Refund:
        """Send `amount` minor units of a payment back."""
        ...

    def list_refunds(self, payment_intent_id: str) -> list[Refund]:
        """Every refund of a payment, whoever made it."""
        ...

    def get_dispute(self, dispute_id: str) -> Dispute:
        """The dispute as it is now."""
        ...

    def get_fraud_warning(self, warning_id: str) -> FraudWarning:
        """The early fraud warning as it is now."""
        ...

    def create_transfer(
        self, payout_id: UUID, amount: int, currency: str, account_id: str, idempotency_key: str
    ) -> Transfer:
        """Move `amount` minor units to a connected account."""
        ...

    def find_transfer(self, payout_id: UUID) -> Transfer | None:
        """The transfer of a payout, if there is one."""
        ...

    def get_transfer(self, transfer_id: str) -> Transfer:
        """The transfer as it is now."""
        ...

    def create_account(self, account_id: UUID, user_id: UUID, email: str, country: str) -> ConnectedAccount:
        """An account for a creator; `account_id` is our row's."""
        ...

    def get_account(self, account_id: str) -> ConnectedAccount:
        """The account as it is now."""
        ...

    def payout_fingerprints(self, account_id: str) -> dict[str, str]:
        """Currency → what tells a bank account or card from any other, under whichever account it stands."""
        ...

    def create_account_link(self, account_id: str, return_url: str, refresh_url: str) -> AccountLink:
        """Where the creator goes on with the account; single use, never stored."""
        ...

    def get_bank_payout(self, account_id: str, bank_payout_id: str) -> BankPayout:
        """The payout of a connected account as it is now."""
        ...

    def list_bank_payouts(self, account_id: str, since: datetime) -> list[BankPayout]:
        """Payouts of a connected account that were made since then."""
        ...

    def list_events(self, since: datetime) -> Iterator[ProviderEvent]:
        """Every event of the provider since then."""
        ...
