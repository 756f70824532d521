"""Bodies and answers of awards."""

from common.models.base import Input, Page
from common.models.reward_awards import PointBalance, RewardAward
from common.models.texts import Reason


class RewardRevocation(Input):
    """Why it is taken back."""

    reason: Reason
    """The person reads it."""


class RewardPage(Page[RewardAward]):
    """One page of rewards, with the points of all programs."""

    points: list[PointBalance]
    """Of each program that granted some, the most first; at most a hundred programs."""
