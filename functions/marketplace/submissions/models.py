"""Bodies of work that is handed in, and of its review."""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import StringConstraints, model_validator

from common.models.addresses import PublicAddress
from common.models.base import Input
from common.models.submissions import SubmissionType
from common.models.texts import is_written

Note = Annotated[str, StringConstraints(max_length=5_000)]


class RejectionCode(StrEnum):
    """What is wrong with work."""

    OFF_BRIEF = "off_brief"
    QUALITY = "quality"
    INCOMPLETE = "incomplete"
    RIGHTS = "rights"
    LATE = "late"
    OTHER = "other"


class WorkDraft(Input):
    """Work: a link (url), the `object_key` of a stored upload (file), or words in the note."""

    kind: SubmissionType
    content_url: PublicAddress | None = None
    file: Annotated[str, StringConstraints(min_length=1, max_length=1_024)] | None = None
    """The `object_key` of a stored upload; null: none."""
    note: Annotated[str, StringConstraints(max_length=10_000)] = ""

    @model_validator(mode="after")
    def holds_what_its_kind_says(self) -> Self:
        """The field that belongs to the kind is there, and no other."""
        given = {SubmissionType.URL: self.content_url, SubmissionType.FILE: self.file}
        if self.kind is SubmissionType.TEXT and not is_written(self.note):
            raise ValueError("work of kind text needs a note")
        if any((given[kind] is not None) != (kind is self.kind) for kind in given):
            raise ValueError(f"work of kind {self.kind} needs its content, and no other")
        return self


class WorkApproval(Input):
    """A yes to the work that was looked at."""

    submission_id: UUID
    """The work that was looked at: newer work is another."""
    note: Note = ""


class WorkRejection(WorkApproval):
    """A no, with its reason."""

    reason_code: RejectionCode
