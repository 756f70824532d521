"""Social accounts of creators and what their platforms tell about them. Tokens are in no model."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from pydantic import computed_field

from common.models.base import Output
from common.models.platform import Platform


class SocialAccountStatus(StrEnum):
    """Whether an account can be read now."""

    CONNECTED = "connected"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ERROR = "error"


class AccountFigure(StrEnum):
    """What an account may not show us."""

    USERNAME = "username"
    FOLLOWERS = "followers"
    POSTS = "posts"
    POST_FIGURES = "post_figures"
    AUDIENCE = "audience"


SHOWN_BY: Mapping[str, tuple[AccountFigure, ...]] = {
    "user.info.profile": (AccountFigure.USERNAME,),
    "user.info.stats": (AccountFigure.FOLLOWERS,),
    "video.list": (AccountFigure.POSTS,),
    "instagram_business_manage_insights": (AccountFigure.POST_FIGURES, AccountFigure.AUDIENCE),
    "https://www.googleapis.com/auth/yt-analytics.readonly": (AccountFigure.AUDIENCE,),
    "r_member_profileAnalytics": (AccountFigure.FOLLOWERS,),
    "r_member_postAnalytics": (AccountFigure.POST_FIGURES,),
}
"""By scope of a platform, what is missing without it."""


class SocialAccount(Output):
    """A connected account, as its platform last told."""

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
    """When our permission ends; null: not known, or never."""
    scopes: list[str]
    asked_scopes: list[str]
    status: SocialAccountStatus
    last_synced_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @computed_field  # type: ignore[prop-decorator]
    @property
    def missing_figures(self) -> list[AccountFigure]:
        """What the platform does not show us, because the person left a permission out."""
        if not self.scopes:
            return []
        without = [scope for scope in self.asked_scopes if scope not in self.scopes]
        return sorted({figure for scope in without for figure in SHOWN_BY.get(scope, ())})

    @computed_field  # type: ignore[prop-decorator]
    @property
    def notice(self) -> str | None:
        """What is missing, and how the person grants it; null where nothing is."""
        if not self.missing_figures:
            return None
        missing = ", ".join(figure.replace("_", " ") for figure in self.missing_figures)
        return (
            f"Not shown to us: {missing}. Connect the account again and allow everything that is asked for."
        )


class SyncStatus(StrEnum):
    """How far a synchronisation is."""

    PENDING = "pending"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class SyncJob(Output):
    """A synchronisation of an account; `error` is a code, also of what a successful one was not told."""

    id: UUID
    social_account_id: UUID
    user_id: UUID
    status: SyncStatus
    error: str | None
    started_at: datetime | None
    finished_at: datetime | None
    created_at: datetime


class ContentPost(Output):
    """A post of a connected account with its newest figures; `likes` is null where the person hides them."""

    id: UUID
    social_account_id: UUID
    user_id: UUID
    platform_post_id: str
    url: str | None
    """The address of the post; null where the platform does not tell."""
    caption: str
    posted_at: datetime | None
    views: int
    """Views, as the platform last told."""
    likes: int | None
    comments: int
    shares: int
    last_synced_at: datetime | None
    created_at: datetime
    updated_at: datetime


class AudienceMetrics(Output):
    """Who follows an account, on a day."""

    id: UUID
    social_account_id: UUID
    user_id: UUID
    metric_date: date
    countries: dict[str, float]
    """Share (0 to 1) by country, ISO 3166-1 alpha-2."""
    ages: dict[str, float]
    """Share (0 to 1) by range of ages."""
    genders: dict[str, float]
    """Share (0 to 1) by gender, as the platform names them."""
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
