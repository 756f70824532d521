"""Bodies and answers of gates' scans."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from common.models.base import Input, Moment, Output

MOST_SCANS = 500


class GateScan(Input):
    """A code that was shown at a gate."""

    code: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{7,12}$")]
    """What stands in its address."""
    scan_key: UUID
    """Drawn by the gate: the same key counts once, however often it is sent."""
    claimed_at: Moment
    """When it was scanned, by the gate's clock."""


class GateScans(Input):
    """What a gate has scanned, in any order, with what it sent before or without."""

    sent_at: Moment
    """What the gate's clock says now: what it is wrong by is taken off."""
    scans: Annotated[list[GateScan], Field(min_length=1, max_length=MOST_SCANS)]
    """At most 500."""


class GateAnswer(Output):
    """What became of one scan of a gate."""

    scan_key: UUID
    """Which one."""
    scan_id: UUID | None
    """null: it was kept nowhere."""
    verdict: Literal["accepted", "flagged", "refused"]
    """`flagged`: it counts, and is being checked."""
    reasons: list[str]
    """Of a refusal: `already_counted`, `limit_reached`, `not_open`, `unknown_code` (none of this activation's),
    `try_again`."""


class GateAnswers(Output):
    """One answer for each scan that was sent, in their order."""

    data: list[GateAnswer]
    """All of them."""
