"""Bodies and answers of geofences. Places are degrees."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.models.base import Input, Output, left_out
from common.models.geofences import FenceShape
from common.models.lines import Line

Degrees = Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)]
"""What is no place on earth, the database says with a reason."""
Corner = Annotated[list[Degrees], Field(min_length=2, max_length=2)]
Ring = Annotated[list[Corner], Field(min_length=1, max_length=1_000)]
"""Corners, each `[lat, lng]`: at most 200, of no more than 50 km, and no two edges touch but neighbours."""
Radius = Annotated[int, Field(ge=20, le=50_000, strict=True)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class NewGeofence(Input):
    """A fence to be made: a circle has `origin_lat`, `origin_lng` and `radius_m`, a polygon its `ring`."""

    brand_id: UUID | None = None
    """The brand whose fence it is; needed by members of several brands, and by administrators."""
    name: Line
    shape: FenceShape
    origin_lat: Degrees | None = None
    """The middle of a circle."""
    origin_lng: Degrees | None = None
    """The middle of a circle."""
    radius_m: Radius | None = None
    """Metres around the middle of a circle."""
    ring: Ring | None = None
    """The corners of a polygon, each `[lat, lng]`, at most 200; the last may be the first again."""
    country: Country | None = None
    """The country that it is in (ISO 3166, two letters): a scan from elsewhere is looked at."""


class GeofenceChange(Input):
    """What may change of a fence that nothing launched uses."""

    name: Line = left_out()
    shape: FenceShape = left_out()
    origin_lat: Degrees = left_out()
    """The middle of a circle."""
    origin_lng: Degrees = left_out()
    """The middle of a circle."""
    radius_m: Radius | None = None
    """Metres around the middle of a circle; null: it becomes a polygon."""
    ring: Ring | None = None
    """The corners of a polygon, each `[lat, lng]`; null: it becomes a circle."""
    country: Country | None = None
    """The country that it is in; null: it does not matter."""


class FencePoint(Input):
    """Where somebody might stand."""

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    """Degrees."""
    lng: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    """Degrees."""
    accuracy: Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)] | None = 0.0
    """How exact a phone says that it is, in metres; up to 150 m speak for the visitor. null: it does not say."""


class GeofenceTest(Input):
    """Positions to try on a fence."""

    points: Annotated[list[FencePoint], Field(min_length=1, max_length=100)]
    """At most 100."""


class Where(StrEnum):
    """unknown: the position is too vague (500 m) for anybody to tell."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


class TriedPosition(Output):
    """What a scan from there would be taken for."""

    answer: Where
    """Whether it is within the fence, accuracy included."""
    distance_m: float
    """Metres to the fence, 0 inside."""


class GeofenceTestAnswer(Output):
    """The positions, in the order in which they were sent."""

    points: list[TriedPosition]
    """One for each."""
