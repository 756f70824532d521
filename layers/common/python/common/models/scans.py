"""Scans of activations, as their brand sees them: never with a place."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class ScanVerdict(StrEnum):
    """flagged: it waits for a decision, and earns nothing until it is cleared."""

    ACCEPTED = "accepted"
    FLAGGED = "flagged"
    REFUSED = "refused"


class ScanSource(StrEnum):
    """online: the visitor's own phone. offline: a gate sent it later. staff: a gate, at once."""

    ONLINE = "online"
    OFFLINE = "offline"
    STAFF = "staff"


class Scan(Output):
    """One scan, and what became of it."""

    id: UUID
    activation_id: UUID
    """What was scanned."""
    campaign_id: UUID
    code_id: UUID
    """Which of the activation's codes was scanned."""
    device_id: UUID | None
    """The browser, by its name at this brand alone; null: there was none, or it was forgotten."""
    fan_id: UUID | None
    """The fan whose device it is; null: not known."""
    at: datetime
    """When we took it."""
    claimed_at: datetime
    """When it was made: earlier than `at` where a gate sent it later."""
    day: date
    """The day that it counts on, in the activation's time zone."""
    accuracy_m: int | None
    """How exact the visitor's position was, in metres; null: none was given."""
    distance_m: int | None
    """Metres to the fence, 0 inside; null: not known."""
    verdict: ScanVerdict
    reasons: list[str]
    """Rules and limits that made the verdict; of an accepted scan what was noticed beside."""
    score: int
    """Points of the rules: from 60 it is flagged, from 90 refused."""
    source: ScanSource
    country: str | None
    """Where the request came from (ISO 3166, two letters); null: not known."""
