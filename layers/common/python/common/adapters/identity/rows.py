"""Statements of the identity provider: one function, one statement."""

from dataclasses import dataclass
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction

MOST_ATTEMPTS = 10
LOCKED_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Credentials:
    """What sign-in reads."""

    user_id: UUID
    password_hash: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class SpentToken:
    """A refresh token that was found and is spent now."""

    family_id: UUID
    user_id: UUID


def reserve_attempt(tx: Transaction, email: str) -> bool:
    """Take one of `MOST_ATTEMPTS` attempts at an address before its password is looked at; whether one was left.

    The last one locks the address for `LOCKED_MINUTES`. Requests of one moment wait for each other at the row, so
    that no two share an attempt, and none takes a lock away. Whether there is such an account makes no difference.
    """
    reserved = tx.execute(
        "insert into local_identity.sign_in_attempts as a (address_hash)"
        " values (sha256(convert_to(%(email)s, 'UTF8')))"
        " on conflict on constraint sign_in_attempts_pkey do update set last_attempt_at = now(),"
        " attempts = case when a.locked_until is null then a.attempts + 1 else 1 end,"
        " locked_until = case when a.locked_until is null and a.attempts + 1 >= %(most)s"
        "  then now() + make_interval(mins => %(minutes)s) end"
        " where a.locked_until is null or a.locked_until <= now()",
        {"email": email, "most": MOST_ATTEMPTS, "minutes": LOCKED_MINUTES},
    )
    return reserved > 0


def give_attempts_back(tx: Transaction, email: str) -> None:
    """Whoever knows the password, or has set a new one by mail, begins to count anew."""
    tx.execute(
        "delete from local_identity.sign_in_attempts where address_hash = sha256(convert_to(%(email)s, 'UTF8'))",
        {"email": email},
    )


def find_credentials(tx: Transaction, email: str) -> Credentials | None:
    """The credentials of an address, if it has an account with a password."""
    return tx.fetch_optional(
        Credentials,
        "select user_id, password_hash, confirmed_at is not null as is_confirmed"
        " from local_identity.credentials inner join auth.users on id = user_id where email = %(email)s",
        {"email": email},
    )


def note_sign_in(tx: Transaction, user_id: UUID) -> bool:
    """Note the time; whether the account is active, and stays so until this transaction ends."""
    noted = tx.execute(
        "update auth.users set last_sign_in_at = now() where id = %(user)s and status = 'active'",
        {"user": user_id},
    )
    return noted > 0


def hold_password(tx: Transaction, user_id: UUID, password_hash: str) -> bool:
    """Whether this still is the account's password, and stays so until this transaction ends."""
    held: bool | None = tx.fetch_value(
        "select true from local_identity.credentials where user_id = %(user)s and password_hash = %(hash)s"
        " for share",
        {"user": user_id, "hash": password_hash},
    )
    return held is True


def open_family(tx: Transaction, user_id: UUID) -> UUID:
    """A new sign-in; its tokens descend from it."""
    family_id: UUID = tx.fetch_value(
        "insert into local_identity.refresh_token_families (user_id) values (%(user)s) returning id",
        {"user": user_id},
    )
    return family_id


def store_token(tx: Transaction, family_id: UUID, token_hash: bytes, days: int) -> None:
    """The living refresh token of a family, for `days`."""
    tx.execute(
        "insert into local_identity.refresh_tokens (token_hash, family_id, expires_at)"
        " values (%(hash)s, %(family)s, now() + make_interval(days => %(days)s))",
        {"hash": token_hash, "family": family_id, "days": days},
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


def revoke_stolen_family_of(tx: Transaction, token_hash: bytes) -> None:
    """End the sign-in that a refresh token descends from, with the new address that may have been a thief's wish."""
    tx.execute(
        "with ended as (update local_identity.refresh_token_families set revoked_at = coalesce(revoked_at, now())"
        "  where id = (select family_id from local_identity.refresh_tokens where token_hash = %(hash)s)"
        "  returning user_id)"
        " delete from local_identity.one_time_codes as c using ended"
        " where c.user_id = ended.user_id and c.purpose = 'change_email'",
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
    """A new password in the place of the old one, or where there was none."""
    tx.execute(
        "insert into local_identity.credentials as c (user_id, password_hash) values (%(user)s, %(hash)s)"
        " on conflict on constraint credentials_pkey do update set password_hash = excluded.password_hash",
        {"user": user_id, "hash": password_hash},
    )


def drop_password(tx: Transaction, user_id: UUID) -> None:
    """No password opens this account until its owner sets one."""
    tx.execute("delete from local_identity.credentials where user_id = %(user)s", {"user": user_id})


def confirm(tx: Transaction, user_id: UUID) -> bool:
    """The person reads the account's mail; whether nobody had shown that before."""
    confirmed = tx.execute(
        "update auth.users set confirmed_at = now() where id = %(user)s and confirmed_at is null",
        {"user": user_id},
    )
    return confirmed > 0


def revoke_families(tx: Transaction, user_id: UUID, *, but: str | None = None) -> None:
    """Sign a person out everywhere, but where this one sign-in lives if it is named.

    A new address that was wanted is wanted no more: who is thrown out must not come back by the code that lies in
    their mailbox. Open connections hear nothing more: where a sign-in ends, a trigger sees to it, and where none is
    left to end, it is done here.
    """
    ended = tx.execute(
        "with wanted as (delete from local_identity.one_time_codes"
        "  where user_id = %(user)s and purpose = 'change_email')"
        " update local_identity.refresh_token_families set revoked_at = now()"
        " where user_id = %(user)s and revoked_at is null and id is distinct from %(but)s::uuid",
        {"user": user_id, "but": but},
    )
    if ended == 0:
        tx.execute("select app.new_channel_key(%(user)s)", {"user": user_id})


def find_token_owner(tx: Transaction, token_hash: bytes) -> UUID | None:
    """Whose refresh token this is, while its sign-in lives."""
    user_id: UUID | None = tx.fetch_value(
        "select f.user_id from local_identity.refresh_tokens as t"
        " inner join local_identity.refresh_token_families as f on f.id = t.family_id"
        " where t.token_hash = %(hash)s and f.revoked_at is null",
        {"hash": token_hash},
    )
    return user_id
