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
    kind: str
    data: dict[str, Any]
    created_at: datetime


class BlockedAttempt(Output):
    """What a guard has refused somebody."""

    id: UUID
    actor_user_id: UUID | None
    """Who tried it, by the account's id; null: a machine, or nobody who is signed in."""
    source: str
    action: str
    sqlstate: str
    constraint_name: str | None
    data: dict[str, Any]
    at: datetime
