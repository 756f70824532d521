"""Use cases of low balances."""

from uuid import UUID

from common.database import Transaction
from payments.low_balances import repository
from payments.low_balances.models import LowBalance, LowBalanceDraft


def set_low_balance(tx: Transaction, wallet_id: UUID, draft: LowBalanceDraft) -> LowBalance:
    """Below this the brand's wallet is low from now on. Raises `NotFound`, `Forbidden`."""
    repository.set_low_balance(tx, wallet_id, draft.threshold)
    return repository.find_low_balance(tx, wallet_id)
