"""Bodies and answers of payouts."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from common.models.base import Input, Output
from common.models.money import EarningKind, Payout, SkippedPayoutReason


class ProcessEligiblePayouts(Input):
    """Edge action: pay what is past its hold; service and administrators only."""

    action: Literal["process-eligible-payouts"]


class PayoutBatch(Output):
    """A run that has been written down."""

    batch_id: UUID


class SkippedPayout(Output):
    """A creator who was not paid in a run, and why."""

    creator_user_id: UUID
    currency: str
    amount: int
    reason: SkippedPayoutReason


class PayoutRun(Output):
    """What a run paid, and whom it passed over and why. `more_due`: the rest follows within minutes."""

    batch_id: UUID
    payouts: list[Payout]
    skipped: list[SkippedPayout]
    more_due: bool


class PayoutLine(Output):
    """One earning in a payout: gross, less the platform's fee, is `amount`."""

    earning_id: UUID
    """The earning."""
    kind: EarningKind
    campaign_id: UUID | None
    """The campaign that paid it; null: a deal, or a transfer that came back."""
    deal_id: UUID | None
    """The deal that paid it; null: a campaign."""
    campaign_name: str
    """The name of the campaign, or the title of the deal."""
    brand_name: str
    submission_id: UUID | None
    gross_amount: int
    fee_amount: int
    amount: int
    reason: str
    """Why it was taken back, or came about."""
    earned_at: datetime
    """When it was earned."""


class CampaignShare(Output):
    """What one campaign, or one deal, is in a payout."""

    campaign_id: UUID | None
    """The campaign that paid it; null: a deal, or a transfer that came back."""
    deal_id: UUID | None
    """The deal that paid it; null: a campaign."""
    campaign_name: str
    """The name of the campaign, or the title of the deal."""
    brand_name: str
    gross_amount: int
    fee_amount: int
    amount: int


class PayoutReport(Output):
    """What a payout is made of, or was, if it failed. Sums of lines and of campaigns alike are the payout's amount."""

    payout: Payout
    gross_amount: int
    fee_amount: int
    amount: int
    campaigns: list[CampaignShare]
    lines: list[PayoutLine]
