"""Generated from the description by `make clients`."""

from datetime import date
from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Submissions(Chapter):
    """Operations of the chapter `submissions`."""

    def list_deliverables(
        self, campaign_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.Deliverable]:
        """List what a campaign asks of its creators.

        For members of the brand, and for creators who are invited or take part; oldest first.
        """
        found: Page[models.Deliverable] = self._json(
            Page[models.Deliverable],
            "GET",
            "/api/v1/campaigns/{campaign_id}/deliverables",
            places={"campaign_id": campaign_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def add_deliverable(
        self, campaign_id: UUID, body: models.DeliverableDraft, *, idempotency_key: str | None = None
    ) -> models.Deliverable:
        """Add what each creator is to deliver.

        For brand admins and campaign managers, until somebody has accepted an invitation or the campaign is
        over: from then on the terms stand.
        """
        found: models.Deliverable = self._json(
            models.Deliverable,
            "POST",
            "/api/v1/campaigns/{campaign_id}/deliverables",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def delete_deliverable(self, campaign_id: UUID, deliverable_id: UUID) -> None:
        """Delete what is to be delivered.

        For brand admins and campaign managers, until somebody has accepted an invitation.
        """
        self._nothing(
            "DELETE",
            "/api/v1/campaigns/{campaign_id}/deliverables/{deliverable_id}",
            places={"campaign_id": campaign_id, "deliverable_id": deliverable_id},
        )

    def change_deliverable(
        self, campaign_id: UUID, deliverable_id: UUID, body: models.DeliverablePatch
    ) -> models.Deliverable:
        """Change what is to be delivered.

        For brand admins and campaign managers. What is sent changes, the rest stays; quantity and
        compensation only until somebody has accepted. What was handed in counts by a new, later day.
        """
        found: models.Deliverable = self._json(
            models.Deliverable,
            "PATCH",
            "/api/v1/campaigns/{campaign_id}/deliverables/{deliverable_id}",
            places={"campaign_id": campaign_id, "deliverable_id": deliverable_id},
            body=body,
        )
        return found

    def list_campaign_submissions(
        self,
        campaign_id: UUID,
        *,
        status: models.SubmissionStatus | None = None,
        late: bool | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Submission]:
        """List what was handed in to a campaign.

        For members of the brand, all of it; a creator sees their own.
        """
        found: Page[models.Submission] = self._json(
            Page[models.Submission],
            "GET",
            "/api/v1/campaigns/{campaign_id}/submissions",
            places={"campaign_id": campaign_id},
            query={"status": status, "late": late, "cursor": cursor, "limit": limit},
        )
        return found

    def submit_content(
        self, campaign_id: UUID, body: models.SubmissionDraft, *, idempotency_key: str | None = None
    ) -> models.Submission:
        """Hand in content for one unit of a deliverable.

        For creators who take part, while the campaign is active or paused. A link, a text, or the
        `object_key` of a file that was uploaded (`announceAsset`). The brand is told, and approves, asks
        for changes or rejects (`reviewSubmission`).
        """
        found: models.Submission = self._json(
            models.Submission,
            "POST",
            "/api/v1/campaigns/{campaign_id}/submissions",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_due_deliverables(
        self,
        *,
        campaign_id: UUID | None = None,
        until: date | None = None,
        late: bool | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.DueDeliverable]:
        """List what is yet to be handed in.

        For creators, what they owe; for members of a brand, what is owed to it. A row per creator and
        deliverable that has a day, the earliest day first.
        """
        found: Page[models.DueDeliverable] = self._json(
            Page[models.DueDeliverable],
            "GET",
            "/api/v1/deliverables/due",
            query={
                "campaign_id": campaign_id,
                "until": until,
                "late": late,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def list_submissions(
        self,
        *,
        status: models.SubmissionStatus | None = None,
        late: bool | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Submission]:
        """List what was handed in.

        For creators, their own; for members of a brand, what came to all its campaigns.
        """
        found: Page[models.Submission] = self._json(
            Page[models.Submission],
            "GET",
            "/api/v1/submissions",
            query={"status": status, "late": late, "cursor": cursor, "limit": limit},
        )
        return found

    def read_submission(self, submission_id: UUID) -> models.Submission:
        """Read a submission.

        For its creator and for members of the brand. Once it is approved, `post` says what became of it on
        its platform.
        """
        found: models.Submission = self._json(
            models.Submission,
            "GET",
            "/api/v1/submissions/{submission_id}",
            places={"submission_id": submission_id},
        )
        return found

    def list_submission_reviews(
        self, submission_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.SubmissionReview]:
        """List the reviews of a submission.

        For its creator and for members of the brand; one per revision, oldest first.
        """
        found: Page[models.SubmissionReview] = self._json(
            Page[models.SubmissionReview],
            "GET",
            "/api/v1/submissions/{submission_id}/reviews",
            places={"submission_id": submission_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def review_submission(
        self, submission_id: UUID, body: models.ReviewDraft, *, idempotency_key: str | None = None
    ) -> models.SubmissionReview:
        """Approve a submission, ask for changes or reject it.

        For brand admins and campaign managers who are not its creator. An approval pays: the creator earns
        the unit's amount less the fee, payable after the hold. After a request for changes they hand in
        another revision; a rejection is final. Both need `feedback` that says what is wrong. The creator is
        told.
        """
        found: models.SubmissionReview = self._json(
            models.SubmissionReview,
            "POST",
            "/api/v1/submissions/{submission_id}/reviews",
            places={"submission_id": submission_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def revise_submission(
        self, submission_id: UUID, body: models.ContentInput, *, idempotency_key: str | None = None
    ) -> models.Submission:
        """Hand in the next revision.

        For the creator, after changes were requested. The brand is told, and its time for a review begins
        anew.
        """
        found: models.Submission = self._json(
            models.Submission,
            "POST",
            "/api/v1/submissions/{submission_id}/revisions",
            places={"submission_id": submission_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found
