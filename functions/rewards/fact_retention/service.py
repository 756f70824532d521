"""The nightly chore of facts: months ahead get their place, months past retention go."""

from datetime import UTC, datetime, timedelta

from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.telemetry import logger
from rewards.fact_retention import repository

JOB = "reward-facts"
MONTHS_AHEAD = 4
"""With this one: a deed whose fact has no place fails, so the job may fail for three months before one does."""
KEPT = timedelta(days=400)
"""As `app.record_fact` has it: for so long a trigger can be counted for what was before it."""
GRACE = timedelta(days=31)
"""How much longer a month stays in which facts are uncounted: whoever looks after the engine sees them each night."""


def maintain(as_of: datetime) -> Counts:
    """Make the partitions of this month and the next three, and drop those of which every fact is past retention.

    A month with facts that nobody has counted is dropped a month later; `facts_lost` says how many went uncounted. A
    night that is run again, or ahead of its time, makes no past month and drops none that is not old yet.
    """
    today, now = as_of.astimezone(UTC).date(), datetime.now(UTC).date()
    with transaction(SERVICE) as tx:
        made = repository.make_partitions(tx, max(today, now), MONTHS_AHEAD)
    before = min(today, now) - KEPT
    with transaction(SERVICE) as tx:
        waiting, lost = repository.count_waiting(tx, before), 0
        if waiting:
            before -= GRACE
            lost = repository.count_waiting(tx, before)
            logger().error("facts past retention are uncounted", extra={"waiting": waiting, "lost": lost})
        dropped = repository.drop_partitions(tx, before=before)
    return {
        "partitions_made": made, "partitions_dropped": dropped, "facts_waiting": waiting - lost, "facts_lost": lost,
    }  # fmt: skip
