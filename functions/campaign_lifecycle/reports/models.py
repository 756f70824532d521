"""What a report says. Amounts are minor units."""

from datetime import datetime
from uuid import UUID

from common.models.results import Costs, PostSums


class ReportLine(Costs):
    """A participant in the report, up to the moment `as_of`; today counts, and so nothing is final. Minor units.

    `spent` is what the reservation paid, `spend` what of it was not taken back: `docs/figures.md`.
    """

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
    conversion_value: int
    posts: PostSums
    as_of: datetime
    final: bool
