"""The social platforms."""

from enum import StrEnum


class Platform(StrEnum):
    """The social platforms."""

    INSTAGRAM = "instagram"
    TIKTOK = "tiktok"
    TWITTER = "twitter"
    LINKEDIN = "linkedin"
    YOUTUBE = "youtube"
