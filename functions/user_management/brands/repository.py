"""Statements of brands: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.brands import Brand

BRAND: LiteralString = (
    "id, name, slug, website, industry, logo_url, description, owner_user_id, created_at, updated_at"
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
    """One more brand of the actor. Raises `Forbidden` for who is neither brand nor admin, `TooManyBrands`."""
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
