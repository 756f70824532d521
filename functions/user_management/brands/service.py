"""Use cases of brands."""

from uuid import UUID

from common.database import Transaction
from common.errors import Unprocessable
from common.models.base import Page
from common.models.brands import Brand
from common.pagination import decode_id_cursor, page
from user_management.brands import repository
from user_management.brands.access import require_manager
from user_management.brands.models import BrandPatch

NULLABLE = frozenset({"website", "industry", "logo_url"})


def list_brands(tx: Transaction, *, cursor: str | None, limit: int) -> Page[Brand]:
    """Brands that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_brands(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda brand: brand.id)


def change_brand(tx: Transaction, brand_id: UUID, patch: BrandPatch) -> Brand:
    """Change the fields that were sent. Raises `NotFound`, `Forbidden`, `Unprocessable`, `SlugTaken`."""
    changes: dict[str, object] = {name: getattr(patch, name) for name in patch.model_fields_set}
    if cleared := [name for name, value in changes.items() if value is None and name not in NULLABLE]:
        raise Unprocessable(
            details=[{"field": f"body.{name}", "message": "must not be null"} for name in cleared]
        )
    found = require_manager(tx, brand_id)
    return repository.update_brand(tx, brand_id, changes) if changes else found
