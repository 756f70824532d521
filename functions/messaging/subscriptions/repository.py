"""Statements of subscriptions: one round trip, and no model is loaded for it."""

from dataclasses import dataclass
from uuid import UUID

from common.database import run_alone


@dataclass(frozen=True, slots=True)
class Permission:
    """What the database says."""

    granted: bool


def may_subscribe(user_id: UUID, key: str) -> bool:
    """Whether the account is active and its channel has this key today. Raises `Unavailable`."""
    found = run_alone(
        Permission,
        "select app.may_subscribe(%(user_id)s, %(key)s) as granted",
        {"user_id": user_id, "key": key},
    )
    return found is not None and found.granted is True
