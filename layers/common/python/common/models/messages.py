"""What a brand and a participant write to each other."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output


class CampaignMessage(Output):
    """What one side wrote to the other, which reads it at `read_at`."""

    id: UUID
    participant_id: UUID
    campaign_id: UUID
    sender_user_id: UUID
    """Who wrote it, by the account's id."""
    from_creator: bool
    body: str
    read_at: datetime | None
    created_at: datetime
