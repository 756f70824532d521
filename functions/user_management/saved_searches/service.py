"""Use cases of saved searches."""

from uuid import UUID

from common.brands import only_brand, require_manager_of
from common.database import Transaction
from common.errors import NotFound
from common.models.base import Page
from common.models.lists import SavedSearch
from common.pagination import decode_id_cursor, page
from user_management.creator_directory.models import CreatorSearch
from user_management.saved_searches import repository
from user_management.saved_searches.models import SearchDraft, SearchPatch


def save_search(tx: Transaction, draft: SearchDraft) -> SavedSearch:
    """A search by name.

    Raises `BrandRequired`, `NoBrand`, `SearchNameTaken`, `TooManySearches`; the database refuses another tenant's
    brand.
    """
    brand_id = draft.brand_id or only_brand(tx)
    return repository.insert_search(tx, brand_id, draft.name, _parameters(draft.filters))


def list_searches(
    tx: Transaction, *, brand_id: UUID | None, cursor: str | None, limit: int
) -> Page[SavedSearch]:
    """Searches of the actor's brands, newest first. Raises `CursorInvalid`."""
    rows = repository.list_searches(tx, brand_id=brand_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda row: row.id)


def change_search(tx: Transaction, search_id: UUID, patch: SearchPatch) -> SavedSearch:
    """Change what was sent. Raises `NotFound`, `Forbidden`, `SearchNameTaken`."""
    require_manager_of(tx, repository.find_search(tx, search_id).brand_id)
    filters = _parameters(patch.filters) if "filters" in patch.model_fields_set else None
    return repository.update_search(tx, search_id, name=patch.name, filters=filters)


def delete_search(tx: Transaction, search_id: UUID) -> None:
    """Delete it. Raises `NotFound`, `Forbidden`."""
    require_manager_of(tx, repository.find_search(tx, search_id).brand_id)
    if repository.delete_search(tx, search_id) == 0:
        raise NotFound


def _parameters(filters: CreatorSearch) -> dict[str, object]:
    """Only what is asked for, as it goes into a query."""
    return filters.model_dump(mode="json", exclude_none=True, exclude_unset=True)
