"""Use cases of accounts: oneself, and what administrators do to others."""

from uuid import UUID

from common.adapters.identity.choice import account_keeper
from common.admins import require_admin
from common.database import Transaction, read
from common.errors.accounts import AccountUnknown
from common.identity import Actor
from common.models.base import Page
from common.models.users import Role, UserStatus
from common.pagination import decode_id_cursor, page
from user_management.users import repository
from user_management.users.models import Me, ProfilePatch, RoleChange, UserAccount


def read_me(actor: Actor) -> Me:
    """The caller. One whom the identity provider knows and our database missed, as a trigger failed, is there now.

    Raises `NotFound` for the service, which is nobody; `AccountUnknown`, `EmailTaken`, `IdentityUnavailable`.
    """
    try:
        with read(actor) as tx:
            return repository.find_me(tx)
    except AccountUnknown:
        if actor.user_id is None or not account_keeper().restore(actor.user_id):
            raise
    with read(actor) as tx:
        return repository.find_me(tx)


def change_profile(tx: Transaction, patch: ProfilePatch) -> Me:
    """Change the fields that were sent. Raises `NotFound` for the service, which is nobody; `TimeZoneUnknown`."""
    changes: dict[str, object] = {name: getattr(patch, name) for name in patch.model_fields_set}
    if changes:
        repository.update_profile(tx, changes)
    return repository.find_me(tx)


def list_users(
    tx: Transaction, *, search: str | None, role: Role | None, status: UserStatus | None,
    cursor: str | None, limit: int,
) -> Page[UserAccount]:  # fmt: skip
    """Accounts, newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    rows = repository.list_accounts(
        tx, search=search, role=role, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda account: account.id)


def find_user(tx: Transaction, user_id: UUID) -> UserAccount:
    """One account. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    return repository.find_account(tx, user_id)


def set_status(tx: Transaction, user_id: UUID, status: UserStatus, reason: str) -> UserAccount:
    """Bar an account or let it in again; its status at the end. The database refuses oneself and the last admin.

    Raises `Forbidden`, `NotFound`, `NotToYourself`, `LastAdmin`, `UserStatusTransitionForbidden`.
    """
    require_admin(tx)
    repository.set_reason(tx, reason)
    repository.set_status(tx, user_id, status)
    return repository.find_account(tx, user_id)


def change_role(tx: Transaction, user_id: UUID, role: Role, change: RoleChange) -> UserAccount:
    """`set`: this role and no other; `grant`: this one too; `revoke`: not this one.

    Raises `Forbidden`, `NotFound`, `NotToYourself`, `LastAdmin`.
    """
    require_admin(tx)
    account = repository.find_account(tx, user_id)
    if change != "revoke":
        repository.grant_role(tx, user_id, role)
    if change != "grant":
        repository.revoke_roles(
            tx, user_id, [role] if change == "revoke" else [held for held in account.roles if held != role]
        )
    return repository.find_account(tx, user_id)
