"""Use cases of disputes."""

from uuid import UUID

from common.database import Transaction
from common.models.base import Input, Page
from common.models.deal_disputes import Dispute, DisputeMessage, DisputeStatus, DisputeSummary
from common.pagination import decode_id_cursor, page
from marketplace.disputes import repository
from marketplace.disputes.models import DisputeDraft, MessageDraft


def open_dispute(tx: Transaction, escrow_id: UUID, draft: DisputeDraft) -> Dispute:
    """Open a dispute of held funds.

    Raises `NotFound`, `Forbidden`, `OnBothSides`, `StepNotAllowed`, `EscrowFrozen`, `DeadlinePassed`,
    `NotForThisSide`, `AmountOutOfRange`.
    """
    return repository.find_dispute(tx, repository.open_dispute(tx, escrow_id, draft))


def take_step(tx: Transaction, dispute_id: UUID, step: str, said: Input | None = None) -> Dispute:
    """Answer, propose, accept, withdraw, appeal or resolve.

    Raises `NotFound`, `Forbidden`, `OnBothSides`, `StepNotAllowed`, `EscrowFrozen`, `DeadlinePassed`; by step
    `NotForThisSide`, `AmountOutOfRange`, `ProposalOutdated`, `DisputeWithdrawnAlready`, `AppealedAlready`,
    `DeciderInvolved`.
    """
    repository.take_step(tx, dispute_id, step, said.model_dump() if said else {})
    return repository.find_dispute(tx, dispute_id)


def list_disputes(
    tx: Transaction, *, status: DisputeStatus | None, escrow_id: UUID | None, cursor: str | None, limit: int
) -> Page[DisputeSummary]:
    """Disputes that the actor may see, newest first. Raises `CursorInvalid`."""
    before = decode_id_cursor(cursor)
    rows = repository.list_disputes(tx, status=status, escrow_id=escrow_id, before=before, limit=limit + 1)
    return page(rows, limit, lambda dispute: dispute.id)


def write_message(tx: Transaction, dispute_id: UUID, draft: MessageDraft) -> DisputeMessage:
    """Say something.

    Raises `NotFound`, `Forbidden`, `OnBothSides`, `StepNotAllowed`, `EnoughOfThese`.
    """
    return repository.find_message(tx, repository.write_message(tx, dispute_id, draft.body))


def list_messages(
    tx: Transaction, dispute_id: UUID, *, cursor: str | None, limit: int
) -> Page[DisputeMessage]:
    """What was said, newest first. Raises `NotFound`, `CursorInvalid`."""
    repository.find_dispute(tx, dispute_id)
    rows = repository.list_messages(tx, dispute_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda message: message.id)
