"""Files that people asked for, and that a worker writes."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class ExportKind(StrEnum):
    """What the file holds."""

    PERSONAL_DATA = "personal_data"
    STATEMENT = "statement"
    CAMPAIGN_REPORT = "campaign_report"
    CONVERSATION = "conversation"
    ACTIVATION_CODES_PDF = "activation_codes_pdf"
    ACTIVATION_CODES_SVG = "activation_codes_svg"


class ExportStatus(StrEnum):
    """Whether the file is there."""

    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"


class Export(Output):
    """A file that somebody asked for; size in bytes, null until it is there.

    Which wallet, campaign, conversation and span (`since` included, `until` not) it is about. Row and file are gone at
    `expires_at`.
    """

    id: UUID
    user_id: UUID
    kind: ExportKind
    status: ExportStatus
    wallet_id: UUID | None
    campaign_id: UUID | None
    conversation_id: UUID | None = None
    """Which conversation it is about; null: none."""
    activation_id: UUID | None = None
    """Whose codes it prints; null: none."""
    since: datetime | None
    until: datetime | None
    size_bytes: int | None
    checksum_sha256: str | None = None
    """Of the file, in hexadecimal, once it is there."""
    expires_at: datetime
    created_at: datetime
    updated_at: datetime
