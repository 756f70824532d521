"""Codes that Cognito makes and mails: confirmation, a forgotten password, a sign-in by code.

Cognito knows no address for whoever has not confirmed theirs, and sends them no other code: they get that of the
sign-up, whatever they asked for. What it then opens was not prepared by them, maybe: the password ends.
"""

import secrets

from common.adapters.identity import cognito_rows
from common.adapters.identity.codes import page_of
from common.adapters.identity.cognito_accounts import UNCONFIRMED, PoolUser, find_user
from common.adapters.identity.cognito_pool import UNREADY, PoolRefusal, UserPool
from common.adapters.identity.password_rule import LONGEST_PASSWORD
from common.adapters.identity.port import CodeLink, Purpose
from common.adapters.identity.refusals import CodeInvalid, IdentityUnavailable, PasswordRefused
from common.database import transaction
from common.identity import SERVICE
from common.settings import required
from common.telemetry import logger

PLACEHOLDER = "{####}"
"""What Cognito puts the code in the place of."""
STAND_IN = "CODE-GOES-HERE"
"""The code in a link that is being made: it needs no escape, as digits do not."""
OTP = "EMAIL_OTP"
REFUSED_PASSWORDS = frozenset({"InvalidPasswordException", "PasswordHistoryPolicyViolationException"})


def link_with_placeholder(link: CodeLink | None, email: str, purpose: Purpose) -> str:
    """Where a mail's button leads, with `PLACEHOLDER` for the code."""
    return (link or page_of(purpose))(email, STAND_IN).replace(STAND_IN, PLACEHOLDER)


def send_code(pool: UserPool, email: str, username: str, purpose: Purpose, link: CodeLink | None) -> None:
    """A code by mail, at most one a minute, if there is such an account; nothing shows whether there is.

    Raises `IdentityUnavailable`.
    """
    with transaction(SERVICE) as tx:
        may_send = cognito_rows.reserve_sending(
            tx, email, purpose, link_with_placeholder(link, email, purpose)
        )
    if not may_send:
        return
    user = find_user(pool, username)
    try:
        if purpose == "confirm" or _is_unconfirmed(user):
            _resend(pool, email, username, purpose, link)
        elif purpose == "reset_password":
            pool.ask("forgot_password", username)
        else:
            _begin_sign_in(pool, email, username)
    except PoolRefusal as refusal:
        if refusal.code in UNREADY:
            raise IdentityUnavailable from refusal
        # No such account, one that needs no code, or one that asked too often: the caller learns of none of these.
        logger().info("no code was sent", extra={"purpose": purpose, "reason": refusal.code})


def confirm_sign_up(pool: UserPool, username: str, code: str) -> None:
    """Believe that the address is theirs. Raises `CodeInvalid`, `IdentityUnavailable`."""
    try:
        pool.ask("confirm_sign_up", username, ConfirmationCode=code.strip())
    except PoolRefusal as refusal:
        # A trigger that fails does so afterwards: the account is confirmed, and its row is made by who asked.
        if refusal.code not in UNREADY:
            raise CodeInvalid from None


def set_password_by_code(pool: UserPool, username: str, code: str, password: str) -> None:
    """A new password by a code. Raises `CodeInvalid`, `PasswordRefused`, `IdentityUnavailable`."""
    if _is_unconfirmed(find_user(pool, username)):
        confirm_sign_up(pool, username, code)
        set_password(pool, username, password)
        return
    try:
        pool.ask("confirm_forgot_password", username, ConfirmationCode=code.strip(), Password=password)
    except PoolRefusal as refusal:
        if refusal.code in REFUSED_PASSWORDS:
            raise refused_password() from None
        if refusal.code not in UNREADY:
            raise CodeInvalid from None


def set_password(pool: UserPool, username: str, password: str) -> None:
    """A new password for who has proved who they are. Raises `PasswordRefused`, `IdentityUnavailable`."""
    try:
        pool.order("admin_set_user_password", username, Password=password, Permanent=True)
    except PoolRefusal as refusal:
        if refusal.code in REFUSED_PASSWORDS:
            raise refused_password() from None
        raise


def redeem_sign_in(pool: UserPool, email: str, username: str, code: str) -> dict[str, object] | None:
    """Cognito's answer to the code of a sign-in by mail; None where the code was the sign-up's, and confirms it.

    Raises `CodeInvalid`, `IdentityUnavailable`.
    """
    if _is_unconfirmed(find_user(pool, username)):
        confirm_sign_up(pool, username, code)
        set_password(pool, username, nobodys_password())
        return None
    with transaction(SERVICE) as tx:
        begun = cognito_rows.find_begun(tx, email)
    if begun is None:
        raise CodeInvalid
    try:
        answer = pool.go_on(OTP, begun.username, begun.session, {"EMAIL_OTP_CODE": code.strip()})
    except PoolRefusal as refusal:
        logger().info("a code was refused", extra={"reason": refusal.code})
        raise CodeInvalid from None
    with transaction(SERVICE) as tx:
        if not cognito_rows.end_begun(tx, email, begun.session):
            raise CodeInvalid
    return answer


def nobodys_password() -> str:
    """A password that nobody knows: no password opens this account until its owner sets one."""
    return secrets.token_urlsafe(48)


def refused_password() -> PasswordRefused:
    """What Cognito refuses beyond our own rule: a password that is known from a leak, or one of before."""
    return PasswordRefused(int(required("SHORTEST_PASSWORD")), LONGEST_PASSWORD)


def _resend(pool: UserPool, email: str, username: str, purpose: Purpose, link: CodeLink | None) -> None:
    if purpose != "confirm":
        with transaction(SERVICE) as tx:
            cognito_rows.note_link(tx, email, "confirm", link_with_placeholder(link, email, purpose))
    pool.ask("resend_confirmation_code", username)


def _begin_sign_in(pool: UserPool, email: str, username: str) -> None:
    begun = pool.begin("USER_AUTH", username, {"PREFERRED_CHALLENGE": OTP})
    if begun.get("ChallengeName") != OTP:
        logger().info(
            "no code was sent", extra={"purpose": "magic_link", "reason": begun.get("ChallengeName")}
        )
        return
    named = begun.get("ChallengeParameters", {}).get("USERNAME", username)
    with transaction(SERVICE) as tx:
        cognito_rows.begin_sign_in(tx, email, named, begun["Session"])


def _is_unconfirmed(user: PoolUser | None) -> bool:
    return user is not None and user.status == UNCONFIRMED
