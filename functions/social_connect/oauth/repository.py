"""Statements of OAuth states: one function, one statement, typed rows. All are the service's."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from common.database import Transaction
from common.models.platform import Platform


@dataclass(frozen=True, slots=True)
class UsedState:
    """A state that was used just now, for the only time."""

    user_id: UUID
    code_verifier: bytes | None


def add_state(
    tx: Transaction, state_hash: bytes, user_id: UUID, platform: Platform, *, code_verifier: bytes | None,
    lifetime: timedelta,
) -> None:  # fmt: skip
    """A state for one round trip."""
    tx.execute(
        "insert into oauth_states (state_hash, user_id, platform, code_verifier, expires_at)"
        " values (%(hash)s, %(user)s, %(platform)s, %(verifier)s, now() + %(lifetime)s)",
        {"hash": state_hash, "user": user_id, "platform": platform, "verifier": code_verifier,
         "lifetime": lifetime},
    )  # fmt: skip


def use_state(
    tx: Transaction, state_hash: bytes, platform: Platform, user_id: UUID | None
) -> UsedState | None:
    """Use a state up, of this user where one is given; None where it is unknown, foreign, used or too old."""
    return tx.fetch_optional(
        UsedState,
        "update oauth_states set used_at = now() where state_hash = %(hash)s and platform = %(platform)s"
        " and (%(user)s::uuid is null or user_id = %(user)s) and used_at is null and expires_at > now()"
        " returning user_id, code_verifier",
        {"hash": state_hash, "platform": platform, "user": user_id},
    )


def has_open_state(tx: Transaction, user_id: UUID, platform: Platform) -> bool:
    """Whether this user has begun a round trip that is not over."""
    found: bool = tx.fetch_value(
        "select exists (select from oauth_states where user_id = %(user)s and platform = %(platform)s"
        " and used_at is null and expires_at > now())",
        {"user": user_id, "platform": platform},
    )
    return found


def forget_states(tx: Transaction, user_id: UUID, keep: int) -> int:
    """Delete all states of a user but the `keep` newest that still live; how many that were."""
    return tx.execute(
        "delete from oauth_states where user_id = %(user)s and state_hash not in ("
        "select state_hash from oauth_states where user_id = %(user)s and expires_at > now()"
        " order by created_at desc limit %(keep)s)",
        {"user": user_id, "keep": keep},
    )
