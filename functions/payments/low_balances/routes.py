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
    """Read below what a wallet is low

    For members of the brand, with the moment since when its people know that it is low.
    """
    with app.read() as tx:
        return repository.find_low_balance(tx, wallet_id)


@app.put("/api/v1/wallets/<wallet_id>/low-balance", tags=TAGS, responses=refuses(NotFound))
def set_low_balance(wallet_id: UUID, body: LowBalanceDraft) -> LowBalance:
    """Set below what a wallet is low

    For brand admins. Below it, those who move the brand's money are told, once until the wallet has risen again.
    """
    with app.transaction() as tx:
        return service.set_low_balance(tx, wallet_id, body)
