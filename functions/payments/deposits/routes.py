"""`/api/v1/wallets/{id}/deposits`."""

from uuid import UUID

from common.adapters.payments.choice import payment_adapter
from common.idempotency import ONCE
from common.refusals import refuses
from payments.app import app
from payments.deposits import repository
from payments.deposits.models import DepositBegun, DepositStart, DepositStarted
from payments.deposits.service import DEPOSIT_REFUSALS, start_deposit

TAGS = ["wallets"]


@app.post(
    "/api/v1/wallets/<wallet_id>/deposits",
    status_code=201,
    tags=TAGS,
    responses=refuses(*DEPOSIT_REFUSALS, *ONCE),
)
def deposit(wallet_id: UUID, body: DepositStart) -> DepositStarted:
    """Begin a deposit; pay it with the client secret."""
    payment_adapter()  # where payments are off, nothing is begun
    with app.transaction() as tx:
        begun = app.once(
            tx, body, DepositBegun,
            lambda: DepositBegun(transaction_id=repository.begin_deposit(tx, wallet_id, body.amount)),
        )  # fmt: skip
    return start_deposit(app.actor, begun.transaction_id)
