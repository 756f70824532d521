"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Campaigns(Chapter):
    """Operations of the chapter `campaigns`."""

    def list_campaign_briefs(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.CampaignBrief]:
        """List the campaigns that one is invited to or takes part in.

        For creators. A brief says all of a campaign but its budgets; who left keeps the one that they
        worked by.
        """
        found: Page[models.CampaignBrief] = self._json(
            Page[models.CampaignBrief],
            "GET",
            "/api/v1/campaign-briefs",
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def read_campaign_brief(self, campaign_id: UUID) -> models.CampaignBrief:
        """Read a campaign without its budgets.

        For creators who are invited or take part, and for members of the brand.
        """
        found: models.CampaignBrief = self._json(
            models.CampaignBrief,
            "GET",
            "/api/v1/campaign-briefs/{campaign_id}",
            places={"campaign_id": campaign_id},
        )
        return found

    def list_campaigns(
        self,
        *,
        brand_id: UUID | None = None,
        status: models.CampaignStatus | None = None,
        category: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Campaign]:
        """List campaigns with their budgets.

        For members of a brand: the campaigns of all their brands. Creators find theirs with
        `listCampaignBriefs`.
        """
        found: Page[models.Campaign] = self._json(
            Page[models.Campaign],
            "GET",
            "/api/v1/campaigns",
            query={
                "brand_id": brand_id,
                "status": status,
                "category": category,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def create_campaign(
        self, body: models.CampaignDraft, *, idempotency_key: str | None = None
    ) -> models.Campaign:
        """Create a campaign as a draft.

        For brand admins and campaign managers. Only a brand admin gives it a budget; a campaign manager's
        draft begins with 0. Then say what creators deliver (`addDeliverable`) and launch it, or let the
        hourly job do so once `timeline_start` has come.
        """
        found: models.Campaign = self._json(
            models.Campaign,
            "POST",
            "/api/v1/campaigns",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def delete_campaign(self, campaign_id: UUID) -> None:
        """Delete a draft with its files.

        For brand admins and campaign managers. What was launched, or has links that were followed, is
        cancelled instead.
        """
        self._nothing("DELETE", "/api/v1/campaigns/{campaign_id}", places={"campaign_id": campaign_id})

    def read_campaign(self, campaign_id: UUID) -> models.Campaign:
        """Read a campaign with its budget.

        For members of the brand. Creators read `readCampaignBrief`, which has no budgets.
        """
        found: models.Campaign = self._json(
            models.Campaign, "GET", "/api/v1/campaigns/{campaign_id}", places={"campaign_id": campaign_id}
        )
        return found

    def change_campaign(self, campaign_id: UUID, body: models.CampaignPatch) -> models.Campaign:
        """Change a campaign.

        For brand admins and campaign managers. What is sent changes, the rest stays; null empties a field
        that may be empty. Only a brand admin raises the budget, and nobody lowers it below what is reserved
        and spent. The currency is fixed once somebody is invited or has ordered.
        """
        found: models.Campaign = self._json(
            models.Campaign,
            "PATCH",
            "/api/v1/campaigns/{campaign_id}",
            places={"campaign_id": campaign_id},
            body=body,
        )
        return found

    def cancel_campaign(self, campaign_id: UUID, *, idempotency_key: str | None = None) -> models.Campaign:
        """Cancel a campaign for good.

        For brand admins and campaign managers, whether it is a draft, active or paused. Open invitations
        expire, its creators take part no more and are told, and what is reserved goes back to the wallet,
        but for work that waits for a review.
        """
        found: models.Campaign = self._json(
            models.Campaign,
            "POST",
            "/api/v1/campaigns/{campaign_id}/cancel",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def complete_campaign(self, campaign_id: UUID, *, idempotency_key: str | None = None) -> models.Campaign:
        """Complete a campaign before its time.

        For brand admins and campaign managers, whether it is active or paused. Open invitations expire,
        participants complete, and what is reserved goes back to the wallet, but for work that waits for a
        review. A last snapshot of its figures is kept.
        """
        found: models.Campaign = self._json(
            models.Campaign,
            "POST",
            "/api/v1/campaigns/{campaign_id}/complete",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def duplicate_campaign(self, campaign_id: UUID, *, idempotency_key: str | None = None) -> models.Campaign:
        """Duplicate a campaign as a new draft.

        For brand admins and campaign managers. Content and deliverables are the same; dates, people and
        files are not copied. The budget is copied for a brand admin and 0 for a campaign manager.
        """
        found: models.Campaign = self._json(
            models.Campaign,
            "POST",
            "/api/v1/campaigns/{campaign_id}/duplicate",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def request_campaign_report(
        self, campaign_id: UUID, *, idempotency_key: str | None = None
    ) -> models.Export:
        """Request the report of a campaign as a file.

        For members of the brand. It has the lines of `downloadCampaignReport`, however many they are;
        `readExport` says when it is ready, and where. One such file at a time.
        """
        found: models.Export = self._json(
            models.Export,
            "POST",
            "/api/v1/campaigns/{campaign_id}/exports",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def list_campaign_history(
        self, campaign_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.CampaignChange]:
        """List the status changes of a campaign.

        For members of the brand. Each says who made it, or that the schedule or a spent budget did.
        """
        found: Page[models.CampaignChange] = self._json(
            Page[models.CampaignChange],
            "GET",
            "/api/v1/campaigns/{campaign_id}/history",
            places={"campaign_id": campaign_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def launch_campaign(
        self, campaign_id: UUID, *, idempotency_key: str | None = None
    ) -> models.LaunchedCampaign:
        """Launch a draft.

        For brand admins and campaign managers. A campaign that is not ready is refused with every reason at
        once: no deliverable (`NO_DELIVERABLES`), an end in the past (`TIMELINE_OVER`), no wallet in its
        currency (`NO_WALLET_IN_CURRENCY`). What it lacks without harm comes as a warning: without a
        destination (`NO_DESTINATION`) creators get no link yet. Creators who were invited may accept from
        now on. Launched twice, it stays as it is: 200 again, and `updated_at` does not move.
        """
        found: models.LaunchedCampaign = self._json(
            models.LaunchedCampaign,
            "POST",
            "/api/v1/campaigns/{campaign_id}/launch",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def pause_campaign(self, campaign_id: UUID, *, idempotency_key: str | None = None) -> models.Campaign:
        """Pause an active campaign.

        For brand admins and campaign managers. Nobody can be invited or accept until it is resumed; those
        who take part are told, and go on handing in.
        """
        found: models.Campaign = self._json(
            models.Campaign,
            "POST",
            "/api/v1/campaigns/{campaign_id}/pause",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def download_campaign_report(self, campaign_id: UUID) -> str:
        """Download the report of a campaign as CSV.

        For members of the brand. A line for each participant: amounts as people write them, what was
        approved and what waits, clicks and conversions up to now. Of more than 10,000 lines
        `requestCampaignReport` makes a file.
        """
        return self._text(
            "GET", "/api/v1/campaigns/{campaign_id}/report", places={"campaign_id": campaign_id}
        )

    def resume_campaign(self, campaign_id: UUID, *, idempotency_key: str | None = None) -> models.Campaign:
        """Resume a paused campaign.

        For brand admins and campaign managers. It is active again, and those who take part are told.
        """
        found: models.Campaign = self._json(
            models.Campaign,
            "POST",
            "/api/v1/campaigns/{campaign_id}/resume",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def list_campaign_snapshots(
        self, campaign_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.CampaignSnapshot]:
        """List what a campaign's figures were, day by day.

        For members of the brand. A snapshot is taken each day while the campaign runs, and a last one when
        it completes.
        """
        found: Page[models.CampaignSnapshot] = self._json(
            Page[models.CampaignSnapshot],
            "GET",
            "/api/v1/campaigns/{campaign_id}/snapshots",
            places={"campaign_id": campaign_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found
