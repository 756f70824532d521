"""Bodies and answers of what people have achieved."""

from datetime import datetime
from typing import Any
from uuid import UUID

from common.models.achievements import AchievementAudience, AchievementWords
from common.models.base import Input, Output
from common.models.reward_definitions import AchievementLevel


class CountedFact(Output):
    """Something that the caller did, and that counted."""

    type: str
    """What it was, as `deal.released`."""
    at: datetime
    """When it happened."""
    data: dict[str, Any]
    """What it was about, as its type says: a price in minor units, a platform, a campaign."""


class Progress(Output):
    """How far the caller is with a level."""

    value: int
    """What was counted so far: deeds, days in a row, different things or minor units, as its criteria say."""
    target: int
    """At how much it is unlocked."""
    remaining: int
    """How much is left to the target."""
    window: str
    """After which time counting starts anew: `lifetime` (never), `day`, `week`, `month`, `campaign`, or a
    `rolling:30d` that moves on with the days."""
    counted: list[CountedFact] | None
    """The last twenty that were counted, the newest first; null: the next level of the achievement lists them."""


class OwnLevel(Output):
    """A level of an achievement, and where the caller is with it."""

    level: int
    """Its number, as its trigger grants it."""
    unlocked_at: datetime | None
    """Null: not yet, or it was revoked."""
    published_at: datetime | None
    """Since when its page is public; null: it is private."""
    badge_url: str | None
    """The badge's page, which answers nobody before it is published; null: there is none."""
    revoked_at: datetime | None
    """When it was taken back; null: it was not."""
    revoked_reason: str | None
    """Why; null: it was not taken back."""
    progress: Progress | None
    """Null: it is unlocked, or nothing counts towards it now."""


class OwnAchievement(Output):
    """What the caller can achieve, or has achieved."""

    key: str
    """Its name for machines."""
    language: str
    """Of its words, by ISO 639-1, as `de`."""
    name: str
    description: str
    """What it says of somebody."""
    criteria: str
    """What they did for it."""
    picture_url: str
    """An SVG of ours."""
    audience: AchievementAudience
    hidden: bool
    """Whether those alone see it who have it."""
    points: int
    """What each level gives, beside the badge."""
    retired_at: datetime | None
    """Since when nobody can earn it any more; null: it can be earned."""
    levels: list[OwnLevel]
    """From the lowest up."""


class OwnAchievements(Output):
    """All of them: those for everybody first, then by role."""

    data: list[OwnAchievement]


class Publication(Input):
    """What is to be public."""

    level: AchievementLevel | None = None
    """Which level's badge; null: those of all levels that are unlocked."""


class Published(Output):
    """What was made public."""

    published: int
    """How many badges of the achievement are public by it."""


class FoundLevel(Output):
    """A level as the database tells it."""

    level: int
    unlocked_at: datetime | None
    published_at: datetime | None
    credential_id: UUID | None
    revoked_at: datetime | None
    revoked_reason: str | None
    progress: Progress | None


class FoundAchievement(Output):
    """An achievement as the database tells it, in all languages."""

    key: str
    name: str
    description: str
    criteria: str
    translations: dict[str, AchievementWords]
    image_key: str
    audience: AchievementAudience
    hidden: bool
    points: int
    retired_at: datetime | None
    levels: list[FoundLevel]
