"""`/api/v1/campaigns/{id}/report`, `/api/v1/campaigns/{id}/exports`."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from campaign_lifecycle.app import app
from campaign_lifecycle.reports import service
from common.answers import CSV, csv_file
from common.errors import NotFound
from common.errors.exports import ExportPending
from common.errors.limits import RequestsLimited
from common.exports import wake_exporter
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.exports import Export, ExportKind
from common.refusals import refuses

TAGS = ["campaigns"]


@app.get(
    "/api/v1/campaigns/<campaign_id>/report", tags=TAGS, responses=CSV | refuses(NotFound, RequestsLimited)
)
@app.takes(RateClass.EXPORT)
def download_campaign_report(campaign_id: UUID) -> Response[Any]:
    """Download the report of a campaign as CSV

    For members of the brand. A line for each participant: amounts as people write them, what was approved and what
    waits, clicks and conversions up to now. Of more than 10,000 lines `requestCampaignReport` makes a file.
    """
    with app.transaction() as tx:
        text = service.report_csv(tx, campaign_id)
    return csv_file(f"campaign-{campaign_id}", text)


@app.post(
    "/api/v1/campaigns/<campaign_id>/exports",
    status_code=202,
    tags=TAGS,
    responses=refuses(NotFound, ExportPending, RequestsLimited, *ONCE),
)
@app.takes(RateClass.EXPORT)
def request_campaign_report(campaign_id: UUID) -> Export:
    """Request the report of a campaign as a file

    For members of the brand. It has the lines of `downloadCampaignReport`, however many they are; `readExport` says
    when it is ready, and where. One such file at a time.
    """
    with app.transaction() as tx:
        export = app.once(tx, "report", Export, lambda: service.request_report(tx, campaign_id))
    wake_exporter(ExportKind.CAMPAIGN_REPORT)
    return export
