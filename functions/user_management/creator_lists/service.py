"""Use cases of lists of creators."""

from uuid import UUID

from common.brands import only_brand
from common.database import Transaction
from common.errors import NotFound
from common.models.base import Page
from common.models.lists import CreatorList
from common.pagination import decode_id_cursor, page
from user_management.creator_lists import repository
from user_management.creator_lists.access import require_keeper
from user_management.creator_lists.models import ListDraft


def create_list(tx: Transaction, draft: ListDraft) -> CreatorList:
    """An empty list.

    Raises `BrandRequired`, `NoBrand`, `ListNameTaken`, `TooManyLists`; the database refuses another tenant's brand.
    """
    return repository.insert_list(tx, draft.brand_id or only_brand(tx), draft.name)


def list_lists(
    tx: Transaction, *, brand_id: UUID | None, cursor: str | None, limit: int
) -> Page[CreatorList]:
    """Lists of the actor's brands, newest first. Raises `CursorInvalid`."""
    rows = repository.list_lists(tx, brand_id=brand_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda row: row.id)


def rename_list(tx: Transaction, list_id: UUID, name: str | None) -> CreatorList:
    """Another name, if one is given. Raises `NotFound`, `Forbidden`, `ListNameTaken`."""
    require_keeper(tx, list_id)
    return repository.rename_list(tx, list_id, name)


def delete_list(tx: Transaction, list_id: UUID) -> None:
    """Delete it with its members and what was written of them. Raises `NotFound`, `Forbidden`."""
    require_keeper(tx, list_id)
    if repository.delete_list(tx, list_id) == 0:
        raise NotFound
