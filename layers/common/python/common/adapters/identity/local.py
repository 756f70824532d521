"""The identity provider of a laptop: argon2id, rotating refresh tokens, RS256 access tokens.

Refresh tokens rotate with reuse detection: a token that comes a second time ends its whole family, because one of
the two who held it was not its owner (RFC 9700, section 4.14.2). Hashing happens outside transactions: it takes a
tenth of a second, and nobody shall wait for a row meanwhile.
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from common import access_tokens
from common.adapters.identity import account_rows, rows, sessions
from common.adapters.identity.codes import (
    find_wanted_address,
    require_code,
    send_change_code,
    send_code,
    use_code,
)
from common.adapters.identity.local_passwords import find_by_password, hash_new
from common.adapters.identity.port import (
    NOBODY_TOLD,
    CodeLink,
    NewAccount,
    Purpose,
    SentBy,
    SignInPurpose,
    SignUpRole,
    Tokens,
    Which,
)
from common.adapters.identity.refusals import (
    AccountUnconfirmed,
    CredentialsInvalid,
    RefreshTokenInvalid,
    TicketRefused,
)
from common.adapters.identity.session_rows import drop_codes, lock_account
from common.adapters.identity.tickets import hash_of, owner_of, use_ticket
from common.database import Transaction, transaction
from common.identity import SERVICE, Session
from common.secrets import integration_secret
from common.settings import SettingMissing, optional, required


@dataclass(frozen=True, slots=True)
class LocalIdentity:
    """Implements `common.adapters.identity.port.IdentityProvider` on the tables of the schema local_identity."""

    issuer: str
    client_id: str
    private_key_pem: str
    shortest_password: int
    refresh_token_days: int

    @classmethod
    def from_settings(cls) -> "LocalIdentity":
        """Raises `SettingMissing`."""
        pem = integration_secret("LOCAL_IDENTITY_PRIVATE_KEY")
        if pem is None:
            raise SettingMissing("The secret LOCAL_IDENTITY_PRIVATE_KEY is missing.")
        return cls(
            issuer=required("IDENTITY_ISSUER"), client_id=required("IDENTITY_CLIENT_ID"), private_key_pem=pem,
            shortest_password=int(required("SHORTEST_PASSWORD")),
            refresh_token_days=int(required("REFRESH_TOKEN_DAYS")),
        )  # fmt: skip

    @property
    def confirms_sign_ups(self) -> bool:
        """Whether an account is confirmed as soon as it is made, without a code."""
        return optional("SIGN_UP_CONFIRMATION") != "code"

    def key_set(self) -> str:
        """The JSON Web Key Set that verifies access tokens."""
        return access_tokens.key_set(access_tokens.private_key(self.private_key_pem).public_key())

    def sign_up(
        self,
        *,
        email: str,
        password: str,
        role: SignUpRole,
        full_name: str,
        link: CodeLink | None = None,
        sent_by: SentBy = NOBODY_TOLD,
    ) -> NewAccount:
        """Make an account, confirmed at once or by code. Raises `PasswordRefused`, `EmailTaken`."""
        password_hash = hash_new(password, email, self.shortest_password)
        confirmed = self.confirms_sign_ups
        with transaction(SERVICE) as tx:
            account_rows.note_referral_intent(tx, email, role, sent_by)
            user_id = rows.insert_user(tx, email, {"role": role, "full_name": full_name}, confirmed=confirmed)
            rows.insert_credentials(tx, user_id, password_hash)
            if not confirmed:
                send_code(tx, email, "confirm", link)
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
        found = find_by_password(email, password)
        if found is None:
            raise CredentialsInvalid
        if not found.is_confirmed:
            raise AccountUnconfirmed
        return self._open_sign_in(found.user_id, found.password_hash)

    def sign_in_with_ticket(self, ticket: str) -> Tokens:
        """Tokens for a ticket, which is spent. Raises `TicketRefused`, `AccountSuspended`, `AccountBanned`."""
        user_id = owner_of(ticket)
        if user_id is None or not use_ticket(ticket, user_id):
            raise TicketRefused
        return self._open_sign_in(user_id)

    def send_code(self, *, email: str, purpose: Purpose, link: CodeLink | None = None) -> None:
        """Send a code, if there is such an account; the caller learns nothing of that."""
        with transaction(SERVICE) as tx:
            if purpose != "change_email":
                send_code(tx, email, purpose, link)
            elif (wanted := find_wanted_address(tx, email)) is not None:
                send_change_code(tx, wanted.user_id, wanted.email, link)

    def reset_password(self, *, email: str, code: str, password: str) -> None:
        """Set a new password and sign out everywhere. Raises `PasswordRefused`, `CodeInvalid`."""
        password_hash = hash_new(password, email, self.shortest_password)
        user_id = require_code(email, "reset_password", code)
        with transaction(SERVICE) as tx:
            lock_account(tx, user_id)
            use_code(tx, email, "reset_password", code)
            rows.confirm(tx, user_id)
            rows.replace_password(tx, user_id, password_hash)
            rows.revoke_families(tx, user_id)
            drop_codes(tx, user_id)
            rows.give_attempts_back(tx, email)

    def sign_in_with_code(self, *, email: str, purpose: SignInPurpose, code: str) -> Tokens:
        """Tokens for a code that came by mail.

        Raises `CodeInvalid`, `EmailTaken` (of `change_email`), `AccountSuspended`, `AccountBanned`. What a magic link
        or a reset confirms was not confirmed by who signed up: their password and sign-ins end, and the owner of the
        mailbox sets another. Else whoever signs up in somebody's name waits for them to come.
        """
        if purpose == "change_email":
            return self._open_sign_in(sessions.confirm_email_change(email, code))
        require_code(email, purpose, code)
        with transaction(SERVICE) as tx:
            user_id = use_code(tx, email, purpose, code)
            if rows.confirm(tx, user_id) and purpose != "confirm":
                rows.drop_password(tx, user_id)
                rows.revoke_families(tx, user_id)
        return self._open_sign_in(user_id)

    def sign_out(self, refresh_token: str, *, everywhere: bool) -> None:
        """End the sign-in of a refresh token, or all of that person's. An unknown token is signed out already."""
        token_hash = hash_of(refresh_token)
        with transaction(SERVICE) as tx:
            if everywhere and (user_id := rows.find_token_owner(tx, token_hash)):
                rows.revoke_families(tx, user_id)
            else:
                rows.revoke_family_of(tx, token_hash)

    def refresh(self, refresh_token: str) -> Tokens:
        """Spend a refresh token for new tokens. Raises `RefreshTokenInvalid`, and for barred accounts."""
        token_hash = hash_of(refresh_token)
        with transaction(SERVICE) as tx:
            spent = rows.spend_token(tx, token_hash)
            if spent is not None:
                tokens = self._tokens(tx, spent.user_id, spent.family_id)
            else:
                rows.revoke_stolen_family_of(tx, token_hash)
        if spent is None:
            raise RefreshTokenInvalid
        sessions.require_active(spent.user_id)
        return tokens

    def require_session(self, session: Session) -> None:
        """Raises `SessionEnded` where the sign-in of an access token that still lives has ended."""
        sessions.require_session(session)

    def end_sessions(self, session: Session, which: Which) -> None:
        """Sign out by an access token. A sign-in that has ended is no error, and ends no other."""
        sessions.end_sessions(session, which)

    def send_reauthentication_code(self, session: Session) -> None:
        """Send a code to who is signed in. Raises `SessionEnded`."""
        sessions.send_reauthentication_code(session)

    def prove_presence(self, session: Session, *, password: str | None, code: str | None) -> None:
        """Look whether the account's owner asks: by a code, else the password, else a sign-in that is recent.

        Raises `SessionEnded`, `CodeInvalid`, `CurrentPasswordWrong`, `AccountLocked`, `ReauthenticationNeeded`.
        """
        sessions.prove_presence(session, password=password, code=code, is_right=_is_right)

    def change_password(self, session: Session, *, password: str) -> None:
        """Set a new password; other sign-ins end. Raises `SessionEnded`, `PasswordRefused`."""
        email = sessions.require_session(session).email
        password_hash = hash_new(password, email, self.shortest_password)
        sessions.settle_new_password(
            session, email, lambda tx: rows.replace_password(tx, session.user_id, password_hash)
        )

    def start_email_change(self, session: Session, *, email: str, link: CodeLink | None = None) -> None:
        """Send a code to the new address, if nobody has it. Raises `SessionEnded`."""
        sessions.start_email_change(session, email=email, link=link)

    def _open_sign_in(self, user_id: UUID, password_hash: str | None = None) -> Tokens:
        """Tokens of a new family, which a ban and a new password of this moment find and end, or have forestalled."""
        sessions.require_active(user_id)
        with transaction(SERVICE) as tx:
            if not rows.note_sign_in(tx, user_id):
                raise CredentialsInvalid
            if password_hash is not None and not rows.hold_password(tx, user_id, password_hash):
                raise CredentialsInvalid
            return self._tokens(tx, user_id, rows.open_family(tx, user_id))

    def _tokens(self, tx: Transaction, user_id: UUID, family_id: UUID) -> Tokens:
        refresh_token = secrets.token_urlsafe(32)
        rows.store_token(tx, family_id, hash_of(refresh_token), self.refresh_token_days)
        access_token = access_tokens.sign(
            access_tokens.private_key(self.private_key_pem),
            issuer=self.issuer, client_id=self.client_id, subject=str(user_id),
            scope=access_tokens.USER_SCOPE, seconds=access_tokens.ACCESS_TOKEN_SECONDS,
            session_id=str(family_id),
        )  # fmt: skip
        return Tokens(user_id, access_token, refresh_token, access_tokens.ACCESS_TOKEN_SECONDS)


def _is_right(email: str, password: str) -> bool:
    return find_by_password(email, password) is not None
