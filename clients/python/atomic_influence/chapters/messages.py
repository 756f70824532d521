"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Messages(Chapter):
    """Operations of the chapter `messages`."""

    def count_unread_messages(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.UnreadMessages]:
        """Count unread messages.

        For creators and members of a brand: what the other side wrote and nobody of one's own side has
        read, for each participation that has any.
        """
        found: Page[models.UnreadMessages] = self._json(
            Page[models.UnreadMessages],
            "GET",
            "/api/v1/participants/messages/unread",
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def list_messages(
        self, participant_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.CampaignMessage]:
        """List the messages of a participation.

        For its creator and for members of the brand. To list them does not mark them as read.
        """
        found: Page[models.CampaignMessage] = self._json(
            Page[models.CampaignMessage],
            "GET",
            "/api/v1/participants/{participant_id}/messages",
            places={"participant_id": participant_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def send_message(
        self, participant_id: UUID, body: models.CampaignMessageDraft, *, idempotency_key: str | None = None
    ) -> models.CampaignMessage:
        """Send a message to the other side.

        For the creator who takes part, and for brand admins and campaign managers. It is a message of the
        conversation about the participation, which is closed 30 days after that is over. What a rule would
        keep back is refused here.
        """
        found: models.CampaignMessage = self._json(
            models.CampaignMessage,
            "POST",
            "/api/v1/participants/{participant_id}/messages",
            places={"participant_id": participant_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def mark_messages_read(self, participant_id: UUID) -> models.MessagesRead:
        """Mark what the other side wrote as read.

        For the creator, and for brand admins and campaign managers: one of them reads for the whole side.
        """
        found: models.MessagesRead = self._json(
            models.MessagesRead,
            "POST",
            "/api/v1/participants/{participant_id}/messages/read",
            places={"participant_id": participant_id},
        )
        return found
