"""Use cases of submissions and reviews."""

from uuid import UUID

from campaign_lifecycle.campaigns.access import find_visible_campaign
from campaign_lifecycle.submissions import repository
from campaign_lifecycle.submissions.models import ContentInput, ReviewDraft, SubmissionDraft
from common.database import Transaction
from common.models.base import Page
from common.models.submissions import Submission, SubmissionReview, SubmissionStatus
from common.pagination import decode_id_cursor, decode_number_cursor, page


def submit(tx: Transaction, campaign_id: UUID, draft: SubmissionDraft) -> Submission:
    """Hand in content for one unit of a deliverable; a file must be a stored upload of the actor.

    Raises `NotFound`, `Forbidden`, `CampaignNotRunning`, `ParticipantNotActive`, `AlreadySubmitted`, `FileNotUploaded`.
    """
    return repository.find_submission(tx, repository.submit(tx, campaign_id, draft))


def revise(tx: Transaction, submission_id: UUID, content: ContentInput) -> Submission:
    """Hand in the next revision, after changes were requested.

    Raises as `submit`, and `SubmissionTransitionForbidden` where none were requested.
    """
    repository.revise(tx, submission_id, content)
    return repository.find_submission(tx, submission_id)


def review(tx: Transaction, submission_id: UUID, draft: ReviewDraft) -> SubmissionReview:
    """Approve (and pay), ask for changes, or reject.

    Raises `NotFound`, `Forbidden`, `CampaignNotRunning`, `OnBothSides`, `RevisionOutdated`,
    `SubmissionTransitionForbidden`, `ReservationExceeded`.
    """
    return repository.find_review(tx, repository.review(tx, submission_id, draft))


def list_submissions(
    tx: Transaction,
    *,
    campaign_id: UUID | None,
    status: SubmissionStatus | None,
    late: bool | None,
    cursor: str | None,
    limit: int,
) -> Page[Submission]:
    """Submissions that the actor may see, newest first. Raises `NotFound` for a campaign out of sight."""
    if campaign_id is not None:
        find_visible_campaign(tx, campaign_id)
    rows = repository.list_submissions(
        tx,
        campaign_id=campaign_id,
        status=status,
        late=late,
        before=decode_id_cursor(cursor),
        limit=limit + 1,
    )
    return page(rows, limit, lambda submission: submission.id)


def list_reviews(
    tx: Transaction, submission_id: UUID, *, cursor: str | None, limit: int
) -> Page[SubmissionReview]:
    """Reviews of a submission, oldest first. Raises `NotFound`, `CursorInvalid`."""
    repository.find_submission(tx, submission_id)
    rows = repository.list_reviews(tx, submission_id, after=decode_number_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda review: review.revision)
