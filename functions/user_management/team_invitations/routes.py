"""`/api/v1/brands/{id}/invitations`, `/api/v1/team-invitations`."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from common.errors import NotFound
from common.errors.accounts import (
    AddressNotInvitable,
    AlreadyMember,
    TeamInvitationForAnother,
    TeamInvitationInvalid,
    TooManyBrands,
    TooManyInvitations,
)
from common.errors.campaigns import OnBothSides
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.brands import TeamInvitation
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import MAIL, wake
from common.refusals import refuses
from user_management.app import app
from user_management.team_invitations import service
from user_management.team_invitations.models import AcceptTeamInvitation, InvitationAccepted, InviteToTeam

TAGS = ["brands"]


@app.post(
    "/api/v1/brands/<brand_id>/invitations",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited, NotFound, AlreadyMember, TooManyInvitations, AddressNotInvitable, *ONCE
    ),
)
@app.takes(RateClass.MAIL)
def invite_to_team(brand_id: UUID, body: InviteToTeam) -> TeamInvitation:
    """Invite somebody to a brand's team

    For brand admins. A mail with a link goes to the address, good for seven days; an open invitation of the same
    address is replaced. A brand has at most 50 open ones.
    """
    with app.transaction() as tx:
        made = app.once(tx, body, TeamInvitation, lambda: service.invite(tx, brand_id, body.email, body.role))
    wake(MAIL)
    return made


@app.get("/api/v1/brands/<brand_id>/invitations", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_team_invitations(
    brand_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[TeamInvitation]:
    """List the invitations to a brand's team

    For brand admins: open ones, and those that were accepted, revoked or have expired.
    """
    with app.read() as tx:
        return service.list_invitations(tx, brand_id, cursor=cursor, limit=limit)


@app.delete(
    "/api/v1/brands/<brand_id>/invitations/<invitation_id>",
    status_code=204,
    tags=TAGS,
    responses=refuses(NotFound),
)
def revoke_team_invitation(brand_id: UUID, invitation_id: UUID) -> Response[Any]:
    """Revoke an open invitation to a brand's team

    For brand admins. Its link is good no more.
    """
    with app.transaction() as tx:
        service.revoke_invitation(tx, brand_id, invitation_id)
    return Response(status_code=204)


@app.post(
    "/api/v1/team-invitations/accept",
    tags=TAGS,
    responses=refuses(
        RequestsLimited, TeamInvitationInvalid, TeamInvitationForAnother, OnBothSides, TooManyBrands, *ONCE
    ),
)
@app.takes(RateClass.MAIL)
def accept_team_invitation(body: AcceptTeamInvitation) -> InvitationAccepted:
    """Accept an invitation to a brand's team

    For whoever is signed in with the address that was invited. They are a member from the next request on.
    """
    with app.transaction() as tx:
        return app.once(tx, body, InvitationAccepted, lambda: service.accept_invitation(tx, body.token))
