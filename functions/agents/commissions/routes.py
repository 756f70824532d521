"""`/api/v1/agents/{agent_id}/commissions`."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from agents.app import app
from agents.commissions import service
from agents.commissions.models import CommissionPage
from agents.commissions.repository import Wanted
from agents.errors import CommissionFileTooLong
from common.answers import CSV, csv_file
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.models.base import Day
from common.models.commissions import CommissionStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit, OfCurrency
from common.refusals import refuses

TAGS = ["commissions"]
OfStatus = Annotated[CommissionStatus | None, Query(description="Only those in this state.")]
From = Annotated[
    Day | None,
    Query(alias="from", description="Booked on this day (UTC) or later; without it, from the first one."),
]
To = Annotated[
    Day | None, Query(alias="to", description="Booked on this day (UTC) or earlier; without it, up to now.")
]


@app.get("/api/v1/agents/<agent_id>/commissions", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_commissions(  # noqa: PLR0917 - Powertools passes them by name
    agent_id: UUID, status: OfStatus = None, currency: OfCurrency = None, since: From = None, until: To = None,
    cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT,
) -> CommissionPage:  # fmt: skip
    """List an agent's commissions

    For the agent, and for administrators: parts of the fees of deals of people whom the agent brought, newest first,
    with what those asked for come to. Of the deals themselves only administrators are told.
    """
    wanted = Wanted(agent_id, status, currency, since, until)
    with app.read() as tx:
        return service.list_commissions(tx, wanted, cursor=cursor, limit=limit)


@app.get(
    "/api/v1/agents/<agent_id>/commissions.csv",
    tags=TAGS,
    responses=CSV | refuses(NotFound, RequestsLimited, CommissionFileTooLong),
)
@app.takes(RateClass.EXPORT)
def download_commissions(
    agent_id: UUID, status: OfStatus = None, currency: OfCurrency = None, since: From = None, until: To = None
) -> Response[Any]:
    """Download an agent's commissions as CSV

    For the agent, and for administrators: oldest first, amounts as people write them, up to 10,000 lines.
    """
    with app.read() as tx:
        text = service.commissions_csv(tx, Wanted(agent_id, status, currency, since, until))
    return csv_file(f"commissions-{agent_id}", text)
