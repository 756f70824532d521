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
    """Create a campaign as a draft

    For brand admins and campaign managers. Only a brand admin gives it a budget; a campaign manager's draft begins
    with 0. Then say what creators deliver (`addDeliverable`) and launch it, or let the hourly job do so once
    `timeline_start` has come.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Campaign, lambda: service.create_campaign(tx, body))


@app.get("/api/v1/campaigns", tags=TAGS, responses=refuses(CursorInvalid))
def list_campaigns(
    brand_id: Annotated[UUID | None, Query(description="Only those of this brand.")] = None,
    status: Annotated[CampaignStatus | None, Query(description="Only those in this state.")] = None,
    category: Annotated[
        str | None, Query(max_length=100, description="Only those of exactly this category.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Campaign]:
    """List campaigns with their budgets

    For members of a brand: the campaigns of all their brands. Creators find theirs with `listCampaignBriefs`.
    """
    with app.read() as tx:
        return service.list_campaigns(
            tx, brand_id=brand_id, status=status, category=category, cursor=cursor, limit=limit
        )


@app.get("/api/v1/campaigns/<campaign_id>", tags=TAGS, responses=refuses(NotFound))
def read_campaign(campaign_id: UUID) -> Campaign:
    """Read a campaign with its budget

    For members of the brand. Creators read `readCampaignBrief`, which has no budgets.
    """
    with app.read() as tx:
        return repository.find_campaign(tx, campaign_id)


@app.patch(
    "/api/v1/campaigns/<campaign_id>",
    tags=TAGS,
    responses=refuses(NotFound, CurrencyFixed, BudgetExceeded, TimelineReversed, DestinationRefused),
)
def change_campaign(campaign_id: UUID, body: CampaignPatch) -> Campaign:
    """Change a campaign

    For brand admins and campaign managers. What is sent changes, the rest stays; null empties a field that may be
    empty. Only a brand admin raises the budget, and nobody lowers it below what is reserved and spent. The currency
    is fixed once somebody is invited or has ordered.
    """
    with app.transaction() as tx:
        return service.change_campaign(tx, campaign_id, body)


@app.delete(
    "/api/v1/campaigns/<campaign_id>",
    status_code=204,
    tags=TAGS,
    responses=refuses(NotFound, CampaignNotDraft, CampaignHasTraffic, FileStoreUnavailable),
)
def delete_campaign(campaign_id: UUID) -> Response[Any]:
    """Delete a draft with its files

    For brand admins and campaign managers. What was launched, or has links that were followed, is cancelled instead.
    """
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
    """Pause an active campaign

    For brand admins and campaign managers. Nobody can be invited or accept until it is resumed; those who take part
    are told, and go on handing in.
    """
    return _move(campaign_id, CampaignStatus.PAUSED)


@app.post(
    "/api/v1/campaigns/<campaign_id>/resume", tags=TAGS, responses=refuses(RequestsLimited, *STEP_REFUSALS)
)
@app.takes(RateClass.MAIL)
def resume_campaign(campaign_id: UUID) -> Campaign:
    """Resume a paused campaign

    For brand admins and campaign managers. It is active again, and those who take part are told.
    """
    return _move(campaign_id, CampaignStatus.ACTIVE)


@app.post(
    "/api/v1/campaigns/<campaign_id>/cancel", tags=TAGS, responses=refuses(RequestsLimited, *STEP_REFUSALS)
)
@app.takes(RateClass.MAIL)
def cancel_campaign(campaign_id: UUID) -> Campaign:
    """Cancel a campaign for good

    For brand admins and campaign managers, whether it is a draft, active or paused. Open invitations expire, its
    creators take part no more and are told, and what is reserved goes back to the wallet, but for work that waits for
    a review.
    """
    return _move(campaign_id, CampaignStatus.CANCELLED)


@app.get("/api/v1/campaigns/<campaign_id>/history", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_campaign_history(
    campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[CampaignChange]:
    """List the status changes of a campaign

    For members of the brand. Each says who made it, or that the schedule or a spent budget did.
    """
    with app.read() as tx:
        return service.campaign_history(tx, campaign_id, cursor=cursor, limit=limit)


@app.post(
    "/api/v1/campaigns/<campaign_id>/launch",
    tags=TAGS,
    responses=refuses(RequestsLimited, LaunchRefused, *STEP_REFUSALS),
)
@app.takes(RateClass.MAIL)
def launch_campaign(campaign_id: UUID) -> LaunchedCampaign:
    """Launch a draft

    For brand admins and campaign managers. A campaign that is not ready is refused with every reason at once: no
    deliverable (`NO_DELIVERABLES`), an end in the past (`TIMELINE_OVER`), no wallet in its currency
    (`NO_WALLET_IN_CURRENCY`). What it lacks without harm comes as a warning: without a destination (`NO_DESTINATION`)
    creators get no link yet. Creators who were invited may accept from now on. Launched twice, it stays as it is:
    200 again, and `updated_at` does not move.
    """
    with app.transaction() as tx:
        return app.once(tx, "launch", LaunchedCampaign, lambda: service.launch(tx, campaign_id))


@app.post(
    "/api/v1/campaigns/<campaign_id>/complete",
    tags=TAGS,
    responses=refuses(RequestsLimited, *STEP_REFUSALS),
)
@app.takes(RateClass.MAIL)
def complete_campaign(campaign_id: UUID) -> Campaign:
    """Complete a campaign before its time

    For brand admins and campaign managers, whether it is active or paused. Open invitations expire, participants
    complete, and what is reserved goes back to the wallet, but for work that waits for a review. A last snapshot of
    its figures is kept.
    """
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
    """Duplicate a campaign as a new draft

    For brand admins and campaign managers. Content and deliverables are the same; dates, people and files are not
    copied. The budget is copied for a brand admin and 0 for a campaign manager.
    """
    with app.transaction() as tx:
        return app.once(tx, "duplicate", Campaign, lambda: service.duplicate(tx, campaign_id))
