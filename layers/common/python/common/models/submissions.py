"""What creators deliver, and what brands say about it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import computed_field

from common.models.base import Output
from common.models.platform import Platform
from common.post_addresses import platform_of


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


class PostStatus(StrEnum):
    """missing: not found when the platform was last asked; gone: nor a day later."""

    LIVE = "live"
    MISSING = "missing"
    GONE = "gone"


class Disclosure(StrEnum):
    """Whether a post says that it is advertising; unknown where its text is not told."""

    FOUND = "found"
    MISSING = "missing"
    UNKNOWN = "unknown"


class TrackedPost(Output):
    """The post of an approved submission, as its platform last told; `likes` is null where the person hides them."""

    platform: Platform
    platform_post_id: str
    status: PostStatus
    missing_since: datetime | None
    """When it was not found for the first time; null: it is there."""
    gone_at: datetime | None
    """When it was given up; null: it was not."""
    views: int
    """Views, as the platform last told."""
    likes: int | None
    comments: int
    shares: int
    disclosure: Disclosure
    disclosure_terms: list[str]
    """The words, or the platform's label, by which the post says that it is advertising."""
    last_synced_at: datetime | None
    checked_at: datetime | None
    """When its text was last looked at; null: never."""


class Submission(Output):
    """Content for one unit of a deliverable; late where its first revision came after the end of `due_date` (UTC).

    `post` is what became of it on its platform, once it was found there.
    """

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
    post: TrackedPost | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def post_platform(self) -> Platform | None:
        """Whose post `content_url` is; null where it is not recognised as one, and then nothing follows it.

        Posts at LinkedIn are recognised, but it tells nobody their figures by the number in their addresses.
        """
        return platform_of(self.content_url) if self.content_url else None


class SubmissionReview(Output):
    """A review of one revision."""

    id: UUID
    submission_id: UUID
    campaign_id: UUID
    reviewer_user_id: UUID | None
    """Who reviewed, by the account's id; null: the time for a review was over."""
    revision: int
    decision: ReviewDecision
    feedback: str
    reviewed_at: datetime
    """When it was reviewed."""
