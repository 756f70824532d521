"""Bodies and answers of agents' profiles."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from common.models.agents import AgentProfile, AgentStatus
from common.models.base import Input, Output, left_out
from common.models.names import Name
from common.models.texts import Written

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9](-?[a-z0-9])+$", min_length=3, max_length=63)]
"""Small letters and digits of ASCII, with single hyphens between them."""
BasisPoints = Annotated[int, Field(strict=True, ge=0, le=10_000)]
"""Hundredths of a percent."""
Months = Annotated[int, Field(strict=True, ge=0, le=1_200)]


class OwnAgentPatch(Input):
    """What is to be different from now on."""

    display_name: Name = left_out()
    slug: Slug = left_out()
    """A name of small letters, digits and single hyphens that no other agent and no brand has."""
    leaderboard_name: Annotated[bool, Field(strict=True)] = left_out()
    """Whether the leaderboard names one beside one's figures."""


class AgentDecision(Input):
    """What is to be different from now on; null takes an override back."""

    status: AgentStatus = left_out()
    status_reason: Annotated[str, StringConstraints(min_length=1, max_length=500), Written] = left_out()
    """Why: the agent reads it. Needed to pause or ban."""
    share_override_bp: BasisPoints | None = None
    """Their own part of a fee, in hundredths of a percent; null: their tier's, else the setting."""
    commission_months_override: Months | None = None
    """Months after a sign-up in which they earn from it, 0 for ever; null: the setting `commission_months`."""

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        halts = "status" in self.model_fields_set and self.status is not AgentStatus.ACTIVE
        if halts != ("status_reason" in self.model_fields_set):
            raise ValueError("a reason is needed to pause or ban, and only for that")
        return self


class AgentAccount(AgentProfile):
    """An agent with what is in force for them."""

    share_bp: int
    """Their part of a fee as it is now, in hundredths of a percent."""


class NextTier(Output):
    """The tier above, and what is missing for it."""

    tier: str
    """Its key, as `listAgentTiers` names it."""
    name: str
    missing_active_referrals: int
    """How many more referred people with a deal released within 90 days."""
    missing_commission: int
    """How much more commission within 90 days, in minor units."""


class Progress(Output):
    """What tiers are given by, over the last 90 days. `app.agent_progress` counts it."""

    active_referrals: int
    """Referred people with a deal released in these days."""
    commission_90d: int
    """Commissions less what was taken back, in minor units of `commission_currency`."""
    commission_currency: str | None
    """The currency in which they are most; null: nothing was earned."""
    share_bp: int
    """Their part of a fee as it is now, in hundredths of a percent."""


class TierBoost(Output):
    """A tier that a reward lends an agent for some days; their part of a fee is the better of both tiers'."""

    tier: str
    """Its key, as `listAgentTiers` names it."""
    name: str
    until: datetime
    """When their own tier alone counts again."""


class Agent(AgentProfile, Progress):
    """An agent, what they have reached in the last 90 days, and what the next tier asks for."""

    next_tier: NextTier | None
    """Null: there is no higher one. Tiers rise in the night after all is reached."""
    boost: TierBoost | None
    """Null: no reward lends them a tier."""
