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
    """`ban-user`, `suspend-user`, `unban-user`, `update-role`; each answers with the account as it is then."""
    with app.transaction() as tx:
        return app.once(tx, body, UserAccount, lambda: _act(tx, body))


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
    action: Annotated[Literal["list-users"], Query()],  # noqa: ARG001 - one action: to be valid is its use
    search: Search = None,
    role: Annotated[Role | None, Query()] = None,
    status: Annotated[UserStatus | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[UserAccount]:
    """`list-users`: by a part of the address or name, newest first."""
    with app.transaction() as tx:
        return service.list_users(tx, search=search, role=role, status=status, cursor=cursor, limit=limit)
