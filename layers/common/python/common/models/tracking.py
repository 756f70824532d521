"""Tracking links and what they count."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output


class TrackingLink(Output):
    """A link that counts who follows it; `url` is what visitors get, and `expired_url` where they go after its end."""

    id: UUID
    campaign_id: UUID
    creator_user_id: UUID | None
    short_code: str
    url: str
    destination_url: str
    disabled_at: datetime | None
    expires_at: datetime | None
    expired_url: str | None
    created_at: datetime


class CtaLink(Output):
    """A labelled link of a campaign."""

    id: UUID
    campaign_id: UUID
    label: str
    short_code: str
    url: str
    destination_url: str
    created_at: datetime
