"""Links that open a gate or a screen, without an account."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class StaffKind(StrEnum):
    """What a link opens: `gate` takes codes of fans, `screen` shows a code."""

    GATE = "gate"
    SCREEN = "screen"


class StaffLink(Output):
    """A link of one activation; its token was shown once, and is kept nowhere."""

    id: UUID
    activation_id: UUID
    brand_id: UUID
    """Whose it is."""
    created_by: UUID
    """Who made it."""
    kind: StaffKind
    """What it opens."""
    label: str
    """What the brand calls it, as the name of the gate."""
    expires_at: datetime
    """48 hours after the end of the activation."""
    revoked_at: datetime | None
    """Since when it opens nothing any more; null: it does."""
    last_seen_at: datetime | None
    """When it was used last, to a quarter of an hour."""
    created_at: datetime
    updated_at: datetime
