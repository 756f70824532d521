"""`/api/v1/applications`, `/api/v1/gigs/{gig_id}/applicants`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.campaigns import OnBothSides
from common.errors.deals import (
    AppliedAlready,
    EnoughOfThese,
    GigBudgetExceeded,
    GigNotOpen,
    NoSlotLeft,
    NotYetAgain,
    StepNotAllowed,
    TermsOutOfRange,
)
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.gigs import ApplicationStatus, GigApplication
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from marketplace.app import app
from marketplace.applications import repository, service
from marketplace.applications.models import ApplicationAnswer, ApplicationDraft

TAGS = ["gigs"]
Status = Annotated[ApplicationStatus | None, Query(description="Only those in this state.")]


@app.post(
    "/api/v1/applications",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited, NotFound, OnBothSides, GigNotOpen, EnoughOfThese, NotYetAgain, TermsOutOfRange, AppliedAlready,
        *ONCE,
    ),
)  # fmt: skip
@app.takes(RateClass.MAIL)
def apply_to_gig(body: ApplicationDraft) -> GigApplication:
    """Apply to a gig

    For creators, at a price within the gig's. The brand is told, and sees what of its wishes is not met. Without an
    answer the application expires after two weeks.
    """
    with app.transaction() as tx:
        return app.once(tx, body, GigApplication, lambda: service.apply(tx, body))


@app.get("/api/v1/applications", tags=TAGS, responses=refuses(CursorInvalid))
def list_applications(
    status: Status = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[GigApplication]:
    """List applications that were written or received

    For creators, their own; for members of a brand, those to all its gigs. Newest first.
    """
    with app.read() as tx:
        return service.list_applications(tx, gig_id=None, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/gigs/<gig_id>/applicants", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_gig_applicants(
    gig_id: UUID, status: Status = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[GigApplication]:
    """List the applications to a gig

    For members of its brand; a creator sees their own. Newest first.
    """
    with app.read() as tx:
        return service.list_applications(tx, gig_id=gig_id, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/applications/<application_id>", tags=TAGS, responses=refuses(NotFound))
def read_application(application_id: UUID) -> GigApplication:
    """Read an application

    For its author and for members of the brand.
    """
    with app.read() as tx:
        return repository.find_application(tx, application_id)


@app.put(
    "/api/v1/applications/<application_id>",
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NotFound,
        OnBothSides,
        StepNotAllowed,
        GigNotOpen,
        NoSlotLeft,
        GigBudgetExceeded,
        *ONCE,
    ),
)
@app.takes(RateClass.MAIL)
def answer_application(application_id: UUID, body: ApplicationAnswer) -> GigApplication:
    """Answer an application, or take it back

    For brand admins and campaign managers: shortlisted, rejected with a reason, or approved, which makes a deal at the
    price that was asked; its money is held at once, if the wallet has it. For its author: withdrawn.
    """
    with app.transaction() as tx:
        return app.once(tx, body, GigApplication, lambda: service.answer(tx, application_id, body))
