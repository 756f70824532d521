"""Answers about posts, platforms and creators of a campaign. `docs/figures.md` defines every figure."""

from uuid import UUID

from common.models.base import Output, Page
from common.models.creators import CreatorCard
from common.models.platform import Platform
from common.models.results import Costs, PostResult, PostSums
from tracking_redirect.performance.models import Freshness


class PlatformResults(PostSums):
    """What a campaign's posts on one platform achieved."""

    platform: Platform


class PlatformList(Output):
    """A campaign's platforms, those with posts."""

    currency: str
    data: list[PlatformResults]


class PostPage(Page[PostResult]):
    """A campaign's posts, newest first; amounts in minor units of `currency`."""

    currency: str


class CreatorResults(Costs):
    """What one participant brought over a campaign's life."""

    participant_id: UUID
    creator_user_id: UUID
    creator: CreatorCard
    clicks: int
    conversions: int
    conversion_value: int
    posts: PostSums


class CreatorPage(Page[CreatorResults], Freshness):
    """A campaign's participants with what they brought, newest first; amounts in minor units of `currency`."""

    currency: str
