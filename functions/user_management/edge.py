"""The edge function `user-management`: administrators only."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler.openapi.params import Body, Query

from common.database import Transaction
from common.errors import NotFound
from common.errors.accounts import LastAdmin, NotToYourself, UserStatusTransitionForbidden
from common.idempotency import ONCE
from common.models.base import Page
from common.models.users import Role, UserStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import IDENTITIES, wake
from common.refusals import refuses
from user_management.app import app
from user_management.users import service
from user_management.users.models import BanUser, SuspendUser, UnbanUser, UpdateRole, UserAccount
from user_management.users.routes import Search

Action = BanUser | SuspendUser | UnbanUser | UpdateRole


@app.post(
    "/functions/v1/user-management",
    tags=["edge"],
    responses=refuses(NotFound, NotToYourself, LastAdmin, UserStatusTransitionForbidden, *ONCE),
)
def call_user_management(body: Annotated[Action, Body(discriminator="action")]) -> UserAccount:
    """Bar an account, let it in again, or change its role

    For administrators, but not for their own account. Each action answers with the account as it is then.

    - `ban-user` shuts an account out at once and everywhere.
    - `suspend-user` does the same for the time of an inquiry.
    - `unban-user` lets a banned or suspended person in again; they sign in anew.
    - `update-role` sets, grants or revokes a role.
    """
    with app.transaction() as tx:
        account = app.once(tx, body, UserAccount, lambda: _act(tx, body))
    if not isinstance(body, UpdateRole):
        wake(IDENTITIES)
    return account


def _act(tx: Transaction, body: Action) -> UserAccount:
    match body:
        case BanUser():
            return service.set_status(tx, body.user_id, UserStatus.BANNED, body.reason)
        case SuspendUser():
            return service.set_status(tx, body.user_id, UserStatus.SUSPENDED, body.reason)
        case UnbanUser():
            return service.set_status(tx, body.user_id, UserStatus.ACTIVE, body.reason)
        case UpdateRole():
            return service.change_role(tx, body.user_id, body.role, body.change)


@app.get("/functions/v1/user-management", tags=["edge"], responses=refuses(CursorInvalid))
def ask_user_management(  # noqa: PLR0917 - Powertools passes them by name
    action: Annotated[Literal["list-users"], Query(description="What to do.")],  # noqa: ARG001 - one action: to be valid is its use
    search: Search = None,
    role: Annotated[Role | None, Query(description="Only who has this role.")] = None,
    status: Annotated[UserStatus | None, Query(description="Only accounts in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[UserAccount]:
    """List accounts, as `listUsers` does

    For administrators. The only action is `list-users`; it takes the filters of `listUsers`.
    """
    with app.read() as tx:
        return service.list_users(tx, search=search, role=role, status=status, cursor=cursor, limit=limit)
