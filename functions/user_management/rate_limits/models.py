"""Answers of rate limits."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output


class TakenLimit(Output):
    """A bucket that something was taken from lately."""

    key: str
    """The bucket; of an address, a hash."""
    limit: str
    """`request` for the general limit, or the class of work."""
    per: str
    """Whom the limit counts."""
    user_id: UUID | None
    """Whose it is, if it is a person's."""
    full_at: datetime
    """When all that was taken will have come back."""
