"""The door to the payment provider: what we ask of Stripe.

Nothing here may be called inside a transaction: intent row, commit, call, commit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
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
    """The provider has no such object."""

    code = "PAYMENT_UNKNOWN"
    sentence = "The payment provider knows no such payment."


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


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money moved to a connected account."""

    id: str
    amount: int
    amount_reversed: int
    payout_id: UUID | None


@dataclass(frozen=True, slots=True)
class ConnectedAccount:
    """Where a creator is paid; `blocked_reason` says what is missing where transfers are not active."""

    id: str
    transfers_active: bool
    blocked_reason: str | None


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

    def create_customer(self, wallet_id: UUID, brand_id: UUID) -> str:
        """A payer for the wallet; its id."""
        ...

    def create_payment_intent(
        self, deposit_id: UUID, amount: int, currency: str, customer_id: str
    ) -> PaymentIntent:
        """An intent to pay `amount` minor units."""
        ...

    def get_payment_intent(self, payment_intent_id: str) -> PaymentIntent:
        """The intent as it is now."""
        ...

    def cancel_payment_intent(self, payment_intent_id: str) -> PaymentIntent:
        """The intent, cancelled."""
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

    def create_account(self, user_id: UUID, email: str, country: str) -> ConnectedAccount:
        """An account for a creator."""
        ...

    def get_account(self, account_id: str) -> ConnectedAccount:
        """The account as it is now."""
        ...

    def create_account_link(self, account_id: str, return_url: str, refresh_url: str) -> AccountLink:
        """Where the creator goes on with the account; single use, never stored."""
        ...

    def list_events(self, since: datetime) -> Iterator[ProviderEvent]:
        """Every event of the provider since then."""
        ...
