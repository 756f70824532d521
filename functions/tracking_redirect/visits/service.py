"""Use case of visits that came through the queue."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from common import metrics
from common.database import transaction
from common.identity import SERVICE
from tracking_redirect.aggregation.repository import make_partitions, retention_days
from tracking_redirect.visits import repository
from tracking_redirect.visits.models import QueuedVisit

HOURS_AHEAD = timedelta(hours=1)
"""By how much the clock of a redirect may be ahead of this one."""


def days_that_cannot_be_stored(visits: Sequence[QueuedVisit]) -> set[date]:
    """Days (UTC) past retention, to come, or whose events were dropped. Any other day gets the partition it lacks."""
    days = {day_of(visit) for visit in visits}
    now = datetime.now(UTC)
    with transaction(SERVICE) as tx:
        missing = repository.days_without_partition(tx, sorted(days))
        if not missing:  # nearly always
            return set()
        oldest = now.date() - timedelta(days=retention_days(tx))
        lost = {day for day in missing if not oldest <= day <= (now + HOURS_AHEAD).date()}
        lost.update(repository.aggregated_days(tx, missing))
        for day in set(missing) - lost:
            make_partitions(tx, day, 1)
    return lost


def day_of(visit: QueuedVisit) -> date:
    """The day (UTC) that a visit counts for."""
    return visit.at.astimezone(UTC).date()


def store(bodies: list[str]) -> int:
    """Store visits (JSON objects), those of a second delivery not again; how many were new."""
    with transaction(SERVICE) as tx:
        stored = repository.store_visits(tx, f"[{','.join(bodies)}]")
        metrics.count("visits_stored", stored)
        return stored
