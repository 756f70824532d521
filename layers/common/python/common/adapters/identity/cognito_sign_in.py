"""Sign-ins at Cognito: its word for a password, a code or a ticket, and the sign-in that we keep of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import jwt

from common.adapters.identity import account_rows, cognito_rows, rows, sessions
from common.adapters.identity.cognito_accounts import find_by_id, restore
from common.adapters.identity.cognito_pool import UNREADY, PoolRefusal, UserPool
from common.adapters.identity.port import Tokens
from common.adapters.identity.refusals import (
    AccountLocked,
    AccountUnconfirmed,
    CredentialsInvalid,
    IdentityUnavailable,
    RefreshTokenInvalid,
    StepNotOffered,
    TicketRefused,
)
from common.adapters.identity.tickets import hash_of, owner_of, use_ticket
from common.database import Transaction, transaction
from common.errors import DomainError
from common.errors.accounts import AccountUnknown
from common.identity import SERVICE, SESSION_CLAIM
from common.telemetry import logger

CHALLENGE = "CUSTOM_CHALLENGE"
TOO_OFTEN = "Password attempts exceeded"
DISABLED = "User is disabled"
"""How Cognito's messages begin whose code is that of a wrong password; the second is told after the right one only."""
WRONG = frozenset({
    "NotAuthorizedException", "UserNotFoundException", "PasswordResetRequiredException", "InvalidParameterException",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignIns:
    """Sign-ins of one app client; their refresh tokens live `days`. All methods raise `IdentityUnavailable`."""

    pool: UserPool
    days: int

    def by_password(self, email: str, username: str, password: str) -> dict[str, Any]:
        """Cognito's answer to a password; an attempt at the address, known or not.

        Raises `CredentialsInvalid`, `AccountLocked`, `AccountUnconfirmed`, `AccountSuspended`, `AccountBanned`.
        """
        with transaction(SERVICE) as tx:
            if not rows.reserve_attempt(tx, email):
                raise AccountLocked
        try:
            answer = self.pool.begin("ADMIN_USER_PASSWORD_AUTH", username, {"PASSWORD": password})
        except PoolRefusal as refusal:
            raise _meant_by(refusal, email) from None
        with transaction(SERVICE) as tx:
            rows.give_attempts_back(tx, email)
        return answer

    def is_right(self, email: str, username: str, password: str) -> bool:
        """Whether the password is the account's; no sign-in stays of it. Raises `AccountLocked`, and for the barred."""
        try:
            answer = self.by_password(email, username, password)
        except CredentialsInvalid:
            return False
        if (result := answer.get("AuthenticationResult")) is not None:
            self.revoke(result["RefreshToken"])
        return True

    def by_ticket(self, ticket: str) -> Tokens:
        """Tokens for a ticket, which answers the challenge of a sign-in; Cognito asks us whether it is right.

        Raises `TicketRefused`, `StepNotOffered`, `AccountSuspended`, `AccountBanned`.
        """
        user_id = owner_of(ticket)
        user = None if user_id is None else find_by_id(self.pool, user_id)
        if user is None:
            raise TicketRefused
        try:
            sessions.require_active(user.id)
            begun = self.pool.begin("CUSTOM_AUTH", user.username)
            if begun.get("ChallengeName") != CHALLENGE:
                raise StepNotOffered
            username = begun.get("ChallengeParameters", {}).get("USERNAME", user.username)
            answer = self.pool.go_on(CHALLENGE, username, begun["Session"], {"ANSWER": ticket})
        except PoolRefusal as refusal:
            if refusal.code in UNREADY:
                raise IdentityUnavailable from refusal
            logger().info("a ticket was refused", extra={"user_id": str(user.id), "reason": refusal.code})
            raise TicketRefused from None
        finally:
            use_ticket(ticket, user.id)  # good once, however it ended
        return self.opened(answer)

    def opened(self, answer: Mapping[str, Any], email: str | None = None) -> Tokens:
        """The tokens of a sign-in that Cognito let through, which is kept; where `email` is given, by its owner only.

        Raises `StepNotOffered`, `CredentialsInvalid`, `AccountSuspended`, `AccountBanned`.
        """
        result = answer.get("AuthenticationResult")
        if result is None:
            logger().info("a step is not offered", extra={"challenge": answer.get("ChallengeName")})
            raise StepNotOffered
        claims = _claims(result)
        user_id = UUID(claims["sub"])
        try:
            self._require_account(user_id)
            with transaction(SERVICE) as tx:
                if email is not None and account_rows.find_id(tx, email) != user_id:
                    raise CredentialsInvalid  # an address that was given up counts no more here, whatever Cognito knows
                if not rows.note_sign_in(tx, user_id):
                    raise CredentialsInvalid
                cognito_rows.keep_family(tx, UUID(claims[SESSION_CLAIM]), user_id)
                return self._kept(tx, result, claims)
        except DomainError:
            self.revoke(result["RefreshToken"])
            raise

    def refresh(self, refresh_token: str) -> Tokens:
        """New tokens for a refresh token, which is spent. Raises `RefreshTokenInvalid`, and for barred accounts."""
        token_hash = hash_of(refresh_token)
        with transaction(SERVICE) as tx:
            spent = rows.spend_token(tx, token_hash)
            if spent is None:
                rows.revoke_stolen_family_of(tx, token_hash)
        if spent is None:
            self.revoke(refresh_token)
            raise RefreshTokenInvalid
        try:
            told = self.pool.with_token("get_tokens_from_refresh_token", RefreshToken=refresh_token)
        except PoolRefusal as refusal:
            sessions.require_active(spent.user_id)
            logger().info("a refresh token was refused", extra={"reason": refusal.code})
            raise RefreshTokenInvalid from None
        except IdentityUnavailable:
            with transaction(SERVICE) as tx:
                cognito_rows.unspend_token(tx, token_hash)
            raise
        sessions.require_active(spent.user_id)
        result = told["AuthenticationResult"]
        claims = _claims(result)
        with transaction(SERVICE) as tx:
            if (named := UUID(claims[SESSION_CLAIM])) != spent.family_id:
                cognito_rows.rename_family(tx, spent.family_id, named)
            return self._kept(tx, result, claims)

    def revoke(self, refresh_token: str) -> None:
        """Let Cognito forget a refresh token and what descends from it; one that it does not know is forgotten."""
        try:
            self.pool.with_token("revoke_token", Token=refresh_token)
        except PoolRefusal as refusal:
            logger().info("a refresh token was not revoked", extra={"reason": refusal.code})

    def end_all(self, user_id: UUID) -> None:
        """Sign a person out everywhere at Cognito, too."""
        user = find_by_id(self.pool, user_id)
        if user is not None:
            self.pool.order("admin_user_global_sign_out", user.username)

    def _require_account(self, user_id: UUID) -> None:
        """Raises `CredentialsInvalid` for who has no account and gets none, and for barred accounts."""
        try:
            sessions.require_active(user_id)
        except AccountUnknown:
            if not restore(self.pool, user_id):
                raise CredentialsInvalid from None

    def _kept(self, tx: Transaction, result: Mapping[str, Any], claims: Mapping[str, Any]) -> Tokens:
        family_id, refresh_token = UUID(claims[SESSION_CLAIM]), result["RefreshToken"]
        rows.store_token(tx, family_id, hash_of(refresh_token), self.days)
        return Tokens(UUID(claims["sub"]), result["AccessToken"], refresh_token, result["ExpiresIn"])


def _claims(result: Mapping[str, Any]) -> dict[str, Any]:
    """What an access token says that Cognito has just handed to us: its signature is the connection's."""
    claims: dict[str, Any] = jwt.decode(result["AccessToken"], options={"verify_signature": False})
    return claims


def _meant_by(refusal: PoolRefusal, email: str) -> Exception:
    """What a refused password means to its owner. Raises `AccountSuspended`, `AccountBanned`."""
    if refusal.code == "UserNotConfirmedException":
        return AccountUnconfirmed()
    if refusal.code in UNREADY:
        return IdentityUnavailable()
    if refusal.code not in WRONG:
        return refusal
    if refusal.says.startswith(TOO_OFTEN):
        return AccountLocked()
    if refusal.says.startswith(DISABLED):
        with transaction(SERVICE) as tx:
            rows.give_attempts_back(tx, email)
            user_id = account_rows.find_id(tx, email)
        if user_id is not None:
            sessions.require_active(user_id)
            return IdentityUnavailable()  # let in again just now, and Cognito learns of it in a moment
    return CredentialsInvalid()
