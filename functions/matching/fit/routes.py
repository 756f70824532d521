"""`/api/v1/brands/{id}/fit`."""

from uuid import UUID

from common.errors import NotFound
from common.models.creators import BrandFit
from common.refusals import refuses
from matching.app import app
from matching.fit import service
from matching.fit.models import BrandFitDraft

TAGS = ["matching"]


@app.get("/api/v1/brands/<brand_id>/fit", tags=TAGS, responses=refuses(NotFound))
def read_brand_fit(brand_id: UUID) -> BrandFit:
    """Read what fits a brand

    For members of the brand; 404 where nothing was said yet.
    """
    with app.read() as tx:
        return service.read_fit(tx, brand_id)


@app.put("/api/v1/brands/<brand_id>/fit", tags=TAGS, responses=refuses(NotFound))
def save_brand_fit(brand_id: UUID, body: BrandFitDraft) -> BrandFit:
    """Save what fits a brand

    For brand admins and campaign managers. Exactly this from now on: what is left out is emptied. The next search
    uses it for campaigns that say nothing else.
    """
    with app.transaction() as tx:
        return service.save_fit(tx, brand_id, body)
