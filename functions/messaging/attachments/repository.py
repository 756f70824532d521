"""Statements of files of messages. Who may see or delete which of them is a policy of the table."""

from datetime import timedelta
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.file_links import FileDraft
from common.file_rows import FileTable
from common.models.message_attachments import MessageAttachment

COLUMNS: LiteralString = (
    "id, conversation_id, uploaded_by, seq, file_name, object_key, media_type, size_bytes, checksum_sha256, status,"
    " refusal_reason, created_at, updated_at"
)
FILES = FileTable(
    name="message_attachments", row=MessageAttachment, columns=COLUMNS,
    loose="seq is null and held_id is null", idle=timedelta(days=1),
)  # fmt: skip


def announce(tx: Transaction, conversation_id: UUID, draft: FileDraft) -> UUID:
    """A row for a file of the actor's that is yet to be uploaded; its id.

    Raises `NotFound`, `Forbidden`, `TooManyFiles`, `ConversationClosed`, `Blocked`.
    """
    attachment_id: UUID = tx.fetch_value(
        "select app.announce_attachment(%(conversation_id)s, %(file_name)s, %(media_type)s, %(size_bytes)s,"
        " %(checksum_sha256)s)",
        {**draft.model_dump(), "conversation_id": conversation_id},
    )
    return attachment_id


def find_attachment(tx: Transaction, conversation_id: UUID, attachment_id: UUID) -> MessageAttachment:
    """The file, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        MessageAttachment,
        f"select {COLUMNS} from message_attachments where id = %(id)s and conversation_id = %(conversation_id)s",
        {"id": attachment_id, "conversation_id": conversation_id},
    )


def delete_erased(tx: Transaction, at_most: int) -> list[MessageAttachment]:
    """Delete files of people who were erased, where nothing keeps them; the rows."""
    return tx.fetch_all(
        MessageAttachment,
        "delete from message_attachments where id in (select id from message_attachments"
        " where hidden_because = 'erasure' order by id limit %(at_most)s for update skip locked)"
        f" returning {COLUMNS}",
        {"at_most": at_most},
    )


def delete_of_conversations(
    tx: Transaction, conversation_ids: list[UUID], at_most: int
) -> list[MessageAttachment]:
    """Delete files of these conversations; the rows."""
    return tx.fetch_all(
        MessageAttachment,
        "delete from message_attachments where id in (select id from message_attachments"
        " where conversation_id = any(%(ids)s) order by id limit %(at_most)s for update)"
        f" returning {COLUMNS}",
        {"ids": conversation_ids, "at_most": at_most},
    )
