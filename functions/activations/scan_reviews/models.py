"""Bodies and answers of flagged scans."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from common.models.base import Input, Output
from common.models.scan_reviews import ScanReview


class ScanDecision(StrEnum):
    """What is said to it."""

    CONFIRMED = "confirmed"
    CLEARED = "cleared"


class ScanReviewDecision(Input):
    """What is decided, and why."""

    decision: ScanDecision
    """`cleared`: it counts after all. `confirmed`: it never does."""
    note: Annotated[str, StringConstraints(max_length=1_000)] = ""
    """For those who look later; the fan is not told."""


class ScanEvidence(Output):
    """Figures about a flagged scan and its device. Each count ends at 1,000; none says a place."""

    kmh: int | None
    """At least so fast (km/h) the device came from the place that it named before; null: no two places to compare."""
    activations_in_hour: int | None
    """Of so many activations of the brand it scanned codes within the hour; null: the scan itself is kept no more."""
    devices_at_place: int | None
    """So many other devices named this place to the last digit that day (UTC); null: the place was not exact."""
    scans_of_visitor: int | None
    """So many scans came by this kind of browser behind this address within ten minutes; null: it is not known."""
    scans_of_device: int
    """So many scans it made within the day before."""
    device_risk: int | None
    """Points of what was confirmed about it before (0 to 100); null: it is not known any more."""


class ScannedWhere(Output):
    """What is kept of the scan beside its place."""

    campaign_id: UUID
    code_id: UUID
    """The code that was scanned."""
    claimed_at: datetime
    """When it was made, as a gate says that sends it later."""
    source: str
    """`online`, `offline` or `staff`."""
    country: str | None
    """Out of which country it came (ISO 3166)."""
    accuracy_m: int | None
    """How exact its place was, in metres."""
    distance_m: int | None
    """How far from the fence, in metres; 0: inside; null: no place, or no fence."""


class ScanReviewDetail(ScanReview):
    """A flagged scan with all that may be seen of it."""

    scan: ScannedWhere | None
    """Null: it is kept no more."""
    evidence: ScanEvidence
