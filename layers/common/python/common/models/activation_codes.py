"""Codes of activations: what is printed, or shown on a screen."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output


class ActivationCode(Output):
    """One code of an activation."""

    id: UUID
    activation_id: UUID
    brand_id: UUID
    """Whose it is."""
    short_code: str
    """What stands in its address: seven characters of a printed one, twelve of a rotating or single-use one."""
    label: str
    """What the brand calls it, as the place where it hangs."""
    secret_version: int
    """Of a rotating code: how often its screens were shut out."""
    max_uses: int | None
    """How often it counts; null: as often as it is scanned."""
    used: int
    """How often it counted, where `max_uses` bounds it; else 0."""
    disabled_at: datetime | None
    """Since when it is off; null: it is on."""
    expires_at: datetime | None
    """Until when it is found; null: as long as its activation."""
    created_at: datetime
    updated_at: datetime
    url: str
    """Where it leads: what its QR code says."""
