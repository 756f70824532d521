"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Conversations(Chapter):
    """Operations of the chapter `conversations`."""

    def list_blocks(self, *, cursor: str | None = None, limit: int | None = None) -> Page[models.UserBlock]:
        """List whom one has blocked.

        For whoever is signed in: their own blocks, the latest first.
        """
        found: Page[models.UserBlock] = self._json(
            Page[models.UserBlock], "GET", "/api/v1/blocks", query={"cursor": cursor, "limit": limit}
        )
        return found

    def unblock_user(self, user_id: UUID) -> None:
        """Unblock somebody.

        For whoever has set it. Both may write again, unless the other one has blocked, too.
        """
        self._nothing("DELETE", "/api/v1/blocks/{user_id}", places={"user_id": user_id})

    def block_user(self, user_id: UUID, body: models.BlockDraft) -> models.UserBlock:
        """Block somebody.

        For whoever is signed in. Neither writes to the other any more, and no invitation arrives; of a
        brand's people one stands for all who write for it. What runs goes on: in the conversation of a deal
        or of a campaign that takes place, mute and report. The other side is not told.
        """
        found: models.UserBlock = self._json(
            models.UserBlock, "PUT", "/api/v1/blocks/{user_id}", places={"user_id": user_id}, body=body
        )
        return found

    def list_conversations(
        self,
        *,
        kind: models.ConversationKind | None = None,
        archived: bool | None = None,
        changed_after: str | None = None,
        reason: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> models.ConversationPage:
        """List conversations.

        For people of a brand, those of all their brands; for everybody else, their own; for administrators,
        those with support, with a `reason` all. The one with the latest message first. A client that was
        away asks once with `changed_after` for all that it has missed, unread counts included.
        """
        found: models.ConversationPage = self._json(
            models.ConversationPage,
            "GET",
            "/api/v1/conversations",
            query={
                "kind": kind,
                "archived": archived,
                "changed_after": changed_after,
                "reason": reason,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def open_conversation(self, body: models.ConversationDraft) -> models.Conversation:
        """Open a conversation.

        For brand admins and campaign managers, and for the creator: about a deal, an application (`gig`), a
        participation (`campaign`), or `direct` where one of these or an invitation connects both. For
        everybody with `support`. Where it is open already, it is answered as it is, with 200; a new one
        with 201. An account of less than a week opens five at once, one more every five hours, and so never
        more than ten within a day.
        """
        found: models.Conversation = self._json(
            models.Conversation, "POST", "/api/v1/conversations", body=body
        )
        return found

    def count_unread(self) -> models.Badge:
        """Count what is unread.

        For whoever is signed in: over all conversations that are not archived, as a badge shows it.
        """
        found: models.Badge = self._json(models.Badge, "GET", "/api/v1/conversations/unread")
        return found

    def read_conversation(self, conversation_id: UUID, *, reason: str | None = None) -> models.Conversation:
        """Read one conversation.

        For both sides; for administrators, those with support, with a `reason` any. To others there is no
        such conversation.
        """
        found: models.Conversation = self._json(
            models.Conversation,
            "GET",
            "/api/v1/conversations/{conversation_id}",
            places={"conversation_id": conversation_id},
            query={"reason": reason},
        )
        return found

    def change_conversation(
        self, conversation_id: UUID, body: models.ConversationPatch
    ) -> models.Conversation:
        """Mute, archive or mark as unread.

        For both sides, each for themselves. Nobody else sees it. What is archived comes back with the next
        message.
        """
        found: models.Conversation = self._json(
            models.Conversation,
            "PATCH",
            "/api/v1/conversations/{conversation_id}",
            places={"conversation_id": conversation_id},
            body=body,
        )
        return found

    def announce_attachment(
        self, conversation_id: UUID, body: models.AttachmentDraft, *, idempotency_key: str | None = None
    ) -> models.AttachmentWithLinks:
        """Announce a file to send, and get the form to upload it.

        For both sides, where they may write. Post the answer's `upload.fields` and the file to
        `upload.url`, call `completeAttachment`, then name its id in `attachment_ids` of `sendMessage`. What
        is not sent within a day is gone; twenty may wait at once.
        """
        found: models.AttachmentWithLinks = self._json(
            models.AttachmentWithLinks,
            "POST",
            "/api/v1/conversations/{conversation_id}/attachments",
            places={"conversation_id": conversation_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def delete_attachment(self, conversation_id: UUID, attachment_id: UUID) -> None:
        """Delete a file that was not sent.

        For whoever announced it. What was sent stays with its message.
        """
        self._nothing(
            "DELETE",
            "/api/v1/conversations/{conversation_id}/attachments/{attachment_id}",
            places={"conversation_id": conversation_id, "attachment_id": attachment_id},
        )

    def complete_attachment(self, conversation_id: UUID, attachment_id: UUID) -> models.AttachmentWithLinks:
        """Complete the upload of a file to send.

        For whoever announced it. The file is looked at: what is as announced is stored, anything else is
        deleted and refused (422). From now on it can be sent. Twice is as good as once.
        """
        found: models.AttachmentWithLinks = self._json(
            models.AttachmentWithLinks,
            "POST",
            "/api/v1/conversations/{conversation_id}/attachments/{attachment_id}/complete",
            places={"conversation_id": conversation_id, "attachment_id": attachment_id},
        )
        return found

    def download_attachment(
        self, conversation_id: UUID, attachment_id: UUID, *, reason: str | None = None
    ) -> models.Download:
        """Download a file of a message.

        For both sides once it is sent, for whoever announced it once it is stored; for administrators with
        a reason. The address is good for five minutes, and always saves the file, whatever it is. Of a
        message that was redacted, both sides get nothing any more.
        """
        found: models.Download = self._json(
            models.Download,
            "GET",
            "/api/v1/conversations/{conversation_id}/attachments/{attachment_id}/download",
            places={"conversation_id": conversation_id, "attachment_id": attachment_id},
            query={"reason": reason},
        )
        return found

    def mark_delivered(self, conversation_id: UUID, body: models.Mark) -> models.Marked:
        """Mark as delivered.

        For both sides: up to that message, a device has got them. Such marks only move forward, too.
        """
        found: models.Marked = self._json(
            models.Marked,
            "PUT",
            "/api/v1/conversations/{conversation_id}/delivered",
            places={"conversation_id": conversation_id},
            body=body,
        )
        return found

    def request_conversation_file(
        self, conversation_id: UUID, body: models.ConversationExport, *, idempotency_key: str | None = None
    ) -> models.Export:
        """Request a conversation as a file, for a dispute.

        For administrators who belong to neither side, and say why; it is audited. The file is canonical
        JSON with everything: each message with the mark of its redaction and its original, its files by
        name and SHA-256, what was kept back or reported, how far each has read. `readExport` says when it
        is ready, where, and the SHA-256 of the file: of the same content it is the same.
        """
        found: models.Export = self._json(
            models.Export,
            "POST",
            "/api/v1/conversations/{conversation_id}/export",
            places={"conversation_id": conversation_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_conversation_messages(
        self,
        conversation_id: UUID,
        *,
        after_seq: int | None = None,
        before_seq: int | None = None,
        reason: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Message]:
        """List messages.

        For both sides; for administrators, those with support, with a `reason` any. Without a number, the
        latest first. A client that was away asks with `after_seq` for what it has missed, until there is no
        more: numbers have no gaps. To list messages does not mark them as read.
        """
        found: Page[models.Message] = self._json(
            Page[models.Message],
            "GET",
            "/api/v1/conversations/{conversation_id}/messages",
            places={"conversation_id": conversation_id},
            query={
                "after_seq": after_seq,
                "before_seq": before_seq,
                "reason": reason,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def send_conversation_message(
        self, conversation_id: UUID, body: models.ConversationMessageDraft
    ) -> models.SentMessage:
        """Send a message.

        For the person, for brand admins and campaign managers, and, with support, for administrators.
        Whatever happens, send it again with the same `client_id`: it is there once, and answered alike.
        202: a rule, which reads its text and the names of its files, keeps it back until an administrator
        has seen it; twenty of yours may wait at once. `warnings` say what the sender should know of one
        that was delivered.
        """
        found: models.SentMessage = self._json(
            models.SentMessage,
            "POST",
            "/api/v1/conversations/{conversation_id}/messages",
            places={"conversation_id": conversation_id},
            body=body,
        )
        return found

    def mark_read(self, conversation_id: UUID, body: models.Mark) -> models.Marked:
        """Mark as read.

        For both sides, each for themselves: up to that message. Marks only move forward, so they may come
        in any order. The other side sees how far somebody of this side has read.
        """
        found: models.Marked = self._json(
            models.Marked,
            "PUT",
            "/api/v1/conversations/{conversation_id}/read",
            places={"conversation_id": conversation_id},
            body=body,
        )
        return found

    def show_typing(self, conversation_id: UUID) -> None:
        """Show that one is typing.

        For those who could send a message now, once in three seconds. The others see it for six; nothing is
        stored.
        """
        self._nothing(
            "POST",
            "/api/v1/conversations/{conversation_id}/typing",
            places={"conversation_id": conversation_id},
        )

    def find_messages(
        self, *, q: str, conversation_id: UUID | None = None, reason: str | None = None
    ) -> models.MessageHits:
        """Find messages.

        For both sides: in their own conversations, of a brand for all its people; the newest hundred.
        Administrators find what is with support, and anything else with a reason. What was redacted or
        erased is not found.
        """
        found: models.MessageHits = self._json(
            models.MessageHits,
            "GET",
            "/api/v1/messages/search",
            query={"q": q, "conversation_id": conversation_id, "reason": reason},
        )
        return found
