"""Bodies and answers of tiers."""

from typing import Annotated

from pydantic import Field, StringConstraints

from agents.profiles.models import BasisPoints
from common.models.agents import AgentTier
from common.models.base import Input, Output, left_out
from common.models.lines import Line, ShortLine
from common.money import Amount

MOST_PERKS = 20


class AgentTiers(Output):
    """All tiers, the lowest first."""

    data: list[AgentTier]


class TierPatch(Input):
    """What is to be different from now on."""

    name: Annotated[ShortLine, StringConstraints(max_length=50)] = left_out()
    min_active_referrals: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] = left_out()
    """Referred people with a deal released within 90 days, at least."""
    min_commission_90d: Amount = left_out()
    """Commissions of 90 days at least, in minor units of the currency in which they are most."""
    share_bp: BasisPoints | None = None
    """The part of a fee, in hundredths of a percent; null: the setting `agent_share_basis_points`."""
    perks: Annotated[list[Line], Field(max_length=MOST_PERKS)] = left_out()
    """What else the tier brings, in words."""
