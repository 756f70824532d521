"""Statements of payout schedules: one function, one statement, typed rows."""

from uuid import UUID

from common.database import Transaction
from common.models.money import PayoutSchedule
from payments.payout_schedules.models import WalletPayoutSchedule


def find_schedule(tx: Transaction, wallet_id: UUID) -> WalletPayoutSchedule:
    """When a creator's wallet is paid out. Raises `NotFound`, also for what is no creator's."""
    return tx.fetch_one(
        WalletPayoutSchedule,
        "select id as wallet_id, currency, payout_schedule as schedule, case when payout_schedule <> 'manual'"
        " then app.payable_day(now(), payout_schedule) end as next_run_on"
        " from wallets where id = %(id)s and user_id is not null",
        {"id": wallet_id},
    )


def set_schedule(tx: Transaction, wallet_id: UUID, schedule: PayoutSchedule) -> None:
    """From now on. Raises `NotFound`."""
    tx.execute(
        "select app.set_payout_schedule(%(id)s, %(schedule)s)", {"id": wallet_id, "schedule": schedule}
    )
