"""Use cases of members."""

from uuid import UUID

from common.database import Transaction
from common.errors import NotFound
from common.models.base import Page
from common.models.users import BrandRole
from common.pagination import decode_id_cursor, page
from user_management.brands import repository as brands
from user_management.brands.access import require_manager
from user_management.members import repository
from user_management.members.models import Member


def list_members(tx: Transaction, brand_id: UUID, *, cursor: str | None, limit: int) -> Page[Member]:
    """Members of a brand. Raises `NotFound`, `CursorInvalid`."""
    brands.find_brand(tx, brand_id)
    rows = repository.list_members(tx, brand_id, after=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda member: member.user_id)


def set_member_roles(tx: Transaction, brand_id: UUID, user_id: UUID, roles: list[BrandRole]) -> Member:
    """Exactly these roles. Raises `NotFound`, `Forbidden`, `LastBrandAdmin`."""
    require_manager(tx, brand_id)
    repository.lock_member(tx, brand_id, user_id)
    repository.find_member(tx, brand_id, user_id)
    repository.add_member_roles(tx, brand_id, user_id, roles)
    repository.drop_other_roles(tx, brand_id, user_id, roles)
    return repository.find_member(tx, brand_id, user_id)


def remove_member(tx: Transaction, brand_id: UUID, user_id: UUID) -> None:
    """End a membership and its roles. Raises `NotFound`, `Forbidden`, `LastBrandAdmin`, `BrandNotEmpty`."""
    require_manager(tx, brand_id)
    if repository.remove_member(tx, brand_id, user_id) == 0:
        raise NotFound
    repository.drop_other_roles(tx, brand_id, user_id, [])
