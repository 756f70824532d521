"""The identity provider of a laptop: argon2id, rotating refresh tokens, RS256 access tokens.

Refresh tokens rotate with reuse detection: a token that comes a second time ends its whole family, because one of
the two who held it was not its owner (RFC 9700, section 4.14.2). Hashing happens outside transactions: it takes a
tenth of a second, and nobody shall wait for a row meanwhile.
"""

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from psycopg.types.json import Jsonb

from common import access_tokens
from common.adapters.identity import (
    AccountLocked,
    CredentialsInvalid,
    PasswordRefused,
    RefreshTokenInvalid,
    SignUpRole,
    Tokens,
)
from common.database import Transaction, transaction
from common.identity import SERVICE, Actor
from common.secrets import integration_secret
from common.settings import SettingMissing, required

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 128
MOST_FAILURES = 10
LOCKED_MINUTES = 15
REFRESH_TOKEN_DAYS = 30
HASHER = PasswordHasher()
NOBODYS_HASH = HASHER.hash(secrets.token_urlsafe())
"""Verified when the address is unknown, so that both answers take the same time."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What sign-in reads. `is_locked`: too many failures, too recently."""

    user_id: UUID
    password_hash: str
    is_locked: bool


@dataclass(frozen=True, slots=True)
class SpentToken:
    """A refresh token that was found and is spent now."""

    family_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class LocalIdentity:
    """Implements `common.adapters.identity.IdentityProvider` on the tables of the schema local_identity."""

    issuer: str
    client_id: str
    private_key_pem: str

    @classmethod
    def from_settings(cls) -> "LocalIdentity":
        """Raises `SettingMissing`."""
        pem = integration_secret("LOCAL_IDENTITY_PRIVATE_KEY")
        if pem is None:
            raise SettingMissing("The secret LOCAL_IDENTITY_PRIVATE_KEY is missing.")
        return cls(required("IDENTITY_ISSUER"), required("IDENTITY_CLIENT_ID"), pem)

    def sign_up(self, *, email: str, password: str, role: SignUpRole, full_name: str) -> UUID:
        """Make an account that is confirmed at once. Raises `PasswordRefused`; 409 `EMAIL_TAKEN`."""
        password_hash = hash_password(password, email)
        with transaction(SERVICE) as tx:
            user_id: UUID = tx.fetch_value(
                "insert into auth.users (email, app_metadata, confirmed_at)"
                " values (%(email)s, %(metadata)s, now()) returning id",
                {"email": email, "metadata": Jsonb({"role": role, "full_name": full_name})},
            )
            tx.execute(
                "insert into local_identity.credentials (user_id, password_hash) values (%(user)s, %(hash)s)",
                {"user": user_id, "hash": password_hash},
            )
        return user_id

    def sign_in(self, *, email: str, password: str) -> Tokens:
        """Tokens for a password. Raises `CredentialsInvalid`, `AccountLocked`; 403 for a barred account."""
        with transaction(SERVICE) as tx:
            found = _find_credentials(tx, email)
        if found is not None and found.is_locked:
            raise AccountLocked
        if not _verify(found.password_hash if found else NOBODYS_HASH, password) or found is None:
            if found is not None:
                with transaction(SERVICE) as tx:
                    _count_failure(tx, found.user_id)
            raise CredentialsInvalid
        require_active(found.user_id)
        with transaction(SERVICE) as tx:
            _note_sign_in(tx, found.user_id)
            family_id = _open_family(tx, found.user_id)
            return self._tokens(tx, found.user_id, family_id)

    def refresh(self, refresh_token: str) -> Tokens:
        """Spend a refresh token for new tokens. Raises `RefreshTokenInvalid`; 403 for a barred account."""
        token_hash = _hash_token(refresh_token)
        with transaction(SERVICE) as tx:
            spent = _spend_token(tx, token_hash)
            if spent is not None:
                tokens = self._tokens(tx, spent.user_id, spent.family_id)
            else:
                _revoke_family_of(tx, token_hash)
        if spent is None:
            raise RefreshTokenInvalid
        require_active(spent.user_id)
        return tokens

    def _tokens(self, tx: Transaction, user_id: UUID, family_id: UUID) -> Tokens:
        refresh_token = secrets.token_urlsafe(32)
        _store_token(tx, family_id, _hash_token(refresh_token))
        access_token = access_tokens.sign(
            access_tokens.private_key(self.private_key_pem),
            issuer=self.issuer, client_id=self.client_id, subject=str(user_id),
            scope=access_tokens.USER_SCOPE, seconds=access_tokens.ACCESS_TOKEN_SECONDS,
        )  # fmt: skip
        return Tokens(access_token, refresh_token, access_tokens.ACCESS_TOKEN_SECONDS)


