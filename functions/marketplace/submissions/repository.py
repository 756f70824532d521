"""Statements of work that is handed in."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.deal_work import DealSubmission
from marketplace.submissions.models import WorkDraft

SUBMISSION: LiteralString = (
    "select id, escrow_id, creator_user_id, revision, kind, content_url, file, note, submitted_at, recalled_at,"
    " live_status, live_checked_at from deal_submissions"
)


def hand_in(tx: Transaction, escrow_id: UUID, draft: WorkDraft) -> UUID:
    """A new revision; its id."""
    made: UUID = tx.fetch_value(
        "select app.hand_in_work(%(id)s, %(kind)s, %(content_url)s, %(file)s, %(note)s)",
        draft.model_dump() | {"id": escrow_id},
    )
    return made


def review(
    tx: Transaction,
    escrow_id: UUID,
    submission_id: UUID,
    *,
    decision: str,
    reason_code: str | None,
    note: str,
) -> None:
    """Approved or rejected."""
    tx.execute(
        "select app.review_work(%(id)s, %(submission_id)s, %(decision)s, %(reason_code)s, %(note)s)",
        {
            "id": escrow_id,
            "submission_id": submission_id,
            "decision": decision,
            "reason_code": reason_code,
            "note": note,
        },
    )


def find_submission(tx: Transaction, submission_id: UUID) -> DealSubmission:
    """The work, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(DealSubmission, f"{SUBMISSION} where id = %(id)s", {"id": submission_id})


def list_submissions(
    tx: Transaction, escrow_id: UUID, *, before: int | None, limit: int
) -> list[DealSubmission]:
    """The revisions, newest first."""
    given = where(("revision < %(before)s", before))
    return tx.fetch_all(
        DealSubmission,
        f"{SUBMISSION} where escrow_id = %(id)s and {given} order by revision desc limit %(limit)s",
        {"id": escrow_id, "before": before, "limit": limit},
    )
