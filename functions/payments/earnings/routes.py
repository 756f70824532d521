"""`/api/v1/earnings`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.money import AmountOutOfRange
from common.idempotency import ONCE
from common.models.base import Page
from common.models.money import Earning, EarningStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from payments.app import app
from payments.earnings import repository, service
from payments.earnings.models import ClawbackStart

TAGS = ["payouts"]


@app.get("/api/v1/earnings", tags=TAGS, responses=refuses(CursorInvalid))
def list_earnings(
    status: Annotated[EarningStatus | None, Query(description="Only those in this state.")] = None,
    payout_id: Annotated[UUID | None, Query(description="Only those that this payout pays.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Earning]:
    """List earnings

    For creators, their own; administrators see all. `payable_on` is the first day (UTC) on which a run may pay one, as
    the payout schedule of its wallet says.
    """
    with app.read() as tx:
        return service.list_earnings(tx, status=status, payout_id=payout_id, cursor=cursor, limit=limit)


@app.get("/api/v1/earnings/<earning_id>", tags=TAGS, responses=refuses(NotFound))
def read_earning(earning_id: UUID) -> Earning:
    """Read an earning

    For the creator who has it, and for administrators.
    """
    with app.read() as tx:
        return repository.find_earning(tx, earning_id)


@app.post(
    "/api/v1/earnings/<earning_id>/clawbacks",
    status_code=201,
    tags=TAGS,
    responses=refuses(NotFound, AmountOutOfRange, *ONCE),
)
def claw_back_earning(earning_id: UUID, body: ClawbackStart) -> Earning:
    """Claw an earning back, or a part of it

    For administrators. It makes a negative earning that refers to the first one; what was paid already is taken off
    the next payouts.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Earning, lambda: service.claw_back(tx, earning_id, body))
