"""Answer of the export."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output


class PersonalData(Output):
    """All that is held about a person: table → rows. Secrets (hashes, tokens) are left out."""

    exported_at: datetime
    user_id: UUID
    data: dict[str, list[dict[str, object]]]
