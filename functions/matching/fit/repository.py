"""Statements of what fits a brand: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.creators import BrandFit
from matching.fit.models import BrandFitDraft

FIT: LiteralString = (
    "brand_id, categories, tone, target_locations, target_age_ranges, excluded_categories,"
    " created_at, updated_at"
)


def has_brand(tx: Transaction, brand_id: UUID) -> bool:
    """Whether the actor may see the brand."""
    found: bool = tx.fetch_value(
        "select exists (select from brand_profiles where id = %(id)s)", {"id": brand_id}
    )
    return found


def find_fit(tx: Transaction, brand_id: UUID) -> BrandFit:
    """What fits a brand. Raises `NotFound` where nothing was said yet."""
    return tx.fetch_one(
        BrandFit, f"select {FIT} from brand_fit_data where brand_id = %(id)s", {"id": brand_id}
    )


def save_fit(tx: Transaction, brand_id: UUID, draft: BrandFitDraft) -> BrandFit:
    """Exactly this from now on. Refused (403) for who does not run the brand's campaigns."""
    return tx.fetch_one(
        BrandFit,
        "insert into brand_fit_data"
        " (brand_id, categories, tone, target_locations, target_age_ranges, excluded_categories)"
        " values (%(brand)s, %(categories)s, %(tone)s, %(target_locations)s, %(target_age_ranges)s,"
        "  %(excluded_categories)s)"
        " on conflict on constraint brand_fit_data_pkey do update set categories = excluded.categories,"
        "  tone = excluded.tone, target_locations = excluded.target_locations,"
        "  target_age_ranges = excluded.target_age_ranges, excluded_categories = excluded.excluded_categories"
        f" returning {FIT}",
        {"brand": brand_id, **draft.model_dump()},
    )
