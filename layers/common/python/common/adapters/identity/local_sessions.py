"""What a sign-in of the laptop's provider may do with its access token: end, and change password and address.

A change locks the account's row first and looks at the sign-in in a statement of its own: of two changes at once the
second one sees what the first has ended.
"""

from uuid import UUID

from common.adapters.identity import local_rows as rows
from common.adapters.identity import local_session_rows as session_rows
from common.adapters.identity.local_codes import (
    require_change_code,
    require_code,
    send_change_code,
    send_code,
    use_change_code,
    use_code,
)
from common.adapters.identity.local_passwords import NOBODYS_HASH, hash_new, is_right
from common.adapters.identity.local_rows import Credentials
from common.adapters.identity.local_session_rows import LivingSession
from common.adapters.identity.port import RECENT_SIGN_IN_SECONDS, CodeLink, Which
from common.adapters.identity.refusals import (
    AccountLocked,
    CodeInvalid,
    CurrentPasswordWrong,
    ReauthenticationNeeded,
    SessionEnded,
)
from common.database import Transaction, transaction
from common.identity import SERVICE, Actor, Session


def find_by_password(email: str, password: str) -> Credentials | None:
    """The credentials of an address whose password this is; an attempt, whoever makes it. Raises `AccountLocked`."""
    with transaction(SERVICE) as tx:
        if not rows.reserve_attempt(tx, email):
            raise AccountLocked
        found = rows.find_credentials(tx, email)
    if not is_right(found.password_hash if found else NOBODYS_HASH, password):
        return None
    with transaction(SERVICE) as tx:
        rows.give_attempts_back(tx, email)
    return found


def require_active(user_id: UUID) -> None:
    """Raises `AccountSuspended`, `AccountBanned`: the database refuses such an account a transaction of its own."""
    with transaction(Actor("user", user_id)):
        pass


def require_session(session: Session) -> LivingSession:
    """The sign-in and its account's address. Raises `SessionEnded`."""
    with transaction(SERVICE) as tx:
        return _living(tx, session)


def end_sessions(session: Session, which: Which) -> None:
    """End this sign-in, all but it, or all; one that has ended ends no other."""
    with transaction(SERVICE) as tx:
        session_rows.lock_account(tx, session.user_id)
        if session_rows.find_session(tx, session) is None:
            return
        if which == "this":
            session_rows.revoke_family(tx, session)
        else:
            rows.revoke_families(tx, session.user_id, but=session.id if which == "others" else None)


def send_reauthentication_code(session: Session) -> None:
    """A code to the account's own address. Raises `SessionEnded`."""
    with transaction(SERVICE) as tx:
        send_code(tx, _living(tx, session).email, "reauthenticate")


def prove_presence(session: Session, *, password: str | None, code: str | None) -> None:
    """Look whether the account's owner asks.

    Raises `SessionEnded`, `CodeInvalid`, `CurrentPasswordWrong`, `AccountLocked`, `ReauthenticationNeeded`.
    """
    living = require_session(session)
    if code is not None:
        require_code(living.email, "reauthenticate", code)
        with transaction(SERVICE) as tx:
            use_code(tx, living.email, "reauthenticate", code)
    elif password is not None:
        if find_by_password(living.email, password) is None:
            raise CurrentPasswordWrong
    elif living.age_seconds > RECENT_SIGN_IN_SECONDS:
        raise ReauthenticationNeeded


def change_password(session: Session, *, password: str, shortest_characters: int) -> None:
    """Set a new password; other sign-ins end, and no code of before opens anything.

    Raises `SessionEnded`, `PasswordRefused`.
    """
    email = require_session(session).email
    password_hash = hash_new(password, email, shortest_characters)
    with transaction(SERVICE) as tx:
        session_rows.lock_account(tx, session.user_id)
        _living(tx, session)
        rows.replace_password(tx, session.user_id, password_hash)
        rows.revoke_families(tx, session.user_id, but=session.id)
        session_rows.drop_codes(tx, session.user_id)
        rows.give_attempts_back(tx, email)


def start_email_change(session: Session, *, email: str, link: CodeLink | None) -> None:
    """Send a code to the new address, if nobody has it. Raises `SessionEnded`."""
    with transaction(SERVICE) as tx:
        session_rows.lock_account(tx, session.user_id)
        if _living(tx, session).email != email:
            send_change_code(tx, session.user_id, email, link)


def confirm_email_change(email: str, code: str) -> UUID:
    """The account that has the address from now on. Raises `CodeInvalid`, `EmailTaken`, and for barred accounts."""
    user_id = require_change_code(email, code)
    require_active(user_id)  # before the code is spent
    with transaction(SERVICE) as tx:
        session_rows.lock_account(tx, user_id)
        use_change_code(tx, user_id, email, code)
        if not session_rows.change_email(tx, user_id, email):
            raise CodeInvalid
    return user_id


def _living(tx: Transaction, session: Session) -> LivingSession:
    found = session_rows.find_session(tx, session)
    if found is None:
        raise SessionEnded
    return found
