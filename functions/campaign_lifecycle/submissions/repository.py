"""Statements of submissions and reviews."""

from typing import LiteralString
from uuid import UUID

from campaign_lifecycle.submissions.models import ContentInput, ReviewDraft, SubmissionDraft
from common.database import Transaction
from common.filters import where
from common.models.submissions import Submission, SubmissionReview

SUBMISSION: LiteralString = (
    "id, campaign_id, brand_id, creator_user_id, participant_id, deliverable_id, unit, submission_type,"
    " content_url, file_path, description, status, revision, submitted_at, due_date, is_late,"
    " app.creator_card(creator_user_id) as creator, app.brand_card(brand_id) as brand,"
    " (select jsonb_build_object('platform', t.platform, 'platform_post_id', t.platform_post_id,"
    " 'status', t.status, 'missing_since', t.missing_since, 'gone_at', t.gone_at, 'views', t.views,"
    " 'reach', t.reach, 'likes', t.likes, 'comments', t.comments, 'shares', t.shares, 'saves', t.saves,"
    " 'disclosure', t.disclosure,"
    " 'disclosure_terms', t.disclosure_terms, 'last_synced_at', t.last_synced_at,"
    " 'checked_at', t.checked_at) from campaign_content_tracking as t"
    " where t.submission_id = creator_submissions.id order by t.id limit 1) as post"
)
REVIEW: LiteralString = (
    "id, submission_id, campaign_id, reviewer_user_id, revision, decision, feedback, reviewed_at"
)


def submit(tx: Transaction, campaign_id: UUID, draft: SubmissionDraft) -> UUID:
    """The actor's content for one unit; the submission's id."""
    submitted: UUID = tx.fetch_value(
        "select app.submit_content(%(campaign_id)s, %(deliverable_id)s, %(unit)s, %(submission_type)s,"
        " %(content_url)s, %(file_path)s, %(description)s)",
        {**draft.model_dump(mode="json"), "campaign_id": campaign_id, "deliverable_id": draft.deliverable_id},
    )
    return submitted


def revise(tx: Transaction, submission_id: UUID, content: ContentInput) -> None:
    """The next revision."""
    tx.execute(
        "select app.revise_submission(%(id)s, %(submission_type)s, %(content_url)s, %(file_path)s,"
        " %(description)s)",
        {**content.model_dump(mode="json"), "id": submission_id},
    )


def review(tx: Transaction, submission_id: UUID, draft: ReviewDraft) -> UUID:
    """Decide; the review's id."""
    reviewed: UUID = tx.fetch_value(
        "select app.review_submission(%(id)s, %(decision)s, %(feedback)s, %(revision)s)",
        {**draft.model_dump(), "id": submission_id},
    )
    return reviewed


def find_submission(tx: Transaction, submission_id: UUID) -> Submission:
    """The submission, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        Submission, f"select {SUBMISSION} from creator_submissions where id = %(id)s", {"id": submission_id}
    )


def list_submissions(
    tx: Transaction,
    *,
    campaign_id: UUID | None,
    status: str | None,
    late: bool | None,
    before: UUID | None,
    limit: int,
) -> list[Submission]:
    """Submissions that the actor may see, newest first."""
    given = where(
        ("campaign_id = %(campaign_id)s", campaign_id),
        ("status = %(status)s", status),
        ("is_late = %(late)s", late),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        Submission,
        f"select {SUBMISSION} from creator_submissions where {given} order by id desc limit %(limit)s",
        {"campaign_id": campaign_id, "status": status, "late": late, "before": before, "limit": limit},
    )


def find_review(tx: Transaction, review_id: UUID) -> SubmissionReview:
    """One review. Raises `NotFound`."""
    return tx.fetch_one(
        SubmissionReview, f"select {REVIEW} from submission_reviews where id = %(id)s", {"id": review_id}
    )


def list_reviews(
    tx: Transaction, submission_id: UUID, *, after: int | None, limit: int
) -> list[SubmissionReview]:
    """The reviews of a submission that follow the one of a revision; one per revision, oldest first."""
    return tx.fetch_all(
        SubmissionReview,
        f"select {REVIEW} from submission_reviews where submission_id = %(id)s"
        " and (%(after)s::integer is null or revision > %(after)s) order by revision limit %(limit)s",
        {"id": submission_id, "after": after, "limit": limit},
    )
