"""Files of messages."""

from datetime import datetime
from uuid import UUID

from common.models.assets import AssetStatus, Refusal
from common.models.base import Output


class MessageAttachment(Output):
    """A file for a message in S3 under `object_key`; size in bytes, `checksum_sha256` in hexadecimal.

    What was announced until the file is stored, what is there from then on. The other side sees it once it is sent.
    """

    id: UUID
    conversation_id: UUID
    """Where it is sent, or is to be sent."""
    uploaded_by: UUID
    """Who announced it, by the account's id."""
    seq: int | None
    """The number of the message that it was sent with; null: not sent yet."""
    file_name: str
    object_key: str
    media_type: str
    size_bytes: int
    checksum_sha256: str | None
    status: AssetStatus
    refusal_reason: Refusal | None
    created_at: datetime
    updated_at: datetime
