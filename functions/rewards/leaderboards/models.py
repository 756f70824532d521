"""Bodies and answers of leaderboards."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from common.models.base import Input, Output


class BoardPeriod(StrEnum):
    """Of the calendar (UTC), the one that the last whole day is of; or of all time."""

    ALL = "all"
    MONTH = "month"
    WEEK = "week"


class RewardLeaderboardPlace(Output):
    """Somebody on the board."""

    rank: int
    """From 1; who has as much shares it."""
    display_name: str
    """"Somebody" for who does not want to be named."""
    value: int
    """What they are ranked by."""
    is_own: bool
    """Whether it is the caller."""


class PlacedPerson(RewardLeaderboardPlace):
    """The same with its place in the list, which nobody shares: where a page goes on."""

    place: int


class FoundBoard(Output):
    """A board as it was written, and where the caller stands."""

    key: str
    """What it ranks by: `points`, `achievements` or `deals`."""
    period: str
    """`all`, `2026-11` or `2026-W48`."""
    people: int
    """How many people have a place, beyond the first thousand too."""
    computed_at: datetime | None
    """When it was written; null: not yet."""
    own_rank: int | None
    """What the caller's value of now would be on it; null: none of the first thousand."""
    own_value: int
    """What the caller has by now."""
    is_named: bool
    """Whether the caller is named on leaderboards."""


class RewardLeaderboard(FoundBoard):
    """A page of it, the first rank first."""

    data: list[RewardLeaderboardPlace]
    next_cursor: str | None


class Participation(Input):
    """Whether the caller wants to be named on leaderboards."""

    named: Annotated[bool, Field(strict=True)]
    """False: a place without a name, from this moment on."""


class ParticipationAnswer(Output):
    """Whether the caller is named."""

    named: bool
    """Whether leaderboards show their name."""
