"""Bodies of activations."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.models.activations import ActivationKind, CodeMode, FenceMode
from common.models.addresses import Destination
from common.models.base import Input, Moment, left_out
from common.models.lines import Line
from common.models.time_zones import TimeZone

PerDay = Annotated[int, Field(ge=1, le=1_000, strict=True)]
PerFan = Annotated[int, Field(ge=1, le=100_000, strict=True)]
InAll = Annotated[int, Field(ge=1, le=10_000_000, strict=True)]
Seconds = Annotated[int, Field(ge=10, le=600, strict=True)]
Steps = Annotated[int, Field(ge=0, le=10, strict=True)]
Age = Annotated[int, Field(ge=13, le=25, strict=True)]
Locale = Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]


class NewActivation(Input):
    """An activation to be made, as a draft: it gets its codes, and is launched then."""

    campaign_id: UUID
    """The campaign that it is of."""
    kind: ActivationKind
    name: Line
    """What visitors read above the button."""
    starts_at: Moment
    """From when on scans count, once it is launched."""
    ends_at: Moment
    """At most 400 days behind its start."""
    time_zone: TimeZone = "UTC"
    """Whose day counts (IANA), as `Europe/Berlin`."""
    geofence_id: UUID | None = None
    """Where it is; null: anywhere."""
    fence_mode: FenceMode = FenceMode.OFF
    """Needs `geofence_id`, but for `off`."""
    limit_per_device_day: PerDay = 3
    """Scans of one device that count on a day."""
    limit_per_fan_total: PerFan | None = None
    """Scans of one fan that count in all; null: no limit."""
    limit_total: InAll | None = None
    """Scans of all together that count; null: no limit."""
    code_mode: CodeMode = CodeMode.STATIC
    rotate_seconds: Seconds = 30
    """How long a screen shows a proof of a rotating code."""
    grace_steps: Steps = 1
    """How many proofs before and after the one that is shown are taken, too."""
    min_age: Age | None = None
    """How old one has to be; null: nobody is asked."""
    landing_url: Destination | None = None
    """Where visitors go behind their scan; null: nowhere."""
    locale: Locale = "en"
    """The language of its page, where the visitor's is none of ours."""
    peak: bool = False
    """true: scans are taken first and judged a moment later, for tens of thousands at once."""


class ActivationChange(Input):
    """What may change of an activation: all of a draft, and of one that was launched what nobody relies on."""

    name: Line = left_out()
    """What visitors read above the button."""
    starts_at: Moment = left_out()
    """From when on scans count."""
    ends_at: Moment = left_out()
    """Not in the past: what is to end now is completed."""
    time_zone: TimeZone = left_out()
    """Of a draft."""
    geofence_id: UUID | None = None
    """Of a draft; null: anywhere."""
    fence_mode: FenceMode = left_out()
    """Of a draft."""
    limit_per_device_day: PerDay = left_out()
    """Scans of one device that count on a day."""
    limit_per_fan_total: PerFan | None = None
    """Scans of one fan that count in all; null: no limit."""
    limit_total: InAll | None = None
    """Scans of all together that count, not fewer than have; null: no limit."""
    code_mode: CodeMode = left_out()
    """Of a draft."""
    rotate_seconds: Seconds = left_out()
    """Of a draft."""
    grace_steps: Steps = left_out()
    """Of a draft."""
    min_age: Age | None = None
    """How old one has to be; null: nobody is asked."""
    landing_url: Destination | None = None
    """Where visitors go behind their scan; null: nowhere."""
    locale: Locale = left_out()
    """The language of its page, where the visitor's is none of ours."""
    peak: bool = left_out()
    """Of a draft."""
