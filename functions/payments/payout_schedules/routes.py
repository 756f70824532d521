"""`/api/v1/wallets/{id}/payout-schedule`."""

from uuid import UUID

from common.errors import NotFound
from common.refusals import refuses
from payments.app import app
from payments.payout_schedules import repository, service
from payments.payout_schedules.models import PayoutScheduleDraft, WalletPayoutSchedule

TAGS = ["payouts"]


@app.get("/api/v1/wallets/<wallet_id>/payout-schedule", tags=TAGS, responses=refuses(NotFound))
def read_payout_schedule(wallet_id: UUID) -> WalletPayoutSchedule:
    """Read when a wallet is paid out

    For the creator or agent whose wallet it is, with the day of the next run.
    """
    with app.read() as tx:
        return repository.find_schedule(tx, wallet_id)


@app.put("/api/v1/wallets/<wallet_id>/payout-schedule", tags=TAGS, responses=refuses(NotFound))
def set_payout_schedule(wallet_id: UUID, body: PayoutScheduleDraft) -> WalletPayoutSchedule:
    """Set when a wallet is paid out

    For the creator or agent whose wallet it is: by the run of every day (as it begins), of Mondays, of the 1st of a
    month, or only by `withdrawMoney`. A run pays what had passed its hold by the run of that day, also where that one
    was missed.
    """
    with app.transaction() as tx:
        return service.set_schedule(tx, wallet_id, body)
