"""Statements of OAuth states and their tickets: one function, one statement, typed rows. All are the service's."""

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


@dataclass(frozen=True, slots=True)
class RedeemedTicket:
    """A ticket that was redeemed just now, for the only time, with what its state and its code rest as."""

    platform: Platform
    state_hash: bytes
    code_verifier: bytes | None
    sealed_code: bytes


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


def issue_ticket(
    tx: Transaction, state_hash: bytes, platform: Platform, ticket_hash: bytes, *, sealed_code: bytes,
    lifetime: timedelta,
) -> bool:  # fmt: skip
    """Use a state up for a ticket; False where it is unknown, of another platform, used or too old."""
    issued = tx.execute(
        "update oauth_states set used_at = now(), ticket_hash = %(ticket)s, sealed_code = %(code)s,"
        " ticket_expires_at = now() + %(lifetime)s where state_hash = %(hash)s and platform = %(platform)s"
        " and used_at is null and expires_at > now()",
        {"hash": state_hash, "platform": platform, "ticket": ticket_hash, "code": sealed_code,
         "lifetime": lifetime},
    )  # fmt: skip
    return issued > 0


def redeem_ticket(tx: Transaction, ticket_hash: bytes, user_id: UUID) -> RedeemedTicket | None:
    """Use this user's ticket up; None where it is unknown, another person's, used or too old."""
    return tx.fetch_optional(
        RedeemedTicket,
        "update oauth_states set sealed_code = null where ticket_hash = %(hash)s and user_id = %(user)s"
        " and sealed_code is not null and ticket_expires_at > now()"
        " returning platform, state_hash, code_verifier, old.sealed_code",
        {"hash": ticket_hash, "user": user_id},
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
    """Delete all states of a user but the `keep` newest that live, or whose tickets do; how many that were."""
    return tx.execute(
        "delete from oauth_states where user_id = %(user)s and state_hash not in ("
        "select state_hash from oauth_states where user_id = %(user)s"
        " and greatest(expires_at, ticket_expires_at) > now()"
        " order by created_at desc limit %(keep)s)",
        {"user": user_id, "keep": keep},
    )
