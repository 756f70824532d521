"""Statements of invitations. What moves several tables is a function of the database."""

from typing import LiteralString
from uuid import UUID

from campaign_lifecycle.invitations.models import InvitationDraft
from common.database import Transaction
from common.filters import where
from common.models.invitations import Invitation

INVITATION: LiteralString = (
    "id, campaign_id, brand_id, creator_user_id, invited_by, status, agreed_amount, message, terms, invited_at,"
    " responded_at, expires_at, decline_reason, withdrawn_at, app.fee_basis_points() as fee_basis_points,"
    " app.net_amount(campaign_id, agreed_amount) as net_amount,"
    " app.creator_card(creator_user_id) as creator, app.brand_card(brand_id) as brand"
)


def invite(tx: Transaction, campaign_id: UUID, draft: InvitationDraft) -> UUID:
    """A pending invitation; its id."""
    invited: UUID = tx.fetch_value(
        "select app.invite_creator(%(campaign_id)s, %(creator_user_id)s, %(agreed_amount)s, %(message)s,"
        " %(terms)s, %(expires_at)s)",
        {**draft.model_dump(), "campaign_id": campaign_id},
    )
    return invited


def find_invitation(tx: Transaction, invitation_id: UUID) -> Invitation:
    """The invitation, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        Invitation, f"select {INVITATION} from campaign_invitations where id = %(id)s", {"id": invitation_id}
    )


def list_invitations(
    tx: Transaction, *, campaign_id: UUID | None, status: str | None, before: UUID | None, limit: int
) -> list[Invitation]:
    """Invitations that the actor may see, newest first."""
    given = where(
        ("campaign_id = %(campaign_id)s", campaign_id),
        ("status = %(status)s", status),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        Invitation,
        f"select {INVITATION} from campaign_invitations where {given} order by id desc limit %(limit)s",
        {"campaign_id": campaign_id, "status": status, "before": before, "limit": limit},
    )


def accept(tx: Transaction, invitation_id: UUID, short_codes: list[str]) -> UUID:
    """Participant, reservation and tracking link; the participant's id."""
    participant: UUID = tx.fetch_value(
        "select app.accept_invitation(%(id)s, %(short_codes)s)",
        {"id": invitation_id, "short_codes": short_codes},
    )
    return participant


def decline(tx: Transaction, invitation_id: UUID, reason: str) -> None:
    """Pending → declined."""
    tx.execute("select app.decline_invitation(%(id)s, %(reason)s)", {"id": invitation_id, "reason": reason})


def withdraw(tx: Transaction, invitation_id: UUID) -> None:
    """Pending → withdrawn."""
    tx.execute("select app.withdraw_invitation(%(id)s)", {"id": invitation_id})


def announce_refused_acceptance(tx: Transaction, invitation_id: UUID, reason: str) -> None:
    """Tell those who move the brand's money why the creator could not accept."""
    tx.execute(
        "select app.announce_refused_acceptance(%(id)s, %(reason)s)", {"id": invitation_id, "reason": reason}
    )
