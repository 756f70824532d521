"""Bodies and answers of referrals."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from common.models.base import Input, Output
from common.models.referrals import ReferralSource, ReferralStatus
from common.models.texts import Reason


class ReferralClaim(Input):
    """Who brought the caller."""

    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    """An agent's code: letters that look alike, blanks and hyphens make no difference."""


class OwnReferral(Output):
    """Who brought the caller."""

    agent_name: str
    """The agent's display name."""
    source: ReferralSource
    """By what they came."""
    status: ReferralStatus
    """Whether it counts."""
    attributed_at: datetime
    """Since when."""


class Earned(Output):
    """What an agent earned by somebody, less what was taken back."""

    currency: str
    """ISO 4217 in lower case."""
    amount: int
    """In minor units of the currency; below zero where more was taken back than earned."""


class ReferredPerson(Output):
    """Somebody whom an agent brought: what an agent may know of them."""

    id: UUID
    """Of the referral: no account has it."""
    name: str
    """`Former member` once their account is shut."""
    role: str | None
    """`agent`, `brand` or `creator`; null once the account is erased."""
    joined_month: str
    """In which they signed up: `2026-12`."""
    status: ReferralStatus
    """Whether the agent earns by them."""
    commissions: list[Earned]
    """Per currency."""


class Reassignment(Input):
    """Who brought somebody, from now on."""

    agent_user_id: UUID | None
    """The agent; null: nobody did."""
    reason: Reason
    """It is written into the audit log."""
