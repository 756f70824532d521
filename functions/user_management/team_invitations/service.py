"""Use cases of invitations into a brand."""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from common.database import Transaction
from common.errors import NotFound
from common.models.base import Page
from common.models.brands import TeamInvitation
from common.models.users import BrandRole
from common.pagination import decode_id_cursor, page
from common.settings import settings
from user_management.brands.access import require_manager
from user_management.team_invitations import repository
from user_management.team_invitations.models import InvitationAccepted

INVITATION_LIFETIME = timedelta(days=7)


def invite(tx: Transaction, brand_id: UUID, email: str, role: BrandRole) -> TeamInvitation:
    """Invite an address; the token goes there by e-mail and nowhere else.

    Raises `NotFound`, `Forbidden`, `AlreadyMember`, `TooManyInvitations`, `AddressNotInvitable`.
    """
    require_manager(tx, brand_id)
    token = secrets.token_urlsafe(32)
    link = f"{settings().site_url}/team-invitation?{urlencode({'token': token})}"
    mail: dict[str, object] = {
        "template": "team_invitation", "to": email, "role": role, "token": token, "link": link,
        "days": INVITATION_LIFETIME.days,
    }  # fmt: skip
    invitation_id = repository.invite(
        tx, brand_id, email=email, role=role, token_hash=_hash(token), lifetime=INVITATION_LIFETIME, mail=mail
    )
    return repository.find_invitation(tx, invitation_id)


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
