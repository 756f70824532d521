"""What is to be signed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ClaimedCredential:
    """A credential in our hands."""

    id: UUID
    attempts: int


@dataclass(frozen=True, slots=True)
class SignableBadge:
    """What a credential says, and of whom; `email` itself is not said."""

    id: UUID
    email: str
    list_id: UUID
    status_index: int
    achievement_key: str
    level: int
    levels: list[int]
    name: str
    description: str
    criteria: str
    awarded_at: datetime


@dataclass(frozen=True, slots=True)
class ChangedList:
    """A status list whose text is not that of now; `changes` counts the revocations that `revoked` knows."""

    id: UUID
    size: int
    changes: int
    revoked: list[int]
