"""Bodies and answers of payouts."""

from typing import Literal
from uuid import UUID

from common.models.base import Input, Output
from common.models.money import Payout, SkippedPayoutReason


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
