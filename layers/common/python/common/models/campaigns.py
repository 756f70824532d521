"""Campaigns, their history and what is kept of them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.base import Input, Output
from common.models.brands import BrandCard
from common.models.lines import ShortLine, StoredLine
from common.models.platform import Platform
from common.money import Currency

Category = ShortLine
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""ISO 639: `de`, `fil`."""
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class CampaignStatus(StrEnum):
    """The campaign's state machine; the database holds the transitions (trigger `status_machine`)."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class TargetLocation(Input):
    """Where the audience is: a country (ISO 3166-1 alpha-2), and a city in it if that matters."""

    country: CountryCode
    city: StoredLine | None = None
    required: Annotated[bool, Field(strict=True)] = Field(
        default=False,
        description="Matching suggests only creators of this place; otherwise they come before the others.",
    )


class TargetAudience(Input):
    """Whom a campaign wants to reach; feeds matching."""

    min_followers: Annotated[int, Field(ge=0, le=10**10, strict=True)] | None = None
    max_followers: Annotated[int, Field(ge=0, le=10**10, strict=True)] | None = None
    platforms: list[Platform] = Field(default_factory=list, max_length=5)
    location: TargetLocation | None = None
    category_required: Annotated[bool, Field(strict=True)] = Field(
        default=False,
        description="Matching suggests only creators of the campaign's category (without one, of those that fit the"
        " brand); otherwise they come before the others.",
    )
    age_ranges: list[Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$|^65\+$")]] = Field(
        default_factory=list, max_length=10
    )
    languages: list[Language] = Field(default_factory=list, max_length=20)


class Campaign(Output):
    """A campaign with its budget; only the brand and administrators see this."""

    id: UUID
    brand_id: UUID
    created_by: UUID
    """Who made it, by the account's id."""
    name: str
    description: str
    category: str | None
    status: CampaignStatus
    currency: Currency
    budget_total: int | None
    budget_reserved: int
    budget_spent: int
    timeline_start: date | None
    timeline_end: date | None
    target_audience: TargetAudience
    brand_guidelines: str
    auto_approve_late_reviews: bool
    destination_url: str | None
    created_at: datetime
    updated_at: datetime


class CampaignBrief(Output):
    """A campaign as its creators see it: everything but the budgets."""

    id: UUID
    brand_id: UUID
    brand: BrandCard
    brand_name: str
    brand_logo_url: str | None
    name: str
    description: str
    category: str | None
    status: CampaignStatus
    currency: Currency
    timeline_start: date | None
    timeline_end: date | None
    target_audience: TargetAudience
    brand_guidelines: str
    created_at: datetime


class CampaignChange(Output):
    """One change of a campaign's status."""

    id: UUID
    campaign_id: UUID
    from_status: CampaignStatus
    to_status: CampaignStatus
    reason: str
    """Who moved it: `user`, `schedule`, or `budget_exhausted`."""
    actor_user_id: UUID | None
    """Who did it, by the account's id; null: nobody, it happened by itself."""
    created_at: datetime


class CampaignSnapshot(Output):
    """A campaign's figures at a moment: daily, and at its completion. Money in minor units."""

    id: UUID
    campaign_id: UUID
    kind: Literal["daily", "completion"]
    """Taken in a night, or when the campaign completed."""
    snapshot_date: date
    """The day (UTC)."""
    figures: dict[str, object]
    """Budgets; invitations, participants and submissions by status; clicks and conversions."""
    created_at: datetime
