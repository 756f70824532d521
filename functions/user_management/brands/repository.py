"""Statements of brands, members and team invitations: one function, one statement, typed rows."""

from datetime import timedelta
from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.models.brands import Brand, Member, TeamInvitation
from common.models.users import BrandRole

BRAND: LiteralString = (
    "id, name, slug, website, industry, logo_url, description, owner_user_id, created_at, updated_at"
)
INVITATION: LiteralString = (
    "id, brand_id, email, role, invited_by, expires_at, accepted_at, revoked_at, created_at"
)
ASSIGNMENTS: dict[str, LiteralString] = {
    "name": "name = %(name)s",
    "slug": "slug = %(slug)s",
    "website": "website = %(website)s",
    "industry": "industry = %(industry)s",
    "logo_url": "logo_url = %(logo_url)s",
    "description": "description = %(description)s",
}


def open_brand(tx: Transaction, name: str) -> UUID:
    """One more brand of the actor. Raises `Forbidden` for who is neither brand nor admin."""
    brand_id: UUID = tx.fetch_value("select app.open_brand(%(name)s)", {"name": name})
    return brand_id


def find_brand(tx: Transaction, brand_id: UUID) -> Brand:
    """A brand that the actor may see. Raises `NotFound`."""
    return tx.fetch_one(Brand, f"select {BRAND} from brand_profiles where id = %(id)s", {"id": brand_id})


def list_brands(tx: Transaction, *, before: UUID | None, limit: int) -> list[Brand]:
    """Brands that the actor may see, newest first."""
    return tx.fetch_all(
        Brand,
        f"select {BRAND} from brand_profiles where %(before)s::uuid is null or id < %(before)s"
        " order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )


def update_brand(tx: Transaction, brand_id: UUID, changes: dict[str, object]) -> Brand:
    """Set the given columns (names come from the model). Raises `NotFound`, `SlugTaken`."""
    assignments: LiteralString = ", ".join(ASSIGNMENTS[name] for name in sorted(changes))
    return tx.fetch_one(
        Brand,
        f"update brand_profiles set {assignments} where id = %(id)s returning {BRAND}",
        {**changes, "id": brand_id},
    )


def list_members(tx: Transaction, brand_id: UUID, *, after: UUID | None, limit: int) -> list[Member]:
    """Active members by their id."""
    return tx.fetch_all(
        Member,
        "select user_id, full_name, email, avatar_url, roles, created_at from app.brand_members(%(id)s)"
        " where %(after)s::uuid is null or user_id > %(after)s order by user_id limit %(limit)s",
        {"id": brand_id, "after": after, "limit": limit},
    )


def find_member(tx: Transaction, brand_id: UUID, user_id: UUID) -> Member:
    """An active member. Raises `NotFound`."""
    return tx.fetch_one(
        Member,
        "select user_id, full_name, email, avatar_url, roles, created_at from app.brand_members(%(id)s)"
        " where user_id = %(user)s",
        {"id": brand_id, "user": user_id},
    )


def add_member_roles(tx: Transaction, brand_id: UUID, user_id: UUID, roles: list[BrandRole]) -> None:
    """Give roles; those held stay."""
    tx.execute(
        "insert into brand_user_roles (brand_id, user_id, role)"
        " select %(brand)s, %(user)s, role from unnest(%(roles)s::text[]) as role"
        " on conflict on constraint brand_user_roles_pkey do nothing",
        {"brand": brand_id, "user": user_id, "roles": roles},
    )


def drop_other_roles(tx: Transaction, brand_id: UUID, user_id: UUID, kept: list[BrandRole]) -> None:
    """Take away all roles but `kept`. Refused (409 `LAST_BRAND_ADMIN`) where nobody could manage the brand."""
    tx.execute(
        "delete from brand_user_roles where brand_id = %(brand)s and user_id = %(user)s"
        " and role <> all(%(kept)s::text[])",
        {"brand": brand_id, "user": user_id, "kept": kept},
    )


def remove_member(tx: Transaction, brand_id: UUID, user_id: UUID) -> int:
    """End a membership. Refused as `drop_other_roles` is, and (409 `BRAND_NOT_EMPTY`) for the last of all."""
    return tx.execute(
        "update brand_memberships set status = 'removed'"
        " where brand_id = %(brand)s and user_id = %(user)s and status = 'active'",
        {"brand": brand_id, "user": user_id},
    )


def invite(
    tx: Transaction, brand_id: UUID, *, email: str, role: BrandRole, token_hash: bytes, lifetime: timedelta,
    mail: dict[str, object],
) -> UUID:  # fmt: skip
    """An invitation and its mail. Raises `AlreadyMember`, `TooManyInvitations`, `AddressNotInvitable`."""
    invitation_id: UUID = tx.fetch_value(
        "select app.invite_to_team(%(brand)s, %(email)s, %(role)s, %(hash)s, %(lifetime)s, %(mail)s)",
        {"brand": brand_id, "email": email, "role": role, "hash": token_hash, "lifetime": lifetime,
         "mail": Jsonb(mail)},
    )  # fmt: skip
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
