"""`/api/v1/brands/{id}/members`."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from common.errors import NotFound
from common.errors.accounts import BrandNotEmpty, LastBrandAdmin
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from user_management.app import app
from user_management.members import service
from user_management.members.models import Member, MemberRoles

TAGS = ["brands"]


@app.get("/api/v1/brands/<brand_id>/members", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_members(brand_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Member]:
    """List the members of a brand

    For its members: who belongs to it, and as what.
    """
    with app.read() as tx:
        return service.list_members(tx, brand_id, cursor=cursor, limit=limit)


@app.put(
    "/api/v1/brands/<brand_id>/members/<user_id>", tags=TAGS, responses=refuses(NotFound, LastBrandAdmin)
)
def set_member_roles(brand_id: UUID, user_id: UUID, body: MemberRoles) -> Member:
    """Set the roles of a member

    For brand admins. Exactly these from now on. Somebody stays brand admin as long as the brand has members.
    """
    with app.transaction() as tx:
        return service.set_member_roles(tx, brand_id, user_id, body.roles)


@app.delete(
    "/api/v1/brands/<brand_id>/members/<user_id>",
    status_code=204,
    tags=TAGS,
    responses=refuses(NotFound, LastBrandAdmin, BrandNotEmpty),
)
def remove_member(brand_id: UUID, user_id: UUID) -> Response[Any]:
    """Remove a member from a brand

    For brand admins, themselves included. The last brand admin stays while there are other members, and the last
    member of all leaves only a brand without money, open deposits and running campaigns.
    """
    with app.transaction() as tx:
        service.remove_member(tx, brand_id, user_id)
    return Response(status_code=204)