def hash_password(password: str, email: str) -> str:
    """The argon2id hash of a password that may be used. Raises `PasswordRefused`."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD or password.lower() == email:
        raise PasswordRefused
    return HASHER.hash(password)


def require_active(user_id: UUID) -> None:
    """Raises 403 for a suspended or banned account: the database refuses it a transaction of its own."""
    with transaction(Actor("user", user_id)):
        pass


def _verify(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except VerificationError:
        return False


def _hash_token(token: str) -> bytes:
    """SHA-256 suffices: the token is 256 random bits, not a password."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _find_credentials(tx: Transaction, email: str) -> Credentials | None:
    return tx.fetch_optional(
        Credentials,
        "select user_id, password_hash, coalesce(locked_until > now(), false) as is_locked"
        " from local_identity.credentials inner join auth.users on id = user_id where email = %(email)s",
        {"email": email},
    )


def _count_failure(tx: Transaction, user_id: UUID) -> None:
    tx.execute(
        "update local_identity.credentials set"
        " failed_attempts = case when failed_attempts + 1 >= %(most)s then 0 else failed_attempts + 1 end,"
        " locked_until = case when failed_attempts + 1 >= %(most)s"
        " then now() + make_interval(mins => %(minutes)s) end where user_id = %(user)s",
        {"user": user_id, "most": MOST_FAILURES, "minutes": LOCKED_MINUTES},
    )


def _note_sign_in(tx: Transaction, user_id: UUID) -> None:
    tx.execute(
        "with forgiven as (update local_identity.credentials set failed_attempts = 0, locked_until = null"
        " where user_id = %(user)s) update auth.users set last_sign_in_at = now() where id = %(user)s",
        {"user": user_id},
    )


def _open_family(tx: Transaction, user_id: UUID) -> UUID:
    family_id: UUID = tx.fetch_value(
        "insert into local_identity.refresh_token_families (user_id) values (%(user)s) returning id",
        {"user": user_id},
    )
    return family_id


def _store_token(tx: Transaction, family_id: UUID, token_hash: bytes) -> None:
    tx.execute(
        "insert into local_identity.refresh_tokens (token_hash, family_id, expires_at)"
        " values (%(hash)s, %(family)s, now() + make_interval(days => %(days)s))",
        {"hash": token_hash, "family": family_id, "days": REFRESH_TOKEN_DAYS},
    )


def _spend_token(tx: Transaction, token_hash: bytes) -> SpentToken | None:
    """Of two that come with the same token at once, the row lock lets one through."""
    return tx.fetch_optional(
        SpentToken,
        "update local_identity.refresh_tokens as t set used_at = now()"
        " from local_identity.refresh_token_families as f"
        " where f.id = t.family_id and t.token_hash = %(hash)s and t.used_at is null"
        " and t.expires_at > now() and f.revoked_at is null returning f.id as family_id, f.user_id",
        {"hash": token_hash},
    )


def _revoke_family_of(tx: Transaction, token_hash: bytes) -> None:
    tx.execute(
        "update local_identity.refresh_token_families set revoked_at = coalesce(revoked_at, now())"
        " where id = (select family_id from local_identity.refresh_tokens where token_hash = %(hash)s)",
        {"hash": token_hash},
    )
