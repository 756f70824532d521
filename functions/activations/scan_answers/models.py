"""What a visitor is told about a scan."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from common.models.base import Output


class ScanAnswer(Output):
    """A verdict, or that there is none yet."""

    scan_id: UUID
    verdict: Literal["accepted", "flagged", "refused", "pending"] = Field(
        description="flagged: it is counted, and somebody looks at it. pending: ask again."
    )
    reasons: list[str] = Field(
        description="Of a refusal: not_open, already_counted, limit_reached, too_far, place_needed, try_again."
    )
    next: Literal["landing"] | None = Field(description="What comes now; null: nothing.")
    retry_after: int | None = Field(description="Seconds, after which to ask again; null: never.")
