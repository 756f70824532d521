"""`/api/v1/campaigns`, from draft to completed."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from campaign_lifecycle.app import app
from campaign_lifecycle.campaigns import repository, service
from campaign_lifecycle.campaigns.models import CampaignDraft, CampaignPatch, LaunchedCampaign
from campaign_lifecycle.errors import CampaignNotDraft, LaunchRefused
from common.adapters.files import FileStoreUnavailable
from common.errors import NotFound
from common.errors.accounts import BrandRequired, NoBrand
from common.errors.campaigns import (
    BudgetExceeded,
    CampaignHasTraffic,
    CampaignTransitionForbidden,
    CurrencyFixed,
    TimelineReversed,
    TooManyDeliverables,
)
from common.errors.limits import RequestsLimited
from common.errors.tracking import DestinationRefused
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.campaigns import Campaign, CampaignChange, CampaignStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["campaigns"]
STEP_REFUSALS = (NotFound, CampaignTransitionForbidden, *ONCE)


@app.post(
    "/api/v1/campaigns",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NoBrand, BrandRequired, TimelineReversed, DestinationRefused, *ONCE),
)
@app.takes(RateClass.CREATE)
def create_campaign(body: CampaignDraft) -> Campaign:
    """Create a draft. Its budget is given by who may move the brand's money; by others it is 0."""
    with app.transaction() as tx:
        return app.once(tx, body, Campaign, lambda: service.create_campaign(tx, body))


@app.get("/api/v1/campaigns", tags=TAGS, responses=refuses(CursorInvalid))
def list_campaigns(
    brand_id: Annotated[UUID | None, Query()] = None,
    status: Annotated[CampaignStatus | None, Query()] = None,
    category: Annotated[str | None, Query(max_length=100)] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Campaign]:
    """Campaigns that the caller may see, newest first."""
    with app.transaction() as tx:
        return service.list_campaigns(
            tx, brand_id=brand_id, status=status, category=category, cursor=cursor, limit=limit
        )


@app.get("/api/v1/campaigns/<campaign_id>", tags=TAGS, responses=refuses(NotFound))
def read_campaign(campaign_id: UUID) -> Campaign:
    """One campaign."""
    with app.transaction() as tx:
        return repository.find_campaign(tx, campaign_id)


@app.patch(
    "/api/v1/campaigns/<campaign_id>",
    tags=TAGS,
    responses=refuses(NotFound, CurrencyFixed, BudgetExceeded, TimelineReversed, DestinationRefused),
)
def change_campaign(campaign_id: UUID, body: CampaignPatch) -> Campaign:
    """Change what is sent; the rest stays. Only who may move the brand's money raises the budget."""
    with app.transaction() as tx:
        return service.change_campaign(tx, campaign_id, body)


@app.delete(
    "/api/v1/campaigns/<campaign_id>",
    status_code=204,
    tags=TAGS,
    responses=refuses(NotFound, CampaignNotDraft, CampaignHasTraffic, FileStoreUnavailable),
)
def delete_campaign(campaign_id: UUID) -> Response[Any]:
    """Delete a draft, with its files."""
    with app.transaction() as tx:
        service.delete_with_files(tx, campaign_id)
    return Response(status_code=204)


def _move(campaign_id: UUID, status: CampaignStatus) -> Campaign:
    with app.transaction() as tx:
        return app.once(tx, str(status), Campaign, lambda: service.move_campaign(tx, campaign_id, status))


@app.post(
    "/api/v1/campaigns/<campaign_id>/pause", tags=TAGS, responses=refuses(RequestsLimited, *STEP_REFUSALS)
)
@app.takes(RateClass.MAIL)
def pause_campaign(campaign_id: UUID) -> Campaign:
    """Active → paused."""
    return _move(campaign_id, CampaignStatus.PAUSED)


@app.post(
    "/api/v1/campaigns/<campaign_id>/resume", tags=TAGS, responses=refuses(RequestsLimited, *STEP_REFUSALS)
)
@app.takes(RateClass.MAIL)
def resume_campaign(campaign_id: UUID) -> Campaign:
    """Paused → active."""
    return _move(campaign_id, CampaignStatus.ACTIVE)


@app.post(
    "/api/v1/campaigns/<campaign_id>/cancel", tags=TAGS, responses=refuses(RequestsLimited, *STEP_REFUSALS)
)
@app.takes(RateClass.MAIL)
def cancel_campaign(campaign_id: UUID) -> Campaign:
    """draft, active or paused → cancelled."""
    return _move(campaign_id, CampaignStatus.CANCELLED)


@app.get("/api/v1/campaigns/<campaign_id>/history", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_campaign_history(
    campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[CampaignChange]:
    """Every change of status, newest first."""
    with app.transaction() as tx:
        return service.campaign_history(tx, campaign_id, cursor=cursor, limit=limit)


@app.post(
    "/api/v1/campaigns/<campaign_id>/launch",
    tags=TAGS,
    responses=refuses(RequestsLimited, LaunchRefused, *STEP_REFUSALS),
)
@app.takes(RateClass.MAIL)
def launch_campaign(campaign_id: UUID) -> LaunchedCampaign:
    """Draft → active, with warnings (`NO_DESTINATION`); 409 with every reason where it is not ready."""
    with app.transaction() as tx:
        return app.once(tx, "launch", LaunchedCampaign, lambda: service.launch(tx, campaign_id))


@app.post(
    "/api/v1/campaigns/<campaign_id>/complete",
    tags=TAGS,
    responses=refuses(RequestsLimited, *STEP_REFUSALS),
)
@app.takes(RateClass.MAIL)
def complete_campaign(campaign_id: UUID) -> Campaign:
    """Active or paused → completed, before its time."""
    with app.transaction() as tx:
        return app.once(
            tx, "complete", Campaign,
            lambda: service.move_campaign(tx, campaign_id, CampaignStatus.COMPLETED),
        )  # fmt: skip


@app.post(
    "/api/v1/campaigns/<campaign_id>/duplicate",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, TooManyDeliverables, NotFound, *ONCE),
)
@app.takes(RateClass.CREATE)
def duplicate_campaign(campaign_id: UUID) -> Campaign:
    """A draft with the same content and deliverables, without dates and people."""
    with app.transaction() as tx:
        return app.once(tx, "duplicate", Campaign, lambda: service.duplicate(tx, campaign_id))
