"""Bodies and answers that only this capability's routes use."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, field_validator, model_validator

from common.models.base import Input, Output
from common.models.campaigns import Category, Platform
from common.models.creators import CreatorScore
from common.models.lines import visible

MOST = 100
Place = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[A-Z]{2}(/.*\S.*)?$", max_length=200),
    AfterValidator(visible),
]
AgeRange = Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$|^65\+$")]


class FindMatches(Input):
    """Edge body: whom to invite to a campaign."""

    campaign_id: UUID
    limit: Annotated[int, Field(ge=1, le=MOST, strict=True)] = 20


class MatchedCreator(CreatorScore):
    """A creator with the score for a campaign, its parts, and what a brand sees of them."""

    display_name: str
    verified: bool
    categories: list[str]
    country_code: str | None
    city: str | None
    total_followers: int
    best_engagement_rate: Decimal
    platforms: list[Platform]


class Matches(Output):
    """The best creators for a campaign, best first. They are saved: `GET /api/v1/campaigns/{id}/matches`."""

    campaign_id: UUID
    matches: list[MatchedCreator]


class BrandFitDraft(Input):
    """What fits a brand, all of it: what is left out is emptied. Campaigns that say nothing else use it."""

    categories: list[Category] = Field(default_factory=list, max_length=50)
    tone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)] = ""
    target_locations: list[Place] = Field(
        default_factory=list, max_length=50,
        description="Countries (ISO 3166-1 alpha-2) and cities in them: `DE`, `DE/Berlin`.",
    )  # fmt: skip
    target_age_ranges: list[AgeRange] = Field(default_factory=list, max_length=20)
    excluded_categories: list[Category] = Field(default_factory=list, max_length=50)

    @field_validator("categories", "target_locations", "target_age_ranges", "excluded_categories")
    @classmethod
    def _each_once(cls, values: list[str]) -> list[str]:
        return list({value.lower(): value for value in reversed(values)}.values())[::-1]

    @model_validator(mode="after")
    def _wants_nothing_it_excludes(self) -> "BrandFitDraft":
        excluded = {category.lower() for category in self.excluded_categories}
        if both := [category for category in self.categories if category.lower() in excluded]:
            raise ValueError(f"wanted and excluded: {', '.join(both)}")
        return self
