"""What is known of a day that waits."""

from datetime import date

from common.models.base import Output


class DayDue(Output):
    """A day that waits to be aggregated: its visits too, or only its orders."""

    day: date
    visits: bool
