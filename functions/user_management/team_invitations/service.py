"""Use cases of invitations into a brand."""

import hashlib
from uuid import UUID

from common.database import Transaction
from common.errors import NotFound
from common.models.base import Page
from common.models.brands import TeamInvitation
from common.models.users import BrandRole
from common.pagination import decode_id_cursor, page
from user_management.brands.access import require_manager
from user_management.team_invitations import repository
from user_management.team_invitations.models import InvitationAccepted


def invite(tx: Transaction, brand_id: UUID, email: str, role: BrandRole) -> TeamInvitation:
    """Invite an address; the token goes there by e-mail and nowhere else.

    Raises `NotFound`, `Forbidden`, `AlreadyMember`, `TooManyInvitations`, `AddressNotInvitable`.
    """
    require_manager(tx, brand_id)
    return repository.find_invitation(tx, repository.invite(tx, brand_id, email=email, role=role))


def list_invitations(
    tx: Transaction, brand_id: UUID, *, cursor: str | None, limit: int
) -> Page[TeamInvitation]:
    """Invitations of a brand, newest first. Raises `NotFound`, `Forbidden`, `CursorInvalid`."""
    require_manager(tx, brand_id)
    rows = repository.list_invitations(tx, brand_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda invitation: invitation.id)


def revoke_invitation(tx: Transaction, brand_id: UUID, invitation_id: UUID) -> None:
    """Take an open invitation back. Raises `NotFound`, `Forbidden`."""
    require_manager(tx, brand_id)
    if repository.revoke_invitation(tx, brand_id, invitation_id) == 0:
        raise NotFound


def accept_invitation(tx: Transaction, token: str) -> InvitationAccepted:
    """The actor becomes a member.

    Raises `TeamInvitationInvalid`, `TeamInvitationForAnother`, `OnBothSides`, `TooManyBrands`.
    """
    return InvitationAccepted(brand_id=repository.accept_invitation(tx, _hash(token)))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
