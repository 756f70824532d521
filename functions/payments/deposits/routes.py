"""`/api/v1/wallets/{id}/deposits`."""

from uuid import UUID

from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.refusals import refuses
from payments.app import app
from payments.deposits.models import DepositStart, DepositStarted
from payments.deposits.service import DEPOSIT_REFUSALS, deposit_funds

TAGS = ["wallets"]


@app.post(
    "/api/v1/wallets/<wallet_id>/deposits",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, *DEPOSIT_REFUSALS, *ONCE),
)
@app.takes(RateClass.CREATE)
def deposit(wallet_id: UUID, body: DepositStart) -> DepositStarted:
    """Begin a deposit; pay it with the client secret."""
    return deposit_funds(app, body, wallet_id)
