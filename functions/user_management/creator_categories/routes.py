"""`/api/v1/creator-categories`."""

from common.refusals import refuses
from user_management.app import app
from user_management.creator_categories import repository
from user_management.creator_categories.models import CategoryFamilies


@app.get("/api/v1/creator-categories", tags=["creators"], responses=refuses())
def list_creator_categories() -> CategoryFamilies:
    """The categories that a creator's profile may have, by family: what `PUT /api/v1/creators/me` takes."""
    with app.transaction() as tx:
        return CategoryFamilies(data=repository.list_families(tx))
