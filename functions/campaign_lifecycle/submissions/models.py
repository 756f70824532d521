"""Bodies of submissions and reviews."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from common.models.addresses import PublicAddress
from common.models.base import Input
from common.models.submissions import ReviewDecision, SubmissionType
from common.models.texts import is_written

Description = Annotated[str, StringConstraints(max_length=10_000)]
Feedback = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]


class ContentInput(Input):
    """The content itself: a link (url), the `object_key` of a stored upload (file), or the text in description."""

    submission_type: SubmissionType
    content_url: PublicAddress | None = None
    file_path: Annotated[str, StringConstraints(min_length=1, max_length=1_024)] | None = None
    description: Description = ""

    @model_validator(mode="after")
    def holds_what_its_type_says(self) -> Self:
        """The field that belongs to the type must be there."""
        content = {
            SubmissionType.URL: self.content_url,
            SubmissionType.FILE: self.file_path,
            SubmissionType.TEXT: is_written(self.description),
        }
        if not content[self.submission_type]:
            raise ValueError(f"a submission of type {self.submission_type} needs its content")
        return self


class SubmissionDraft(ContentInput):
    """Content for one unit of a deliverable."""

    deliverable_id: UUID
    unit: Annotated[int, Field(ge=1, le=1000, strict=True)] = 1


class ReviewDraft(Input):
    """The decision; feedback is needed unless it is yes. `revision`: the one that was looked at."""

    decision: ReviewDecision
    feedback: Feedback = ""
    revision: Annotated[int, Field(ge=1, le=1_000_000, strict=True)] | None = None
    """The one that was looked at: where there is a newer one, it is refused. The newest without it."""

    @model_validator(mode="after")
    def says_what_is_wrong(self) -> Self:
        """Nobody can act upon a bare no."""
        if self.decision != ReviewDecision.APPROVED and not is_written(self.feedback):
            raise ValueError("feedback is needed")
        return self
