"""What posts of approved work achieved, and what it cost. `docs/figures.md` defines every figure.

Unknown is null and never 0: `…_known` says of how many posts a sum is. Amounts are minor units of the campaign's
currency.
"""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from common.models.base import Output
from common.models.platform import Platform
from common.models.submissions import PostStatus


class PostSums(Output):
    """Sums over posts. `as_of` is the oldest reading of those that are live: no figure of them is older."""

    count: int
    live: int
    missing: int
    gone: int
    unread: int
    views: int | None
    views_known: int
    reach: int | None
    reach_known: int
    likes: int | None
    likes_known: int
    comments: int | None
    comments_known: int
    shares: int | None
    shares_known: int
    saves: int | None
    saves_known: int
    engagements: int | None
    engagements_known: int
    spend: int
    cost_per_mille: int | None
    cost_per_engagement: Decimal | None
    as_of: datetime | None


class Costs(Output):
    """What was spent, and what it brought; null where there is nothing to divide by."""

    spend: int
    cost_per_click: int | None
    cost_per_conversion: int | None
    return_on_spend: Decimal | None
    return_on_investment: Decimal | None


class PostResult(Output):
    """A post of approved work with the figures of its last reading, `as_of`; one that is gone keeps them."""

    id: UUID
    creator_user_id: UUID
    platform: Platform
    platform_post_id: str
    url: str
    status: PostStatus
    missing_since: datetime | None
    gone_at: datetime | None
    submissions: int
    views: int | None
    reach: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    saves: int | None
    engagements: int | None
    spend: int
    cost_per_mille: int | None
    cost_per_engagement: Decimal | None
    as_of: datetime | None


class MediaValueRate(Output):
    """What somebody published (`source`) that a thousand views or engagements cost as advertising, in minor units."""

    id: UUID
    platform: Platform
    currency: str
    per_mille_views: int | None
    per_mille_engagements: int | None
    source: str
    source_url: str
    published_on: date
    updated_at: datetime


class MediaValue(Output):
    """What posts would have cost by published rates, and by which; null where there is none for them."""

    value: int | None
    posts: int
    rates: list[MediaValueRate]
