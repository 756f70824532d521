"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Disputes(Chapter):
    """Operations of the chapter `disputes`."""

    def list_disputes(
        self,
        *,
        status: models.DisputeStatus | None = None,
        escrow_id: UUID | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.DisputeSummary]:
        """List disputes.

        For creators, their own; for members of a brand, those of all their brands; for administrators, all:
        `answered` is what waits for a decision. Newest first.
        """
        found: Page[models.DisputeSummary] = self._json(
            Page[models.DisputeSummary],
            "GET",
            "/api/v1/disputes",
            query={"status": status, "escrow_id": escrow_id, "cursor": cursor, "limit": limit},
        )
        return found

    def read_dispute(self, dispute_id: UUID) -> models.Dispute:
        """Read a dispute.

        For both sides and for administrators: what each wants, the evidence, and what time does next.
        """
        found: models.Dispute = self._json(
            models.Dispute, "GET", "/api/v1/disputes/{dispute_id}", places={"dispute_id": dispute_id}
        )
        return found

    def accept_split(
        self, dispute_id: UUID, body: models.SplitProposal, *, idempotency_key: str | None = None
    ) -> models.Dispute:
        """Accept what the other side proposes.

        For both sides, naming the amount that they have seen. The dispute is over: the creator gets the
        amount, and the brand what is left of the price and of the fee.
        """
        found: models.Dispute = self._json(
            models.Dispute,
            "POST",
            "/api/v1/disputes/{dispute_id}/accept",
            places={"dispute_id": dispute_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def answer_dispute(
        self, dispute_id: UUID, body: models.DisputeAnswer, *, idempotency_key: str | None = None
    ) -> models.Dispute:
        """Answer a dispute.

        For the side that did not open it, within five days. The same amount ends it at once; else an
        administrator decides between the two, and until then each side may accept what the other wants.
        """
        found: models.Dispute = self._json(
            models.Dispute,
            "POST",
            "/api/v1/disputes/{dispute_id}/answer",
            places={"dispute_id": dispute_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def appeal_decision(
        self, dispute_id: UUID, body: models.DisputeAppeal, *, idempotency_key: str | None = None
    ) -> models.Dispute:
        """Appeal against a decision.

        For both sides, once each, within two days. It is decided once more within five days of the first
        appeal, or the first decision stands.
        """
        found: models.Dispute = self._json(
            models.Dispute,
            "POST",
            "/api/v1/disputes/{dispute_id}/appeal",
            places={"dispute_id": dispute_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_dispute_messages(
        self, dispute_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.DisputeMessage]:
        """List what was said in a dispute.

        For both sides and for administrators, newest first.
        """
        found: Page[models.DisputeMessage] = self._json(
            Page[models.DisputeMessage],
            "GET",
            "/api/v1/disputes/{dispute_id}/messages",
            places={"dispute_id": dispute_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def write_dispute_message(
        self, dispute_id: UUID, body: models.MessageDraft, *, idempotency_key: str | None = None
    ) -> models.DisputeMessage:
        """Write a message in a dispute.

        For both sides and for administrators of neither, until it is over. Everybody in it is told, and
        reads it.
        """
        found: models.DisputeMessage = self._json(
            models.DisputeMessage,
            "POST",
            "/api/v1/disputes/{dispute_id}/messages",
            places={"dispute_id": dispute_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def propose_split(
        self, dispute_id: UUID, body: models.SplitProposal, *, idempotency_key: str | None = None
    ) -> models.Dispute:
        """Propose how to end a dispute.

        For both sides, at any time. The last proposal counts; the other side may accept it, and nobody has
        to decide.
        """
        found: models.Dispute = self._json(
            models.Dispute,
            "POST",
            "/api/v1/disputes/{dispute_id}/propose",
            places={"dispute_id": dispute_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def resolve_dispute(
        self, dispute_id: UUID, body: models.DisputeDecision, *, idempotency_key: str | None = None
    ) -> models.Dispute:
        """Resolve a dispute.

        For an administrator who is neither the creator nor, now or before, a member of the brand, once it
        is answered. Both sides may appeal for two days; then, or with the decision about an appeal, the
        money goes where the decision says.
        """
        found: models.Dispute = self._json(
            models.Dispute,
            "POST",
            "/api/v1/disputes/{dispute_id}/resolve",
            places={"dispute_id": dispute_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def withdraw_dispute(self, dispute_id: UUID, *, idempotency_key: str | None = None) -> models.Dispute:
        """Withdraw a dispute.

        For the side that opened it, before a decision, once for the same held funds. The deal goes on where
        it stood, with the time that was left; where that would be after the end of the hold, it is too late
        to withdraw.
        """
        found: models.Dispute = self._json(
            models.Dispute,
            "POST",
            "/api/v1/disputes/{dispute_id}/withdraw",
            places={"dispute_id": dispute_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def open_dispute(
        self, escrow_id: UUID, body: models.DisputeDraft, *, idempotency_key: str | None = None
    ) -> models.Dispute:
        """Open a dispute.

        For both sides while work is on or is reviewed, for the creator after a rejection, for the brand
        while an approved post should stay (`not_live`), until day 67 after the money was held. All other
        times stand still, and what both have seen is copied. The other side has five days to answer;
        without an answer it ends as you want.
        """
        found: models.Dispute = self._json(
            models.Dispute,
            "POST",
            "/api/v1/escrows/{escrow_id}/dispute",
            places={"escrow_id": escrow_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found
