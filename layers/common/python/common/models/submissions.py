"""What creators deliver, and what brands say about it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from common.models.base import Day, HttpsUrl, Input, Output
from common.money import Amount

Description = Annotated[str, StringConstraints(max_length=10_000)]
Feedback = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]


class DeliverableType(StrEnum):
    """What a creator can be asked for."""

    INSTAGRAM_POST = "instagram_post"
    INSTAGRAM_STORY = "instagram_story"
    INSTAGRAM_REEL = "instagram_reel"
    TIKTOK_VIDEO = "tiktok_video"
    YOUTUBE_VIDEO = "youtube_video"
    YOUTUBE_SHORT = "youtube_short"
    TWEET = "tweet"
    TWITTER_THREAD = "twitter_thread"
    LINKEDIN_POST = "linkedin_post"
    LINKEDIN_ARTICLE = "linkedin_article"
    BLOG_POST = "blog_post"
    OTHER = "other"


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


class Deliverable(Output):
    """What a campaign asks of each creator; compensation_amount is per unit, in minor units."""

    id: UUID
    campaign_id: UUID
    deliverable_type: DeliverableType
    quantity: int
    description: str
    compensation_amount: int
    due_date: date | None


class DeliverableDraft(Input):
    """A new deliverable."""

    deliverable_type: DeliverableType
    quantity: Annotated[int, Field(ge=1, le=1000, strict=True)] = 1
    description: Annotated[str, StringConstraints(max_length=5_000)] = ""
    compensation_amount: Amount = 0
    due_date: Day | None = None


class DeliverablePatch(Input):
    """What to change; a field that is left out stays."""

    deliverable_type: DeliverableType | None = None
    quantity: Annotated[int, Field(ge=1, le=1000, strict=True)] | None = None
    description: Annotated[str, StringConstraints(max_length=5_000)] | None = None
    compensation_amount: Amount | None = None
    due_date: Day | None = None


class Submission(Output):
    """Content for one unit of a deliverable."""

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


class ContentInput(Input):
    """The content itself: a link (url), the `object_key` of a stored upload (file), or the text in description."""

    submission_type: SubmissionType
    content_url: HttpsUrl | None = None
    file_path: Annotated[str, StringConstraints(min_length=1, max_length=1_024)] | None = None
    description: Description = ""

    @model_validator(mode="after")
    def holds_what_its_type_says(self) -> Self:
        """The field that belongs to the type must be there."""
        content = {
            SubmissionType.URL: self.content_url,
            SubmissionType.FILE: self.file_path,
            SubmissionType.TEXT: self.description.strip(),
        }
        if not content[self.submission_type]:
            raise ValueError(f"a submission of type {self.submission_type} needs its content")
        return self


class SubmissionDraft(ContentInput):
    """Content for one unit of a deliverable."""

    deliverable_id: UUID
    unit: Annotated[int, Field(ge=1, le=1000, strict=True)] = 1


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


class ReviewDraft(Input):
    """The decision; feedback is needed unless it is yes. `revision`: the one that was looked at."""

    decision: ReviewDecision
    feedback: Feedback = ""
    revision: Annotated[int, Field(ge=1, le=1_000_000, strict=True)] | None = None

    @model_validator(mode="after")
    def says_what_is_wrong(self) -> Self:
        """Nobody can act upon a bare no."""
        if self.decision != ReviewDecision.APPROVED and not self.feedback:
            raise ValueError("feedback is needed")
        return self
