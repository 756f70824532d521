"""`/api/v1/campaigns/{id}/invitations`, `/api/v1/invitations`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from campaign_lifecycle.app import app
from campaign_lifecycle.errors import ANSWERED_REFUSALS
from campaign_lifecycle.invitations import repository, service
from campaign_lifecycle.invitations.models import (
    InvitationBatch,
    InvitationDecline,
    InvitationDraft,
    InvitationResults,
)
from common.errors import NotFound
from common.errors.campaigns import (
    AlreadyParticipates,
    AmountTooLarge,
    BudgetExhausted,
    CampaignNotRunning,
    InvitationPending,
    InvitationTransitionForbidden,
    NotACreator,
    OnBothSides,
)
from common.errors.limits import RequestsLimited
from common.errors.messaging import CreatorNotOpenToBrand
from common.errors.money import InsufficientFunds
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.invitations import Invitation, InvitationStatus
from common.models.participants import Participant
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["invitations"]


@app.post(
    "/api/v1/campaigns/<campaign_id>/invitations",
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NotFound,
        CampaignNotRunning,
        NotACreator,
        OnBothSides,
        InvitationPending,
        AlreadyParticipates,
        AmountTooLarge,
        CreatorNotOpenToBrand,
        *ONCE,
    ),
)
@app.takes(RateClass.MAIL)
def invite_creator(campaign_id: UUID, body: InvitationDraft) -> Invitation:
    """Invite a creator to a campaign

    For brand admins and campaign managers, while the campaign is a draft or active. The creator is told, and may
    accept once the campaign is active, decline, or make an offer. Without an amount it is what the deliverables pay
    together. A creator has one open invitation to a campaign at a time, and nobody invites a member of their own
    brand, nor a creator who takes none from it.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Invitation, lambda: service.invite(tx, campaign_id, body))


@app.post(
    "/api/v1/campaigns/<campaign_id>/invitations/bulk",
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, *ONCE),
)
@app.takes(RateClass.MAIL, cost=20)
def invite_creators(campaign_id: UUID, body: InvitationBatch) -> InvitationResults:
    """Invite up to 100 creators at once

    For brand admins and campaign managers. Each invitation has a result of its own, in the order that was sent: one
    that is refused says why, and stops none of the others.
    """
    with app.transaction() as tx:
        return app.once(tx, body, InvitationResults, lambda: service.invite_many(tx, campaign_id, body))


@app.get("/api/v1/campaigns/<campaign_id>/invitations", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_campaign_invitations(
    campaign_id: UUID,
    status: Annotated[InvitationStatus | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Invitation]:
    """List the invitations to a campaign

    For members of the brand, all of them; an invited creator sees their own.
    """
    with app.read() as tx:
        return service.list_invitations(
            tx, campaign_id=campaign_id, status=status, cursor=cursor, limit=limit
        )


@app.get("/api/v1/invitations", tags=TAGS, responses=refuses(CursorInvalid))
def list_invitations(
    status: Annotated[InvitationStatus | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Invitation]:
    """List the invitations that were sent or received

    For creators, those to them; for members of a brand, those of all its campaigns.
    """
    with app.read() as tx:
        return service.list_invitations(tx, campaign_id=None, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/invitations/<invitation_id>", tags=TAGS, responses=refuses(NotFound))
def read_invitation(invitation_id: UUID) -> Invitation:
    """Read an invitation

    For the invited creator and for members of the brand. `net_amount` is what the creator earns of the amount, after
    the fee.
    """
    with app.read() as tx:
        return repository.find_invitation(tx, invitation_id)


@app.post(
    "/api/v1/invitations/<invitation_id>/accept",
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NotFound,
        *ANSWERED_REFUSALS,
        CampaignNotRunning,
        AlreadyParticipates,
        OnBothSides,
        BudgetExhausted,
        InsufficientFunds,
        *ONCE,
    ),
)
@app.takes(RateClass.MAIL)
def accept_invitation(invitation_id: UUID) -> Participant:
    """Accept an invitation

    For the invited creator, while the campaign is active. The amount is reserved in the brand's wallet and in the
    campaign's budget, the creator takes part, with a tracking link where there is a place for it to lead, and the
    brand is told. Where money is short the invitation stays open (402), and the brand is told that, once a day.
    """
    try:
        with app.transaction() as tx:
            return app.once(tx, "accept", Participant, lambda: service.accept(tx, invitation_id))
    except (InsufficientFunds, BudgetExhausted) as refusal:
        service.announce_refused_acceptance(invitation_id, refusal)
        raise


@app.post(
    "/api/v1/invitations/<invitation_id>/decline",
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, *ANSWERED_REFUSALS, *ONCE),
)
@app.takes(RateClass.MAIL)
def decline_invitation(invitation_id: UUID, body: InvitationDecline) -> Invitation:
    """Decline an invitation

    For the invited creator. The brand is told, with the reason where one is given, and may invite again.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Invitation, lambda: service.decline(tx, invitation_id, body.reason))


@app.post(
    "/api/v1/invitations/<invitation_id>/withdraw",
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, InvitationTransitionForbidden, *ONCE),
)
@app.takes(RateClass.MAIL)
def withdraw_invitation(invitation_id: UUID) -> Invitation:
    """Withdraw an invitation that nobody has answered

    For brand admins and campaign managers. Open offers about it end, the creator is told, and may be invited again.
    """
    with app.transaction() as tx:
        return app.once(tx, "withdraw", Invitation, lambda: service.withdraw(tx, invitation_id))
