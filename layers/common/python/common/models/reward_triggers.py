"""Reward triggers: what is counted, what is granted for it, and in which version."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from common.models.base import Input, Output
from common.models.reward_definitions import AchievementKey, AchievementLevel, AgentTierName
from common.money import GivenCurrency, PositiveAmount, in_small_letters

GivenToken = Annotated[str, StringConstraints(pattern=r"^[a-z]{4,8}$"), BeforeValidator(in_small_letters)]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]


class TriggerStatus(StrEnum):
    """draft → live ⇄ paused → retired; a draft can be retired, too."""

    DRAFT = "draft"
    LIVE = "live"
    PAUSED = "paused"
    RETIRED = "retired"


class MoneyReward(Input):
    """Money of the program's budget, in its currency."""

    kind: Literal["money"]
    amount: PositiveAmount
    currency: GivenCurrency


class TokenReward(Input):
    """Tokens of the program's budget; they cannot be granted yet."""

    kind: Literal["token"]
    amount: PositiveAmount
    currency: GivenToken
    """The token, `impact` for instance."""


class PointsReward(Input):
    """Points, which are shown and ranked and buy nothing."""

    kind: Literal["points"]
    points: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    """How many."""


class BadgeReward(Input):
    """An achievement, with its badge."""

    kind: Literal["badge"]
    achievement: AchievementKey
    """The achievement's key."""
    level: AchievementLevel = 1
    """Which of the achievement's levels."""


class CouponReward(Input):
    """A coupon of a plan; it cannot be granted yet."""

    kind: Literal["coupon"]
    plan: Name
    """Whose price is less by it."""
    coupon: Name
    """The coupon's name."""


class TierBoostReward(Input):
    """An agent is of a tier for some days, and of their own again afterwards."""

    kind: Literal["tier_boost"]
    tier: AgentTierName
    """The tier's name, `gold` for instance."""
    days: Annotated[int, Field(strict=True, ge=1, le=366)]
    """For how many days."""


class LockerReward(Input):
    """An item of a drop; it cannot be granted yet."""

    kind: Literal["locker"]
    drop_id: UUID
    """The drop."""
    item_id: UUID
    """The item in it."""


Reward = Annotated[
    MoneyReward | TokenReward | PointsReward | BadgeReward | CouponReward | TierBoostReward | LockerReward,
    Field(discriminator="kind"),
]
"""What is granted at each level, as `app.is_reward` holds the table to it."""


class RewardTrigger(Output):
    """One version of a trigger; the id is one over all versions."""

    id: UUID
    version: int
    """Its number, from 1 on."""
    program_id: UUID
    """The program whose budget pays for what it grants."""
    brand_id: UUID | None
    """Whose program it is; null: the platform's."""
    key: str
    """Its name for machines, one over all versions."""
    name: str
    definition: dict[str, Any]
    """What is counted (`TriggerDefinition`)."""
    reward: dict[str, Any]
    """What is granted at each level (`Reward`)."""
    auto_claim: bool
    """Whether what it grants is claimed at once; of points and badges alone."""
    carry_counters: bool
    """Whether this version went on with the counters of the one before it."""
    status: TriggerStatus
    live_at: datetime | None
    """Since when it counts facts as they come; null: it was never live."""
    priority: int
    """Which of several triggers is asked first: the lowest number."""
    created_by: UUID | None
    """Who made this version; null: nobody by hand."""
    created_at: datetime
    updated_at: datetime
