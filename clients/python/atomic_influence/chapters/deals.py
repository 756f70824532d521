"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Deals(Chapter):
    """Operations of the chapter `deals`."""

    def list_blocked_attempts(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.BlockedAttempt]:
        """List what guards have refused.

        For administrators: attempts to change what is closed, to take a step that there is not, or to move
        money that is not there. Kept for a year.
        """
        found: Page[models.BlockedAttempt] = self._json(
            Page[models.BlockedAttempt],
            "GET",
            "/api/v1/blocked-attempts",
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def list_creator_logs(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.CreatorLog]:
        """List what is held against creators.

        For creators, their own: late work, work that never came, was not approved in the end, or was given
        up. For administrators, all of it.
        """
        found: Page[models.CreatorLog] = self._json(
            Page[models.CreatorLog], "GET", "/api/v1/creator-logs", query={"cursor": cursor, "limit": limit}
        )
        return found

    def list_deals(
        self,
        *,
        status: models.DealStatus | None = None,
        gig_id: UUID | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.DealSummary]:
        """List deals.

        For creators, their own; for members of a brand, those of all their brands. Newest first, each with
        the deadline that acts next.
        """
        found: Page[models.DealSummary] = self._json(
            Page[models.DealSummary],
            "GET",
            "/api/v1/deals",
            query={"status": status, "gig_id": gig_id, "cursor": cursor, "limit": limit},
        )
        return found

    def offer_deal(self, body: models.OfferDraft, *, idempotency_key: str | None = None) -> models.Deal:
        """Offer a deal to a creator.

        For brand admins. The creator is told, and accepts or declines within a week. Prices are what the
        creator gets; the fee is on top, rounded for each milestone.
        """
        found: models.Deal = self._json(
            models.Deal, "POST", "/api/v1/deals", headers={"Idempotency-Key": idempotency_key}, body=body
        )
        return found

    def read_deal(self, deal_id: UUID) -> models.Deal:
        """Read a deal.

        For its creator and for members of its brand: terms, milestones and their held funds, and what time
        does next.
        """
        found: models.Deal = self._json(
            models.Deal, "GET", "/api/v1/deals/{deal_id}", places={"deal_id": deal_id}
        )
        return found

    def accept_deal(self, deal_id: UUID, *, idempotency_key: str | None = None) -> models.Deal:
        """Accept an offer.

        For the creator. The money of the first milestone is held at once, if the brand's wallet has it;
        else the brand has three days to pay.
        """
        found: models.Deal = self._json(
            models.Deal,
            "POST",
            "/api/v1/deals/{deal_id}/accept",
            places={"deal_id": deal_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def cancel_deal(self, deal_id: UUID, *, idempotency_key: str | None = None) -> models.Deal:
        """Cancel a deal together, or take an offer back.

        For brand admins and campaign managers, and the creator. An offer is taken back by its brand. Of a
        running deal, what nobody has started on is cancelled by the brand alone; for the rest the first who
        asks waits three days for the other side to ask, too.
        """
        found: models.Deal = self._json(
            models.Deal,
            "POST",
            "/api/v1/deals/{deal_id}/cancel",
            places={"deal_id": deal_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def decline_deal(self, deal_id: UUID, *, idempotency_key: str | None = None) -> models.Deal:
        """Decline an offer.

        For the creator, while the offer is open. The brand is told, and nothing comes of it.
        """
        found: models.Deal = self._json(
            models.Deal,
            "POST",
            "/api/v1/deals/{deal_id}/decline",
            places={"deal_id": deal_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def list_escrows(
        self,
        *,
        status: models.EscrowStatus | None = None,
        overdue: bool | None = None,
        held: bool | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Escrow]:
        """List held funds.

        For creators, their own; for members of a brand, those of all their brands; for administrators, all.
        Newest first, each with the deadline that acts next.
        """
        found: Page[models.Escrow] = self._json(
            Page[models.Escrow],
            "GET",
            "/api/v1/escrows",
            query={"status": status, "overdue": overdue, "held": held, "cursor": cursor, "limit": limit},
        )
        return found

    def read_escrow(self, escrow_id: UUID) -> models.Escrow:
        """Read held funds.

        For the creator and for members of the brand: where the money of a milestone stands, and what time
        does next.
        """
        found: models.Escrow = self._json(
            models.Escrow, "GET", "/api/v1/escrows/{escrow_id}", places={"escrow_id": escrow_id}
        )
        return found

    def approve_work(
        self, escrow_id: UUID, body: models.WorkApproval, *, idempotency_key: str | None = None
    ) -> models.Escrow:
        """Approve work.

        For brand admins and campaign managers. The creator is paid at once, or when the post has stayed as
        long as the terms say.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/escrows/{escrow_id}/approve",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def cancel_escrow(self, escrow_id: UUID, *, idempotency_key: str | None = None) -> models.Escrow:
        """Cancel a milestone.

        For both sides. What is unpaid or not started is off when the brand says so; else the first who asks
        waits three days for the other side to ask, too.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/escrows/{escrow_id}/cancel",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def list_escrow_events(
        self, escrow_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.EscrowEvent]:
        """List what happened to held funds.

        For the creator and for members of the brand: each step, gapless and in order.
        """
        found: Page[models.EscrowEvent] = self._json(
            Page[models.EscrowEvent],
            "GET",
            "/api/v1/escrows/{escrow_id}/events",
            places={"escrow_id": escrow_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def lock_escrow(self, escrow_id: UUID, *, idempotency_key: str | None = None) -> models.Escrow:
        """Lock the money of a milestone out of the wallet.

        For brand admins and campaign managers, also before its turn. The money is held from then on, and
        the time for the work begins.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/escrows/{escrow_id}/lock",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def recall_work(self, escrow_id: UUID, *, idempotency_key: str | None = None) -> models.Escrow:
        """Recall work that nobody has opened.

        For the creator, before the brand has opened it (an hour at most).
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/escrows/{escrow_id}/recall",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def refund_escrow(self, escrow_id: UUID, *, idempotency_key: str | None = None) -> models.Escrow:
        """Give up, or cancel before the start.

        For the creator, until the work is approved: the money goes back. For brand admins and campaign
        managers, until the creator has started.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/escrows/{escrow_id}/refund",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def reject_work(
        self, escrow_id: UUID, body: models.WorkRejection, *, idempotency_key: str | None = None
    ) -> models.Escrow:
        """Reject work.

        For brand admins and campaign managers, with a reason. The creator has a week to take it up again;
        else the money goes back.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/escrows/{escrow_id}/reject",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def release_escrow(self, escrow_id: UUID, *, idempotency_key: str | None = None) -> models.Escrow:
        """Release held funds.

        For brand admins and campaign managers: approves what was handed in last, or ends the time that
        approved work has to stay live. The creator is paid.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/escrows/{escrow_id}/release",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def open_review(self, escrow_id: UUID, *, idempotency_key: str | None = None) -> models.Escrow:
        """Open the review.

        For brand admins and campaign managers: the work cannot be taken back any more.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/escrows/{escrow_id}/review",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def start_work(self, escrow_id: UUID, *, idempotency_key: str | None = None) -> models.Escrow:
        """Start the work.

        For the creator, once the money is held; after a rejection, as often as the terms say.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/escrows/{escrow_id}/start",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def list_work(
        self, escrow_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.DealSubmission]:
        """List the work that was handed in.

        For the creator and for members of the brand, newest first.
        """
        found: Page[models.DealSubmission] = self._json(
            Page[models.DealSubmission],
            "GET",
            "/api/v1/escrows/{escrow_id}/submissions",
            places={"escrow_id": escrow_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def read_handed_in_file(self, escrow_id: UUID, submission_id: UUID) -> models.DealFileWithLinks:
        """Read the file of work that was handed in.

        For the creator, members of the brand and administrators, with an address to download it, good for
        five minutes.
        """
        found: models.DealFileWithLinks = self._json(
            models.DealFileWithLinks,
            "GET",
            "/api/v1/escrows/{escrow_id}/submissions/{submission_id}/file",
            places={"escrow_id": escrow_id, "submission_id": submission_id},
        )
        return found

    def submit_work(
        self, escrow_id: UUID, body: models.WorkDraft, *, idempotency_key: str | None = None
    ) -> models.DealSubmission:
        """Hand in work.

        For the creator, once the money is held; again after a rejection, as often as the terms say. Work
        after its due date is late, and taken. The brand has its review hours; then the work is approved.
        """
        found: models.DealSubmission = self._json(
            models.DealSubmission,
            "POST",
            "/api/v1/escrows/{escrow_id}/submit",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_work_files(
        self, escrow_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.DealFile]:
        """List the files for a milestone.

        For the creator and administrators, all of them; for members of the brand, those that were handed
        in. Newest first.
        """
        found: Page[models.DealFile] = self._json(
            Page[models.DealFile],
            "GET",
            "/api/v1/escrows/{escrow_id}/uploads",
            places={"escrow_id": escrow_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def announce_work_file(
        self, escrow_id: UUID, body: models.FileDraft, *, idempotency_key: str | None = None
    ) -> models.DealFileWithLinks:
        """Announce a file to hand in, and get the form to upload it.

        For the creator, while there is work to do: the first file starts it. Post the answer's
        `upload.fields` and the file to `upload.url`, call `completeWorkFile`, then hand its `object_key` in
        as `file` of `submitWork`.
        """
        found: models.DealFileWithLinks = self._json(
            models.DealFileWithLinks,
            "POST",
            "/api/v1/escrows/{escrow_id}/uploads",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def delete_work_file(self, escrow_id: UUID, file_id: UUID) -> None:
        """Delete a file that was not handed in.

        For the creator. What was handed in stays with its work.
        """
        self._nothing(
            "DELETE",
            "/api/v1/escrows/{escrow_id}/uploads/{file_id}",
            places={"escrow_id": escrow_id, "file_id": file_id},
        )

    def read_work_file(self, escrow_id: UUID, file_id: UUID) -> models.DealFileWithLinks:
        """Read a file for a milestone with its addresses.

        For the creator, who gets the form while it is pending; for members of the brand once it is handed
        in; for administrators. What is stored has an address to download it, good for five minutes.
        """
        found: models.DealFileWithLinks = self._json(
            models.DealFileWithLinks,
            "GET",
            "/api/v1/escrows/{escrow_id}/uploads/{file_id}",
            places={"escrow_id": escrow_id, "file_id": file_id},
        )
        return found

    def complete_work_file(self, escrow_id: UUID, file_id: UUID) -> models.DealFileWithLinks:
        """Complete the upload of a file to hand in.

        For the creator. The file is looked at: what is as announced is stored, anything else is deleted and
        refused (422). From now on `object_key` is final, and can be handed in. Twice is as good as once.
        """
        found: models.DealFileWithLinks = self._json(
            models.DealFileWithLinks,
            "POST",
            "/api/v1/escrows/{escrow_id}/uploads/{file_id}/complete",
            places={"escrow_id": escrow_id, "file_id": file_id},
        )
        return found

    def lock_funds(self, body: models.FundsToLock, *, idempotency_key: str | None = None) -> models.Escrow:
        """Lock funds for a deal.

        For brand admins and campaign managers: `lockEscrow` by its other name, for held funds or for the
        next milestone of a deal. A card pays by `startDeposit` with `escrow_id`: asked for that, this
        answers what to send there.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/payments/escrow/lock",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def refund_funds(self, escrow_id: UUID, *, idempotency_key: str | None = None) -> models.Escrow:
        """Refund funds to the brand.

        For the creator, until the work is approved, and for brand admins and campaign managers, until the
        creator has started: `refundEscrow` by its other name.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/payments/escrow/{escrow_id}/refund",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def release_funds(self, escrow_id: UUID, *, idempotency_key: str | None = None) -> models.Escrow:
        """Release funds to the creator.

        For brand admins and campaign managers: `releaseEscrow` by its other name.
        """
        found: models.Escrow = self._json(
            models.Escrow,
            "POST",
            "/api/v1/payments/escrow/{escrow_id}/release",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found
