"""Cognito behind the port: it keeps passwords, makes codes and signs tokens; our tables keep sign-ins and attempts.

So a sign-in can be ended by its access token, a refresh token that comes twice ends its sign-in, and ten wrong
passwords lock an address, known or not, as on a laptop (decision 88). No call to Cognito runs in a transaction.
"""

from dataclasses import dataclass
from uuid import UUID

from common.adapters.identity import (
    account_rows,
    cognito_accounts,
    rows,
    session_rows,
    sessions,
)
from common.adapters.identity.codes import find_wanted_address, send_change_code
from common.adapters.identity.cognito_codes import (
    confirm_sign_up,
    nobodys_password,
    redeem_sign_in,
    send_code,
    set_password,
    set_password_by_code,
)
from common.adapters.identity.cognito_keys import key_set
from common.adapters.identity.cognito_pool import UserPool
from common.adapters.identity.cognito_sign_in import SignIns
from common.adapters.identity.cognito_sign_up import sign_up
from common.adapters.identity.password_rule import require_acceptable
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
from common.adapters.identity.refusals import CodeInvalid, CredentialsInvalid, SessionEnded, TicketRefused
from common.adapters.identity.tickets import hash_of, issue_ticket
from common.database import transaction
from common.identity import SERVICE, Session
from common.settings import required


