"""A campaign as a whole: duplicate, complete, snapshots, report; and the briefs that creators read."""

from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from campaign_lifecycle.app import app
from campaign_lifecycle.campaigns import service as campaigns
from campaign_lifecycle.errors import LaunchRefused
from campaign_lifecycle.models import CampaignSnapshot
from campaign_lifecycle.reports import service
from common.errors import NotFound
from common.errors.campaigns import CampaignTransitionForbidden
from common.idempotency import ONCE
from common.models.base import Page
from common.models.campaigns import Campaign, CampaignBrief, CampaignStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["campaigns"]


@app.post(
    "/api/v1/campaigns/<campaign_id>/launch",
    tags=TAGS,
    responses=refuses(NotFound, LaunchRefused, CampaignTransitionForbidden, *ONCE),
)
def launch_campaign(campaign_id: UUID) -> Campaign:
    """Draft → active; 409 with every reason where it is not ready."""
    with app.transaction() as tx:
        return app.once(tx, "launch", Campaign, lambda: service.launch(tx, campaign_id))


@app.post(
    "/api/v1/campaigns/<campaign_id>/complete",
    tags=TAGS,
    responses=refuses(NotFound, CampaignTransitionForbidden, *ONCE),
)
def complete_campaign(campaign_id: UUID) -> Campaign:
    """Active or paused → completed, before its time."""
    with app.transaction() as tx:
        return app.once(
            tx, "complete", Campaign,
            lambda: campaigns.move_campaign(tx, campaign_id, CampaignStatus.COMPLETED),
        )  # fmt: skip


@app.post(
    "/api/v1/campaigns/<campaign_id>/duplicate",
    status_code=201,
    tags=TAGS,
    responses=refuses(NotFound, *ONCE),
)
def duplicate_campaign(campaign_id: UUID) -> Campaign:
    """A draft with the same content and deliverables, without dates and people."""
    with app.transaction() as tx:
        return app.once(tx, "duplicate", Campaign, lambda: service.duplicate(tx, campaign_id))


@app.get("/api/v1/campaigns/<campaign_id>/snapshots", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_snapshots(
    campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[CampaignSnapshot]:
    """The campaign's figures over time, newest first."""
    with app.transaction() as tx:
        return service.list_snapshots(tx, campaign_id, cursor=cursor, limit=limit)


@app.get("/api/v1/campaigns/<campaign_id>/report", tags=TAGS, responses=refuses(NotFound))
def report(campaign_id: UUID) -> Response[str]:
    """The campaign's participants with amounts, deliveries and clicks as CSV."""
    with app.transaction() as tx:
        text = service.report_csv(tx, campaign_id)
    return Response(
        status_code=200,
        content_type="text/csv; charset=utf-8",
        body=text,
        headers={"content-disposition": f'attachment; filename="campaign-{campaign_id}.csv"'},
    )


@app.get("/api/v1/campaign-briefs", tags=TAGS, responses=refuses(CursorInvalid))
def list_briefs(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[CampaignBrief]:
    """Campaigns that the caller is invited to or takes part in, newest first."""
    with app.transaction() as tx:
        return service.list_briefs(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/campaign-briefs/<campaign_id>", tags=TAGS, responses=refuses(NotFound))
def read_brief(campaign_id: UUID) -> CampaignBrief:
    """A campaign without its budgets."""
    with app.transaction() as tx:
        return campaigns.find_visible_campaign(tx, campaign_id)
