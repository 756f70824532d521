"""Answers of the leaderboard."""

from datetime import date

from common.models.agents import LeaderboardMetric, LeaderboardPeriod
from common.models.base import Output


class LeaderboardPlace(Output):
    """Somebody of the leaderboard."""

    rank: int
    """From 1; who has as much shares it."""
    display_name: str
    """"Agent" for who has not said that the board may name them."""
    value: int
    """What they are ranked by: a number, or minor units of the board's currency."""
    is_own: bool
    """Whether it is the caller."""


class RankedAgent(LeaderboardPlace):
    """The same with its place in the list, which nobody shares: where a page goes on."""

    place: int


class OwnRank(Output):
    """The caller's place, and which days count."""

    rank: int | None
    """From 1, also where nothing was reached; null: the caller is no agent."""
    value: int
    """What they are ranked by: a number, or minor units of the board's currency."""
    since: date | None
    """The first day that counts (UTC); null: all days do."""
    until: date | None
    """The last day that counts (UTC); null: nobody has reached anything."""


class Leaderboard(Output):
    """A page of the leaderboard, the first rank first."""

    period: LeaderboardPeriod
    metric: LeaderboardMetric
    currency: str | None
    """Of a board of commissions; null: it is not about money."""
    own: OwnRank
    data: list[LeaderboardPlace]
    next_cursor: str | None
