"""Use cases of what fits a brand."""

from uuid import UUID

from common.brands import require_manager_of
from common.database import Transaction
from common.errors import NotFound
from common.models.creators import BrandFit
from matching.fit import repository
from matching.fit.models import BrandFitDraft


def read_fit(tx: Transaction, brand_id: UUID) -> BrandFit:
    """What fits a brand. Raises `NotFound` also where nothing was said yet."""
    return repository.find_fit(tx, brand_id)


def save_fit(tx: Transaction, brand_id: UUID, draft: BrandFitDraft) -> BrandFit:
    """Replace what fits a brand. Raises `NotFound`, and `Forbidden` for who does not run its campaigns."""
    if not repository.has_brand(tx, brand_id):
        raise NotFound
    require_manager_of(tx, brand_id)
    return repository.save_fit(tx, brand_id, draft)
