"""People who bring people: who they are, what they have reached, and what came of it day by day."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class AgentStatus(StrEnum):
    """Paused: nobody new, and those there are earn on. Banned: earns nothing from then on."""

    ACTIVE = "active"
    PAUSED = "paused"
    BANNED = "banned"


class AgentProfile(Output):
    """Somebody who brings people."""

    user_id: UUID
    display_name: str
    slug: str
    """A name of small letters and digits that only this agent has."""
    tier: str
    """The key of the tier, as `listAgentTiers` names it."""
    tier_since: datetime
    """When they came to it."""
    share_override_bp: int | None
    """Their own part of a fee, in hundredths of a percent; null: their tier's, else the setting."""
    commission_months_override: int | None
    """Months after a sign-up in which they earn from it, 0 for ever; null: the setting `commission_months`."""
    leaderboard_name: bool
    """Whether the leaderboard names them beside their figures."""
    status: AgentStatus
    status_reason: str
    """Why they are paused or banned, as they were told; empty while they are active."""
    status_changed_at: datetime
    """Since when they are active, paused or banned."""
    created_at: datetime
    updated_at: datetime


class AgentTier(Output):
    """What agents reach by what they brought in the last 90 days."""

    tier: str
    """Its key, which never changes."""
    rank: int
    """Its place, the lowest tier first."""
    name: str
    min_active_referrals: int
    """Referred people with a deal released within 90 days, at least."""
    min_commission_90d: int
    """Commissions of 90 days at least, in minor units of the currency in which they are most."""
    share_bp: int | None
    """The part of a fee, in hundredths of a percent; null: the setting `agent_share_basis_points`."""
    perks: list[str]
    """What else the tier brings, in words."""
    updated_by: UUID | None
    """Which administrator changed it last; null: nobody yet."""
    created_at: datetime
    updated_at: datetime


class AgentDay(Output):
    """What came of an agent's links and people on one day (UTC)."""

    day: date
    """The day (UTC)."""
    clicks: int
    """How often their links were followed."""
    signups: int
    """Whom they brought that day."""
    active: int
    """Referred people with a deal released in the 90 days up to that day."""
    deals: int
    """Deals of referred people that were released that day."""


class AgentMoneyDay(Output):
    """Money of one day (UTC) in one currency, in minor units."""

    day: date
    """The day (UTC)."""
    currency: str
    gmv: int
    """What was released in deals of referred people: prices and fees."""
    commission: int
    """What the agent earned of it, less what was taken back that day; below zero where that is more."""


class LeaderboardPeriod(StrEnum):
    """Of the calendar (UTC); the one that holds the last whole day."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


class LeaderboardMetric(StrEnum):
    """What agents are compared by. `active` is the figure of the last day, whatever the period."""

    COMMISSION = "commission"
    SIGNUPS = "signups"
    ACTIVE = "active"
    DEALS = "deals"
