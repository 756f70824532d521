"""Where activations are: circles and polygons on the map."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.models.base import Output

Corner = Annotated[list[float], Field(min_length=2, max_length=2)]


class FenceShape(StrEnum):
    """circle: metres around a place. polygon: a ring of places."""

    CIRCLE = "circle"
    POLYGON = "polygon"


class Geofence(Output):
    """A fence of a brand."""

    id: UUID
    brand_id: UUID
    """Whose it is."""
    created_by: UUID
    """Who drew it, by the account's id."""
    name: str
    shape: FenceShape
    origin_lat: float
    """The middle, in degrees; of a polygon worked out of its ring."""
    origin_lng: float
    """The middle, in degrees; of a polygon worked out of its ring."""
    radius_m: int | None
    """Metres around the middle; null: it is a polygon."""
    ring: list[Corner] | None
    """The corners as they were given, each `[lat, lng]` in degrees; null: it is a circle."""
    country: str | None
    """The country that it is in (ISO 3166, two letters): a scan from elsewhere is looked at; null: any may come."""
    created_at: datetime
    updated_at: datetime
