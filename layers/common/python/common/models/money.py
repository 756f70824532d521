"""Wallets, what happens on them, earnings and payouts. All amounts are minor units of the currency beside them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from common.models.base import Output
from common.models.brands import BrandCard
from common.models.creators import CreatorCard


class WalletTransactionType(StrEnum):
    """What kind of business operation it was."""

    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"
    RESERVATION = "reservation"
    RELEASE = "release"
    TRANSFER = "transfer"


class WalletTransactionStatus(StrEnum):
    """How far it got."""

    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class EarningStatus(StrEnum):
    """Whether a creator has it."""

    PENDING = "pending"
    PAID = "paid"
    CANCELLED = "cancelled"


class EarningKind(StrEnum):
    """Earned by work, taken back, owed again because a transfer came back, or paid by one that turned up too late.

    An advance is a pair: what that transfer paid, and the same below zero, which the next payout takes off.
    """

    EARNED = "earned"
    CLAWBACK = "clawback"
    RETURNED = "returned"
    ADVANCE = "advance"


class PayoutStatus(StrEnum):
    """Where a transfer is; `manual_review` means that nobody knows yet."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    MANUAL_REVIEW = "manual_review"


class SkippedPayoutReason(StrEnum):
    """Why a creator was not paid in a run."""

    NO_CONNECTED_ACCOUNT = "NO_CONNECTED_ACCOUNT"
    ACCOUNT_NOT_READY = "ACCOUNT_NOT_READY"
    BELOW_MINIMUM = "BELOW_MINIMUM"
    USER_BLOCKED = "USER_BLOCKED"
    EARLIER_PAYOUT_UNCLEAR = "EARLIER_PAYOUT_UNCLEAR"


class Wallet(Output):
    """The wallet of a brand or of a user in one currency, with what it holds.

    Brand: available, reserved for campaigns, pending deposits, and its `debt` for money that was taken back after it
    was spent: whatever comes in pays that first, and nothing is available meanwhile. Creator: earnings past their hold
    (less what is taken back), money in transit to the bank, earnings on hold (less what is taken back of them).
    """

    id: UUID
    brand_id: UUID | None
    user_id: UUID | None
    currency: str
    available: int
    reserved: int
    pending: int
    debt: int
    payouts_enabled: bool
    payouts_blocked_reason: str | None
    payout_skipped_reason: SkippedPayoutReason | None
    created_at: datetime


class WalletTransaction(Output):
    """An operation on a wallet and how far it got: `balance_effect` is signed and concerns what the wallet has
    available. When it was booked, and what it left, says the statement.
    """

    id: UUID
    wallet_id: UUID
    transaction_type: WalletTransactionType
    amount: int
    balance_effect: int
    refunded_amount: int
    currency: str
    status: WalletTransactionStatus
    reference_id: str | None
    relates_to: UUID | None
    description: str
    metadata: dict[str, Any]
    created_at: datetime
    completed_at: datetime | None


class Booking(Output):
    """A line of a wallet's statement: `amount` is signed, `place` counts the wallet's bookings from 1 without a gap.

    `transaction_id` names the operation. Of what a creator earned, `gross_amount` and `fee_amount` say how the amount
    came about.
    """

    place: int
    booked_at: datetime
    transaction_id: UUID | None
    transaction_type: WalletTransactionType | None
    kind: str
    description: str
    amount: int
    balance_after: int
    debt_after: int
    gross_amount: int | None
    fee_amount: int | None
    currency: str


class Earning(Output):
    """What a creator is owed for one approved submission: `amount` is net of the platform's fee.

    `payable_on` is the day (UTC) of the first run of the payouts after its hold.
    """

    id: UUID
    creator_user_id: UUID
    creator: CreatorCard
    brand: BrandCard
    campaign_id: UUID
    submission_id: UUID | None
    kind: EarningKind
    clawback_of: UUID | None
    amount: int
    gross_amount: int
    fee_amount: int
    currency: str
    status: EarningStatus
    available_at: datetime
    payable_on: date
    paid_at: datetime | None
    payout_id: UUID | None
    reason: str
    created_at: datetime


class Payout(Output):
    """Money on its way to one creator. `failure_code` is the provider's word, for administrators only."""

    id: UUID
    batch_id: UUID
    creator_user_id: UUID
    creator: CreatorCard
    amount: int
    currency: str
    status: PayoutStatus
    stripe_transfer_id: str | None
    failure_reason: str | None
    failure_code: str | None
    attempts: int
    paid_at: datetime | None
    reversed_amount: int
    created_at: datetime


class BalanceComparison(Output):
    """What Stripe held in a currency beside the clearing account; minor units. A difference is after what was in
    transit: moved at Stripe and not booked, or booked and not read, in the last day, and refunds under way.
    """

    currency: str
    at_stripe: int
    in_books: int
    in_transit: int
    difference: int
    compared_at: datetime


class Reconciliation(Output):
    """A proof of the books: clean, or a list of findings (check, subject, expected, found); with the last comparison
    with Stripe's balance.
    """

    id: UUID
    is_clean: bool
    findings: list[dict[str, Any]]
    balances: list[BalanceComparison]
    entry_count: int
    account_count: int
    duration_ms: int
    created_at: datetime
