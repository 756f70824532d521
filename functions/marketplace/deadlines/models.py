"""What a pass of the timers did."""

from uuid import UUID

from common.models.base import Output


class TimerPass(Output):
    """How many steps were made, what could not be done, and whether there may be more."""

    done: int
    errors: int
    failed: list[UUID]
    more_due: bool


class Standing(Output):
    """Milestones under way, by status and currency: how many, their total (minor units), how many overdue."""

    status: str
    currency: str
    number: int
    total: int
    overdue: int


class GigHolding(Output):
    """What gigs hold for slots that nobody has taken, in minor units."""

    currency: str
    total: int
