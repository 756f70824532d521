"""Use cases of deliverables, submissions and reviews."""

from uuid import UUID

from campaign_lifecycle.campaigns.service import find_visible_campaign, require_manager
from campaign_lifecycle.submissions import repository
from common.database import Transaction
from common.errors import NotFound, Unprocessable
from common.models.base import Page
from common.models.submissions import (
    ContentInput,
    Deliverable,
    DeliverableDraft,
    DeliverablePatch,
    ReviewDraft,
    Submission,
    SubmissionDraft,
    SubmissionReview,
    SubmissionStatus,
)
from common.pagination import decode_id_cursor, page


def add_deliverable(tx: Transaction, campaign_id: UUID, draft: DeliverableDraft) -> Deliverable:
    """A new deliverable. Raises `NotFound`, `Forbidden`, `TermsAgreed`."""
    campaign = require_manager(tx, campaign_id)
    return repository.insert_deliverable(tx, campaign.id, campaign.brand_id, draft)


def list_deliverables(tx: Transaction, campaign_id: UUID) -> Page[Deliverable]:
    """All deliverables (brand and invited creators). Raises `NotFound`."""
    find_visible_campaign(tx, campaign_id)
    return Page(data=repository.list_deliverables(tx, campaign_id))


def change_deliverable(
    tx: Transaction, campaign_id: UUID, deliverable_id: UUID, patch: DeliverablePatch
) -> Deliverable:
    """Change what was sent. Raises `NotFound`, `Forbidden`, `TermsAgreed`."""
    require_manager(tx, campaign_id)
    changes = {name: getattr(patch, name) for name in patch.model_fields_set}
    if cleared := [name for name, value in changes.items() if value is None and name != "due_date"]:
        raise Unprocessable(details=[{"field": name, "message": "must not be null"} for name in cleared])
    if not changes:
        return repository.find_deliverable(tx, campaign_id, deliverable_id)
    return repository.update_deliverable(tx, campaign_id, deliverable_id, changes)


def delete_deliverable(tx: Transaction, campaign_id: UUID, deliverable_id: UUID) -> None:
    """Delete it. Raises `NotFound`, `Forbidden`, `TermsAgreed`."""
    require_manager(tx, campaign_id)
    if repository.delete_deliverable(tx, campaign_id, deliverable_id) == 0:
        raise NotFound


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

    Raises `NotFound`, `Forbidden`, `CampaignNotRunning`, `RevisionOutdated`, `SubmissionTransitionForbidden`,
    `ReservationExceeded`.
    """
    return repository.find_review(tx, repository.review(tx, submission_id, draft))


def list_submissions(
    tx: Transaction,
    *,
    campaign_id: UUID | None,
    status: SubmissionStatus | None,
    cursor: str | None,
    limit: int,
) -> Page[Submission]:
    """Submissions that the actor may see, newest first. Raises `NotFound` for a campaign out of sight."""
    if campaign_id is not None:
        find_visible_campaign(tx, campaign_id)
    rows = repository.list_submissions(
        tx, campaign_id=campaign_id, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda submission: submission.id)


def list_reviews(tx: Transaction, submission_id: UUID) -> Page[SubmissionReview]:
    """All reviews of a submission. Raises `NotFound`."""
    repository.find_submission(tx, submission_id)
    return Page(data=repository.list_reviews(tx, submission_id))
