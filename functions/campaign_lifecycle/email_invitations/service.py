"""Use cases of invitations by e-mail."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from campaign_lifecycle.campaigns.access import require_manager
from campaign_lifecycle.campaigns.repository import find_campaign
from campaign_lifecycle.email_invitations import repository
from campaign_lifecycle.email_invitations.models import (
    EmailInvitationDraft,
    RedeemedEmailInvitation,
    SentEmailInvitation,
)
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.models.base import Page
from common.models.invitations import EmailInvitation, EmailInvitationStatus
from common.pagination import decode_id_cursor, page

KEPT = timedelta(days=30)
"""Of an invitation that has ended nobody needs the address; its limits count a day."""
A_PASS = 200
PURGED_AT_ONCE = 5_000


def invite(tx: Transaction, campaign_id: UUID, draft: EmailInvitationDraft) -> SentEmailInvitation:
    """Invite an address; the token goes there by e-mail and nowhere else.

    Raises `NotFound`, `Forbidden`, `CampaignNotRunning`, `OnBothSides`, `TooManyInvitations`, `AddressNotInvitable`.
    """
    require_manager(tx, campaign_id)
    sent = repository.find_email_invitation(tx, repository.invite(tx, campaign_id, draft))
    return SentEmailInvitation.model_validate(sent, from_attributes=True)


def list_email_invitations(
    tx: Transaction,
    campaign_id: UUID,
    *,
    status: EmailInvitationStatus | None,
    cursor: str | None,
    limit: int,
) -> Page[EmailInvitation]:
    """Invitations of a campaign of the actor's brand, newest first. Raises `NotFound`, `CursorInvalid`."""
    find_campaign(tx, campaign_id)
    rows = repository.list_email_invitations(
        tx, campaign_id, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda invitation: invitation.id)


def withdraw(tx: Transaction, email_invitation_id: UUID) -> EmailInvitation:
    """Take it back while nobody has come by it.

    Raises `NotFound`, `Forbidden`, `EmailInvitationTransitionForbidden`.
    """
    repository.withdraw(tx, email_invitation_id)
    return repository.find_email_invitation(tx, email_invitation_id)


def redeem(tx: Transaction, token: str) -> RedeemedEmailInvitation:
    """The invitation to the actor's address becomes one of the campaign, if it has not yet.

    Raises `EmailInvitationInvalid`, `EmailInvitationForAnother`, `NotACreator`.
    """
    return repository.redeem(tx, hashlib.sha256(token.encode()).digest())


def run_email_invitations(as_of: datetime) -> Counts:
    """Take up what a sign-up left, let expire what is over, forget what ended long ago; each pass by itself."""
    counts: Counts = {"email_invitations_taken_up": 0, "email_invitations_expired": 0}
    after: UUID | None = None
    while True:
        with transaction(SERVICE) as tx:
            done = repository.settle(tx, as_of, after, A_PASS)
        counts["email_invitations_taken_up"] += done.taken_up
        counts["email_invitations_expired"] += done.expired
        after = done.last_looked_at
        if after is None and done.expired < A_PASS:
            break
    with transaction(SERVICE) as tx:
        counts["email_invitations_purged"] = repository.purge(tx, as_of - KEPT, PURGED_AT_ONCE)
    return counts
