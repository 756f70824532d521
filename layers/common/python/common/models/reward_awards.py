"""What people were granted (`/rewards`), and their points. Money is in minor units of the currency beside it."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from common.models.base import Output
from common.models.brands import BrandCard


class AwardStatus(StrEnum):
    """granted → claimed, expired or revoked; failed → granted, once there is a budget again.

    Money that is claimed is an earning from then on; what costs no budget is fulfilled with the claim.
    """

    GRANTED = "granted"
    CLAIMED = "claimed"
    EXPIRED = "expired"
    REVOKED = "revoked"
    FULFILLED = "fulfilled"
    FAILED = "failed"


class AwardKind(StrEnum):
    """What it is. Tokens, coupons and lockers cannot be granted yet."""

    MONEY = "money"
    TOKEN = "token"  # noqa: S105 - a kind of reward
    POINTS = "points"
    BADGE = "badge"
    COUPON = "coupon"
    TIER_BOOST = "tier_boost"
    LOCKER = "locker"


class AwardFailure(StrEnum):
    """Why there is nothing to claim."""

    BUDGET_EXHAUSTED = "budget_exhausted"
    PROGRAM_ENDED = "program_ended"
    NOT_CONFIGURED = "not_configured"
    REFUSED = "refused"


class RewardAward(Output):
    """What a trigger granted somebody for a level in a period, once."""

    id: UUID
    program_id: UUID
    """Which program granted it."""
    brand_id: UUID | None
    """Who pays; null: the platform."""
    brand: BrandCard | None
    """Null: the platform pays."""
    trigger_id: UUID
    """What was counted for it."""
    version: int
    """Of the trigger, when it granted it."""
    user_id: UUID
    """Whose it is, by the account's id."""
    name: str
    """What it is for, as the trigger was called when it granted it."""
    level: int
    """Which of the trigger's levels was reached."""
    period_key: str
    """The period that it was reached in: `all`, a day, week or month, a campaign, or the running number of a round."""
    kind: AwardKind
    reward: dict[str, Any]
    """What was promised (`Reward`)."""
    amount: int | None
    """Money in minor units, or how many tokens or points; null: none of these."""
    currency: str | None
    """Null: neither money nor tokens."""
    status: AwardStatus
    failure: AwardFailure | None
    """Null: nothing failed."""
    reason: str | None
    """Why it was revoked; null: it was not."""
    cause_fact_id: UUID | None
    """The deed that reached the level; null: none did alone."""
    granted_at: datetime
    """When the level was reached, or when there was a budget for it."""
    claim_by: datetime
    """Until when it can be claimed. Points and badges do not expire."""
    claimed_at: datetime | None
    """Null: not yet."""
    fulfilled_at: datetime | None
    """When there was nothing left to do for it; null: there is, or it is money, which is an earning."""
    ended_at: datetime | None
    """When it expired or was revoked; null: it was not."""
    created_at: datetime


class PointBalance(Output):
    """Points that a program granted and did not revoke."""

    user_id: UUID
    """Whose they are, by the account's id."""
    program_id: UUID
    """Which program granted them."""
    points: int
    """How many."""
    updated_at: datetime
