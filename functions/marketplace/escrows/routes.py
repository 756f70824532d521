"""`/api/v1/escrows`: the steps of held funds."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.deals import DeadlinePassed, EscrowFrozen, NoRevisionLeft, ReviewedAlready, StepNotAllowed
from common.errors.limits import RequestsLimited
from common.errors.money import InsufficientFunds
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.deals import Escrow, EscrowEvent, EscrowStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from marketplace.app import app
from marketplace.escrows import repository, service

TAGS = ["deals"]
ESCROW_REFUSALS = (NotFound, StepNotAllowed, EscrowFrozen, *ONCE)


def _take(escrow_id: UUID, step: str) -> Escrow:
    with app.transaction() as tx:
        return app.once(tx, None, Escrow, lambda: service.take_step(tx, escrow_id, step))


@app.get("/api/v1/escrows", tags=TAGS, responses=refuses(CursorInvalid))
def list_escrows(
    *, status: Annotated[EscrowStatus | None, Query(description="Only those in this state.")] = None,
    overdue: Annotated[bool, Query(description="Only those whose next deadline has passed.")] = False,
    held: Annotated[bool, Query(description="Only those whose money is held: paid for, and not over.")] = False,
    cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT,
) -> Page[Escrow]:  # fmt: skip
    """List held funds

    For creators, their own; for members of a brand, those of all their brands; for administrators, all. Newest first,
    each with the deadline that acts next.
    """
    with app.read() as tx:
        return service.list_escrows(tx, status=status, overdue=overdue, held=held, cursor=cursor, limit=limit)


@app.get("/api/v1/escrows/<escrow_id>", tags=TAGS, responses=refuses(NotFound))
def read_escrow(escrow_id: UUID) -> Escrow:
    """Read held funds

    For the creator and for members of the brand: where the money of a milestone stands, and what time does next.
    """
    with app.read() as tx:
        return repository.find_escrow(tx, escrow_id)


@app.get("/api/v1/escrows/<escrow_id>/events", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_escrow_events(
    escrow_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[EscrowEvent]:
    """List what happened to held funds

    For the creator and for members of the brand: each step, gapless and in order.
    """
    with app.read() as tx:
        return service.list_events(tx, escrow_id, cursor=cursor, limit=limit)


@app.post(
    "/api/v1/escrows/<escrow_id>/lock",
    tags=TAGS,
    responses=refuses(RequestsLimited, InsufficientFunds, *ESCROW_REFUSALS),
)
@app.takes(RateClass.CREATE)
def lock_escrow(escrow_id: UUID) -> Escrow:
    """Lock the money of a milestone out of the wallet

    For brand admins and campaign managers, also before its turn. The money is held from then on, and the time for the
    work begins.
    """
    return _take(escrow_id, "lock")


@app.post(
    "/api/v1/escrows/<escrow_id>/start",
    tags=TAGS,
    responses=refuses(DeadlinePassed, NoRevisionLeft, *ESCROW_REFUSALS),
)
def start_work(escrow_id: UUID) -> Escrow:
    """Start the work

    For the creator, once the money is held; after a rejection, as often as the terms say.
    """
    return _take(escrow_id, "start")


@app.post("/api/v1/escrows/<escrow_id>/recall", tags=TAGS, responses=refuses(*ESCROW_REFUSALS))
def recall_work(escrow_id: UUID) -> Escrow:
    """Recall work that nobody has opened

    For the creator, before the brand has opened it (an hour at most).
    """
    return _take(escrow_id, "recall")


@app.post("/api/v1/escrows/<escrow_id>/review", tags=TAGS, responses=refuses(*ESCROW_REFUSALS))
def open_review(escrow_id: UUID) -> Escrow:
    """Open the review

    For brand admins and campaign managers: the work cannot be taken back any more.
    """
    return _take(escrow_id, "review")


@app.post(
    "/api/v1/escrows/<escrow_id>/release", tags=TAGS, responses=refuses(ReviewedAlready, *ESCROW_REFUSALS)
)
def release_escrow(escrow_id: UUID) -> Escrow:
    """Release held funds

    For brand admins and campaign managers: approves what was handed in last, or ends the time that approved work has to
    stay live. The creator is paid.
    """
    return _take(escrow_id, "release")


@app.post("/api/v1/escrows/<escrow_id>/refund", tags=TAGS, responses=refuses(*ESCROW_REFUSALS))
def refund_escrow(escrow_id: UUID) -> Escrow:
    """Give up, or cancel before the start

    For the creator, until the work is approved: the money goes back. For brand admins and campaign managers, until the
    creator has started.
    """
    return _take(escrow_id, "refund")


@app.post("/api/v1/escrows/<escrow_id>/cancel", tags=TAGS, responses=refuses(*ESCROW_REFUSALS))
def cancel_escrow(escrow_id: UUID) -> Escrow:
    """Cancel a milestone

    For both sides. What is unpaid or not started is off when the brand says so; else the first who asks waits three
    days for the other side to ask, too.
    """
    return _take(escrow_id, "cancel")
