"""Statements of invitations into a brand: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.brands import TeamInvitation
from common.models.users import BrandRole

INVITATION: LiteralString = (
    "id, brand_id, email, role, invited_by, expires_at, accepted_at, revoked_at, created_at"
)


def invite(tx: Transaction, brand_id: UUID, *, email: str, role: BrandRole) -> UUID:
    """An invitation and its mail. Raises `AlreadyMember`, `TooManyInvitations`, `AddressNotInvitable`."""
    invitation_id: UUID = tx.fetch_value(
        "select app.invite_to_team(%(brand)s, %(email)s, %(role)s)",
        {"brand": brand_id, "email": email, "role": role},
    )
    return invitation_id


def find_invitation(tx: Transaction, invitation_id: UUID) -> TeamInvitation:
    """An invitation of a brand whose members the actor manages. Raises `NotFound`."""
    return tx.fetch_one(
        TeamInvitation,
        f"select {INVITATION} from team_invitations where id = %(id)s",
        {"id": invitation_id},
    )


def list_invitations(
    tx: Transaction, brand_id: UUID, *, before: UUID | None, limit: int
) -> list[TeamInvitation]:
    """Invitations of a brand, newest first."""
    return tx.fetch_all(
        TeamInvitation,
        f"select {INVITATION} from team_invitations where brand_id = %(brand)s"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"brand": brand_id, "before": before, "limit": limit},
    )


def revoke_invitation(tx: Transaction, brand_id: UUID, invitation_id: UUID) -> int:
    """Revoke an open invitation; how many (0 or 1)."""
    return tx.execute(
        "update team_invitations set revoked_at = now() where id = %(id)s and brand_id = %(brand)s"
        " and accepted_at is null and revoked_at is null",
        {"id": invitation_id, "brand": brand_id},
    )


def accept_invitation(tx: Transaction, token_hash: bytes) -> UUID:
    """The actor becomes a member; the brand's id. Raises `TeamInvitationInvalid`, `TeamInvitationForAnother`."""
    brand_id: UUID = tx.fetch_value("select app.accept_team_invitation(%(hash)s)", {"hash": token_hash})
    return brand_id
