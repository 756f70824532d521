"""Statements of invitations by e-mail. What moves several tables is a function of the database."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from campaign_lifecycle.email_invitations.models import (
    EmailInvitationDraft,
    RedeemedEmailInvitation,
    SettledInvitations,
)
from common.database import Transaction
from common.filters import where
from common.models.invitations import EmailInvitation

EMAIL_INVITATION: LiteralString = (
    "id, campaign_id, brand_id, email, invited_by, status, agreed_amount, message, terms, expires_at, ended_at,"
    " lapse_reason, invitation_id, created_at, updated_at"
)


def invite(tx: Transaction, campaign_id: UUID, draft: EmailInvitationDraft) -> UUID:
    """An invitation and its mail. Raises `OnBothSides`, `TooManyInvitations`, `AddressNotInvitable` among others."""
    invited: UUID = tx.fetch_value(
        "select app.invite_by_email(%(campaign_id)s, %(email)s, %(agreed_amount)s, %(message)s, %(terms)s)",
        {**draft.model_dump(), "campaign_id": campaign_id},
    )
    return invited


def find_email_invitation(tx: Transaction, email_invitation_id: UUID) -> EmailInvitation:
    """The invitation, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        EmailInvitation,
        f"select {EMAIL_INVITATION} from email_invitations where id = %(id)s",
        {"id": email_invitation_id},
    )


def list_email_invitations(
    tx: Transaction, campaign_id: UUID, *, status: str | None, before: UUID | None, limit: int
) -> list[EmailInvitation]:
    """Invitations of a campaign, newest first."""
    given = where(
        ("campaign_id = %(campaign_id)s", campaign_id),
        ("status = %(status)s", status),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        EmailInvitation,
        f"select {EMAIL_INVITATION} from email_invitations where {given} order by id desc limit %(limit)s",
        {"campaign_id": campaign_id, "status": status, "before": before, "limit": limit},
    )


def withdraw(tx: Transaction, email_invitation_id: UUID) -> None:
    """Pending → withdrawn, and its mail if it is not out."""
    tx.execute("select app.withdraw_email_invitation(%(id)s)", {"id": email_invitation_id})


def redeem(tx: Transaction, token_hash: bytes) -> RedeemedEmailInvitation:
    """What waits for the actor's address is theirs. Raises `EmailInvitationInvalid`, `EmailInvitationForAnother`."""
    return tx.fetch_one(
        RedeemedEmailInvitation,
        "select campaign_id, status, invitation_id from app.redeem_email_invitation(%(hash)s)",
        {"hash": token_hash},
    )


def settle(tx: Transaction, as_of: datetime, after: UUID | None, batch: int) -> SettledInvitations:
    """One bounded pass over what waits, behind the one that `after` names."""
    return tx.fetch_one(
        SettledInvitations,
        "select taken_up, expired, last_looked_at from app.settle_email_invitations(%(as_of)s, %(after)s, %(batch)s)",
        {"as_of": as_of, "after": after, "batch": batch},
    )


def purge(tx: Transaction, before: datetime, at_most: int) -> int:
    """Invitations that had ended by then; how many went."""
    purged: int = tx.fetch_value(
        "select app.purge_email_invitations(%(before)s, %(limit)s)", {"before": before, "limit": at_most}
    )
    return purged
