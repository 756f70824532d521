"""Statements of members: one function, one statement, typed rows."""

from uuid import UUID

from common.database import Transaction
from common.models.users import BrandRole
from user_management.members.models import Member


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


def lock_member(tx: Transaction, brand_id: UUID, user_id: UUID) -> None:
    """Before their roles: whoever removes them holds the membership first, and then the roles."""
    tx.execute(
        "select from brand_memberships where brand_id = %(brand)s and user_id = %(user)s for no key update",
        {"brand": brand_id, "user": user_id},
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
    """Take away all roles but `kept`. Raises `LastBrandAdmin` where nobody could manage the brand."""
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
