"""`/api/v1/brands` with members and invitations, `/api/v1/team-invitations`."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from common.errors import NotFound
from common.errors.accounts import (
    AddressNotInvitable,
    AlreadyMember,
    BrandNotEmpty,
    LastBrandAdmin,
    SlugTaken,
    TeamInvitationForAnother,
    TeamInvitationInvalid,
    TooManyInvitations,
)
from common.idempotency import ONCE
from common.models.base import Page
from common.models.brands import Brand, BrandDraft, BrandPatch, Member, MemberRoles, TeamInvitation
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import MAIL, wake
from common.refusals import refuses
from user_management.app import app
from user_management.brands import repository as brands
from user_management.brands import service as teams
from user_management.users.models import AcceptTeamInvitation, BrandOpened, InvitationAccepted, InviteToTeam

TAGS = ["brands"]


@app.post("/api/v1/brands", status_code=201, tags=TAGS, responses=refuses(*ONCE))
def open_brand(body: BrandDraft) -> BrandOpened:
    """One more brand of the caller; it can be read and filled in from the next request on."""
    with app.transaction() as tx:
        return app.once(tx, body, BrandOpened, lambda: BrandOpened(id=brands.open_brand(tx, body.name)))


@app.get("/api/v1/brands", tags=TAGS, responses=refuses(CursorInvalid))
def list_brands(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Brand]:
    """The caller's brands (an administrator's: all), newest first."""
    with app.transaction() as tx:
        return teams.list_brands(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/brands/<brand_id>", tags=TAGS, responses=refuses(NotFound))
def read_brand(brand_id: UUID) -> Brand:
    """One brand."""
    with app.transaction() as tx:
        return brands.find_brand(tx, brand_id)


@app.patch("/api/v1/brands/<brand_id>", tags=TAGS, responses=refuses(NotFound, SlugTaken))
def change_brand(brand_id: UUID, body: BrandPatch) -> Brand:
    """Change what is sent; the rest stays."""
    with app.transaction() as tx:
        return teams.change_brand(tx, brand_id, body)


@app.get("/api/v1/brands/<brand_id>/members", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_members(brand_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[Member]:
    """Who belongs to the brand, and as what."""
    with app.transaction() as tx:
        return teams.list_members(tx, brand_id, cursor=cursor, limit=limit)


@app.put(
    "/api/v1/brands/<brand_id>/members/<user_id>", tags=TAGS, responses=refuses(NotFound, LastBrandAdmin)
)
def set_member_roles(brand_id: UUID, user_id: UUID, body: MemberRoles) -> Member:
    """Exactly these roles."""
    with app.transaction() as tx:
        return teams.set_member_roles(tx, brand_id, user_id, body.roles)


@app.delete(
    "/api/v1/brands/<brand_id>/members/<user_id>",
    status_code=204,
    tags=TAGS,
    responses=refuses(NotFound, LastBrandAdmin, BrandNotEmpty),
)
def remove_member(brand_id: UUID, user_id: UUID) -> Response[Any]:
    """End a membership. The last member of all leaves an empty brand only."""
    with app.transaction() as tx:
        teams.remove_member(tx, brand_id, user_id)
    return Response(status_code=204)


@app.post(
    "/api/v1/brands/<brand_id>/invitations",
    status_code=201,
    tags=TAGS,
    responses=refuses(NotFound, AlreadyMember, TooManyInvitations, AddressNotInvitable, *ONCE),
)
def invite_to_team(brand_id: UUID, body: InviteToTeam) -> TeamInvitation:
    """Invite an address by e-mail; an open invitation of the same address is replaced."""
    with app.transaction() as tx:
        made = app.once(tx, body, TeamInvitation, lambda: teams.invite(tx, brand_id, body.email, body.role))
    wake(MAIL)
    return made


@app.get("/api/v1/brands/<brand_id>/invitations", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_team_invitations(
    brand_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[TeamInvitation]:
    """All invitations of the brand, newest first."""
    with app.transaction() as tx:
        return teams.list_invitations(tx, brand_id, cursor=cursor, limit=limit)


@app.delete(
    "/api/v1/brands/<brand_id>/invitations/<invitation_id>",
    status_code=204,
    tags=TAGS,
    responses=refuses(NotFound),
)
def revoke_team_invitation(brand_id: UUID, invitation_id: UUID) -> Response[Any]:
    """Take an open invitation back."""
    with app.transaction() as tx:
        teams.revoke_invitation(tx, brand_id, invitation_id)
    return Response(status_code=204)


@app.post(
    "/api/v1/team-invitations/accept",
    tags=TAGS,
    responses=refuses(TeamInvitationInvalid, TeamInvitationForAnother, *ONCE),
)
def accept_team_invitation(body: AcceptTeamInvitation) -> InvitationAccepted:
    """Become a member, with the address that was invited."""
    with app.transaction() as tx:
        return app.once(tx, body, InvitationAccepted, lambda: teams.accept_invitation(tx, body.token))
