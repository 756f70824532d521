"""`/api/v1/deals`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.accounts import BrandRequired, NoBrand
from common.errors.campaigns import OnBothSides
from common.errors.deals import EnoughOfThese, EscrowFrozen, StepNotAllowed, TermsOutOfRange
from common.errors.limits import RequestsLimited
from common.errors.messaging import CreatorNotOpenToBrand
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.deals import Deal, DealStatus, DealSummary
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from marketplace.app import app
from marketplace.deals import service
from marketplace.deals.models import OfferDraft

TAGS = ["deals"]


@app.post(
    "/api/v1/deals",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NoBrand,
        BrandRequired,
        NotFound,
        OnBothSides,
        EnoughOfThese,
        TermsOutOfRange,
        CreatorNotOpenToBrand,
        *ONCE,
    ),
)
@app.takes(RateClass.MAIL)
def offer_deal(body: OfferDraft) -> Deal:
    """Offer a deal to a creator

    For brand admins. The creator is told, and accepts or declines within a week. Prices are what the creator gets; the
    fee is on top, rounded for each milestone.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Deal, lambda: service.offer_deal(tx, body))


@app.get("/api/v1/deals", tags=TAGS, responses=refuses(CursorInvalid))
def list_deals(
    status: Annotated[DealStatus | None, Query(description="Only those in this state.")] = None,
    gig_id: Annotated[UUID | None, Query(description="Only those of this gig.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[DealSummary]:
    """List deals

    For creators, their own; for members of a brand, those of all their brands. Newest first, each with the deadline
    that acts next.
    """
    with app.read() as tx:
        return service.list_deals(tx, status=status, gig_id=gig_id, cursor=cursor, limit=limit)


@app.get("/api/v1/deals/<deal_id>", tags=TAGS, responses=refuses(NotFound))
def read_deal(deal_id: UUID) -> Deal:
    """Read a deal

    For its creator and for members of its brand: terms, milestones and their held funds, and what time does next.
    """
    with app.read() as tx:
        return service.read_deal(tx, deal_id)


@app.post(
    "/api/v1/deals/<deal_id>/accept",
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, OnBothSides, StepNotAllowed, *ONCE),
)
@app.takes(RateClass.MAIL)
def accept_deal(deal_id: UUID) -> Deal:
    """Accept an offer

    For the creator. The money of the first milestone is held at once, if the brand's wallet has it; else the brand has
    three days to pay.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Deal, lambda: service.accept_offer(tx, deal_id))


@app.post("/api/v1/deals/<deal_id>/decline", tags=TAGS, responses=refuses(NotFound, StepNotAllowed, *ONCE))
def decline_deal(deal_id: UUID) -> Deal:
    """Decline an offer

    For the creator, while the offer is open. The brand is told, and nothing comes of it.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Deal, lambda: service.decline_offer(tx, deal_id))


@app.post(
    "/api/v1/deals/<deal_id>/cancel",
    tags=TAGS,
    responses=refuses(NotFound, StepNotAllowed, EscrowFrozen, *ONCE),
)
def cancel_deal(deal_id: UUID) -> Deal:
    """Cancel a deal together, or take an offer back

    For brand admins and campaign managers, and the creator. An offer is taken back by its brand. Of a running deal,
    what nobody has started on is cancelled by the brand alone; for the rest the first who asks waits three days for the
    other side to ask, too.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Deal, lambda: service.cancel_deal(tx, deal_id))
