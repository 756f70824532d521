"""What a campaign asks of each creator."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


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


class Deliverable(Output):
    """What a campaign asks of each creator."""

    id: UUID
    campaign_id: UUID
    deliverable_type: DeliverableType
    quantity: int
    description: str
    compensation_amount: int
    due_date: date | None
