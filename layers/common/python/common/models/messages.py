"""What a brand and a participant write to each other."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output
from common.models.brands import BrandCard
from common.models.creators import CreatorCard


class CampaignMessage(Output):
    """A message between a brand and a creator; read_at is when the other side read it."""

    id: UUID
    participant_id: UUID
    campaign_id: UUID
    creator: CreatorCard
    brand: BrandCard
    sender_user_id: UUID
    from_creator: bool
    body: str
    read_at: datetime | None
    created_at: datetime
