"""What posts of approved work achieved, and what it cost. `docs/figures.md` defines every figure.

Unknown is null and never 0: `…_known` says of how many posts a sum is. Amounts are minor units of the campaign's
currency.
"""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from common.models.base import Output
from common.models.creators import CreatorCard
from common.models.platform import Platform
from common.models.submissions import PostStatus


class PostSums(Output):
    """Sums over posts. `as_of` is the oldest reading of those that are live: no figure of them is older."""

    count: int
    """How many posts there are."""
    live: int
    """Of them, those that were there at the last reading."""
    missing: int
    """Of them, those that the last reading did not find."""
    gone: int
    """Of them, those that were not found a day later either."""
    unread: int
    """Of them, those of which no figures were read yet."""
    views: int | None
    views_known: int
    """Of how many posts `views` is the sum."""
    reach: int | None
    reach_known: int
    """Of how many posts `reach` is the sum."""
    likes: int | None
    likes_known: int
    """Of how many posts `likes` is the sum."""
    comments: int | None
    comments_known: int
    """Of how many posts `comments` is the sum."""
    shares: int | None
    shares_known: int
    """Of how many posts `shares` is the sum."""
    saves: int | None
    saves_known: int
    """Of how many posts `saves` is the sum."""
    engagements: int | None
    engagements_known: int
    """Of how many posts `engagements` is the sum."""
    spend: int
    cost_per_mille: int | None
    """What a thousand views cost on the posts whose views are known, in minor units; null: not known."""
    cost_per_engagement: Decimal | None
    """What an engagement cost on the posts whose engagements are known, in minor units with four decimals; null: not
    known."""
    as_of: datetime | None
    """The oldest reading of its live posts; null: there is none."""


class Costs(Output):
    """What was spent, and what it brought; null where there is nothing to divide by."""

    spend: int
    cost_per_click: int | None
    cost_per_conversion: int | None
    """What was spent for each order, in minor units; null without orders."""
    return_on_spend: Decimal | None
    """conversion_value / spend, as a decimal number; null where nothing was spent."""
    return_on_investment: Decimal | None


class PostResult(Output):
    """A post of approved work with the figures of its last reading, `as_of`; one that is gone keeps them."""

    id: UUID
    creator_user_id: UUID
    creator: CreatorCard
    platform: Platform
    platform_post_id: str
    url: str
    """The address of the post."""
    status: PostStatus
    missing_since: datetime | None
    """When a reading first did not find it; null: it is there."""
    gone_at: datetime | None
    """When it was not found a day later either; null: it is not gone."""
    submissions: int
    """How many pieces of approved work it is."""
    views: int | None
    reach: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    saves: int | None
    engagements: int | None
    spend: int
    """Spent on the work that it is, less what was taken back; minor units."""
    cost_per_mille: int | None
    """What a thousand of its views cost, in minor units; null: not known."""
    cost_per_engagement: Decimal | None
    """What one of its engagements cost, in minor units with four decimals; null: not known."""
    as_of: datetime | None
    """When its figures were last read; null: not yet."""


class MediaValueRate(Output):
    """What somebody published (`source`) that a thousand views or engagements cost as advertising, in minor units."""

    id: UUID
    platform: Platform
    currency: str
    per_mille_views: int | None
    """What a thousand views cost, in minor units; null: not published."""
    per_mille_engagements: int | None
    """What a thousand engagements cost, in minor units; null: not published."""
    source: str
    """Who published it, and in what."""
    source_url: str
    """Where it can be read."""
    published_on: date
    """The day on which it was published."""
    updated_at: datetime


class MediaValue(Output):
    """What posts would have cost by published rates, and by which; null where there is none for them."""

    value: int | None
    """In minor units of the campaign's currency; null: there is no rate for these posts, or nothing known of them."""
    posts: int
    """Of how many posts it is."""
    rates: list[MediaValueRate]
    """By which it goes."""
