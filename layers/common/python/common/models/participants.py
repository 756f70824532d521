"""Those who take part in a campaign."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class ParticipantStatus(StrEnum):
    """inactive: left, removed, or the campaign was cancelled."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    COMPLETED = "completed"


class Participant(Output):
    """A creator in a campaign, in whose currency amounts are."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID
    invitation_id: UUID
    status: ParticipantStatus
    budget_allocated: int
    """What was agreed on, before the fee, in minor units."""
    tracking_link: UUID | None
    """The id of the creator's link; null as long as nothing says where it leads."""
    joined_at: datetime
    """When the creator accepted."""
    removal_reason: str | None
    """Why it ended before its time: the brand's words, or the creator's where `left_at` says that they left."""
    left_at: datetime | None
    """When the creator left; null: they did not leave by themselves."""
    fee_basis_points: int
    net_amount: int
