"""What everybody may see of an achievement."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownAchievement:
    """As badges name it (`app.shown_achievement`)."""

    key: str
    name: str
    description: str
    criteria: str
    image_key: str
