"""What people scan: activations of campaigns."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class ActivationKind(StrEnum):
    """qr: codes wherever they hang. event: codes at a gate or on a screen. locker: codes that open a prize."""

    QR = "qr"
    EVENT = "event"
    LOCKER = "locker"


class ActivationStatus(StrEnum):
    """draft → active ⇄ paused → completed."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"


class FenceMode(StrEnum):
    """What becomes of scans that are outside, or of which nobody can tell.

    off: nobody asks for a place. flag: both count at first, and wait for a decision.
    refuse: both are refused.
    """

    OFF = "off"
    FLAG = "flag"
    REFUSE = "refuse"


class CodeMode(StrEnum):
    """static: printed once. rotating: a screen shows another proof each few seconds. single_use: each counts once."""

    STATIC = "static"
    ROTATING = "rotating"
    SINGLE_USE = "single_use"


class ClosedBecause(StrEnum):
    """Why no scan counts now.

    not_yet, over: it is before its start, or past its end. brand_barred: nobody of its brand can act.
    """

    DRAFT = "draft"
    PAUSED = "paused"
    COMPLETED = "completed"
    NOT_YET = "not_yet"
    OVER = "over"
    BRAND_BARRED = "brand_barred"


class Activation(Output):
    """What people scan, one campaign's."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    """Whose it is."""
    created_by: UUID
    """Who made it, by the account's id."""
    kind: ActivationKind
    name: str
    """What visitors read above the button."""
    status: ActivationStatus
    closed_because: ClosedBecause | None
    """Why no scan counts now; null: it is open."""
    starts_at: datetime
    """From when on scans count, once it is active."""
    ends_at: datetime
    """Until when they do; two days later it is completed."""
    time_zone: str
    """Whose day counts (IANA), as `Europe/Berlin`."""
    geofence_id: UUID | None
    """Where it is; null: anywhere."""
    fence_mode: FenceMode
    limit_per_device_day: int
    """Scans of one device that count on a day."""
    limit_per_fan_total: int | None
    """Scans of one fan that count in all; null: no limit."""
    limit_total: int | None
    """Scans of all together that count; null: no limit."""
    code_mode: CodeMode
    rotate_seconds: int
    """How long a screen shows a proof of a rotating code."""
    grace_steps: int
    """How many proofs before and after the one that is shown are taken, too."""
    min_age: int | None
    """How old one has to be; null: nobody is asked."""
    landing_url: str | None
    """Where visitors go behind their scan; null: nowhere."""
    locale: str
    """The language of its page, where the visitor's is none of ours."""
    peak: bool
    """Whether scans are taken first and judged a moment later: for tens of thousands at once."""
    launched_at: datetime | None
    """When it became active first; null: it is a draft."""
    completed_at: datetime | None
    """Since when no scan counts any more; null: it is not completed."""
    created_at: datetime
    updated_at: datetime
