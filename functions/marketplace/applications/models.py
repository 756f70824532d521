"""Bodies of applications. Amounts are minor units."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from common.models.base import Input, Moment
from common.models.gigs import RejectionReason
from common.money import PositiveAmount

Answer = Annotated[str, StringConstraints(max_length=5_000)]


class ApplicationDraft(Input):
    """A creator asks for a gig."""

    gig_id: UUID
    """The gig."""
    note: Annotated[str, StringConstraints(max_length=5_000)] = ""
    price: PositiveAmount
    """What the creator asks for, in minor units, within the gig's prices; the fee comes on top for the brand."""
    answers: Annotated[list[Answer], Field(max_length=10, default_factory=list)]
    """One for each question of the gig, in their order."""


class ApplicationAnswer(Input):
    """What becomes of an application: the brand says shortlisted, approved or rejected, its author withdrawn."""

    status: Literal["shortlisted", "approved", "rejected", "withdrawn"]
    """What is said of it."""
    rejection_reason: RejectionReason | None = None
    """Why; needed with rejected, and with nothing else."""
    rejection_note: Annotated[str, StringConstraints(max_length=2_000)] = ""
    """What the brand adds to its no, in its own words."""
    reapply_after: Moment | None = None
    """From when a rejected creator may ask again; without it, at once."""

    @model_validator(mode="after")
    def rejections_have_a_reason(self) -> Self:
        """A reason belongs to a rejection."""
        if (self.status == "rejected") != (self.rejection_reason is not None):
            raise ValueError("rejected needs rejection_reason, and nothing else has one")
        return self
