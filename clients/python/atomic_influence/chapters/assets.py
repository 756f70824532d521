"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Assets(Chapter):
    """Operations of the chapter `assets`."""

    def list_assets(
        self,
        campaign_id: UUID,
        *,
        purpose: models.AssetPurpose | None = None,
        status: models.AssetStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.CampaignAsset]:
        """List the files of a campaign.

        For members of the brand and for creators who are invited or take part, what is stored. What is
        still on its way is seen by who uploads it; a creator's file is seen by the brand once it is handed
        in.
        """
        found: Page[models.CampaignAsset] = self._json(
            Page[models.CampaignAsset],
            "GET",
            "/api/v1/campaigns/{campaign_id}/assets",
            places={"campaign_id": campaign_id},
            query={"purpose": purpose, "status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def announce_asset(
        self, campaign_id: UUID, body: models.AssetDraft, *, idempotency_key: str | None = None
    ) -> models.AssetWithLinks:
        """Announce a file and get the form to upload it.

        For brand admins and campaign managers, a file for all who take part (`purpose: campaign`); for a
        creator who takes part, a file to hand in (`submission`). Post the answer's `upload.fields` and the
        file to `upload.url`, then call `completeAsset`.
        """
        found: models.AssetWithLinks = self._json(
            models.AssetWithLinks,
            "POST",
            "/api/v1/campaigns/{campaign_id}/assets",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def delete_asset(self, campaign_id: UUID, asset_id: UUID) -> None:
        """Delete a file.

        For who uploads it: the creator, or brand admins and campaign managers. What was handed in stays
        with its submission.
        """
        self._nothing(
            "DELETE",
            "/api/v1/campaigns/{campaign_id}/assets/{asset_id}",
            places={"campaign_id": campaign_id, "asset_id": asset_id},
        )

    def read_asset(self, campaign_id: UUID, asset_id: UUID) -> models.AssetWithLinks:
        """Read a file with its addresses.

        For whoever may see it. Who uploads it gets the form while it is pending; once it is stored there is
        an address to download it, good for five minutes.
        """
        found: models.AssetWithLinks = self._json(
            models.AssetWithLinks,
            "GET",
            "/api/v1/campaigns/{campaign_id}/assets/{asset_id}",
            places={"campaign_id": campaign_id, "asset_id": asset_id},
        )
        return found

    def complete_asset(self, campaign_id: UUID, asset_id: UUID) -> models.AssetWithLinks:
        """Complete an upload.

        For who announced the file, or others who may upload in their place. The file is looked at: what is
        as announced is stored, anything else is deleted and refused (422). From now on `object_key` is
        final, and can be handed in. Twice is as good as once.
        """
        found: models.AssetWithLinks = self._json(
            models.AssetWithLinks,
            "POST",
            "/api/v1/campaigns/{campaign_id}/assets/{asset_id}/complete",
            places={"campaign_id": campaign_id, "asset_id": asset_id},
        )
        return found

    def read_submitted_file(self, submission_id: UUID) -> models.AssetWithLinks:
        """Read the file of a submission.

        For its creator and for members of the brand, with an address to download it that is good for five
        minutes.
        """
        found: models.AssetWithLinks = self._json(
            models.AssetWithLinks,
            "GET",
            "/api/v1/submissions/{submission_id}/file",
            places={"submission_id": submission_id},
        )
        return found
