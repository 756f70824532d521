"""Bodies of rate tiers."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from common.models.base import Input, Moment
from common.models.system import Tier
from common.models.texts import Written


class Holder(StrEnum):
    """To whom a tier is given, as paths name it: a person, or everybody who is active in a brand."""

    USERS = "users"
    BRANDS = "brands"


class NewTier(Input):
    """A tier, until when (null: until it is taken back), and why."""

    tier: Tier = Tier.PREMIUM
    until: Moment | None = None
    """When it ends; null: when it is taken back."""
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000), Written]
    """Why, for the next administrator."""
