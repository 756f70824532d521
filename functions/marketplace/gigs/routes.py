"""`/api/v1/gigs`."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.accounts import BrandRequired, NoBrand
from common.errors.campaigns import OnBothSides
from common.errors.deals import (
    AlreadyClosed,
    ClaimedAlready,
    EnoughOfThese,
    GigNotOpen,
    NoSlotLeft,
    NotEligible,
    StepNotAllowed,
    TermsFrozen,
    TermsOutOfRange,
)
from common.errors.limits import RequestsLimited
from common.errors.money import InsufficientFunds
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.gigs import Gig, GigEvent, GigMode, GigSlot, GigStatus
from common.models.platform import Platform
from common.money import MAXIMUM_AMOUNT
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from marketplace.app import app
from marketplace.errors import GigNotDraft
from marketplace.gigs import repository, service
from marketplace.gigs.models import Claimed, GigClosed, GigClosing, GigDraft, GigSort

TAGS = ["gigs"]
Price = Annotated[int | None, Query(ge=0, le=MAXIMUM_AMOUNT, description="In minor units, without the fee.")]


@app.post(
    "/api/v1/gigs",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, EnoughOfThese, NoBrand, BrandRequired, *ONCE),
)
@app.takes(RateClass.CREATE)
def create_gig(body: GigDraft) -> Gig:
    """Create a gig as a draft

    For brand admins and campaign managers. Only a brand admin gives it a budget; a campaign manager's draft begins
    with 0. Nobody else sees it before it is opened.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Gig, lambda: service.create_gig(tx, body))


@app.get("/api/v1/gigs", tags=TAGS, responses=refuses(CursorInvalid))
def list_gigs(  # noqa: PLR0917 - filters of a search
    q: Annotated[str | None, Query(max_length=200, description="Words that all stand in it.")] = None,
    category: Annotated[str | None, Query(max_length=100, description="Only those of this category.")] = None,
    platform: Annotated[
        Platform | None, Query(description="Only those for this platform, or for any.")
    ] = None,
    country: Annotated[
        str | None, Query(pattern="^[A-Z]{2}$", description="Only those for this country, or for any.")
    ] = None,
    mode: Annotated[GigMode | None, Query(description="Only those by application, or to be claimed.")] = None,
    price_from: Price = None,
    price_to: Price = None,
    brand_id: Annotated[UUID | None, Query(description="All of this brand, for its members.")] = None,
    status: Annotated[
        GigStatus | None, Query(description="Of a brand's own, only those in this state.")
    ] = None,
    sort: Annotated[GigSort, Query(description="Newest first, or the highest price first.")] = GigSort.NEW,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Gig]:
    """Find open gigs, or list those of a brand

    For creators: what is open now, with how many slots are left. For members of a brand, with `brand_id` or where they
    are no creators: the gigs of their brands in every state, newest first, with their budgets; of the filters only
    `status` counts then. Administrators see those of all brands in the same way.
    """
    filters: dict[str, object] = {"words": q, "category": category, "platform": platform, "country": country,
               "mode": mode, "price_from": price_from, "price_to": price_to}  # fmt: skip
    with app.read() as tx:
        if brand_id is not None or tx.is_admin or "creator" not in tx.context["roles"]:
            return service.list_gigs(tx, brand_id=brand_id, status=status, cursor=cursor, limit=limit)
        return service.search_gigs(tx, filters, sort=sort, cursor=cursor, limit=limit)


@app.get("/api/v1/gigs/<gig_id>", tags=TAGS, responses=refuses(NotFound))
def read_gig(gig_id: UUID) -> Gig:
    """Read a gig

    For creators while it is open, and afterwards for those who applied or had a deal; for members of its brand always,
    with its budget.
    """
    with app.read() as tx:
        return repository.find_gig(tx, gig_id)


@app.put("/api/v1/gigs/<gig_id>", tags=TAGS, responses=refuses(NotFound, TermsFrozen, AlreadyClosed))
def replace_gig(gig_id: UUID, body: GigDraft) -> Gig:
    """Change what a gig says

    For brand admins and campaign managers, until somebody has agreed to it: an application approved, a slot claimed.
    What is funded keeps its price.
    """
    with app.transaction() as tx:
        return service.replace_gig(tx, gig_id, body)


@app.delete("/api/v1/gigs/<gig_id>", status_code=204, tags=TAGS, responses=refuses(NotFound, GigNotDraft))
def delete_gig(gig_id: UUID) -> Response[Any]:
    """Delete a draft

    For brand admins and campaign managers. What was open once is closed instead.
    """
    with app.transaction() as tx:
        service.delete_gig(tx, gig_id)
    return Response(status_code=204)


@app.post(
    "/api/v1/gigs/<gig_id>/open",
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NotFound,
        InsufficientFunds,
        StepNotAllowed,
        AlreadyClosed,
        EnoughOfThese,
        TermsOutOfRange,
        *ONCE,
    ),
)
@app.takes(RateClass.CREATE)
def open_gig(gig_id: UUID) -> Gig:
    """Open a gig, or go on with it

    For brand admins and campaign managers. The slots of a gig that is claimed are paid for at once, prices and fees,
    out of the wallet: their prices are the budget divided, the first ones a minor unit more. It closes by itself at
    `ends_at`.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Gig, lambda: service.open_gig(tx, gig_id))


@app.post(
    "/api/v1/gigs/<gig_id>/pause",
    tags=TAGS,
    responses=refuses(NotFound, StepNotAllowed, AlreadyClosed, *ONCE),
)
def pause_gig(gig_id: UUID) -> Gig:
    """Pause a gig

    For brand admins and campaign managers: no new claims and applications, until it is opened again. Deals go on.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Gig, lambda: service.pause_gig(tx, gig_id))


@app.post("/api/v1/gigs/<gig_id>/close", tags=TAGS, responses=refuses(NotFound, StepNotAllowed, *ONCE))
def close_gig(gig_id: UUID, body: GigClosing) -> GigClosed:
    """Close a gig

    For brand admins and campaign managers. What its open slots hold is in the wallet again at once; running deals go
    on to their own end.
    """
    with app.transaction() as tx:
        return app.once(tx, body, GigClosed, lambda: service.close_gig(tx, gig_id, body.reason))


@app.post(
    "/api/v1/gigs/<gig_id>/claim",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NotFound,
        OnBothSides,
        NoSlotLeft,
        NotEligible,
        GigNotOpen,
        ClaimedAlready,
        EnoughOfThese,
        *ONCE,
    ),
)
@app.takes(RateClass.CREATE)
def claim_slot(gig_id: UUID) -> Claimed:
    """Claim a slot of a gig

    For creators who have what the gig asks for, once in a gig. The first free slot is theirs, and its money is held
    for them: start within the time that the deal names.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Claimed, lambda: service.claim_slot(tx, gig_id))


@app.get("/api/v1/gigs/<gig_id>/slots", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_gig_slots(gig_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[GigSlot]:
    """List the slots of a gig

    For members of its brand, by number. Creators see none.
    """
    with app.read() as tx:
        return service.list_slots(tx, gig_id, cursor=cursor, limit=limit)


@app.get("/api/v1/gigs/<gig_id>/history", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_gig_history(gig_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[GigEvent]:
    """List what happened to a gig

    For members of its brand, newest first; creators see what happened to their own deals of it.
    """
    with app.read() as tx:
        return service.list_history(tx, gig_id, cursor=cursor, limit=limit)
