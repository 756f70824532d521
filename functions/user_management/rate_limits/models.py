"""Answers of rate limits."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.models.base import Output


class TakenLimit(Output):
    """A bucket that something was taken from lately."""

    key: str
    limit: Annotated[str, Field(description="`request`, the general limit, or the key of a class of work.")]
    per: Annotated[str, Field(description="What is counted: person, address, account, family, cause, recipient.")]
    user_id: Annotated[UUID | None, Field(description="Whose it is; null for an address, of which a hash is kept.")]
    full_at: Annotated[datetime, Field(description="When all that was taken will have come back.")]
