"""Wallets, what happens on them, earnings and payouts. All amounts are minor units of the currency beside them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from common.models.base import Output
from common.models.brands import BrandCard
from common.models.creators import CreatorCard
from common.models.payout_lines import PayoutSum


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
    """Earned by work, taken back, owed again because a transfer came back, paid by one that turned up too late, or a
    reward that was claimed.

    An advance is a pair: what that transfer paid, and the same below zero, which the next payout takes off.
    """

    EARNED = "earned"
    CLAWBACK = "clawback"
    RETURNED = "returned"
    ADVANCE = "advance"
    REWARD = "reward"


class PayoutStatus(StrEnum):
    """Where a transfer is; `manual_review` means that nobody knows yet."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    MANUAL_REVIEW = "manual_review"


class SkippedPayoutReason(StrEnum):
    """Why somebody was not paid in a run."""

    NO_CONNECTED_ACCOUNT = "NO_CONNECTED_ACCOUNT"
    ACCOUNT_NOT_READY = "ACCOUNT_NOT_READY"
    BELOW_MINIMUM = "BELOW_MINIMUM"
    USER_BLOCKED = "USER_BLOCKED"
    EARLIER_PAYOUT_UNCLEAR = "EARLIER_PAYOUT_UNCLEAR"


class PayoutSchedule(StrEnum):
    """When a person is paid what is past its hold: by the run of every day, of Mondays, of the 1st of a month (UTC),
    or only when they ask for it.
    """

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    MANUAL = "manual"


class Wallet(Output):
    """The wallet of a brand or of a user in one currency, with what it holds.

    Brand: available, reserved for campaigns, pending deposits, and its `debt` for money that was taken back after it
    was spent: whatever comes in pays that first, and nothing is available meanwhile. Creator or agent: what is past
    its hold, in transit to the bank, and on hold, of earnings and commissions alike, less what is taken back.
    """

    id: UUID
    brand_id: UUID | None
    """The brand whose it is; null: a person's."""
    user_id: UUID | None
    """The person whose it is; null: a brand's."""
    currency: str
    available: int
    reserved: int
    pending: int
    debt: int
    held: int
    """What is held for gigs and deals: of a brand with the fees on top, of a creator the prices."""
    payouts_enabled: bool
    payouts_blocked_reason: str | None
    """Why Stripe does not pay the creator or agent, in its words; null: it does."""
    payout_skipped_reason: SkippedPayoutReason | None
    payout_schedule: PayoutSchedule
    """When a creator or agent is paid what is past its hold; to a brand it means nothing."""
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
    """What it did to what is available: signed, in minor units."""
    refunded_amount: int
    currency: str
    status: WalletTransactionStatus
    reference_id: str | None
    """What it is called at Stripe, or by us; null: nothing yet."""
    relates_to: UUID | None
    """The transaction that it is about, as the deposit of a refund."""
    description: str
    metadata: dict[str, Any]
    created_at: datetime
    completed_at: datetime | None


class Booking(Output):
    """A line of a wallet's statement. Of what a creator earned, `gross_amount` and `fee_amount` say how the amount
    came about.
    """

    place: int
    """Counts the wallet's bookings from 1, without a gap."""
    booked_at: datetime
    """When it was booked."""
    transaction_id: UUID | None
    transaction_type: WalletTransactionType | None
    kind: str
    """What was booked, finer than the transaction's type."""
    description: str
    amount: int
    """Signed, in minor units."""
    balance_after: int
    """What was available then, in minor units."""
    debt_after: int
    """What the brand owed then, in minor units."""
    gross_amount: int | None
    fee_amount: int | None
    creator: CreatorCard | None
    """For whose work it was reserved, released or taken back; null: on a creator's wallet, and where nobody's."""
    brand: BrandCard | None
    """Whose campaign it was earned in; null: on a brand's wallet, and where no campaign brought it."""
    currency: str


class Earning(Output):
    """What somebody is owed for one approved submission to a campaign, for one milestone of a deal, or as a reward.

    Campaigns take the fee out of the gross; of a deal it came on top of the price, which is `amount`. Rewards: none.
    """

    id: UUID
    creator_user_id: UUID
    creator: CreatorCard
    brand: BrandCard | None
    """Who pays; null: a reward of the platform's."""
    campaign_id: UUID | None
    """The campaign that paid it; null: a deal, a reward, or a transfer that came back."""
    submission_id: UUID | None
    escrow_id: UUID | None
    """The held funds that paid it; null: none did."""
    award_id: UUID | None
    """The reward that was claimed; null: none was."""
    kind: EarningKind
    clawback_of: UUID | None
    """The earning that it takes back; null: none."""
    amount: int
    """After the platform's fee, in minor units; below zero where it is taken back."""
    gross_amount: int
    fee_amount: int
    currency: str
    status: EarningStatus
    available_at: datetime
    """The end of its hold."""
    payable_on: date
    """The first day (UTC) on which a run may pay it or, where the schedule is `manual`, its owner may ask for it."""
    paid_at: datetime | None
    payout_id: UUID | None
    reason: str
    """Why it was taken back, or came about."""
    created_at: datetime


class Payout(Output):
    """Money on its way to one creator or agent."""

    id: UUID
    batch_id: UUID
    creator_user_id: UUID
    """Who is paid: a creator, an agent, or somebody who is both."""
    creator: CreatorCard
    amount: int
    lines: list[PayoutSum]
    """What it is of each kind, in minor units: their sum is the amount. A kind that comes to nothing is left out."""
    currency: str
    status: PayoutStatus
    stripe_transfer_id: str | None
    """The transfer at Stripe; null: none yet."""
    failure_reason: str | None
    failure_code: str | None
    """The provider's word; null where it worked, and for everybody but administrators."""
    attempts: int
    paid_at: datetime | None
    reversed_amount: int
    """What came back of it, in minor units."""
    created_at: datetime
