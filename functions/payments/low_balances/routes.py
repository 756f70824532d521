"""`/api/v1/wallets/{id}/low-balance`."""

from uuid import UUID

from common.errors import NotFound
from common.refusals import refuses
from payments.app import app
from payments.low_balances import repository, service
from payments.low_balances.models import LowBalance, LowBalanceDraft

TAGS = ["wallets"]


@app.get("/api/v1/wallets/<wallet_id>/low-balance", tags=TAGS, responses=refuses(NotFound))
def read_low_balance(wallet_id: UUID) -> LowBalance:
    """Below what a brand's wallet is low."""
    with app.transaction() as tx:
        return repository.find_low_balance(tx, wallet_id)


@app.put("/api/v1/wallets/<wallet_id>/low-balance", tags=TAGS, responses=refuses(NotFound))
def set_low_balance(wallet_id: UUID, body: LowBalanceDraft) -> LowBalance:
    """Below this from now on: who moves the brand's money is told, once until the wallet has risen again."""
    with app.transaction() as tx:
        return service.set_low_balance(tx, wallet_id, body)
