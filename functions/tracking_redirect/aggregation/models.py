"""What is known of a user agent."""

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
