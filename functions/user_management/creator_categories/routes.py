"""`/api/v1/creator-categories`."""

from common.refusals import refuses
from user_management.app import app
from user_management.creator_categories import repository
from user_management.creator_categories.models import CategoryFamilies


@app.get("/api/v1/creator-categories", tags=["creators"], responses=refuses())
def list_creator_categories() -> CategoryFamilies:
    """List the categories that a creator's profile may have

    For whoever is signed in: by family, so that related ones stand together. `saveOwnProfile` takes these, or other
    names of them.
    """
    with app.read() as tx:
        return CategoryFamilies(data=repository.list_families(tx))
