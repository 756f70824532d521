"""`/api/v1/agents/negative-balances`: administrators only."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from agents.app import app
from agents.negative_balances import service
from agents.negative_balances.models import NegativeBalance
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["agents"]
LONGEST = 3_650
DAYS = 90
"""Until then the next commissions may net it."""


@app.get("/api/v1/agents/negative-balances", tags=TAGS, responses=refuses(CursorInvalid))
def list_negative_balances(
    days: Annotated[
        int, Query(ge=0, le=LONGEST, description="Only those below zero for longer than so many days.")
    ] = DAYS,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[NegativeBalance]:
    """List agents who owe us

    For administrators. What was paid and is taken back is netted by what comes next; who is below zero for 90 days is
    for somebody to decide. A row for each agent and currency, the oldest debt first.
    """
    with app.read() as tx:
        return service.list_negative_balances(tx, days, cursor=cursor, limit=limit)
