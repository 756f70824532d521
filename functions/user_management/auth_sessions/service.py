"""Use cases of who is signed in. The identity provider keeps passwords, codes and sign-ins."""

from pydantic import SecretStr

from common.adapters.identity.choice import identity_provider
from common.adapters.identity.port import CodeLink, Which
from common.identity import Session
from common.queues import MAIL, wake
from user_management.auth.models import CodeSent
from user_management.auth_sessions.models import EmailChange, PasswordChange, Proof


def end_sessions(session: Session, which: Which) -> None:
    """Sign out by an access token: here, elsewhere, or everywhere. Raises `NotConfigured`."""
    identity_provider().end_sessions(session, which)


def send_reauthentication_code(session: Session) -> CodeSent:
    """A code to the own address, for a change of password or address. Raises `NotConfigured`, `SessionEnded`."""
    identity_provider().send_reauthentication_code(session)
    wake(MAIL)
    return CodeSent(message="A code is on its way to your address.")


def change_password(session: Session, wanted: PasswordChange) -> None:
    """A new password; other sign-ins end, this one stays.

    Raises `NotConfigured`, `SessionEnded`, `CodeInvalid`, `CurrentPasswordWrong`, `AccountLocked`,
    `ReauthenticationNeeded`, `PasswordRefused`.
    """
    prove_presence(session, wanted)
    set_password(session, wanted.password)


def change_email(session: Session, wanted: EmailChange) -> CodeSent:
    """A code to the new address, which counts from its confirmation on; where it is taken, the answer is the same.

    Raises `NotConfigured`, `SessionEnded`, `CodeInvalid`, `CurrentPasswordWrong`, `AccountLocked`,
    `ReauthenticationNeeded`.
    """
    prove_presence(session, wanted)
    start_email_change(session, wanted.email)
    return CodeSent(message="If the address can be yours, a code is on its way to it.")


def prove_presence(session: Session, proof: Proof) -> None:
    """Look whether the account's owner asks, and not who found their access token.

    Raises `NotConfigured`, `SessionEnded`, `CodeInvalid`, `CurrentPasswordWrong`, `AccountLocked`,
    `ReauthenticationNeeded`.
    """
    given = proof.current_password
    password = None if given is None else given.get_secret_value()
    identity_provider().prove_presence(session, password=password, code=proof.code)


def set_password(session: Session, password: SecretStr) -> None:
    """Of who has proved their presence. Raises `NotConfigured`, `SessionEnded`, `PasswordRefused`."""
    identity_provider().change_password(session, password=password.get_secret_value())


def start_email_change(session: Session, email: str, link: CodeLink | None = None) -> None:
    """Of who has proved their presence. Raises `NotConfigured`, `SessionEnded`."""
    identity_provider().start_email_change(session, email=email, link=link)
    wake(MAIL)


def require_session(session: Session) -> None:
    """Raises `NotConfigured`, `SessionEnded`."""
    identity_provider().require_session(session)
