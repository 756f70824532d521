"""Use case of the system's health."""

from datetime import UTC, datetime

from common.admins import require_admin
from common.database import Transaction
from common.settings import settings
from user_management.jobs import service as jobs
from user_management.jobs.models import JobState
from user_management.system import repository
from user_management.system.models import SystemHealth


def health(tx: Transaction) -> SystemHealth:
    """Every timer, what waits in the outbox, events of Stripe that were given up. Raises `Forbidden`."""
    require_admin(tx)
    timers, outbox = jobs.list_jobs(tx, datetime.now(UTC)).jobs, repository.list_outbox_topics(tx)
    failed_events = repository.count_failed_stripe_events(tx)
    ill = (
        any(one.state in {JobState.FAILED, JobState.MISSED} for one in timers)
        or any(topic.given_up for topic in outbox)
        or failed_events > 0
    )
    return SystemHealth(
        status="degraded" if ill else "ok",
        stage=settings().stage,
        jobs=timers,
        outbox=outbox,
        failed_stripe_events=failed_events,
    )
