"""Bodies and answers of payout schedules."""

from datetime import date
from uuid import UUID

from common.models.base import Input, Output
from common.models.money import PayoutSchedule


class PayoutScheduleDraft(Input):
    """When a creator or agent is paid what is past its hold."""

    schedule: PayoutSchedule


class WalletPayoutSchedule(Output):
    """When the person whose wallet it is, in one currency, is paid what is past its hold."""

    wallet_id: UUID
    currency: str
    schedule: PayoutSchedule
    next_run_on: date | None
    """The day (UTC) of the next run that pays under it; null: only when it is asked for."""
