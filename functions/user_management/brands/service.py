"""Use cases of brands."""

from uuid import UUID

from common.database import Transaction
from common.models.base import Page
from common.models.brands import Brand
from common.pagination import decode_id_cursor, page
from user_management.brands import repository
from user_management.brands.access import require_manager
from user_management.brands.models import BrandPatch


def list_brands(tx: Transaction, *, cursor: str | None, limit: int) -> Page[Brand]:
    """Brands that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_brands(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda brand: brand.id)


def change_brand(tx: Transaction, brand_id: UUID, patch: BrandPatch) -> Brand:
    """Change the fields that were sent. Raises `NotFound`, `Forbidden`, `SlugTaken`."""
    changes: dict[str, object] = {name: getattr(patch, name) for name in patch.model_fields_set}
    found = require_manager(tx, brand_id)
    return repository.update_brand(tx, brand_id, changes) if changes else found
