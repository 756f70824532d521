"""What somebody who watches an activation sees."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output
from common.models.scans import ScanSource, ScanVerdict


class ScanCounts(Output):
    """Scans by verdict."""

    accepted: int
    """They counted."""
    flagged: int
    """They wait for a decision, or did when they came."""
    refused: int
    """They did not count."""


class ScanSums(Output):
    """Scans by verdict; `late`: those that gates took offline and sent later."""

    accepted: int
    flagged: int
    refused: int
    late_accepted: int
    late_flagged: int
    late_refused: int


class ScanMinute(Output):
    """Scans of one minute, of one verdict and source."""

    minute: datetime
    """When it begins, by when we took the scans."""
    verdict: ScanVerdict
    source: ScanSource
    n: int
    """How many, at least one."""


class ActivationLive(Output):
    """An activation, a minute or two ago."""

    activation_id: UUID
    """Which one."""
    totals: ScanCounts
    """All that were scanned online and at gates since its launch."""
    late: ScanCounts
    """What gates took offline and sent later, which `totals` leaves out."""
    minutes: list[ScanMinute]
    """The last sixty minutes, the oldest first; a minute without scans has no line."""
