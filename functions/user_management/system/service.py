"""Use case of the system's health."""

from common.database import Transaction
from common.models.system import JobRunStatus
from common.settings import settings
from user_management.job_runs import repository as job_runs
from user_management.system import repository
from user_management.system.models import SystemHealth
from user_management.users.service import require_admin


def health(tx: Transaction) -> SystemHealth:
    """Last run of every job, what waits in the outbox, events of Stripe that were given up. Raises `Forbidden`."""
    require_admin(tx)
    jobs, outbox = job_runs.list_last_runs(tx), repository.list_outbox_topics(tx)
    failed_events = repository.count_failed_stripe_events(tx)
    ill = (
        any(run.status is JobRunStatus.FAILED for run in jobs)
        or any(topic.given_up for topic in outbox)
        or failed_events > 0
    )
    return SystemHealth(
        status="degraded" if ill else "ok",
        stage=settings().stage,
        jobs=jobs,
        outbox=outbox,
        failed_stripe_events=failed_events,
    )
