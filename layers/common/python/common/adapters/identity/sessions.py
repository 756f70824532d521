"""What a sign-in may do with its access token, with either provider: end, and change password and address.

Who keeps passwords is asked by a function that the provider hands over; sign-ins and codes are rows of ours.

A change locks the account's row first and looks at the sign-in in a statement of its own: of two changes at once the
second one sees what the first has ended.
"""

from collections.abc import Callable
from uuid import UUID

from common.adapters.identity import rows, session_rows
from common.adapters.identity.codes import (
    require_change_code,
    require_code,
    send_change_code,
    send_code,
    use_change_code,
    use_code,
)
from common.adapters.identity.port import RECENT_SIGN_IN_SECONDS, CodeLink, Which
from common.adapters.identity.refusals import (
    CodeInvalid,
    CurrentPasswordWrong,
    ReauthenticationNeeded,
    SessionEnded,
)
from common.adapters.identity.session_rows import LivingSession
from common.database import Transaction, transaction
from common.identity import SERVICE, Actor, Session


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


def prove_presence(
    session: Session, *, password: str | None, code: str | None, is_right: Callable[[str, str], bool]
) -> None:
    """Look whether the account's owner asks; `is_right` looks at an address and its password.

    Raises `SessionEnded`, `CodeInvalid`, `CurrentPasswordWrong`, `ReauthenticationNeeded`, and what `is_right` raises.
    """
    living = require_session(session)
    if code is not None:
        require_code(living.email, "reauthenticate", code)
        with transaction(SERVICE) as tx:
            use_code(tx, living.email, "reauthenticate", code)
    elif password is not None:
        if not is_right(living.email, password):
            raise CurrentPasswordWrong
    elif living.age_seconds > RECENT_SIGN_IN_SECONDS:
        raise ReauthenticationNeeded


def settle_new_password(
    session: Session, email: str, replace: Callable[[Transaction], None] | None = None
) -> None:
    """What follows from a new password, and the password itself where `replace` keeps it in the same transaction.

    Other sign-ins end, no code of before opens anything, attempts are counted anew. Raises `SessionEnded`.
    """
    with transaction(SERVICE) as tx:
        session_rows.lock_account(tx, session.user_id)
        _living(tx, session)
        if replace is not None:
            replace(tx)
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
