"""Who brought whom."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class ReferralSource(StrEnum):
    """By what somebody came."""

    CODE = "code"
    LINK = "link"
    INVITE = "invite"
    MANUAL = "manual"


class ReferralStatus(StrEnum):
    """Whether an agent earns by somebody."""

    PENDING = "pending"
    ACTIVE = "active"
    REJECTED = "rejected"
    EXPIRED = "expired"


class Referral(Output):
    """Who brought a person, as administrators see it."""

    id: UUID
    """What the agent knows it by."""
    referred_user_id: UUID
    """Who was brought, by the account's id."""
    agent_user_id: UUID
    """By whom, by the account's id."""
    code_id: UUID | None
    """The code that was typed, or whose link was opened."""
    touch_id: UUID | None
    """The opening of a link."""
    invite_id: UUID | None
    """The invite whose token they had."""
    source: ReferralSource
    """By what they came; `manual`: an administrator said so."""
    attributed_at: datetime
    """When that was written down first."""
    month: date
    """That in which it was attributed: its first day."""
    window_days: int | None
    """Within how many days of the link's opening they had to come."""
    status: ReferralStatus
    """Whether the agent earns by them."""
    reject_reason: str | None
    """Why not: `self`, `same_payout_account`, or what an administrator wrote."""
    first_deal_at: datetime | None
    """When the first of their deals was released."""
    created_at: datetime
    updated_at: datetime
