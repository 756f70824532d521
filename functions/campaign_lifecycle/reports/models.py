"""What a report says. Amounts are minor units."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output


class ReportLine(Output):
    """A participant in the report, up to the moment `as_of`; today counts, and so nothing is final. Minor units."""

    participant_id: UUID
    creator_user_id: UUID
    creator_name: str
    status: str
    joined_at: datetime
    agreed: int
    spent: int
    released: int
    currency: str
    approved: int
    pending_review: int
    clicks: int
    conversions: int
    as_of: datetime
    final: bool
