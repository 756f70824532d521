"""What is known of a user agent, and of a day that waits."""

from datetime import date
from typing import Literal

from common.models.base import Output

Device = Literal["desktop", "mobile", "tablet", "tv", "bot", "unknown"]


class UserAgent(Output):
    """What a user agent string says."""

    user_agent: str
    device: Device
    browser: str
    os: str
    is_bot: bool


class DayDue(Output):
    """A day that waits to be aggregated: its visits too, or only its orders."""

    day: date
    visits: bool
