"""Use case: what became of a scan, for the browser that made it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from activations.fan_doors import fan_of
from activations.scan_answers import repository
from activations.scan_answers.models import ScanAnswer
from common.database import read
from common.errors import NotFound

ASK_AGAIN_SECONDS = 2
WAITS_AT_MOST = timedelta(hours=1)
"""How long a scan may wait in the queue; of one that is older and that nobody has judged, there is none."""
VERSION = 7


def find_answer(event: Mapping[str, Any], scan_id: UUID) -> ScanAnswer:
    """The verdict of a scan of the browser that asks; `pending` while nobody has judged it.

    Raises `NotFound` for what is no scan, or another browser's; `DeviceUnknown` without a cookie.
    """
    brand = repository.brand_of_scan(scan_id)
    if brand is None:
        if not _may_wait(scan_id):
            raise NotFound
        return ScanAnswer(
            scan_id=scan_id, verdict="pending", reasons=[], next=None, retry_after=ASK_AGAIN_SECONDS
        )
    with read(fan_of(event, brand)) as tx:
        found = repository.find_answer(tx, scan_id)
    if found is None:
        raise NotFound
    leads_on = found.leads_on and found.verdict != "refused"
    return ScanAnswer.model_validate({
        "scan_id": scan_id, "verdict": found.verdict, "reasons": found.reasons,
        "next": "landing" if leads_on else None, "retry_after": None,
    })  # fmt: skip


def _may_wait(scan_id: UUID) -> bool:
    """Whether the id is one that the door has made a moment ago: the time stands in it."""
    if scan_id.version != VERSION:
        return False
    age = datetime.now(UTC).timestamp() - (scan_id.int >> 80) / 1000
    return -60 <= age <= WAITS_AT_MOST.total_seconds()
