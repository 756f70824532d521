"""`/api/v1/payments/escrow`: the doors of another name."""

from uuid import UUID

from common.errors.deals import ReviewedAlready
from common.errors.limits import RequestsLimited
from common.errors.money import InsufficientFunds
from common.limits import RateClass
from common.models.deals import Escrow
from common.refusals import refuses
from marketplace.app import app
from marketplace.errors import CardPaysByDeposit
from marketplace.escrow_payments import service
from marketplace.escrow_payments.models import FundsToLock
from marketplace.escrows.routes import ESCROW_REFUSALS
from marketplace.escrows.service import take_step

TAGS = ["deals"]


@app.post(
    "/api/v1/payments/escrow/lock",
    tags=TAGS,
    responses=refuses(RequestsLimited, InsufficientFunds, CardPaysByDeposit, *ESCROW_REFUSALS),
)
@app.takes(RateClass.CREATE)
def lock_funds(body: FundsToLock) -> Escrow:
    """Lock funds for a deal

    For brand admins and campaign managers: `lockEscrow` by its other name, for held funds or for the next milestone of
    a deal. A card pays by `startDeposit` with `escrow_id`: asked for that, this answers what to send there.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Escrow, lambda: service.lock(tx, body))


@app.post(
    "/api/v1/payments/escrow/<escrow_id>/release",
    tags=TAGS,
    responses=refuses(ReviewedAlready, *ESCROW_REFUSALS),
)
def release_funds(escrow_id: UUID) -> Escrow:
    """Release funds to the creator

    For brand admins and campaign managers: `releaseEscrow` by its other name.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Escrow, lambda: take_step(tx, escrow_id, "release"))


@app.post("/api/v1/payments/escrow/<escrow_id>/refund", tags=TAGS, responses=refuses(*ESCROW_REFUSALS))
def refund_funds(escrow_id: UUID) -> Escrow:
    """Refund funds to the brand

    For the creator, until the work is approved, and for brand admins and campaign managers, until the creator has
    started: `refundEscrow` by its other name.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Escrow, lambda: take_step(tx, escrow_id, "refund"))
