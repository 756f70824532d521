"""Bodies and answers of awards."""

from typing import Annotated

from pydantic import StringConstraints

from common.models.base import Input, Page
from common.models.reward_awards import PointBalance, RewardAward
from common.models.texts import Written


class RewardRevocation(Input):
    """Why it is taken back."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), Written]
    """The person reads it."""


class RewardPage(Page[RewardAward]):
    """One page of rewards, with the points of all programs."""

    points: list[PointBalance]
    """Of each program that granted some, the most first; at most a hundred programs."""
