"""Use cases of the doors to held funds."""

from uuid import UUID

from common.brands import require_manager_of
from common.database import Transaction
from common.errors.deals import StepNotAllowed
from common.models.deals import Escrow, Funding
from marketplace.deals import repository as deals
from marketplace.errors import CardPaysByDeposit
from marketplace.escrow_payments import repository
from marketplace.escrow_payments.models import FundsToLock
from marketplace.escrows import repository as escrows
from marketplace.escrows.service import take_step


def lock(tx: Transaction, wanted: FundsToLock) -> Escrow:
    """Pay out of the wallet for the held funds that are meant.

    Raises `CardPaysByDeposit`, `Forbidden`, and what `take_step` raises.
    """
    escrow_id = wanted.escrow_id or _next_of(tx, wanted.deal_id)
    if wanted.funding is Funding.CARD:
        _refuse_card(tx, escrow_id)
    return take_step(tx, escrow_id, "lock")


def _next_of(tx: Transaction, deal_id: UUID | None) -> UUID:
    assert deal_id is not None, "the model takes one of the two"
    found = repository.find_next_escrow(tx, deal_id)
    if found is None:
        deal = deals.find_deal(tx, deal_id)
        raise StepNotAllowed(details=[{"table": "escrows", "deal": deal.status, "to": "locked"}])
    return found


def _refuse_card(tx: Transaction, escrow_id: UUID) -> None:
    """Stripe's key is with the capability that takes deposits; whose wallet it is learns how to call it."""
    escrow = escrows.find_escrow(tx, escrow_id)
    require_manager_of(tx, escrow.brand_id)
    wallet_id = repository.find_brand_wallet(tx, escrow.brand_id, escrow.currency)
    raise CardPaysByDeposit(
        details=[
            {
                "wallet_id": wallet_id and str(wallet_id),
                "amount": escrow.total,
                "currency": escrow.currency,
                "escrow_id": str(escrow.id),
            }
        ]
    )
