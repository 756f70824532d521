"""Use cases of brands: what they are called, who belongs to them, who is invited."""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden, NotFound, Unprocessable
from common.models.base import Page
from common.models.brands import Brand, BrandPatch, Member, TeamInvitation
from common.models.users import BrandRole
from common.pagination import decode_id_cursor, page
from common.settings import settings
from user_management.brands import repository as brands
from user_management.users.models import InvitationAccepted

INVITATION_LIFETIME = timedelta(days=7)
NULLABLE = frozenset({"website", "industry", "logo_url"})


def list_brands(tx: Transaction, *, cursor: str | None, limit: int) -> Page[Brand]:
    """Brands that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = brands.list_brands(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda brand: brand.id)


def change_brand(tx: Transaction, brand_id: UUID, patch: BrandPatch) -> Brand:
    """Change the fields that were sent. Raises `NotFound`, `Forbidden`, `Unprocessable`, `SlugTaken`."""
    changes: dict[str, object] = {name: getattr(patch, name) for name in patch.model_fields_set}
    if cleared := [name for name, value in changes.items() if value is None and name not in NULLABLE]:
        raise Unprocessable(details=[{"field": name, "message": "must not be null"} for name in cleared])
    found = require_manager(tx, brand_id)
    return brands.update_brand(tx, brand_id, changes) if changes else found


def list_members(tx: Transaction, brand_id: UUID, *, cursor: str | None, limit: int) -> Page[Member]:
    """Members of a brand. Raises `NotFound`, `CursorInvalid`."""
    brands.find_brand(tx, brand_id)
    rows = brands.list_members(tx, brand_id, after=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda member: member.user_id)


def set_member_roles(tx: Transaction, brand_id: UUID, user_id: UUID, roles: list[BrandRole]) -> Member:
    """Exactly these roles. Raises `NotFound`, `Forbidden`, `LastBrandAdmin`."""
    require_manager(tx, brand_id)
    brands.find_member(tx, brand_id, user_id)
    brands.add_member_roles(tx, brand_id, user_id, roles)
    brands.drop_other_roles(tx, brand_id, user_id, roles)
    return brands.find_member(tx, brand_id, user_id)


def remove_member(tx: Transaction, brand_id: UUID, user_id: UUID) -> None:
    """End a membership and its roles. Raises `NotFound`, `Forbidden`, `LastBrandAdmin`, `BrandNotEmpty`."""
    require_manager(tx, brand_id)
    if brands.remove_member(tx, brand_id, user_id) == 0:
        raise NotFound
    brands.drop_other_roles(tx, brand_id, user_id, [])


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
    invitation_id = brands.invite(
        tx, brand_id, email=email, role=role, token_hash=_hash(token), lifetime=INVITATION_LIFETIME, mail=mail
    )
    return brands.find_invitation(tx, invitation_id)


def list_invitations(
    tx: Transaction, brand_id: UUID, *, cursor: str | None, limit: int
) -> Page[TeamInvitation]:
    """Invitations of a brand, newest first. Raises `NotFound`, `Forbidden`, `CursorInvalid`."""
    require_manager(tx, brand_id)
    rows = brands.list_invitations(tx, brand_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda invitation: invitation.id)


def revoke_invitation(tx: Transaction, brand_id: UUID, invitation_id: UUID) -> None:
    """Take an open invitation back. Raises `NotFound`, `Forbidden`."""
    require_manager(tx, brand_id)
    if brands.revoke_invitation(tx, brand_id, invitation_id) == 0:
        raise NotFound


def accept_invitation(tx: Transaction, token: str) -> InvitationAccepted:
    """The actor becomes a member. Raises `TeamInvitationInvalid`, `TeamInvitationForAnother`."""
    return InvitationAccepted(brand_id=brands.accept_invitation(tx, _hash(token)))


def require_manager(tx: Transaction, brand_id: UUID) -> Brand:
    """The brand, if the actor manages its members. Raises `NotFound` where invisible, `Forbidden` where not."""
    brand = brands.find_brand(tx, brand_id)
    if not tx.is_admin and str(brand_id) not in tx.context.get("member_brand_ids", ()):
        raise Forbidden
    return brand


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
