"""`/api/v1/users`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.adapters.identity.refusals import PROVIDER
from common.errors import NotFound
from common.errors.accounts import EmailTaken, NameIsAnAddress, TimeZoneUnknown
from common.models.base import Page
from common.models.users import Role, UserStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.users import service
from user_management.users.models import Me, ProfilePatch, UserAccount

Search = Annotated[
    str | None, Query(max_length=200, description="A part of the address or name, in any case.")
]
TAGS = ["users"]


@app.get("/api/v1/users/me", tags=TAGS, responses=refuses(NotFound, *PROVIDER, EmailTaken))
def read_me() -> Me:
    """Read one's own account

    For whoever is signed in: account, profile, and brands with what one may do in each. Whoever has a token and no
    account yet, as something failed when they signed up, has one from this on.
    """
    return service.read_me(app.actor)


@app.patch("/api/v1/users/me", tags=TAGS, responses=refuses(NotFound, NameIsAnAddress, TimeZoneUnknown))
def change_me(body: ProfilePatch) -> Me:
    """Change one's own profile

    For whoever is signed in. What is sent changes, the rest stays.
    """
    with app.transaction() as tx:
        return service.change_profile(tx, body)


@app.get("/api/v1/users", tags=TAGS, responses=refuses(CursorInvalid))
def list_users(
    search: Search = None,
    role: Annotated[Role | None, Query(description="Only who has this role.")] = None,
    status: Annotated[UserStatus | None, Query(description="Only accounts in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[UserAccount]:
    """List accounts

    For administrators: all, or those with a part of an address or name, a role, a status.
    """
    with app.read() as tx:
        return service.list_users(tx, search=search, role=role, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/users/<user_id>", tags=TAGS, responses=refuses(NotFound))
def read_user(user_id: UUID) -> UserAccount:
    """Read an account

    For administrators. Whoever is signed in reads their own with `readMe`.
    """
    with app.read() as tx:
        return service.find_user(tx, user_id)
