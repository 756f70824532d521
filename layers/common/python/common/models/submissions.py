"""What creators deliver, and what brands say about it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class SubmissionType(StrEnum):
    """How the content is handed over."""

    URL = "url"
    FILE = "file"
    TEXT = "text"


class SubmissionStatus(StrEnum):
    """changes_requested is answered by a new revision; approved and rejected are final."""

    PENDING_REVIEW = "pending_review"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"


class ReviewDecision(StrEnum):
    """What a review says."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"


class Submission(Output):
    """Content for one unit of a deliverable; late where its first revision came after the end of `due_date` (UTC)."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID
    participant_id: UUID
    deliverable_id: UUID
    unit: int
    submission_type: SubmissionType
    content_url: str | None
    file_path: str | None
    description: str
    status: SubmissionStatus
    revision: int
    submitted_at: datetime
    due_date: date | None
    is_late: bool


class SubmissionReview(Output):
    """A review of one revision; reviewer_user_id is null where the time for a review was over."""

    id: UUID
    submission_id: UUID
    campaign_id: UUID
    reviewer_user_id: UUID | None
    revision: int
    decision: ReviewDecision
    feedback: str
    reviewed_at: datetime
