"""What is held against creators, and what guards have refused."""

from datetime import datetime
from typing import Any
from uuid import UUID

from common.models.base import Output


class CreatorLog(Output):
    """What is held against a creator: late work, work that never came or was not approved in the end, giving up."""

    id: UUID
    creator_user_id: UUID
    deal_id: UUID
    """The deal."""
    kind: str
    """What kind it is."""
    data: dict[str, Any]
    created_at: datetime


class BlockedAttempt(Output):
    """What a guard has refused somebody."""

    id: UUID
    actor_user_id: UUID | None
    """Who tried it, by the account's id; null: a machine, or nobody who is signed in."""
    source: str
    """Where it was tried: the function of ours."""
    action: str
    """What was tried, as the guard says."""
    sqlstate: str
    """The guard's code in the database."""
    constraint_name: str | None
    """The rule that refused; null: it has no name."""
    data: dict[str, Any]
    at: datetime
    """When it was tried."""
