"""Who manages a brand: asked by every resource of it."""

from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden
from common.models.brands import Brand
from user_management.brands import repository


def require_manager(tx: Transaction, brand_id: UUID) -> Brand:
    """The brand, if the actor manages its members. Raises `NotFound` where invisible, `Forbidden` where not."""
    brand = repository.find_brand(tx, brand_id)
    if not tx.is_admin and str(brand_id) not in tx.context.get("member_brand_ids", ()):
        raise Forbidden
    return brand
