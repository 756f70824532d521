"""What a pass of the timers did."""

from uuid import UUID

from common.models.base import Output


class TimerPass(Output):
    """How many steps were made, what could not be done, and whether there may be more."""

    done: int
    errors: int
    failed: list[UUID]
    more_due: bool
