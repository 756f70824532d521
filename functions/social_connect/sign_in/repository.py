"""Statements of sign-ins by a connected account: one function, one statement. All are the service's."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from common.database import Transaction
from common.models.platform import Platform


@dataclass(frozen=True, slots=True)
class RedeemedSignIn:
    """A ticket that was redeemed just now, for the only time, with what its state and its code rest as."""

    platform: Platform
    state_hash: bytes
    code_verifier: bytes | None
    sealed_code: bytes


def add_state(
    tx: Transaction, state_hash: bytes, platform: str, proof_hash: bytes, *, code_verifier: bytes | None,
    lifetime: timedelta,
) -> None:  # fmt: skip
    """A state for one round trip of a browser that knows what `proof_hash` is the hash of."""
    tx.execute(
        "insert into oauth_sign_ins (state_hash, platform, proof_hash, code_verifier, expires_at)"
        " values (%(hash)s, %(platform)s, %(proof)s, %(verifier)s, now() + %(lifetime)s)",
        {"hash": state_hash, "platform": platform, "proof": proof_hash, "verifier": code_verifier,
         "lifetime": lifetime},
    )  # fmt: skip


def issue_ticket(
    tx: Transaction, state_hash: bytes, platform: Platform, ticket_hash: bytes, *, sealed_code: bytes,
    lifetime: timedelta,
) -> bool:  # fmt: skip
    """Use a state up for a ticket; False where it is unknown, of another platform, used or too old."""
    issued = tx.execute(
        "update oauth_sign_ins set used_at = now(), ticket_hash = %(ticket)s, sealed_code = %(code)s,"
        " ticket_expires_at = now() + %(lifetime)s where state_hash = %(hash)s and platform = %(platform)s"
        " and used_at is null and expires_at > now()",
        {"hash": state_hash, "platform": platform, "ticket": ticket_hash, "code": sealed_code,
         "lifetime": lifetime},
    )  # fmt: skip
    return issued > 0


def use_state(tx: Transaction, state_hash: bytes, platform: Platform) -> bool:
    """Use a state up that came back with nothing; False where it is unknown, of another platform, used or too old."""
    used = tx.execute(
        "update oauth_sign_ins set used_at = now() where state_hash = %(hash)s and platform = %(platform)s"
        " and used_at is null and expires_at > now()",
        {"hash": state_hash, "platform": platform},
    )
    return used > 0


def redeem_ticket(tx: Transaction, ticket_hash: bytes, proof_hash: bytes) -> RedeemedSignIn | None:
    """Use the ticket up of the browser that began; None where it is unknown, another's, used or too old."""
    return tx.fetch_optional(
        RedeemedSignIn,
        "update oauth_sign_ins set sealed_code = null where ticket_hash = %(hash)s and proof_hash = %(proof)s"
        " and sealed_code is not null and ticket_expires_at > now()"
        " returning platform, state_hash, code_verifier, old.sealed_code",
        {"hash": ticket_hash, "proof": proof_hash},
    )


def find_owner(tx: Transaction, platform: Platform, platform_user_id: str) -> UUID | None:
    """Whose connected account it is; nobody's where they have not confirmed their address."""
    owner: UUID | None = tx.fetch_value(
        "select a.user_id from social_accounts as a inner join auth.users as u on u.id = a.user_id"
        " where a.platform = %(platform)s and a.platform_user_id = %(account)s and a.status = 'connected'"
        " and u.confirmed_at is not null",
        {"platform": platform, "account": platform_user_id},
    )
    return owner
