"""Bodies and answers of payouts."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from common.models.base import Input, Output
from common.models.commissions import CommissionKind
from common.models.money import EarningKind, Payout, SkippedPayoutReason


class ProcessEligiblePayouts(Input):
    """Edge action: pay what is past its hold; service and administrators only."""

    action: Literal["process-eligible-payouts"]


class PayoutBatch(Output):
    """A run that has been written down."""

    batch_id: UUID


class SkippedPayout(Output):
    """A creator or agent who was not paid in a run, and why."""

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
    """The campaign that paid it; null: a deal, a reward, or a transfer that came back."""
    deal_id: UUID | None
    """The deal that paid it; null: none did."""
    program_id: UUID | None
    """The program of rewards that paid it; null: none did."""
    campaign_name: str
    """The name of the campaign or program, or the title of the deal."""
    brand_name: str
    """Empty where the platform paid it."""
    submission_id: UUID | None
    gross_amount: int
    fee_amount: int
    amount: int
    reason: str
    """Why it was taken back, or came about."""
    earned_at: datetime
    """When it was earned."""


class CommissionLine(Output):
    """One commission in a payout; of the deal that brought it no more than the month is told."""

    commission_id: UUID
    """The commission."""
    kind: CommissionKind
    month: str
    """When it was earned or taken back: year and month (UTC), as 2030-04."""
    amount: int
    reason: str
    """Why it was taken back, or came about."""


class CampaignShare(Output):
    """What one campaign, one deal, or one program of rewards is in a payout."""

    campaign_id: UUID | None
    """The campaign that paid it; null: a deal, a program, or a transfer that came back."""
    deal_id: UUID | None
    """The deal that paid it; null: none did."""
    program_id: UUID | None
    """The program of rewards that paid it; null: none did."""
    campaign_name: str
    """The name of the campaign or program, or the title of the deal."""
    brand_name: str
    """Empty where the platform paid it."""
    gross_amount: int
    fee_amount: int
    amount: int


class PayoutReport(Output):
    """What a payout is made of, or was, if it failed.

    The sum of lines, or of campaigns, and of commissions is the payout's amount; a commission is its own gross.
    """

    payout: Payout
    gross_amount: int
    fee_amount: int
    amount: int
    campaigns: list[CampaignShare]
    lines: list[PayoutLine]
    commissions: list[CommissionLine]
    """What an agent earned; empty for who is none."""
