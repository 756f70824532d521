"""`/api/v1/campaigns/{id}/report`."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from campaign_lifecycle.app import app
from campaign_lifecycle.reports import service
from common.errors import NotFound
from common.refusals import refuses

TAGS = ["campaigns"]


@app.get("/api/v1/campaigns/<campaign_id>/report", tags=TAGS, responses=refuses(NotFound))
def report(campaign_id: UUID) -> Response[Any]:
    """The campaign's participants with amounts, deliveries and clicks as CSV."""
    with app.transaction() as tx:
        text = service.report_csv(tx, campaign_id)
    return Response(
        status_code=200,
        content_type="text/csv; charset=utf-8",
        body=text,
        headers={"content-disposition": f'attachment; filename="campaign-{campaign_id}.csv"'},
    )
