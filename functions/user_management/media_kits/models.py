"""What a media kit shows."""

from datetime import date, datetime
from decimal import Decimal

from common.models.base import Output
from common.models.creators import Availability
from common.models.platform import Platform


class MediaKitAccount(Output):
    """An account with its figures; `as_of` is when the platform said so, null while it has not been read."""

    platform: Platform
    username: str
    profile_url: str | None
    follower_count: int
    engagement_rate: Decimal
    as_of: datetime | None


class MediaKit(Output):
    """A creator as they show themselves to everybody; most followed account first."""

    display_name: str
    headline: str
    avatar_url: str | None
    verified: bool
    categories: list[str]
    languages: list[str]
    country_code: str | None
    city: str | None
    portfolio_links: list[str]
    availability: Availability
    available_from: date | None
    accounts: list[MediaKitAccount]
