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
    status: Annotated[EarningStatus | None, Query()] = None,
    payout_id: Annotated[UUID | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Earning]:
    """The caller's earnings, newest first; administrators see all. `payable_on`: the first day that may pay one."""
    with app.transaction() as tx:
        return service.list_earnings(tx, status=status, payout_id=payout_id, cursor=cursor, limit=limit)


@app.get("/api/v1/earnings/<earning_id>", tags=TAGS, responses=refuses(NotFound))
def read_earning(earning_id: UUID) -> Earning:
    """One earning."""
    with app.transaction() as tx:
        return repository.find_earning(tx, earning_id)


@app.post(
    "/api/v1/earnings/<earning_id>/clawbacks",
    status_code=201,
    tags=TAGS,
    responses=refuses(NotFound, AmountOutOfRange, *ONCE),
)
def claw_back_earning(earning_id: UUID, body: ClawbackStart) -> Earning:
    """Take back (part of) an earning as a negative one; administrators only."""
    with app.transaction() as tx:
        return app.once(tx, body, Earning, lambda: service.claw_back(tx, earning_id, body))
