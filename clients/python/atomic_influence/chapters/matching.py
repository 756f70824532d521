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

    def list_gig_matches(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.MatchedGig]:
        """List open gigs by how well they fit.

        For creators. Gigs that they are eligible for come first, the others say in `meets` what is missing;
        each by score, and the newest first among equals. Left out are gigs of their own brands and those
        that they applied to or have a deal of. Then claim a slot (`claimSlot`) or apply (`applyToGig`).
        """
        found: Page[models.MatchedGig] = self._json(
            Page[models.MatchedGig], "GET", "/api/v1/matching/gigs", query={"cursor": cursor, "limit": limit}
        )
        return found

    def list_influencer_matches(
        self,
        *,
        gig_id: UUID | None = None,
        campaign_id: UUID | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.MatchedInfluencer]:
        """List creators by how well they fit a gig or a campaign.

        For members of the brand; one of `gig_id` and `campaign_id` is named. The best hundred as they are
        now, without the brand's own people; nothing is saved. For a gig, each says in `meets` what they
        lack of it, and whether they applied or have a deal; for a campaign, who was ever invited is left
        out, as in `callMatchingIntelligence`. Then offer a deal (`offerDeal`) or invite them
        (`inviteCreator`).
        """
        found: Page[models.MatchedInfluencer] = self._json(
            Page[models.MatchedInfluencer],
            "GET",
            "/api/v1/matching/influencers",
            query={"gig_id": gig_id, "campaign_id": campaign_id, "cursor": cursor, "limit": limit},
        )
        return found
