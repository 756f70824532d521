"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Matching(Chapter):
    """Operations of the chapter `matching`."""

    def read_brand_fit(self, brand_id: UUID) -> models.BrandFit:
        """Read what fits a brand.

        For members of the brand; 404 where nothing was said yet.
        """
        found: models.BrandFit = self._json(
            models.BrandFit, "GET", "/api/v1/brands/{brand_id}/fit", places={"brand_id": brand_id}
        )
        return found

    def save_brand_fit(self, brand_id: UUID, body: models.BrandFitDraft) -> models.BrandFit:
        """Save what fits a brand.

        For brand admins and campaign managers. Exactly this from now on: what is left out is emptied. The
        next search uses it for campaigns that say nothing else.
        """
        found: models.BrandFit = self._json(
            models.BrandFit, "PUT", "/api/v1/brands/{brand_id}/fit", places={"brand_id": brand_id}, body=body
        )
        return found

    def list_matches(
        self, campaign_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.MatchedCreator]:
        """List what the last search for a campaign found.

        For members of the brand. Empty until `callMatchingIntelligence` has searched. Best first; who was
        barred since is left out.
        """
        found: Page[models.MatchedCreator] = self._json(
            Page[models.MatchedCreator],
            "GET",
            "/api/v1/campaigns/{campaign_id}/matches",
            places={"campaign_id": campaign_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found
