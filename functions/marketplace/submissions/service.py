"""Use cases of work that is handed in."""

from uuid import UUID

from common.database import Transaction
from common.models.base import Page
from common.models.deal_work import DealSubmission
from common.models.deals import Escrow
from common.pagination import decode_number_cursor, page
from marketplace.escrows import repository as escrows
from marketplace.submissions import repository
from marketplace.submissions.models import WorkApproval, WorkDraft, WorkRejection


def hand_in_work(tx: Transaction, escrow_id: UUID, draft: WorkDraft) -> DealSubmission:
    """Hand in, for the first time or again.

    Raises `NotFound`, `Forbidden`, `StepNotAllowed`, `EscrowFrozen`, `DeadlinePassed`, `NoRevisionLeft`,
    `FileNotUploaded`.
    """
    return repository.find_submission(tx, repository.hand_in(tx, escrow_id, draft))


def review_work(tx: Transaction, escrow_id: UUID, said: WorkApproval) -> Escrow:
    """Approve, or reject for a reason.

    Raises `NotFound`, `Forbidden`, `StepNotAllowed`, `EscrowFrozen`, `RevisionOutdated`, `ReviewedAlready`.
    """
    reason = said.reason_code if isinstance(said, WorkRejection) else None
    repository.review(
        tx,
        escrow_id,
        said.submission_id,
        decision="rejected" if reason else "approved",
        reason_code=reason,
        note=said.note,
    )
    return escrows.find_escrow(tx, escrow_id)


def list_submissions(
    tx: Transaction, escrow_id: UUID, *, cursor: str | None, limit: int
) -> Page[DealSubmission]:
    """The revisions, newest first. Raises `NotFound`, `CursorInvalid`."""
    escrows.find_escrow(tx, escrow_id)
    rows = repository.list_submissions(tx, escrow_id, before=decode_number_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda submission: submission.revision)
