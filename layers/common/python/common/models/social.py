"""Social accounts of creators and what their platforms tell about them. Tokens are in no model."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from common.models.base import Output
from common.models.platform import Platform


class SocialAccountStatus(StrEnum):
    """Whether an account can be read now."""

    CONNECTED = "connected"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ERROR = "error"


class SocialAccount(Output):
    """A connected account; `engagement_rate` = (likes + comments + shares) / followers over the recent posts."""

    id: UUID
    user_id: UUID
    platform: Platform
    platform_user_id: str
    username: str
    display_name: str
    profile_url: str | None
    avatar_url: str | None
    follower_count: int
    engagement_rate: Decimal
    token_expires_at: datetime | None
    scopes: list[str]
    status: SocialAccountStatus
    last_synced_at: datetime | None
    created_at: datetime
    updated_at: datetime


class ContentPost(Output):
    """A post of a connected account with its newest figures; `likes` is null where the person hides them."""

    id: UUID
    social_account_id: UUID
    user_id: UUID
    platform_post_id: str
    url: str | None
    caption: str
    posted_at: datetime | None
    views: int
    likes: int | None
    comments: int
    shares: int
    last_synced_at: datetime | None
    created_at: datetime
    updated_at: datetime


class AudienceMetrics(Output):
    """Shares (0–1) of an account's audience on a day, by country, age range and gender."""

    id: UUID
    social_account_id: UUID
    user_id: UUID
    metric_date: date
    countries: dict[str, float]
    ages: dict[str, float]
    genders: dict[str, float]
    created_at: datetime


class CreatorAnalytics(Output):
    """A creator's figures on one platform on one day."""

    id: UUID
    creator_user_id: UUID
    platform: Platform
    metric_date: date
    total_followers: int
    total_engagement: int
    engagement_rate: Decimal
    posts_count: int
    created_at: datetime
