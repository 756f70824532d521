"""What people can achieve."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class AchievementAudience(StrEnum):
    """Whom it is for: one role, or everybody."""

    EVERYBODY = "everybody"
    CREATOR = "creator"
    BRAND = "brand"
    AGENT = "agent"


class AchievementWords(Output):
    """An achievement in a language."""

    name: str
    description: str
    """What it says of somebody."""
    criteria: str
    """What they did for it, as its badge says."""


class Achievement(Output):
    """What can be achieved, as administrators see it."""

    key: str
    """Its name for machines, which never changes."""
    name: str
    description: str
    """What it says of somebody, in English."""
    criteria: str
    """What they did for it, as its badge says."""
    image_key: str
    """Which of our pictures its badge shows."""
    audience: AchievementAudience
    levels: list[int]
    """From the lowest up; what each asks for is said by the trigger that grants it."""
    hidden: bool
    """Whether those alone see it who have it."""
    points: int
    """What each level gives, beside the badge."""
    translations: dict[str, AchievementWords]
    """The words in other languages than English, by ISO 639-1, as `de`."""
    retired_at: datetime | None
    """Since when nobody can earn it any more; null: it can be earned."""
    updated_by: UUID | None
    """Which administrator changed it last; null: it is as we made it."""
    created_at: datetime
    updated_at: datetime
