"""`/api/v1/escrows/{escrow_id}/dispute`, `/api/v1/disputes`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.campaigns import OnBothSides
from common.errors.deals import (
    AppealedAlready,
    DeadlinePassed,
    DeciderInvolved,
    DisputeWithdrawnAlready,
    EnoughOfThese,
    EscrowFrozen,
    NotForThisSide,
    ProposalOutdated,
    StepNotAllowed,
)
from common.errors.limits import RequestsLimited
from common.errors.money import AmountOutOfRange
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Input, Page
from common.models.deal_disputes import Dispute, DisputeMessage, DisputeStatus, DisputeSummary
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from marketplace.app import app
from marketplace.disputes import repository, service
from marketplace.disputes.models import (
    DisputeAnswer,
    DisputeAppeal,
    DisputeDecision,
    DisputeDraft,
    MessageDraft,
    SplitProposal,
)

TAGS = ["disputes"]
STEP = (NotFound, OnBothSides, StepNotAllowed, EscrowFrozen, DeadlinePassed, *ONCE)


def _take(dispute_id: UUID, step: str, said: Input | None = None) -> Dispute:
    with app.transaction() as tx:
        return app.once(tx, said, Dispute, lambda: service.take_step(tx, dispute_id, step, said))


@app.post(
    "/api/v1/escrows/<escrow_id>/dispute",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotForThisSide, AmountOutOfRange, *STEP),
)
@app.takes(RateClass.MAIL)
def open_dispute(escrow_id: UUID, body: DisputeDraft) -> Dispute:
    """Open a dispute

    For both sides while work is on or is reviewed, for the creator after a rejection, for the brand while an approved
    post should stay (`not_live`), until day 67 after the money was held. All other times stand still, and what both
    have seen is copied. The other side has five days to answer; without an answer it ends as you want.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Dispute, lambda: service.open_dispute(tx, escrow_id, body))


@app.get("/api/v1/disputes", tags=TAGS, responses=refuses(CursorInvalid))
def list_disputes(
    status: Annotated[DisputeStatus | None, Query(description="Only those in this state.")] = None,
    escrow_id: Annotated[UUID | None, Query(description="Only those of these held funds.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[DisputeSummary]:
    """List disputes

    For creators, their own; for members of a brand, those of all their brands; for administrators, all: `answered` is
    what waits for a decision. Newest first.
    """
    with app.read() as tx:
        return service.list_disputes(tx, status=status, escrow_id=escrow_id, cursor=cursor, limit=limit)


@app.get("/api/v1/disputes/<dispute_id>", tags=TAGS, responses=refuses(NotFound))
def read_dispute(dispute_id: UUID) -> Dispute:
    """Read a dispute

    For both sides and for administrators: what each wants, the evidence, and what time does next.
    """
    with app.read() as tx:
        return repository.find_dispute(tx, dispute_id)


@app.get("/api/v1/disputes/<dispute_id>/messages", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_dispute_messages(
    dispute_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[DisputeMessage]:
    """List what was said in a dispute

    For both sides and for administrators, newest first.
    """
    with app.read() as tx:
        return service.list_messages(tx, dispute_id, cursor=cursor, limit=limit)


@app.post(
    "/api/v1/disputes/<dispute_id>/messages",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, OnBothSides, StepNotAllowed, EnoughOfThese, *ONCE),
)
@app.takes(RateClass.MAIL)
def write_dispute_message(dispute_id: UUID, body: MessageDraft) -> DisputeMessage:
    """Write a message in a dispute

    For both sides and for administrators of neither, until it is over. Everybody in it is told, and reads it.
    """
    with app.transaction() as tx:
        return app.once(tx, body, DisputeMessage, lambda: service.write_message(tx, dispute_id, body))


@app.post(
    "/api/v1/disputes/<dispute_id>/answer",
    tags=TAGS,
    responses=refuses(RequestsLimited, NotForThisSide, AmountOutOfRange, *STEP),
)
@app.takes(RateClass.MAIL)
def answer_dispute(dispute_id: UUID, body: DisputeAnswer) -> Dispute:
    """Answer a dispute

    For the side that did not open it, within five days. The same amount ends it at once; else an administrator decides
    between the two, and until then each side may accept what the other wants.
    """
    return _take(dispute_id, "answer", body)


@app.post(
    "/api/v1/disputes/<dispute_id>/propose",
    tags=TAGS,
    responses=refuses(RequestsLimited, AmountOutOfRange, *STEP),
)
@app.takes(RateClass.MAIL)
def propose_split(dispute_id: UUID, body: SplitProposal) -> Dispute:
    """Propose how to end a dispute

    For both sides, at any time. The last proposal counts; the other side may accept it, and nobody has to decide.
    """
    return _take(dispute_id, "propose", body)


@app.post(
    "/api/v1/disputes/<dispute_id>/accept",
    tags=TAGS,
    responses=refuses(RequestsLimited, ProposalOutdated, *STEP),
)
@app.takes(RateClass.MAIL)
def accept_split(dispute_id: UUID, body: SplitProposal) -> Dispute:
    """Accept what the other side proposes

    For both sides, naming the amount that they have seen. The dispute is over: the creator gets the amount, and the
    brand what is left of the price and of the fee.
    """
    return _take(dispute_id, "accept", body)


@app.post(
    "/api/v1/disputes/<dispute_id>/withdraw",
    tags=TAGS,
    responses=refuses(RequestsLimited, NotForThisSide, DisputeWithdrawnAlready, *STEP),
)
@app.takes(RateClass.MAIL)
def withdraw_dispute(dispute_id: UUID) -> Dispute:
    """Withdraw a dispute

    For the side that opened it, before a decision, once for the same held funds. The deal goes on where it stood, with
    the time that was left; where that would be after the end of the hold, it is too late to withdraw.
    """
    return _take(dispute_id, "withdraw")


@app.post(
    "/api/v1/disputes/<dispute_id>/appeal",
    tags=TAGS,
    responses=refuses(RequestsLimited, AppealedAlready, *STEP),
)
@app.takes(RateClass.MAIL)
def appeal_decision(dispute_id: UUID, body: DisputeAppeal) -> Dispute:
    """Appeal against a decision

    For both sides, once each, within two days. It is decided once more within five days of the first appeal, or the
    first decision stands.
    """
    return _take(dispute_id, "appeal", body)


@app.post(
    "/api/v1/disputes/<dispute_id>/resolve",
    tags=TAGS,
    responses=refuses(RequestsLimited, DeciderInvolved, AmountOutOfRange, *STEP),
)
@app.takes(RateClass.MAIL)
def resolve_dispute(dispute_id: UUID, body: DisputeDecision) -> Dispute:
    """Resolve a dispute

    For an administrator who is neither the creator nor, now or before, a member of the brand, once it is answered. Both
    sides may appeal for two days; then, or with the decision about an appeal, the money goes where the decision says.
    """
    return _take(dispute_id, "resolve", body)
