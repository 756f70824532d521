"""Bodies of deliverables. Amounts are minor units."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.base import Day, Input, Output, left_out
from common.models.deliverables import DeliverableType
from common.money import Amount


class DeliverableDraft(Input):
    """A new deliverable."""

    deliverable_type: DeliverableType
    quantity: Annotated[int, Field(ge=1, le=1000, strict=True)] = 1
    description: Annotated[str, StringConstraints(max_length=5_000)] = ""
    compensation_amount: Amount = 0
    due_date: Day | None = None


class DeliverablePatch(Input):
    """What to change; a field that is left out stays."""

    deliverable_type: DeliverableType = left_out()
    quantity: Annotated[int, Field(ge=1, le=1000, strict=True)] = left_out()
    description: Annotated[str, StringConstraints(max_length=5_000)] = left_out()
    compensation_amount: Amount = left_out()
    due_date: Day | None = None


class DueDeliverable(Output):
    """What one creator has yet to hand in of a deliverable; late once the day is over (UTC)."""

    campaign_id: UUID
    brand_id: UUID
    participant_id: UUID
    creator_user_id: UUID
    deliverable_id: UUID
    deliverable_type: DeliverableType
    due_date: date
    quantity: int
    handed_in: int
    """How many units were handed in."""
    is_late: bool
