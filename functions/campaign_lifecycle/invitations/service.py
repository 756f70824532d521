"""Use cases of invitations."""

from uuid import UUID

from campaign_lifecycle.campaigns.access import find_visible_campaign
from campaign_lifecycle.invitations import repository
from campaign_lifecycle.invitations.models import (
    InvitationBatch,
    InvitationDraft,
    InvitationResult,
    InvitationResults,
)
from campaign_lifecycle.participants import repository as participants
from common.database import Transaction, transaction
from common.errors import DomainError, Forbidden, Unavailable
from common.errors.campaigns import BudgetExhausted
from common.errors.money import InsufficientFunds
from common.identity import SERVICE
from common.models.base import Page
from common.models.invitations import Invitation, InvitationStatus
from common.models.participants import Participant
from common.pagination import decode_id_cursor, page
from common.random_codes import random_code

CODES_TRIED = 5


def invite(tx: Transaction, campaign_id: UUID, draft: InvitationDraft) -> Invitation:
    """Invite one creator.

    Raises `NotFound`, `Forbidden`, `CampaignNotRunning`, `NotACreator`, `OnBothSides`,
    `InvitationPending`, `AlreadyParticipates`, `AmountTooLarge`, `CreatorNotOpenToBrand`.
    """
    return repository.find_invitation(tx, repository.invite(tx, campaign_id, draft))


def invite_many(tx: Transaction, campaign_id: UUID, batch: InvitationBatch) -> InvitationResults:
    """Invite each, whatever becomes of the others. Raises only what concerns the campaign as a whole."""
    find_visible_campaign(tx, campaign_id)
    results = [_invite_one(tx, campaign_id, draft) for draft in batch.invitations]
    invited = sum(result.invited for result in results)
    return InvitationResults(invited=invited, refused=len(results) - invited, results=results)


def _invite_one(tx: Transaction, campaign_id: UUID, draft: InvitationDraft) -> InvitationResult:
    try:
        with tx.savepoint():
            invitation = invite(tx, campaign_id, draft)
    except (Forbidden, Unavailable):
        raise  # concerns every invitation alike
    except DomainError as refusal:
        return InvitationResult(
            creator_user_id=draft.creator_user_id, invited=False, code=refusal.code, error=refusal.message
        )
    return InvitationResult(creator_user_id=draft.creator_user_id, invited=True, invitation=invitation)


def list_invitations(
    tx: Transaction,
    *,
    campaign_id: UUID | None,
    status: InvitationStatus | None,
    cursor: str | None,
    limit: int,
) -> Page[Invitation]:
    """Invitations that the actor may see, newest first. Raises `NotFound` for a campaign out of sight."""
    if campaign_id is not None:
        find_visible_campaign(tx, campaign_id)
    rows = repository.list_invitations(
        tx, campaign_id=campaign_id, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda invitation: invitation.id)


def accept(tx: Transaction, invitation_id: UUID) -> Participant:
    """Take part. Raises `InsufficientFunds`, `BudgetExhausted` where money is short: the invitation stays pending.

    Raises also `NotFound`, `Forbidden`, `InvitationTransitionForbidden`, `InvitationExpired`, `CampaignNotRunning`,
    `AlreadyParticipates`.
    """
    codes = [random_code() for _ in range(CODES_TRIED)]
    return participants.find_participant(tx, repository.accept(tx, invitation_id, codes))


def announce_refused_acceptance(invitation_id: UUID, refusal: InsufficientFunds | BudgetExhausted) -> None:
    """Tell the brand that money was short. The refusal rolled everything back: this is a transaction after it."""
    with transaction(SERVICE) as tx:
        repository.announce_refused_acceptance(tx, invitation_id, refusal.code)


def decline(tx: Transaction, invitation_id: UUID, reason: str) -> Invitation:
    """Do not take part. Raises `NotFound`, `Forbidden`, `InvitationTransitionForbidden`, `InvitationExpired`."""
    repository.decline(tx, invitation_id, reason)
    return repository.find_invitation(tx, invitation_id)


def withdraw(tx: Transaction, invitation_id: UUID) -> Invitation:
    """Take it back while nobody has answered it; open offers about it end.

    Raises `NotFound`, `Forbidden`, `InvitationTransitionForbidden`.
    """
    repository.withdraw(tx, invitation_id)
    return repository.find_invitation(tx, invitation_id)
