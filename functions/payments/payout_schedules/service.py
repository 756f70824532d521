"""Use cases of payout schedules."""

from uuid import UUID

from common.database import Transaction
from payments.payout_schedules import repository
from payments.payout_schedules.models import PayoutScheduleDraft, WalletPayoutSchedule


def set_schedule(tx: Transaction, wallet_id: UUID, draft: PayoutScheduleDraft) -> WalletPayoutSchedule:
    """The creator is paid so from now on. Raises `NotFound`."""
    repository.set_schedule(tx, wallet_id, draft.schedule)
    return repository.find_schedule(tx, wallet_id)
