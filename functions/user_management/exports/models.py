"""Answers of exports."""

from datetime import datetime
from uuid import UUID

from common.adapters.files import Download
from common.models.base import Output
from common.models.exports import Export


class PersonalData(Output):
    """All that is held about a person: table → rows. Secrets (hashes, tokens) are left out."""

    exported_at: datetime
    """When it was put together."""
    user_id: UUID
    data: dict[str, list[dict[str, object]]]
    """By table, its rows."""


class ExportWithLink(Export):
    """An export, and the address of its file where it is ready."""

    download: Download | None = None
