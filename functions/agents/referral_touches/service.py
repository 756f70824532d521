"""The nightly chore of touches: months ahead get their place, months past retention go."""

from datetime import UTC, datetime, timedelta

from agents.referral_touches import repository
from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts

JOB = "referral-touches"
MONTHS_AHEAD = 3
"""With this one: the job may fail for two months before a touch has no place."""
KEPT = timedelta(days=120)
"""Longer than a touch can be shown (90 days), so that a referral in doubt can still be looked into."""


def maintain(as_of: datetime) -> Counts:
    """Make the partitions of this month and the next two, and drop those of which every touch is past retention.

    A night that is run again, or ahead of its time, makes no past month and drops none that is not old yet.
    """
    today, now = as_of.astimezone(UTC).date(), datetime.now(UTC).date()
    with transaction(SERVICE) as tx:
        made = repository.make_partitions(tx, max(today, now), MONTHS_AHEAD)
    with transaction(SERVICE) as tx:
        dropped = repository.drop_partitions(tx, before=min(today, now) - KEPT)
    return {"partitions_made": made, "partitions_dropped": dropped}
