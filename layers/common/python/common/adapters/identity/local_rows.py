"""Statements of the laptop's identity provider: one function, one statement."""

from dataclasses import dataclass
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction

MOST_FAILURES = 10
LOCKED_MINUTES = 15
REFRESH_TOKEN_DAYS = 30


@dataclass(frozen=True, slots=True)
class Credentials:
    """What sign-in reads. `is_locked`: too many failures, too recently."""

    user_id: UUID
    password_hash: str
    is_locked: bool
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class SpentToken:
    """A refresh token that was found and is spent now."""

    family_id: UUID
    user_id: UUID


def find_credentials(tx: Transaction, email: str) -> Credentials | None:
    """The credentials of an address, if it has an account with a password."""
    return tx.fetch_optional(
        Credentials,
        "select user_id, password_hash, coalesce(locked_until > now(), false) as is_locked,"
        " confirmed_at is not null as is_confirmed"
        " from local_identity.credentials inner join auth.users on id = user_id where email = %(email)s",
        {"email": email},
    )


def count_failure(tx: Transaction, user_id: UUID) -> None:
    """One more wrong password; after `MOST_FAILURES` the account is locked for a while."""
    tx.execute(
        "update local_identity.credentials set"
        " failed_attempts = case when failed_attempts + 1 >= %(most)s then 0 else failed_attempts + 1 end,"
        " locked_until = case when failed_attempts + 1 >= %(most)s"
        " then now() + make_interval(mins => %(minutes)s) end where user_id = %(user)s",
        {"user": user_id, "most": MOST_FAILURES, "minutes": LOCKED_MINUTES},
    )


def note_sign_in(tx: Transaction, user_id: UUID) -> None:
    """Forgive earlier failures and note the time."""
    tx.execute(
        "with forgiven as (update local_identity.credentials set failed_attempts = 0, locked_until = null"
        " where user_id = %(user)s) update auth.users set last_sign_in_at = now() where id = %(user)s",
        {"user": user_id},
    )


def open_family(tx: Transaction, user_id: UUID) -> UUID:
    """A new sign-in; its tokens descend from it."""
    family_id: UUID = tx.fetch_value(
        "insert into local_identity.refresh_token_families (user_id) values (%(user)s) returning id",
        {"user": user_id},
    )
    return family_id


def store_token(tx: Transaction, family_id: UUID, token_hash: bytes) -> None:
    """The living refresh token of a family."""
    tx.execute(
        "insert into local_identity.refresh_tokens (token_hash, family_id, expires_at)"
        " values (%(hash)s, %(family)s, now() + make_interval(days => %(days)s))",
        {"hash": token_hash, "family": family_id, "days": REFRESH_TOKEN_DAYS},
    )


def spend_token(tx: Transaction, token_hash: bytes) -> SpentToken | None:
    """Of two that come with the same token at once, the row lock lets one through."""
    return tx.fetch_optional(
        SpentToken,
        "update local_identity.refresh_tokens as t set used_at = now()"
        " from local_identity.refresh_token_families as f"
        " where f.id = t.family_id and t.token_hash = %(hash)s and t.used_at is null"
        " and t.expires_at > now() and f.revoked_at is null returning f.id as family_id, f.user_id",
        {"hash": token_hash},
    )


def revoke_family_of(tx: Transaction, token_hash: bytes) -> None:
    """End the sign-in that a refresh token descends from, if there is one."""
    tx.execute(
        "update local_identity.refresh_token_families set revoked_at = coalesce(revoked_at, now())"
        " where id = (select family_id from local_identity.refresh_tokens where token_hash = %(hash)s)",
        {"hash": token_hash},
    )


def insert_user(tx: Transaction, email: str, metadata: dict[str, str], *, confirmed: bool) -> UUID:
    """A new account; triggers make what belongs to it."""
    user_id: UUID = tx.fetch_value(
        "insert into auth.users (email, app_metadata, confirmed_at)"
        " values (%(email)s, %(metadata)s, case when %(confirmed)s then now() end) returning id",
        {"email": email, "metadata": Jsonb(metadata), "confirmed": confirmed},
    )
    return user_id


def insert_credentials(tx: Transaction, user_id: UUID, password_hash: str) -> None:
    """The password of a new account."""
    tx.execute(
        "insert into local_identity.credentials (user_id, password_hash) values (%(user)s, %(hash)s)",
        {"user": user_id, "hash": password_hash},
    )


def replace_password(tx: Transaction, user_id: UUID, password_hash: str) -> None:
    """A new password; a lock on the account goes with the old one."""
    tx.execute(
        "insert into local_identity.credentials as c (user_id, password_hash) values (%(user)s, %(hash)s)"
        " on conflict on constraint credentials_pkey do update"
        " set password_hash = excluded.password_hash, failed_attempts = 0, locked_until = null",
        {"user": user_id, "hash": password_hash},
    )


def confirm(tx: Transaction, user_id: UUID) -> None:
    """The person reads the account's mail."""
    tx.execute(
        "update auth.users set confirmed_at = now() where id = %(user)s and confirmed_at is null",
        {"user": user_id},
    )


def revoke_families(tx: Transaction, user_id: UUID) -> None:
    """Sign a person out everywhere."""
    tx.execute(
        "update local_identity.refresh_token_families set revoked_at = now()"
        " where user_id = %(user)s and revoked_at is null",
        {"user": user_id},
    )


def find_token_owner(tx: Transaction, token_hash: bytes) -> UUID | None:
    """Whose refresh token this is, while its sign-in lives."""
    user_id: UUID | None = tx.fetch_value(
        "select f.user_id from local_identity.refresh_tokens as t"
        " inner join local_identity.refresh_token_families as f on f.id = t.family_id"
        " where t.token_hash = %(hash)s and f.revoked_at is null",
        {"hash": token_hash},
    )
    return user_id
