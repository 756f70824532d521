"""Accounts that stand in the user pool and in our database: who is whom, and how one follows the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from common.adapters.identity import account_rows
from common.adapters.identity.cognito_pool import NO_SUCH_USER, PoolRefusal, UserPool
from common.adapters.identity.port import AccountState
from common.database import transaction
from common.identity import SERVICE
from common.models.lines import one_line
from common.models.mailboxes import normalised
from common.telemetry import logger

UNCONFIRMED = "UNCONFIRMED"
FROM_ELSEWHERE = "EXTERNAL_PROVIDER"
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class PoolUser:
    """A person as the pool knows them; `username` is what its operations take."""

    username: str
    id: UUID
    email: str
    attributes: Mapping[str, str]
    status: str
    is_enabled: bool

    @property
    def is_confirmed(self) -> bool:
        """Whether they have shown that the address is theirs, to Cognito or to whom it believes."""
        return self.status != UNCONFIRMED and self.attributes.get("email_verified") == "true"


def metadata_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """Clients can write both past our models: admin is none that anybody takes; the name is a line."""
    told = attributes.get("custom:role", "")
    role = told if told in ("agent", "brand") else "creator"
    return {"role": role, "full_name": one_line(attributes.get("name", ""), LONGEST_NAME)}


def find_user(pool: UserPool, username: str) -> PoolUser | None:
    """The person of a user name, an address or the id of an account that has its password here.

    Raises `IdentityUnavailable`.
    """
    try:
        told = pool.order("admin_get_user", username)
    except PoolRefusal as refusal:
        if refusal.code != NO_SUCH_USER:
            raise
        return None
    return _user(told["Username"], told["UserAttributes"], told["UserStatus"], told["Enabled"])


def find_by_id(pool: UserPool, user_id: UUID) -> PoolUser | None:
    """The person of an account; of who comes from elsewhere the id is no user name. Raises `IdentityUnavailable`."""
    if (found := find_user(pool, str(user_id))) is not None:
        return found
    told = pool.call("list_users", UserPoolId=pool.pool_id, Filter=f'sub = "{user_id}"', Limit=1)["Users"]
    return next(
        (_user(one["Username"], one["Attributes"], one["UserStatus"], one["Enabled"]) for one in told), None
    )


def restore(pool: UserPool, user_id: UUID) -> bool:
    """Make the row of an account that the pool has confirmed and our database missed; whether it is new.

    Raises `IdentityUnavailable`, `EmailTaken`.
    """
    user = find_by_id(pool, user_id)
    if user is None or not user.is_confirmed or not user.is_enabled:
        return False
    with transaction(SERVICE) as tx:
        is_new = account_rows.insert_account(
            tx, user.id, user.email, metadata_of(user.attributes), confirmed=True
        )
    if is_new:
        logger().warning("an account was restored", extra={"user_id": str(user_id)})
    return is_new


@dataclass(frozen=True, slots=True)
class PoolKeeper:
    """Implements `common.adapters.identity.port.AccountKeeper` on a user pool."""

    pool: UserPool

    def restore(self, user_id: UUID) -> bool:
        """Make the row of an account that the pool has confirmed and our database missed; whether it is new.

        Raises `IdentityUnavailable`, `EmailTaken`.
        """
        return restore(self.pool, user_id)

    def follow(self, user_id: UUID, state: AccountState) -> None:
        """Let the pool have what our database says of an account. Raises `IdentityUnavailable`, `PoolRefusal`."""
        follow(self.pool, user_id, state)


def follow(pool: UserPool, user_id: UUID, state: AccountState) -> None:
    """Let the pool have what our database says of an account. Twice is as once, and who is gone is gone.

    Raises `IdentityUnavailable`, `PoolRefusal` (an address that another user of the pool has).
    """
    user = find_by_id(pool, user_id)
    if user is None:
        return
    if state.status == "deleted":
        _order(pool, "admin_user_global_sign_out", user)
        _order(pool, "admin_delete_user", user)
        return
    if state.email != user.email and user.status != FROM_ELSEWHERE:
        # Whoever wrote it there has seen the code that went to it: the address is verified.
        attributes = [{"Name": "email", "Value": state.email}, {"Name": "email_verified", "Value": "true"}]
        _order(pool, "admin_update_user_attributes", user, UserAttributes=attributes)
    if state.status == "active":
        if not user.is_enabled:
            _order(pool, "admin_enable_user", user)
        return
    _order(pool, "admin_disable_user", user)
    _order(pool, "admin_user_global_sign_out", user)


def _order(pool: UserPool, operation: str, user: PoolUser, **given: object) -> None:
    try:
        pool.order(operation, user.username, **given)
    except PoolRefusal as refusal:
        if refusal.code != NO_SUCH_USER:
            raise


def _user(username: str, told: list[dict[str, str]], status: str, is_enabled: bool) -> PoolUser:  # noqa: FBT001 - as Cognito says it
    attributes = {one["Name"]: one.get("Value", "") for one in told}
    email = normalised(attributes.get("email", ""))
    return PoolUser(username, UUID(attributes["sub"]), email, attributes, status, is_enabled)
