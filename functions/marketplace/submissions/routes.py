"""`/api/v1/escrows/{escrow_id}/submissions`, `/submit`, `/approve`, `/reject`."""

from uuid import UUID

from common.errors import NotFound
from common.errors.deals import DeadlinePassed, EscrowFrozen, NoRevisionLeft, ReviewedAlready, StepNotAllowed
from common.errors.limits import RequestsLimited
from common.errors.submissions import FileNotUploaded, RevisionOutdated
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.deal_work import DealSubmission
from common.models.deals import Escrow
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from marketplace.app import app
from marketplace.submissions import service
from marketplace.submissions.models import WorkApproval, WorkDraft, WorkRejection

TAGS = ["deals"]
REVIEW_REFUSALS = (NotFound, StepNotAllowed, EscrowFrozen, RevisionOutdated, ReviewedAlready, *ONCE)


@app.post(
    "/api/v1/escrows/<escrow_id>/submit",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NotFound,
        StepNotAllowed,
        EscrowFrozen,
        DeadlinePassed,
        NoRevisionLeft,
        FileNotUploaded,
        *ONCE,
    ),
)
@app.takes(RateClass.MAIL)
def submit_work(escrow_id: UUID, body: WorkDraft) -> DealSubmission:
    """Hand in work

    For the creator, once the money is held; again after a rejection, as often as the terms say. Work after its due date
    is late, and taken. The brand has its review hours; then the work is approved.
    """
    with app.transaction() as tx:
        return app.once(tx, body, DealSubmission, lambda: service.hand_in_work(tx, escrow_id, body))


@app.get("/api/v1/escrows/<escrow_id>/submissions", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_work(escrow_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[DealSubmission]:
    """List the work that was handed in

    For the creator and for members of the brand, newest first.
    """
    with app.read() as tx:
        return service.list_submissions(tx, escrow_id, cursor=cursor, limit=limit)


@app.post("/api/v1/escrows/<escrow_id>/approve", tags=TAGS, responses=refuses(*REVIEW_REFUSALS))
def approve_work(escrow_id: UUID, body: WorkApproval) -> Escrow:
    """Approve work

    For brand admins and campaign managers. The creator is paid at once, or when the post has stayed as long as the
    terms say.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Escrow, lambda: service.review_work(tx, escrow_id, body))


@app.post("/api/v1/escrows/<escrow_id>/reject", tags=TAGS, responses=refuses(*REVIEW_REFUSALS))
def reject_work(escrow_id: UUID, body: WorkRejection) -> Escrow:
    """Reject work

    For brand admins and campaign managers, with a reason. The creator has a week to take it up again; else the money
    goes back.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Escrow, lambda: service.review_work(tx, escrow_id, body))
