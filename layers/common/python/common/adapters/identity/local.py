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

from common import access_tokens
from common.adapters.identity import local_rows as rows
from common.adapters.identity.local_codes import require_code, send_code, use_code
from common.adapters.identity.port import (
    AccountLocked,
    AccountUnconfirmed,
    CredentialsInvalid,
    NewAccount,
    PasswordRefused,
    Purpose,
    RefreshTokenInvalid,
    SignUpRole,
    Tokens,
)
from common.database import Transaction, transaction
from common.identity import SERVICE, Actor
from common.secrets import integration_secret
from common.settings import SettingMissing, optional, required

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 128
HASHER = PasswordHasher()
NOBODYS_HASH = HASHER.hash(secrets.token_urlsafe())
"""Verified when the address is unknown, so that both answers take the same time."""


@dataclass(frozen=True, slots=True)
class LocalIdentity:
    """Implements `common.adapters.identity.port.IdentityProvider` on the tables of the schema local_identity."""

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

    def sign_up(self, *, email: str, password: str, role: SignUpRole, full_name: str) -> NewAccount:
        """Make an account, confirmed at once or by code. Raises `PasswordRefused`, `EmailTaken`."""
        password_hash = hash_password(password, email)
        confirmed = optional("SIGN_UP_CONFIRMATION") != "code"
        with transaction(SERVICE) as tx:
            user_id = rows.insert_user(tx, email, {"role": role, "full_name": full_name}, confirmed=confirmed)
            rows.insert_credentials(tx, user_id, password_hash)
            if not confirmed:
                send_code(tx, email, "confirm")
        return NewAccount(user_id, confirmed)

    def confirm(self, *, email: str, code: str) -> None:
        """Believe that the address is theirs. Raises `CodeInvalid`."""
        require_code(email, "confirm", code)
        with transaction(SERVICE) as tx:
            rows.confirm(tx, use_code(tx, email, "confirm", code))

    def sign_in(self, *, email: str, password: str) -> Tokens:
        """Tokens for a password.

        Raises `CredentialsInvalid`, `AccountLocked`, `AccountUnconfirmed`, `AccountSuspended`, `AccountBanned`.
        """
        with transaction(SERVICE) as tx:
            if not rows.reserve_attempt(tx, email):
                raise AccountLocked
            found = rows.find_credentials(tx, email)
        if not _verify(found.password_hash if found else NOBODYS_HASH, password) or found is None:
            raise CredentialsInvalid
        with transaction(SERVICE) as tx:
            rows.give_attempts_back(tx, email)
        if not found.is_confirmed:
            raise AccountUnconfirmed
        return self._open_sign_in(found.user_id, found.password_hash)

    def send_code(self, *, email: str, purpose: Purpose) -> None:
        """Send a code, if there is such an account; the caller learns nothing of that."""
        with transaction(SERVICE) as tx:
            send_code(tx, email, purpose)

    def reset_password(self, *, email: str, code: str, password: str) -> None:
        """Set a new password and sign out everywhere. Raises `PasswordRefused`, `CodeInvalid`."""
        password_hash = hash_password(password, email)
        require_code(email, "reset_password", code)
        with transaction(SERVICE) as tx:
            user_id = use_code(tx, email, "reset_password", code)
            rows.confirm(tx, user_id)
            rows.replace_password(tx, user_id, password_hash)
            rows.revoke_families(tx, user_id)
            rows.give_attempts_back(tx, email)

    def sign_in_with_code(self, *, email: str, code: str) -> Tokens:
        """Tokens for the code of a magic link. Raises `CodeInvalid`, `AccountSuspended`, `AccountBanned`.

        What it confirms was not confirmed by who signed up: their password and sign-ins end, and the owner of the
        mailbox sets another by `reset_password`. Else whoever signs up in somebody's name waits for them to come.
        """
        require_code(email, "magic_link", code)
        with transaction(SERVICE) as tx:
            user_id = use_code(tx, email, "magic_link", code)
            if rows.confirm(tx, user_id):
                rows.drop_password(tx, user_id)
                rows.revoke_families(tx, user_id)
        return self._open_sign_in(user_id)

    def sign_out(self, refresh_token: str, *, everywhere: bool) -> None:
        """End the sign-in of a refresh token, or all of that person's. An unknown token is signed out already."""
        token_hash = _hash_token(refresh_token)
        with transaction(SERVICE) as tx:
            if everywhere and (user_id := rows.find_token_owner(tx, token_hash)):
                rows.revoke_families(tx, user_id)
            else:
                rows.revoke_family_of(tx, token_hash)

    def refresh(self, refresh_token: str) -> Tokens:
        """Spend a refresh token for new tokens. Raises `RefreshTokenInvalid`, and for barred accounts."""
        token_hash = _hash_token(refresh_token)
        with transaction(SERVICE) as tx:
            spent = rows.spend_token(tx, token_hash)
            if spent is not None:
                tokens = self._tokens(tx, spent.user_id, spent.family_id)
            else:
                rows.revoke_family_of(tx, token_hash)
        if spent is None:
            raise RefreshTokenInvalid
        require_active(spent.user_id)
        return tokens

    def _open_sign_in(self, user_id: UUID, password_hash: str | None = None) -> Tokens:
        """Tokens of a new family, which a ban and a new password of this moment find and end, or have forestalled."""
        require_active(user_id)
        with transaction(SERVICE) as tx:
            if not rows.note_sign_in(tx, user_id):
                raise CredentialsInvalid
            if password_hash is not None and not rows.hold_password(tx, user_id, password_hash):
                raise CredentialsInvalid
            return self._tokens(tx, user_id, rows.open_family(tx, user_id))

    def _tokens(self, tx: Transaction, user_id: UUID, family_id: UUID) -> Tokens:
        refresh_token = secrets.token_urlsafe(32)
        rows.store_token(tx, family_id, _hash_token(refresh_token))
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
    """Raises `AccountSuspended`, `AccountBanned`: the database refuses such an account a transaction of its own."""
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
