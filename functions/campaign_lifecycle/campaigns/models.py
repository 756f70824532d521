"""Bodies and answers of campaigns. Amounts are minor units."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from common.models.addresses import Destination
from common.models.base import Day, Input, Output, left_out
from common.models.campaigns import Campaign, Category, TargetAudience
from common.models.lines import Line, visible
from common.money import Amount, GivenWalletCurrency

Text = Annotated[str, StringConstraints(max_length=10_000)]


def _of_a_visible_city(audience: TargetAudience) -> TargetAudience:
    if audience.location and audience.location.city:
        visible(audience.location.city)
    return audience


GivenAudience = Annotated[TargetAudience, AfterValidator(_of_a_visible_city)]
"""What a client sends. `TargetAudience` is read from rows too."""


class LaunchProblem(Output):
    """A reason why a campaign cannot be launched, or why whoever launches it may want to wait."""

    code: str
    message: str


class LaunchedCampaign(Campaign):
    """A campaign that runs, with what its brand may have forgotten."""

    warnings: list[LaunchProblem] = Field(default_factory=list)


class CampaignDraft(Input):
    """A new campaign. Amounts in minor units; dates are UTC days, the campaign ends when `timeline_end` begins."""

    brand_id: UUID | None = Field(default=None, description="Only needed by members of several brands.")
    name: Line
    description: Text = ""
    category: Category | None = None
    currency: GivenWalletCurrency = "usd"
    budget_total: Amount | None = None
    """The most that may be reserved and spent together, in minor units; without it, no limit where a brand admin
    makes it, and 0 where a campaign manager does.
    """
    timeline_start: Day | None = None
    timeline_end: Day | None = None
    target_audience: GivenAudience = TargetAudience()
    brand_guidelines: Annotated[str, StringConstraints(max_length=20_000)] = ""
    auto_approve_late_reviews: bool = False
    destination_url: Destination | None = Field(
        default=None, description="Where tracking links of the creators lead; the brand's website without it."
    )


class CampaignPatch(Input):
    """What to change; a field that is left out stays, null clears it where it may be empty."""

    name: Line = left_out()
    description: Text = left_out()
    category: Category | None = None
    currency: GivenWalletCurrency = left_out()
    budget_total: Amount | None = None
    timeline_start: Day | None = None
    timeline_end: Day | None = None
    target_audience: GivenAudience = left_out()
    brand_guidelines: Annotated[str, StringConstraints(max_length=20_000)] = left_out()
    auto_approve_late_reviews: bool = left_out()
    destination_url: Destination | None = None
