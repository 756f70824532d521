"""`/api/v1/campaigns/{id}/deliverables`, `/api/v1/deliverables/due`."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from campaign_lifecycle.app import app
from campaign_lifecycle.deliverables import service
from campaign_lifecycle.deliverables.models import DeliverableDraft, DeliverablePatch, DueDeliverable
from common.errors import NotFound
from common.errors.campaigns import TermsAgreed, TooManyDeliverables
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Day, Page
from common.models.deliverables import Deliverable
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["submissions"]
DELIVERABLES = "/api/v1/campaigns/<campaign_id>/deliverables"


@app.post(
    DELIVERABLES,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, TermsAgreed, TooManyDeliverables, *ONCE),
)
@app.takes(RateClass.CREATE)
def add_deliverable(campaign_id: UUID, body: DeliverableDraft) -> Deliverable:
    """Add what each creator is to deliver

    For brand admins and campaign managers, until somebody has accepted an invitation or the campaign is over: from
    then on the terms stand.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Deliverable, lambda: service.add_deliverable(tx, campaign_id, body))


@app.get(DELIVERABLES, tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_deliverables(
    campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[Deliverable]:
    """List what a campaign asks of its creators

    For members of the brand, and for creators who are invited or take part; oldest first.
    """
    with app.read() as tx:
        return service.list_deliverables(tx, campaign_id, cursor=cursor, limit=limit)


@app.patch(f"{DELIVERABLES}/<deliverable_id>", tags=TAGS, responses=refuses(NotFound, TermsAgreed))
def change_deliverable(campaign_id: UUID, deliverable_id: UUID, body: DeliverablePatch) -> Deliverable:
    """Change what is to be delivered

    For brand admins and campaign managers. What is sent changes, the rest stays; quantity and compensation only until
    somebody has accepted. What was handed in counts by a new, later day.
    """
    with app.transaction() as tx:
        return service.change_deliverable(tx, campaign_id, deliverable_id, body)


@app.delete(
    f"{DELIVERABLES}/<deliverable_id>", status_code=204, tags=TAGS, responses=refuses(NotFound, TermsAgreed)
)
def delete_deliverable(campaign_id: UUID, deliverable_id: UUID) -> Response[Any]:
    """Delete what is to be delivered

    For brand admins and campaign managers, until somebody has accepted an invitation.
    """
    with app.transaction() as tx:
        service.delete_deliverable(tx, campaign_id, deliverable_id)
    return Response(status_code=204)


@app.get("/api/v1/deliverables/due", tags=TAGS, responses=refuses(CursorInvalid))
def list_due_deliverables(
    campaign_id: Annotated[UUID | None, Query(description="Only those of this campaign.")] = None,
    until: Annotated[Day | None, Query(description="The last day (UTC) that is listed.")] = None,
    late: Annotated[
        bool | None,
        Query(description="true: only those whose day is over; false: only those whose day is not."),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[DueDeliverable]:
    """List what is yet to be handed in

    For creators, what they owe; for members of a brand, what is owed to it. A row per creator and deliverable that
    has a day, the earliest day first.
    """
    with app.read() as tx:
        return service.list_due(
            tx, campaign_id=campaign_id, until=until, late=late, cursor=cursor, limit=limit
        )
