"""A sign-up at Cognito, and its row in our database, which waits for the code as the account does."""

from collections.abc import Mapping
from uuid import UUID

from common.adapters.identity import account_rows, cognito_rows
from common.adapters.identity.cognito_accounts import find_user, metadata_of
from common.adapters.identity.cognito_codes import (
    REFUSED_PASSWORDS,
    link_with_placeholder,
    refused_password,
)
from common.adapters.identity.cognito_pool import UNREADY, PoolRefusal, UserPool
from common.adapters.identity.port import CodeLink, SentBy
from common.adapters.identity.refusals import IdentityUnavailable
from common.database import transaction
from common.errors.accounts import EmailTaken
from common.identity import SERVICE
from common.telemetry import logger

TAKEN = frozenset({"UsernameExistsException", "AliasExistsException"})


def sign_up(
    pool: UserPool,
    email: str,
    password: str,
    told: Mapping[str, str],
    *,
    link: CodeLink | None,
    sent_by: SentBy,
) -> UUID:
    """The id of a new account, its code on its way. Raises `EmailTaken`, `PasswordRefused`, `IdentityUnavailable`."""
    with transaction(SERVICE) as tx:
        if account_rows.is_taken(tx, email):
            raise EmailTaken
        # Before Cognito is asked: its trigger may come before our next statement.
        account_rows.note_referral_intent(tx, email, told["custom:role"], sent_by)
        cognito_rows.note_link(tx, email, "confirm", link_with_placeholder(link, email, "confirm"))
    user_id = _made(pool, email, password, told)
    try:
        with transaction(SERVICE) as tx:
            account_rows.insert_account(tx, user_id, email, metadata_of(told), confirmed=False)
    except EmailTaken:
        pool.order("admin_delete_user", str(user_id))  # the address went to somebody else in this very moment
        raise
    return user_id


def _made(pool: UserPool, email: str, password: str, told: Mapping[str, str]) -> UUID:
    # Not the address: Cognito takes it from the user name, and the client may not write it.
    attributes = [{"Name": name, "Value": value} for name, value in told.items()]
    try:
        return UUID(pool.ask("sign_up", email, Password=password, UserAttributes=attributes)["UserSub"])
    except PoolRefusal as refusal:
        if refusal.code in REFUSED_PASSWORDS:
            raise refused_password() from None
        if refusal.code in TAKEN:
            raise EmailTaken from None
        if refusal.code not in UNREADY:
            raise
        logger().warning("a code could not be sent", extra={"reason": refusal.code})
    # The account is there although its mail could not go: its owner asks for another code.
    if (user := find_user(pool, email)) is None:
        raise IdentityUnavailable
    return user.id
