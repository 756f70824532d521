"""Bodies and answers of the search for creators."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.models.base import Input, Output
from common.models.creators import CreatorCard, CreatorScore
from common.models.platform import Platform

MOST = 100


class FindMatches(Input):
    """Edge body: whom to invite to a campaign."""

    campaign_id: UUID
    limit: Annotated[int, Field(ge=1, le=MOST, strict=True)] = 20
    """The most creators that are found."""


class CreatorFacts(Output):
    """What a brand sees of a creator who is suggested."""

    creator: CreatorCard
    display_name: str
    verified: bool
    """Whether the creator is marked as verified."""
    categories: list[str]
    country_code: str | None
    city: str | None
    total_followers: int
    best_engagement_rate: Decimal
    platforms: list[Platform]


class MatchedCreator(CreatorScore, CreatorFacts):
    """A creator with the score for a campaign, its parts, and what a brand sees of them."""


class Matches(Output):
    """The best creators for a campaign, best first. They are saved: `GET /api/v1/campaigns/{id}/matches`."""

    campaign_id: UUID
    matches: list[MatchedCreator]
