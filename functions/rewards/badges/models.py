"""What is known of a badge."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


def titled(name: str, level: int, levels: list[int]) -> str:
    """An achievement's name, with the level that was reached where it has several."""
    return f"{name} ({level})" if len(levels) > 1 else name


@dataclass(frozen=True, slots=True)
class Badge:
    """What everybody may see of a badge (`app.shown_badge`); `jwt` is None unless it is valid.

    `successor`: the credential that took its place where its person has another address now.
    """

    state: Literal["valid", "replaced", "revoked"]
    successor: UUID | None
    jwt: str | None
    person: str
    achievement_key: str
    level: int
    levels: list[int]
    name: str
    description: str
    criteria: str
    image_key: str
    awarded_at: datetime

    @property
    def title(self) -> str:
        """Its name."""
        return titled(self.name, self.level, self.levels)
