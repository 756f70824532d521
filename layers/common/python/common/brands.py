"""Whose behalf a request is on where it names no brand: that of the only one the actor may act for."""

from uuid import UUID

from common.database import Transaction
from common.errors.accounts import BrandRequired, NoBrand


def only_brand(tx: Transaction) -> UUID:
    """The one brand whose campaigns the actor may run. Raises `NoBrand`, `BrandRequired`."""
    brands = tx.context["campaign_brand_ids"] if tx.actor.user_id else []
    if not brands:
        raise NoBrand
    if len(brands) > 1:
        raise BrandRequired(map(UUID, brands))
    return UUID(brands[0])
