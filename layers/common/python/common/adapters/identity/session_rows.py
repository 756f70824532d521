"""Statements about sign-ins that an access token names: one function, one statement."""

from dataclasses import dataclass
from uuid import UUID

from common.database import Transaction
from common.identity import Session


@dataclass(frozen=True, slots=True)
class LivingSession:
    """A sign-in that has not ended; its age since the password or code, in seconds."""

    email: str
    age_seconds: float


def lock_account(tx: Transaction, user_id: UUID) -> None:
    """Whoever else changes the account's password, address or sign-ins waits until this transaction ends."""
    tx.execute("select from auth.users where id = %(user)s for update", {"user": user_id})


def find_session(tx: Transaction, session: Session) -> LivingSession | None:
    """The sign-in of an access token, unless it has ended; a ban ends all of an account (`app.end_sign_ins`)."""
    return tx.fetch_optional(
        LivingSession,
        "select u.email, extract(epoch from now() - f.created_at)::float8 as age_seconds"
        " from local_identity.refresh_token_families as f inner join auth.users as u on u.id = f.user_id"
        " where f.id = %(session)s::uuid and f.user_id = %(user)s and f.revoked_at is null",
        {"session": session.id, "user": session.user_id},
    )


def revoke_family(tx: Transaction, session: Session) -> None:
    """End this sign-in."""
    tx.execute(
        "update local_identity.refresh_token_families set revoked_at = now()"
        " where id = %(session)s::uuid and user_id = %(user)s and revoked_at is null",
        {"session": session.id, "user": session.user_id},
    )


def drop_codes(tx: Transaction, user_id: UUID) -> None:
    """No code that went out before opens this account, or moves it to another address."""
    tx.execute("delete from local_identity.one_time_codes where user_id = %(user)s", {"user": user_id})


def change_email(tx: Transaction, user_id: UUID, email: str) -> bool:
    """Whether the account has the address from now on, and had another. Raises `EmailTaken`."""
    changed: bool = tx.fetch_value(
        "select app.change_email(%(user)s, %(email)s)", {"user": user_id, "email": email}
    )
    return changed
