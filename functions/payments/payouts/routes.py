"""`/api/v1/payouts`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.models.base import Page
from common.models.money import Payout, PayoutStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from payments.app import app
from payments.payouts import repository, service

TAGS = ["payouts"]


@app.get("/api/v1/payouts", tags=TAGS, responses=refuses(CursorInvalid))
def list_payouts(
    status: Annotated[PayoutStatus | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Payout]:
    """The caller's payouts, newest first; administrators see all."""
    with app.transaction() as tx:
        return service.list_payouts(tx, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/payouts/<payout_id>", tags=TAGS, responses=refuses(NotFound))
def read_payout(payout_id: UUID) -> Payout:
    """One payout."""
    with app.transaction() as tx:
        return repository.find_payout(tx, payout_id)