@dataclass(frozen=True, slots=True)
class CognitoIdentity:
    """Implements `common.adapters.identity.port.IdentityProvider` on a user pool of Cognito's."""

    pool: UserPool
    issuer: str
    shortest_password: int
    sign_ins: SignIns
    confirms_sign_ups: bool = False
    """Whether an account is confirmed as soon as it is made: a code always comes first."""

    @classmethod
    def from_settings(cls) -> "CognitoIdentity":
        """Raises `SettingMissing`."""
        pool = UserPool.from_settings()
        sign_ins = SignIns(pool, int(required("REFRESH_TOKEN_DAYS")))
        return cls(pool, required("IDENTITY_ISSUER"), int(required("SHORTEST_PASSWORD")), sign_ins)

    def key_set(self) -> str:
        """The JSON Web Key Set that verifies access tokens."""
        return key_set(self.issuer)

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
        """Make an account, and let Cognito mail its code. Raises `PasswordRefused`, `EmailTaken`."""
        require_acceptable(password, email, self.shortest_password)
        told = {"name": full_name, "custom:role": role}
        return NewAccount(
            sign_up(self.pool, email, password, told, link=link, sent_by=sent_by), confirmed=False
        )

    def confirm(self, *, email: str, code: str) -> None:
        """Believe that the address is theirs. Raises `CodeInvalid`."""
        confirm_sign_up(self.pool, self._username_of(email), code)
        self._confirmed(email)

    def sign_in(self, *, email: str, password: str) -> Tokens:
        """Tokens for a password.

        Raises `CredentialsInvalid`, `AccountLocked`, `AccountUnconfirmed`, `AccountSuspended`, `AccountBanned`,
        `StepNotOffered`.
        """
        return self.sign_ins.opened(
            self.sign_ins.by_password(email, self._username_of(email), password), email
        )

    def sign_in_with_ticket(self, ticket: str) -> Tokens:
        """Tokens for a ticket, which answers Cognito's challenge.

        Raises `TicketRefused`, `AccountSuspended`, `AccountBanned`, `StepNotOffered`.
        """
        return self.sign_ins.by_ticket(ticket)

    def send_code(self, *, email: str, purpose: Purpose, link: CodeLink | None = None) -> None:
        """Send a code, if there is such an account; the caller learns nothing of that."""
        if purpose != "change_email":
            send_code(self.pool, email, self._username_of(email), purpose, link)
            return
        with transaction(SERVICE) as tx:
            if (wanted := find_wanted_address(tx, email)) is not None:
                send_change_code(tx, wanted.user_id, wanted.email, link)

    def reset_password(self, *, email: str, code: str, password: str) -> None:
        """Set a new password and sign out everywhere. Raises `PasswordRefused`, `CodeInvalid`."""
        require_acceptable(password, email, self.shortest_password)
        self._set_by_code(email, code, password)

    def sign_in_with_code(self, *, email: str, purpose: SignInPurpose, code: str) -> Tokens:
        """Tokens for a code that came by mail.

        Raises `CodeInvalid`, `EmailTaken` (of `change_email`), `AccountSuspended`, `AccountBanned`. By the code of a
        forgotten password Cognito only sets a new one: one that nobody knows, until its owner chooses theirs.
        """
        try:
            return self._by_code(email, purpose, code)
        except (CredentialsInvalid, TicketRefused):
            raise CodeInvalid from None

    def _by_code(self, email: str, purpose: SignInPurpose, code: str) -> Tokens:
        if purpose == "change_email":
            return self._by_ticket_for(sessions.confirm_email_change(email, code))
        if purpose == "reset_password":
            return self._by_ticket_for(self._set_by_code(email, code, nobodys_password()))
        if purpose == "magic_link":
            answer = redeem_sign_in(self.pool, email, self._username_of(email), code)
            if answer is not None:
                return self.sign_ins.opened(answer)
        else:
            confirm_sign_up(self.pool, self._username_of(email), code)
        return self._by_ticket_for(self._confirmed(email))

    def sign_out(self, refresh_token: str, *, everywhere: bool) -> None:
        """End the sign-in of a refresh token, or all of that person's. An unknown token is signed out already."""
        token_hash = hash_of(refresh_token)
        with transaction(SERVICE) as tx:
            owner = rows.find_token_owner(tx, token_hash)
            if everywhere and owner is not None:
                rows.revoke_families(tx, owner)
            else:
                rows.revoke_family_of(tx, token_hash)
        if everywhere and owner is not None:
            self.sign_ins.end_all(owner)
        else:
            self.sign_ins.revoke(refresh_token)

    def refresh(self, refresh_token: str) -> Tokens:
        """Spend a refresh token for new tokens. Raises `RefreshTokenInvalid`, and for barred accounts."""
        return self.sign_ins.refresh(refresh_token)

    def require_session(self, session: Session) -> None:
        """Raises `SessionEnded` where the sign-in of an access token that still lives has ended."""
        sessions.require_session(session)

    def end_sessions(self, session: Session, which: Which) -> None:
        """Sign out by an access token. A sign-in that has ended is no error, and ends no other."""
        try:
            sessions.require_session(session)
        except SessionEnded:
            return
        sessions.end_sessions(session, which)
        if which == "all":
            self.sign_ins.end_all(session.user_id)

    def send_reauthentication_code(self, session: Session) -> None:
        """Send a code to who is signed in. Raises `SessionEnded`."""
        sessions.send_reauthentication_code(session)

    def prove_presence(self, session: Session, *, password: str | None, code: str | None) -> None:
        """Look whether the account's owner asks: by a code, else the password, else a sign-in that is recent.

        Raises `SessionEnded`, `CodeInvalid`, `CurrentPasswordWrong`, `AccountLocked`, `ReauthenticationNeeded`.
        """
        username = str(session.user_id)
        sessions.prove_presence(
            session, password=password, code=code,
            is_right=lambda email, given: self.sign_ins.is_right(email, username, given),
        )  # fmt: skip

    def change_password(self, session: Session, *, password: str) -> None:
        """Set a new password; other sign-ins end. Raises `SessionEnded`, `PasswordRefused`."""
        email = sessions.require_session(session).email
        require_acceptable(password, email, self.shortest_password)
        set_password(self.pool, str(session.user_id), password)
        sessions.settle_new_password(session, email)

    def start_email_change(self, session: Session, *, email: str, link: CodeLink | None = None) -> None:
        """Send a code to the new address, if nobody has it. Raises `SessionEnded`."""
        sessions.start_email_change(session, email=email, link=link)

    def _username_of(self, email: str) -> str:
        """What Cognito is asked by: the id of whose address it is today, as our database knows, or else the address."""
        with transaction(SERVICE) as tx:
            user_id = account_rows.find_id(tx, email)
        return email if user_id is None else str(user_id)

    def _confirmed(self, email: str) -> UUID:
        """The account whose address was confirmed just now; Cognito's trigger may have written it down already.

        Raises `CodeInvalid` where there is none after all.
        """
        user = cognito_accounts.find_user(self.pool, self._username_of(email))
        if user is None or not user.is_confirmed:
            raise CodeInvalid
        with transaction(SERVICE) as tx:
            metadata = cognito_accounts.metadata_of(user.attributes)
            account_rows.insert_account(tx, user.id, user.email, metadata, confirmed=True)
        return user.id

    def _set_by_code(self, email: str, code: str, password: str) -> UUID:
        """A new password by the code of a forgotten one; all sign-ins end. Raises `CodeInvalid`, `PasswordRefused`."""
        set_password_by_code(self.pool, self._username_of(email), code, password)
        user_id = self._confirmed(email)
        with transaction(SERVICE) as tx:
            session_rows.lock_account(tx, user_id)
            rows.revoke_families(tx, user_id)
            session_rows.drop_codes(tx, user_id)
            rows.give_attempts_back(tx, email)
        self.sign_ins.end_all(user_id)
        return user_id

    def _by_ticket_for(self, user_id: UUID) -> Tokens:
        """Tokens for who has shown by a code who they are. Raises `AccountSuspended`, `AccountBanned`."""
        sessions.require_active(user_id)
        return self.sign_ins.by_ticket(issue_ticket(user_id))
