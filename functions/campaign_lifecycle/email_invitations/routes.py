"""`/api/v1/campaigns/{id}/email-invitations`, `/api/v1/email-invitations`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from campaign_lifecycle.app import app
from campaign_lifecycle.email_invitations import repository, service
from campaign_lifecycle.email_invitations.models import (
    EmailInvitationDraft,
    RedeemedEmailInvitation,
    RedeemEmailInvitation,
    SentEmailInvitation,
)
from common.errors import NotFound
from common.errors.accounts import AddressNotInvitable, TooManyInvitations
from common.errors.campaigns import (
    AmountTooLarge,
    CampaignNotRunning,
    EmailInvitationForAnother,
    EmailInvitationInvalid,
    EmailInvitationTransitionForbidden,
    NotACreator,
    OnBothSides,
)
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.invitations import EmailInvitation, EmailInvitationStatus
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import MAIL, wake
from common.refusals import refuses

TAGS = ["invitations"]
OF_A_CAMPAIGN = "/api/v1/campaigns/<campaign_id>/email-invitations"
EMAIL_INVITATIONS = "/api/v1/email-invitations"


@app.post(
    OF_A_CAMPAIGN,
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited, NotFound, CampaignNotRunning, OnBothSides, AmountTooLarge, TooManyInvitations,
        AddressNotInvitable, *ONCE,
    ),
)  # fmt: skip
@app.takes(RateClass.MAIL)
def invite_by_email(campaign_id: UUID, body: EmailInvitationDraft) -> SentEmailInvitation:
    """Invite somebody to a campaign by their mail address

    For brand admins and campaign managers. An open invitation of the same address to the campaign is replaced. Who
    signs up as a creator with that address within 14 days, and confirms it, has an invitation of the campaign, under
    the rules of any other. The answer is the same whether the address has an account or not; a creator who is here is
    invited at once.
    """
    with app.transaction() as tx:
        sent = app.once(tx, body, SentEmailInvitation, lambda: service.invite(tx, campaign_id, body))
    wake(MAIL)
    return sent


@app.get(OF_A_CAMPAIGN, tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_email_invitations(
    campaign_id: UUID,
    status: Annotated[EmailInvitationStatus | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[EmailInvitation]:
    """List the invitations by e-mail of a campaign

    For members of the brand, newest first. What lapsed says why; those that have ended are forgotten after 30 days.
    """
    with app.read() as tx:
        return service.list_email_invitations(tx, campaign_id, status=status, cursor=cursor, limit=limit)


@app.get(f"{EMAIL_INVITATIONS}/<email_invitation_id>", tags=TAGS, responses=refuses(NotFound))
def read_email_invitation(email_invitation_id: UUID) -> EmailInvitation:
    """Read an invitation by e-mail

    For members of the brand: whether somebody has come by it, and which invitation of the campaign it has become.
    """
    with app.read() as tx:
        return repository.find_email_invitation(tx, email_invitation_id)


@app.post(
    f"{EMAIL_INVITATIONS}/<email_invitation_id>/withdraw",
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, EmailInvitationTransitionForbidden, *ONCE),
)
@app.takes(RateClass.MAIL)
def withdraw_email_invitation(email_invitation_id: UUID) -> EmailInvitation:
    """Withdraw an invitation by e-mail

    For brand admins and campaign managers, while nobody has come by it: its link is good no more. What has become an
    invitation of the campaign is withdrawn with `withdrawInvitation`.
    """
    with app.transaction() as tx:
        return app.once(tx, "withdraw", EmailInvitation, lambda: service.withdraw(tx, email_invitation_id))


@app.post(
    f"{EMAIL_INVITATIONS}/redeem",
    tags=TAGS,
    responses=refuses(RequestsLimited, EmailInvitationInvalid, EmailInvitationForAnother, NotACreator, *ONCE),
)
@app.takes(RateClass.MAIL)
def find_emailed_invitation(body: RedeemEmailInvitation) -> RedeemedEmailInvitation:
    """Find the invitation that a mail is about

    For creators who have confirmed the address that the mail went to, with the token of its button. Mostly their
    sign-up has taken the invitation up, and this names it; else it is taken up now.
    """
    with app.transaction() as tx:
        return app.once(tx, body, RedeemedEmailInvitation, lambda: service.redeem(tx, body.token))
